# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a tenant has: one thing, one sort of things, and AWS's last word on one."""

from __future__ import annotations

import datetime
import re
import typing as t
from dataclasses import dataclass, field

from ..calls import Call, Flow, Step, Wait
from ..errors import AwsError, EnvelopeError
from ..tagging import Tags
from .tenant import Tenant

GLOBAL = "us-east-1"
"""Where the tagging API lists what is in no region, such as hosted zones, and where CloudFront's certificates are."""


def now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


@dataclass(frozen=True)
class Thing:
    """Something in AWS that is, or may be, a tenant's."""

    sort: str
    """The module that makes such things, or the first words of its ARN where there is none."""
    arn: str
    """Its ARN, or what comes next to one."""
    name: str
    """What AWS wants to be told of which it is."""
    by: tuple[str, ...] = ()
    """The searches that found it."""
    pending: str = ""
    """What it waits for, where it is deleted already."""


@dataclass(frozen=True)
class Seen:
    """What AWS says of a thing that is there."""

    tags: Tags | None
    """None for a sort that has no tags of its own."""
    pending: str = ""


@dataclass(frozen=True)
class Sort:
    """How things of one sort are found, looked at and taken away."""

    name: str
    arn: str
    """Matches its ARNs; the group `name` is what AWS wants to be told."""
    search: t.Callable[[Tenant], Flow]
    """Returns the things that may be a tenant's, as its service lists them."""
    look: t.Callable[[Thing], Flow]
    """Returns a `Seen`; raises `Absent`."""
    take: t.Callable[[Thing, Tenant], Flow]
    """Deletes it."""
    region: str = ""
    """Where such things are, whatever the region of the cell; empty for that, or for none."""

    def named(self, arn: str) -> Thing | None:
        """The thing with that ARN, if it is one of this sort."""
        found = re.fullmatch(self.arn, arn)
        return Thing(self.name, arn, found["name"]) if found else None


@dataclass
class Answer:
    """AWS's last answer in a conversation."""

    operation: str = ""
    code: str = ""
    request: str = ""
    """AWS's id of the request, where it gave one."""
    at: str = field(default_factory=now)

    def heard(self, flow: Flow) -> Flow:
        """What `flow` returns; its last answer is noted on the way."""
        try:
            step = next(flow)
            while True:
                try:
                    reply = yield step
                except EnvelopeError as error:
                    self._noted(step, {}, error)
                    step = flow.throw(error)
                else:
                    self._noted(step, reply, None)
                    step = flow.send(reply)
        except StopIteration as end:
            return end.value

    def _noted(self, step: Step, reply: t.Any, error: EnvelopeError | None) -> None:
        if not isinstance(step, (Call, Wait)):
            return
        about = (reply or {}).get("ResponseMetadata", {})
        self.operation = str(step.call if isinstance(step, Wait) else step)
        self.code = error.code if isinstance(error, AwsError) else str(about.get("HTTPStatusCode", "OK"))
        self.request, self.at = str(about.get("RequestId", "")), now()
