# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cells of an inventory, as far as quotas and names go."""

from __future__ import annotations

import typing as t

from ansible.errors import AnsibleActionFail

from ..module_utils.headroom.looking import Cell
from ..module_utils.headroom.tenants import OF_CELLS, OF_CERTIFIED, OF_HOSTS, OF_SILOS, OF_TENANTS, Tenant, tenant
from .roles import OURS, Scope, Walk, variables_of

Variables = dict[str, t.Any]
TENANTS = "tenants"


def cells(variables: Variables, roles: t.Mapping[str, str], walk: Walk, playing: t.AbstractSet[str]) -> list[Cell]:
    """The cells that some of these hosts are in, with all of their tenants in the inventory.

    `roles` says by group which role its hosts are given; `variables` are those of a task, with all hosts and groups.
    """
    heads: dict[tuple[str, ...], tuple[str, Variables]] = {}
    tenants: dict[tuple[str, ...], list[Tenant]] = {}
    for group, role in roles.items():
        for host in variables["groups"].get(group, ()):
            scope = Scope(variables_of(variables["hostvars"], host)).entering(role.removeprefix(OURS), {})
            found = _asked(walk, host, scope, OF_HOSTS)
            place = (str(found["aws_account_id"]), found["cell_aws"]["region"], found["cell_prefix"])
            if place not in heads:
                heads[place] = host, {**found, **_asked(walk, host, scope, OF_CELLS)}
            tenants.setdefault(place, []).extend([_tenant(walk, host, scope)] if group == TENANTS else [])
    running = {place: {heads[place][0], *(each.host for each in some)} & playing for place, some in tenants.items()}
    return [Cell(name, values, tuple(tenants[place]), frozenset(running[place]))
            for place, (name, values) in heads.items() if running[place]]


def _tenant(walk: Walk, host: str, scope: Scope) -> Tenant:
    """A tenant of the values that matter here, and no others: they are worked out for every host there is."""
    found = _asked(walk, host, scope, OF_TENANTS)
    silo = found["tenant_tier"] == "silo"
    if silo or found.get("tenant_domain"):
        found.update(_asked(walk, host, scope, OF_CERTIFIED))
    if silo:
        found.update(_asked(walk, host, scope.entering("ecs_services", {}), OF_SILOS))
    return tenant(host, found)


def _asked(walk: Walk, host: str, scope: Scope, names: t.Iterable[str]) -> Variables:
    found, problems = walk.values(scope, (), names)
    if problems:
        raise AnsibleActionFail(f"{host}: {'; '.join(problems)}")
    return found
