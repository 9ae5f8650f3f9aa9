# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is left, said in tenants: how many more of each sort fit, and what stops the next one."""

from __future__ import annotations

import math
import typing as t
from dataclasses import dataclass, field

from .room import POLICIES_OF_A_SILO, ROLES_OF_A_SILO, Needs, Room
from .tenants import Tenant, records

EVERYBODY: Needs = {"buckets": 1, "keys": 1, "secrets": 1, "identities": 1}
CERTIFIED: Needs = {"balancer_certificates": 1}
SERVICES = 3
"""Services of a silo that requests are led to, where the inventory has no silo to go by: API, site, WebSockets."""


@dataclass(frozen=True)
class Sort:
    """A sort of tenants, and what one more of it needs."""

    name: str
    in_all: Needs
    at_balancer: Needs
    sharded: bool = False
    """Whether any load balancer takes it, and not the first alone."""
    in_policies: Needs = field(default_factory=dict)
    """Characters that it takes in policies, by their names."""


@dataclass(frozen=True)
class Ceiling:
    """How many more of a sort fit, and what stops the next one."""

    sort: str
    left: float
    quota: str = ""
    """Key of the quota."""
    where: str = ""
    """The load balancer or the policy, or `""` for the region and account."""

    @property
    def known(self) -> bool:
        return not math.isinf(self.left)


def sorts(tenants: t.Iterable[Tenant], growth: Needs) -> list[Sort]:
    """The sorts there are; a silo is as large as the largest of the inventory, and `growth` is what policies do."""
    silos = [tenant for tenant in tenants if tenant.silo]
    services = max((len(tenant.services) for tenant in silos), default=SERVICES)
    alarms = max((tenant.alarms for tenant in silos), default=0)
    below: Needs = {**EVERYBODY, "records": records(silo=False, own=False, elsewhere=False, mail=True)}
    of_silo: Needs = {
        **EVERYBODY, "records": records(silo=True, own=False, elsewhere=False, mail=True), "target_groups": services,
        "certificates": 1, "roles": ROLES_OF_A_SILO, "policies": POLICIES_OF_A_SILO, "alarms": alarms}
    return [
        Sort("pool", below, {}, in_policies=growth),
        Sort("pool, own domain", {**EVERYBODY, "certificates": 1, "zones": 1}, CERTIFIED, in_policies=growth),
        Sort("silo", of_silo, {**CERTIFIED, "balancer_target_groups": services, "rules": services}, sharded=True),
    ]


def ceiling(sort: Sort, room: Room, balancers: t.Sequence[str]) -> Ceiling:
    """Where a sort of tenants stops: at what is left in the region, or on all load balancers that take it together."""
    in_all = min((Ceiling(sort.name, *room.times("", sort.in_all)),
                  *(Ceiling(sort.name, *room.times(name, {"policy_size": count}), name)
                    for name, count in sort.in_policies.items())), key=lambda each: each.left)
    each = [(*room.times(name, sort.at_balancer), name) for name in (balancers if sort.sharded else balancers[:1])]
    together = sum(count for count, _quota, _name in each)
    if in_all.left <= together:
        return in_all
    _count, quota, name = max(each)
    return Ceiling(sort.name, together, quota, name)
