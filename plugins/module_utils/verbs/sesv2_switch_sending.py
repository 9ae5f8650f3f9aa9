# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pause or resume the mail of one sender."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..fields import instruction, option, required
from ..kinds.sesv2.service import sesv2
from ..on_call.mailing.standing import Standing, account_line, identity_line, standing_of, staying
from ..on_call.words import command
from ..runbook import RETURNS, Mending, Plan


@dataclass(frozen=True, kw_only=True)
class SwitchSending(Mending):
    """Say how the mail of a configuration set is taken and whether it may send; pause it, or have it send again."""

    module = "sesv2_switch_sending"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "configuration_set": "envelope-prod-pool-acme", "identity": "acme.example", "state": "paused",
        "confirm": "envelope-prod-pool-acme"}
    returns: t.ClassVar[dict[str, str]] = {
        **RETURNS, "sending": "Whether it might send before.",
        "bounce_rate": "Bounces, as a part of 1; null where no mail was sent lately.",
        "complaint_rate": "Complaints, likewise.",
    }

    configuration_set: str = required("The configuration set, which is one sender's own.")
    identity: str | None = option("The domain it sends from; empty for one that sends no mail.")
    secret: str | None = option("The tenant's secret. With the mark of a tenant that is being taken away, mail stays "
                                "paused.")
    host: str = instruction("Its name in the inventory, for the commands that are offered.", default="")
    state: t.Literal["unchanged", "paused", "sending"] = instruction(
        "What is to become of its mail.", default="unchanged")

    @property
    def phrase(self) -> str:
        return self.configuration_set

    def look(self) -> Flow:
        if self.identity == "":
            return Plan([f"{self.host or self.configuration_set} sends no mail: the inventory names no domain for it"],
                        data={"sending": False, "bounce_rate": None, "complaint_rate": None})
        found: Standing = yield from standing_of(self.configuration_set)
        lines = [found.line, (yield from account_line())]
        if self.identity:
            lines.append((yield from identity_line(self.identity)))
        if self.state == "sending" and self.secret:
            yield from staying(self.secret)
        data = {"sending": found.sending, "bounce_rate": found.rates.bounce, "complaint_rate": found.rates.complaint}
        return Plan([*lines, *self._offered(found)], self._steps(found), data)

    def mend(self, plan: Plan) -> Flow:
        sending = self.state == "sending"
        yield sesv2.put_configuration_set_sending_options(
            ConfigurationSetName=self.configuration_set, SendingEnabled=sending)
        return [f"mail of {self.configuration_set} {'is sent again' if sending else 'is paused'}", self._until(sending)]

    def _until(self, sending: bool) -> str:
        """The inventory has the last word: it is said, since site.yml would undo this."""
        if sending:
            return "where the inventory says email_sending_enabled: false, take that out, or site.yml pauses it again"
        return (f"BEWARE: site.yml has it send again, unless the inventory says email_sending_enabled: false for "
                f"{self.host or self.configuration_set}")

    def _steps(self, found: Standing) -> list[str]:
        if self.state == "paused" and found.sending:
            return [f"pause the mail of {found.name}, and of nobody else: what it sends then is refused, not kept"]
        if self.state == "sending" and not found.sending:
            beware = f", although its {' and '.join(found.over)}" if found.over else ""
            return [f"have {found.name} send again{beware}"]
        return []

    def _offered(self, found: Standing) -> list[str]:
        """The command that helps, where nothing was asked for."""
        if self.state != "unchanged" or found.sending != bool(found.over):
            return []
        wanted, why = ("paused", "to pause it, before SES does for everybody") if found.sending else (
            "sending", "to have it send again")
        line = command("runbooks/mail", target=self.host, state=wanted, confirm=found.name)
        return [f"{why}: {line}"]
