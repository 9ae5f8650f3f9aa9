# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether who signed a request may make it: IAM, which moto leaves aside.

Without one, everything is allowed to everybody.
"""

from __future__ import annotations

import dataclasses
import traceback
import typing as t
from pathlib import Path

from moto.core.request import Request
from moto.iam.models import get_account_id_from

from ..faults import Fault, crashed
from ..operations import Operation, access_key, region_of
from .asked import Asked, asked
from .decider import Decider, Refused
from .identities import Identity, identity
from .resources import Place

MESSAGE = "User: {arn} is not authorized to perform: {action} on resource: {resource} {why}"
EC2 = "You are not authorized to perform this operation. "


class Ruling(t.NamedTuple):
    """What was asked of IAM, and the refusal that came of it."""

    asked: list[Asked]
    fault: Fault | None

    def told(self) -> dict[str, t.Any]:
        """For the journal."""
        return {"asked": [dataclasses.asdict(each) for each in self.asked],
                "refused": self.fault.message if self.fault else None}


class Authority:
    """Asks IAM about requests; one that only listens, without the evaluator's place, allows all of them."""

    def __init__(self, installed: Path | None = None) -> None:
        self._decider = Decider(installed) if installed else None

    def ruling(self, operation: Operation, request: Request, body: bytes) -> Ruling:
        """What comes of a request; one that cannot be told is answered as one that breaks moto."""
        try:
            return self._ruling(operation, request, body)
        except Exception as error:
            traceback.print_exc(limit=-4)
            return Ruling([], crashed(error))

    def _ruling(self, operation: Operation, request: Request, body: bytes) -> Ruling:
        key = access_key(request)
        place = Place(get_account_id_from(key), region_of(request))
        every = asked(operation, request, body, place)
        who = identity(key) if self._decider else None
        if who is None or self._decider is None:
            return Ruling(every, None)
        refused = self._decider.refused(every, who.policies, who.boundary, who.account, who.arn)
        return Ruling(every, _fault(operation, who, refused) if refused else None)


def _fault(operation: Operation, who: Identity, refused: Refused) -> Fault:
    """In AWS's words, which name what would have to be allowed."""
    why = ("with an explicit deny in an identity-based policy" if refused.explicit
           else f"because no identity-based policy allows the {refused.action} action")
    text = MESSAGE.format(arn=who.arn, action=refused.action, resource=refused.resource, why=why)
    return Fault("refuse", message=EC2 + text if operation.service == "ec2" else text)
