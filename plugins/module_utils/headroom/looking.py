# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look at one cell before anything is written: what its tenants need, what is left for them, and who goes where."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from .. import certificates as certificates_of
from ..calls import Flow
from ..certificates import Certificate
from ..verbs.sts import VerifyAccount
from . import table
from .ceilings import ceiling, sorts
from .growing import policy_growth
from .placing import Placing
from .quotas import APPLIED, NAMES
from .seeing import Seen, seen
from .tenants import Tenant

Variables = t.Mapping[str, t.Any]


@dataclass(frozen=True)
class Cell:
    """A platform in a region, and all of its tenants in the inventory."""

    name: str
    """Its platform's host."""
    values: Variables
    tenants: tuple[Tenant, ...] = ()
    running: frozenset[str] = frozenset()
    """The hosts of it that are seen to now; others are counted, and not refused."""

    @property
    def balancers(self) -> list[str]:
        return list(self.values.get("cell_load_balancers") or [self.values["cell_load_balancer"]])

    @property
    def names_allowed(self) -> int:
        return int(self.values.get("cell_certificate_names") or NAMES.default)

    @property
    def wanted(self) -> list[Certificate]:
        return certificates_of.certificates(
            self.tenants, domain=self.values["cell_domain"], tags=self.values.get("cell_tags") or {})

    def problems(self) -> list[tuple[str, str]]:
        """What is wrong that can be told without AWS, as (host, problem)."""
        return list(certificates_of.problems(self.wanted, self.tenants, self.names_allowed))


@dataclass
class Headroom:
    """What became of a look at a cell."""

    lines: list[str] = field(default_factory=list)
    """What is left, for a person."""
    details: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """Why the run must not go on."""
    notes: list[str] = field(default_factory=list)
    """What will stop a later one."""
    load_balancers: dict[str, str] = field(default_factory=dict)
    certificates: dict[str, dict[str, t.Any]] = field(default_factory=dict)
    leaders: list[str] = field(default_factory=list)
    """Hosts that see to a certificate which others share with them."""
    data: dict[str, t.Any] = field(default_factory=dict)


def look(cell: Cell) -> Flow:
    """The `Headroom` of a cell; raises `Invalid` for the credentials of another account."""
    yield from VerifyAccount(account_id=str(cell.values["aws_account_id"])).act(check=True)
    found = yield from seen(cell.values["cell_prefix"], cell.values["cell_domain"], cell.balancers,
                            sites=any(tenant.sites for tenant in cell.tenants))
    return headroom(cell, found)


def headroom(cell: Cell, found: Seen) -> Headroom:
    """What a look has shown, in tenants."""
    wanted = cell.wanted
    placing = Placing(cell.balancers, found, wanted)
    placing.place(cell.tenants)
    every = table.rows(found)
    growth = policy_growth(found.policies, cell.tenants)
    ceilings = [ceiling(sort, placing.room, cell.balancers) for sort in sorts(cell.tenants, growth)]
    where = f"{cell.values['cell_aws']['region']}, account {cell.values['aws_account_id']}"
    result = Headroom(
        lines=table.lines(f"Room on {cell.name} ({where}) for tenants that are not in the inventory", ceilings, every),
        details=table.details(every, found.unknown), load_balancers=placing.where,
        certificates=certificates_of.shares(wanted, cell.running),
        leaders=certificates_of.leaders(wanted, cell.running),
        data={"left": {each.sort: {"tenants": int(each.left) if each.known else None, "quota": each.quota,
                                   "where": each.where} for each in ceilings},
              "quotas": every, "unknown": found.unknown})
    _judge(cell, found, placing, every, result)
    return result


def _judge(cell: Cell, found: Seen, placing: Placing, every: t.Sequence[table.Row], result: Headroom) -> None:
    """Say what is in the way of those who are seen to now, and note the others."""
    said = [*placing.problems,
            *((host, table.refusal(lacking, every)) for host, lacking in placing.refused.items())]
    for host, problem in said:
        (result.problems if host in cell.running else result.notes).append(f"{host}: {problem}")
    allowed = found.limits["names"]
    if cell.names_allowed > allowed.value and allowed.source == APPLIED:
        result.problems.append(f"{cell.name}: cell_certificate_names is {cell.names_allowed}: allowed are "
                               f"{int(allowed.value)} until AWS raises the quota")
