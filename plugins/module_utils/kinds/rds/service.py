# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""RDS's API: the service, and what several kinds do with it."""

from __future__ import annotations

import re
import typing as t

from ... import advising
from ...calls import Call, Flow, Reply, Service
from ...errors import Absent, Invalid
from ...resource import Resource
from ...tagging import Tags, missing
from ...wire import pairs

rds = Service("rds", absent=frozenset({"DBInstanceNotFound"}))

changing = Service("rds", transient=frozenset({"InvalidDBParameterGroupState"}))
"""For changes of a parameter group, which AWS refuses while an earlier one is under way."""

ADVICE = {
    "DBSubnetGroupNotFoundFault": "rds_subnet_groups makes it",
    "DBParameterGroupNotFound": "rds_parameter_groups makes it",
    "DBSnapshotAlreadyExists": "give final_snapshot another name",
    "InstanceQuotaExceeded": "40 instances in a region, adjustable",
    "StorageQuotaExceeded": "100 TiB in a region, adjustable",
    "InvalidDBInstanceState": "see its status, and run the same command again when it is available",
    "InvalidDBParameterGroupState": "an instance uses it: give that one another group first",
    "InvalidDBSubnetGroupStateFault": "an instance uses it: delete that one first",
    "KMSKeyNotAccessibleFault": "the key has to exist, to be enabled, and to let these credentials use it for RDS",
}
"""What helps, by AWS's error code."""


def advised(call: Call) -> Flow:
    """Make a call; where AWS refuses it for a reason that is known, say what helps."""
    return advising.advised(call, ADVICE)


def demand(resource: Resource, *names: str) -> None:
    """Raise `Invalid` unless the resource states all of these, without which it cannot be made."""
    if left_out := [name for name in names if getattr(resource, name) is None]:
        raise Invalid(f"it does not exist, and cannot be created without {', '.join(left_out)}")


def the_one(call: Call, entries: t.Iterable[Reply], name: str, value: str) -> Reply:
    """The entry of a reply with this property; raises `Absent` when there is none."""
    for entry in entries:
        if entry[name] == value:
            return entry
    raise Absent(call, "NotFound", f"there is none with {name} {value}")


def tags_of(arn: str) -> Flow:
    """The tags of a group, which its description leaves out."""
    reply = yield rds.list_tags_for_resource(ResourceName=arn)
    return reply.get("TagList", ())


def retag(arn: str | None, now: Tags | None, wanted: Tags | None) -> Flow:
    """Set the tags that differ."""
    if fresh := missing(now, wanted):
        yield rds.add_tags_to_resource(ResourceName=arn, Tags=pairs().out(fresh))


def name_problems(option: str, name: str, longest: int) -> t.Iterator[str]:
    """What is wrong with a name; AWS keeps names in lower case, whatever was given."""
    if len(name) > longest or not re.fullmatch(r"[a-z](-?[a-z0-9])*", name):
        yield (f"{option}: {name!r} is not allowed: 1 to {longest} small letters, digits and single inner hyphens "
               "are, beginning with a letter")
