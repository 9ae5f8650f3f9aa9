# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which load balancer takes whom, for all tenants of a cell at once and always in the same order.

Two tenants of one run do not take the last place, and a tenant stays where it is: a target group cannot move.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ..certificates import Certificate
from .room import Needs, Room, at_balancer, in_place
from .seeing import Seen
from .tenants import Tenant

Lacking = dict[str, list[str]]
"""The quotas that are in the way, by load balancer, and with `""` for the region and account."""


@dataclass
class Placing:
    """Places the tenants of a cell on its load balancers."""

    balancers: t.Sequence[str]
    """Names, the one that the platform's own names lead to first."""
    seen: Seen
    certificates: t.Sequence[Certificate]
    room: Room = field(init=False)
    where: dict[str, str] = field(default_factory=dict)
    """The load balancer of each tenant that has one."""
    refused: dict[str, Lacking] = field(default_factory=dict)
    """The tenants that do not fit."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """What a person has said that cannot be, as (host, problem)."""
    _packs: dict[str, str] = field(default_factory=dict)
    """Where each shared certificate is."""
    _counted: set[str] = field(default_factory=set)
    """Shared certificates that somebody has taken a place for."""

    def __post_init__(self) -> None:
        self.room = Room(self.seen)
        self._of = {host: each for each in self.certificates for host in each.hosts}

    def place(self, tenants: t.Iterable[Tenant]) -> None:
        """Those that are there first, then those with one place to go to, then the others."""
        known = [(tenant, self._now(tenant)) for tenant in tenants]
        for tenant, now in sorted(known, key=lambda each: (self._rank(*each), each[0].host)):
            self._take(tenant, now)

    def _now(self, tenant: Tenant) -> str:
        """The load balancer that a tenant is on already."""
        used = (self.seen.target_groups.get(group) for group in tenant.target_groups)
        return next((name for name in used if name), "")

    @staticmethod
    def _rank(tenant: Tenant, now: str) -> int:
        return 0 if now else 2 if tenant.silo and not tenant.load_balancer else 1

    def _take(self, tenant: Tenant, now: str) -> None:
        lacking: Lacking = {}
        certificate = self._uncounted(tenant)
        in_all = in_place(tenant, certificate, self.seen)
        if short := self.room.lacking("", in_all):
            lacking[""] = short
        for name in self._choices(tenant, now):
            needs = at_balancer(tenant, certificate, self.seen, name)
            if short := self.room.lacking(name, needs):
                lacking[name] = short
            else:
                self._settle(tenant, name, needs, in_all, lacking)
                return
        self.refused[tenant.host] = lacking

    def _settle(self, tenant: Tenant, name: str, needs: Needs, in_all: Needs, lacking: Lacking) -> None:
        self.where[tenant.host] = name
        if "" in lacking:
            self.refused[tenant.host] = {"": lacking[""]}
            return
        self.room.take(name, needs)
        self.room.take("", in_all)
        if tenant.pack:
            self._packs.setdefault(tenant.pack, name)
            self._counted.add(tenant.pack)

    def _uncounted(self, tenant: Tenant) -> Certificate | None:
        """The certificate that a tenant needs a place for: one that is shared counts once."""
        return None if tenant.pack in self._counted else self._of.get(tenant.host)

    def _choices(self, tenant: Tenant, now: str) -> list[str]:
        """The load balancers that a tenant may go to, the best first."""
        first = self.balancers[0]
        wish = now or (tenant.load_balancer if tenant.silo else first)
        pack = self._packs.get(tenant.pack, "")
        if not now and tenant.silo and wish and wish not in self.balancers:
            self.problems.append((tenant.host, f"tenant_load_balancer is {wish!r}: allowed are those of "
                                               f"cell_load_balancers, {', '.join(self.balancers)}"))
        if wish and pack and wish != pack:
            self.problems.append((tenant.host, f"tenant_certificate is {tenant.pack!r}, which is on {pack}, and "
                                               f"{tenant.host} is on {wish}: one load balancer shows a shared "
                                               "certificate; say another one"))
        return [wish or pack] if wish or pack else list(self.balancers)
