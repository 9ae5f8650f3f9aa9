# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody else has made and a host asks for: whose it seems to be, what would become of it, and its tags.

Nothing but tags is written here: the roles do the rest afterwards, as they do with what is ours.
"""

from __future__ import annotations

import dataclasses
import re
import typing as t
from dataclasses import dataclass

from .calls import Flow
from .engine import Cloud, Plan, observe, stepped
from .errors import Awaited, EnvelopeError
from .resource import Resource, properties
from .tagging import LEAVING, Tags, owner

OWNER = re.compile(r"managed[-_ ]?by", re.IGNORECASE)
"""How other tools spell the tag that says who manages a resource."""
MARKED = ("terraform", "true")
"""A tag that many of Terraform's users set."""
STACK = "aws:cloudformation:stack-name"


@dataclass(frozen=True)
class Found:
    """A resource that a host asks for, as it is now."""

    wanted: Resource
    now: Resource | None
    changes: tuple[str, ...] = ()
    """The options that the role would change afterwards."""
    refused: str = ""
    """Why the role would change nothing of it."""

    @property
    def foreign(self) -> bool:
        """Whether it is there to be taken over."""
        return self.now is not None and owner(self.wanted) not in (None, owner(self.now)) and not (
            self.now.gone or LEAVING in (getattr(self.now, "tags", None) or {}))

    @property
    def ours(self) -> bool:
        return self.now is not None and owner(self.wanted) is not None and owner(self.wanted) == owner(self.now)

    @property
    def whose(self) -> str:
        """Who manages it, as far as its tags say; empty where they do not."""
        return manager(getattr(self.now, "tags", None))

    @property
    def tagging(self) -> Plan:
        """The plan that makes it ours, and changes nothing else."""
        wanted, now = t.cast(t.Any, self.wanted), t.cast(t.Any, self.now)
        tagged = dataclasses.replace(now, tags={**(now.tags or {}), **wanted.tags})
        return Plan(tagged, now, "update", {"tags": (now.tags, tagged.tags)})


def examined(resource: Resource, cloud: Cloud) -> Flow:
    """Look at one, and work out what would become of it once it is ours; where that cannot be told, why."""
    wanted = yield from resource.resolved(pending=True)
    try:
        now = yield from observe(wanted)
    except Awaited:
        now = None
    found = Found(wanted, now)
    if not found.foreign:
        return found
    try:
        step = yield from stepped(wanted, found.tagging.wanted, cloud)
    except EnvelopeError as error:
        return dataclasses.replace(found, refused=str(error))
    return dataclasses.replace(found, changes=tuple(step.changes), refused=step.refused)


def manager(tags: Tags | None) -> str:
    """Who manages what bears these tags, as far as they say."""
    said = [value for name, value in (tags or {}).items() if OWNER.fullmatch(name)]
    said += ["terraform" for name, value in (tags or {}).items() if (name.lower(), value.lower()) == MARKED]
    if (tags or {}).get(STACK):
        said.append(f"CloudFormation stack {(tags or {})[STACK]}")
    return ", ".join(dict.fromkeys(filter(None, said)))


def name_of(resource: Resource) -> str:
    """The ARN of a resource, or the id that AWS gave it; else what it is called."""
    told = [getattr(resource, p.name) for p in properties(type(resource), "computed")
            if p.name == "arn" or p.name.endswith("_id")]
    return next((str(value) for value in told if value), resource.id)
