# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Take an address off the suppression list."""

from __future__ import annotations

import datetime
import re
import typing as t
from dataclasses import dataclass

from ..calls import Flow, Reply
from ..errors import Absent
from ..fields import required
from ..kinds.sesv2.service import sesv2
from ..on_call.words import now, since
from ..runbook import RETURNS, Mending, Plan

REASONS = {
    "BOUNCE": "mail to it bounced for good: have it looked at whether the address is right now",
    "COMPLAINT": "its owner called our mail spam: take it off only if they ask for mail",
}
"""What a reason of SES means for whoever takes an address off."""


@dataclass(frozen=True, kw_only=True)
class ReleaseSuppressed(Mending):
    """Say whether an address is on the suppression list of the account, since when and why; take it off."""

    module = "sesv2_release_suppressed"
    examples: t.ClassVar[dict[str, t.Any]] = {"address": "ann@client.example", "confirm": "ann@client.example"}
    returns: t.ClassVar[dict[str, str]] = {
        **RETURNS, "suppressed": "Whether it was on the list.", "reason": "V(BOUNCE) or V(COMPLAINT).",
        "since": "When it came there.",
    }

    address: str = required("The address of mail.")

    @property
    def phrase(self) -> str:
        return self.address

    def problems(self) -> t.Iterator[str]:
        if not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", self.address):
            yield f"address is {self.address!r}: allowed is one address of mail, such as ann@client.example"
            return
        yield from super().problems()

    def look(self) -> Flow:
        try:
            reply = yield sesv2.get_suppressed_destination(EmailAddress=self.address)
        except Absent:
            return Plan([f"{self.address} is not on the suppression list: SES sends to it"],
                        data={"suppressed": False, "reason": None, "since": None})
        found: Reply = reply["SuppressedDestination"]
        reason, when = str(found["Reason"]), t.cast(datetime.datetime, found["LastUpdateTime"])
        return Plan(
            [f"{self.address} is on the suppression list {since(when, now())}: SES takes mail to it, and sends none",
             f"{reason}: {REASONS.get(reason, 'see its event in the topic of mail events')}"],
            [f"take {self.address} off the suppression list, for all tenants of the account"],
            {"suppressed": True, "reason": reason, "since": when.isoformat()})

    def mend(self, plan: Plan) -> Flow:
        try:
            yield sesv2.delete_suppressed_destination(EmailAddress=self.address)
        except Absent:
            return [f"somebody else has taken {self.address} off meanwhile"]
        return [f"{self.address} is off the suppression list; should it bounce again, it comes back by itself"]
