# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EC2's habits: names are tags, lists come by the page, and things take a while to appear and to go."""

from __future__ import annotations

import typing as t

from ...calls import Call, Flow, Reply, Service, Wait
from ...errors import Invalid
from ...tagging import Tags, missing
from ...wire import pairs

Found = t.Mapping[str, t.Any]
"""One resource, as a reply describes it."""

NOT_FOUND = frozenset({
    "InvalidAllocationID.NotFound", "InvalidAssociationID.NotFound", "InvalidGatewayID.NotFound",
    "InvalidGroup.NotFound", "InvalidInternetGatewayID.NotFound", "InvalidNatGatewayID.NotFound",
    "InvalidRoute.NotFound", "InvalidRouteTableID.NotFound", "InvalidRouteTableId.NotFound",
    "InvalidSecurityGroupID.NotFound", "InvalidSubnetID.NotFound", "InvalidVpcEndpoint.NotFound",
    "InvalidVpcEndpointId.NotFound", "InvalidVpcID.NotFound", "NatGatewayNotFound",
})
BUSY = frozenset({"ConcurrentTagAccess"})
IN_USE = frozenset({"DependencyViolation", "InvalidGroup.InUse", "InvalidIPAddress.InUse"})

ec2 = Service("ec2", absent=NOT_FOUND, transient=BUSY)

fresh = Service("ec2", transient=NOT_FOUND | BUSY)
"""For calls on what was just created: not every part of AWS knows of it yet."""

leaving = Service("ec2", absent=NOT_FOUND | {"Gateway.NotAttached"}, transient=IN_USE)
"""For deletions: AWS lets go of network interfaces and addresses some time after their owner is gone."""


def where(**filters: str) -> list[dict[str, t.Any]]:
    """EC2's filters: `where(vpc_id="vpc-1")` matches what is in that VPC."""
    return [{"Name": name.replace("_", "-"), "Values": [value]} for name, value in filters.items()]


def tags_of(found: Found) -> dict[str, str]:
    return t.cast("dict[str, str]", pairs().into(found.get("Tags")))


def name_of(found: Found) -> str | None:
    return tags_of(found).get("Name")


def born(kind: str, name: str, tags: Tags | None) -> list[dict[str, t.Any]]:
    """The tags that something is created with, its name among them, without those that only AWS may set."""
    ours = {tag: value for tag, value in (tags or {}).items() if not tag.startswith("aws:")}
    return [{"ResourceType": kind, "Tags": pairs().out({**ours, "Name": name})}]


def misnamed(tags: Tags | None) -> t.Iterator[str]:
    """The problem of tags that contradict the name."""
    if "Name" in (tags or {}):
        yield "tags: Name is what the option name is written to, leave it out"


def retag(resource_id: str | None, now: Tags | None, wanted: Tags | None) -> Flow:
    """Set the tags that differ."""
    if differing := missing(now, wanted):
        yield ec2.create_tags(Resources=[resource_id], Tags=pairs().out(differing))


def only(what: str, name: str, found: t.Sequence[Found], id_key: str, remedy: str = "rename the others") -> t.Any:
    """The one resource of that name, or None; EC2 lets many have the same."""
    if len(found) > 1:
        ids = ", ".join(sorted(entry[id_key] for entry in found))
        raise Invalid(f"{len(found)} {what}s are named {name} ({ids}): {remedy}")
    return found[0] if found else None


def listed(reply: Reply, name: str, id_key: str, wanted: str | None) -> t.Any:
    """The resource of that id in a list, or None."""
    return next((entry for entry in reply.get(name) or () if entry[id_key] == wanted), None)


def visible(call: Call, what: str, name: str, id_key: str, wanted: str | None, *, state: str = "State") -> Wait:
    """Waiting until a list shows what was just created, and shows it available."""
    def seen(reply: Reply) -> str:
        found = listed(reply, name, id_key, wanted)
        return "not there yet" if found is None else str(found.get(state, "available"))

    return Wait(call, f"{what} {wanted}", seen, frozenset({"available"}), timeout=120)


def removal(call: Call, what: str, user: str) -> Wait:
    """Deleting, again and again while AWS says that something still uses it; `user` says what that may be."""
    return Wait(call, what, lambda reply: "deleted", frozenset({"deleted", "absent"}), timeout=300,
                hint=f"It is still used: {user}")
