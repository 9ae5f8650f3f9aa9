# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A2: whether task definitions have what a compose file gives the same services."""

from __future__ import annotations

import typing as t

from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..parity import MISSING

ROLE = "ecs_services"
Row = t.Mapping[str, t.Any]


def _not_given(live: Live) -> str:
    return "" if live.said("parity") else "no compose file was given (audit_compose_file)"


def _services(live: Live) -> t.Iterator[Subject]:
    for one in live.said("parity")["services"]:
        if one["service"]:
            yield Subject(f"service {one['compose']} of {live.said('parity')['file']}", one)


def _runs(live: Live, service: Row) -> Judged:
    return Judged(bool(service["family"]), service["family"] or f"no service {service['service']} runs")


def _running(live: Live) -> t.Iterator[Subject]:
    return (one for one in _services(live) if one.thing["family"])


def _same(live: Live, service: Row) -> Judged:
    missing = sorted(one["name"] for one in service["variables"] if one["status"] == MISSING)
    return Judged(not missing, f"lacks {', '.join(missing)}" if missing else f"{service['family']} has them all")


A2 = Requirement(
    "A2", "Audit", "Services have the variables that the compose file gives them", (), ("1.2",), (
        Check("A2.services", "Services of the compose file run", "medium", _services, _runs, "a service of ECS",
              Remedy(ROLE, "ecs_services_names"), applies=_not_given),
        Check("A2.variables", "They have all variables of the compose file", "high", _running, _same,
              "each variable, by its name or the one that Nuxt has for it", Remedy(ROLE, "ecs_services_environments"),
              applies=_not_given),
    ))
