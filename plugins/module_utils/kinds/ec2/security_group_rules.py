# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of security groups, each group's as a whole."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow
from ...errors import AwsError
from ...fields import key, option
from ...resource import Changes, Resource
from .api import Found, ec2, fresh, listed
from .default_groups import cut_off
from .names import SECURITY_GROUP
from .rules import Atoms, Rule, alike, atoms, permissions, redescribed, rules

EVERYTHING = Rule(protocol="all", cidr_blocks=["0.0.0.0/0"])
EVERYTHING_IPV6 = Rule(protocol="all", ipv6_cidr_blocks=["::/0"])


class Direction(t.NamedTuple):
    """The calls that change the rules of one direction."""

    authorize: t.Callable[..., Call]
    describe: t.Callable[..., Call]
    revoke: t.Callable[..., Call]


DIRECTIONS = {
    "ingress": Direction(fresh.authorize_security_group_ingress, fresh.update_security_group_rule_descriptions_ingress,
                         fresh.revoke_security_group_ingress),
    "egress": Direction(fresh.authorize_security_group_egress, fresh.update_security_group_rule_descriptions_egress,
                        fresh.revoke_security_group_egress),
}


@dataclass(frozen=True, kw_only=True)
class SecurityGroupRules(Resource):
    """All rules of a security group; one that nobody listed is revoked, and V(absent) means those of a new group."""

    plural = "ec2_security_group_rules"
    examples = {
        "security_group": "envelope-prod-services",
        "ingress": [{"protocol": "tcp", "from_port": 8080, "security_groups": ["envelope-prod-alb"],
                     "description": "Load balancer"}],
        "egress": [{"protocol": "all", "cidr_blocks": ["0.0.0.0/0"]}],
    }

    security_group: str = key("Name or id of the security group.", wire="GroupId", find=SECURITY_GROUP)
    ingress: list[Rule] | None = option(
        "All rules for what may come in, in any order.", wire="IpPermissions", codec=rules, alike=alike)
    egress: list[Rule] | None = option(
        "All rules for what may go out, in any order. AWS gives a new group one that allows everything.",
        wire="IpPermissionsEgress", codec=rules, alike=alike)

    @property
    def gone(self) -> bool:
        """Whether these are the rules that AWS gives a new group, in a VPC with or without IPv6."""
        out = atoms(self.egress).keys()
        return not self.ingress and atoms([EVERYTHING]).keys() <= out <= atoms([EVERYTHING, EVERYTHING_IPV6]).keys()

    def read(self) -> Flow:
        now = yield from self._there()
        return None if now is None or (now.gone and not self.like(now)) else now  # untouched rules are no rules of ours

    def impossible(self, now: SecurityGroupRules | None, changes: Changes) -> Flow:
        """What works in a VPC's default group, of which rules would go; those of a new group may be used as well."""
        group = yield from self._group()
        if not group or not self._ends(self._seen(group), changes):
            return ""
        return (yield from cut_off(group))

    def create(self) -> Flow:
        now = (yield from self._there()) or dataclasses.replace(self, ingress=[], egress=[EVERYTHING])
        yield from self.update(now, self.changes(now).keys())

    def update(self, now: SecurityGroupRules, changed: t.AbstractSet[str]) -> Flow:
        for name, direction in DIRECTIONS.items():
            if name in changed:
                yield from self._exactly(direction, atoms(getattr(self, name)), atoms(getattr(now, name)))

    def delete(self) -> Flow:
        fresh_group = dataclasses.replace(self, ingress=[], egress=[EVERYTHING])
        yield from fresh_group.update(self, fresh_group.changes(self).keys())

    def _there(self) -> Flow:
        group = yield from self._group()
        return group and self._seen(group)

    def _group(self) -> Flow:
        return listed((yield ec2.describe_security_groups()), "SecurityGroups", "GroupId", self.security_group)

    def _seen(self, group: Found) -> SecurityGroupRules:
        return self.seen({**group, **_local(group)})

    def _ends(self, now: SecurityGroupRules, changes: Changes) -> bool:
        """Whether something that is allowed now is not afterwards."""
        return any(atoms(getattr(now, name)).keys() - atoms(getattr(self, name)).keys()
                   for name in DIRECTIONS if name in changes)

    def _exactly(self, direction: Direction, wanted: Atoms, now: Atoms) -> Flow:
        """Allow before forbidding, so that what stays allowed is never interrupted."""
        missing = {atom: text for atom, text in wanted.items() if atom not in now}
        surplus: Atoms = {atom: None for atom in now if atom not in wanted}
        try:
            yield from self._send(direction.authorize, missing)
        except AwsError as error:
            if error.code != "RulesPerSecurityGroupLimitExceeded" or not surplus:
                raise
            yield from self._send(direction.revoke, surplus)  # old and new do not fit into a group together
            yield from self._send(direction.authorize, missing)
            surplus = {}
        yield from self._send(direction.describe, redescribed(wanted, now))
        yield from self._send(direction.revoke, surplus)

    def _send(self, build: t.Callable[..., Call], which: Atoms) -> Flow:
        if which:
            yield build(GroupId=self.security_group, IpPermissions=permissions(which))


def _local(group: Found) -> dict[str, t.Any]:
    """The permissions of a group, in which only groups of other accounts are said with their account."""
    def without_owner(pair: Found) -> dict[str, t.Any]:
        return {name: value for name, value in pair.items() if name != "UserId" or value != group.get("OwnerId")}

    def local(permission: Found) -> dict[str, t.Any]:
        return {**permission, "UserIdGroupPairs": list(map(without_owner, permission.get("UserIdGroupPairs") or ()))}

    return {name: list(map(local, group.get(name) or ())) for name in ("IpPermissions", "IpPermissionsEgress")}
