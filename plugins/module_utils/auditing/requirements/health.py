# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C4: health checks."""

from __future__ import annotations

import collections
import typing as t

from .. import links, platform
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import Found
from .elsewhere import elsewhere

ROLE = "ecs_services"
PATHS = {"api": ("/api/health", "/up"), "hq": ("/admin/",), "tenant": ("/",)}
"""What the application answers with 200, by service; Reverb's is its own requirement's (C2)."""

PASSING = frozenset({"healthy", "initial", "draining"})


def _checked(live: Live) -> t.Iterator[Subject]:
    for service in platform.services(live):
        for group in links.target_groups(live, service) if service.role in PATHS else ():
            yield Subject(f"target group {group['TargetGroupName']}", (group, PATHS[service.role]), service.tenant)


def _exists(live: Live, found: tuple[Found, tuple[str, ...]]) -> Judged:
    group, paths = found
    path = group.get("HealthCheckPath")
    return Judged(path in paths, f"asks for {path}", " or ".join(paths))


def _running(live: Live) -> t.Iterator[Subject]:
    """The target groups of services of which tasks run."""
    for service in platform.services(live):
        for group in links.target_groups(live, service) if service.about["runningCount"] else ():
            yield Subject(f"target group {group['TargetGroupName']}", group, service.tenant)


def _healthy(live: Live, group: Found) -> Judged:
    states = collections.Counter(one["TargetHealth"]["State"] for one in group["health"])
    told = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    return Judged(states["healthy"] > 0 and states.keys() <= PASSING, told or "no targets")


C4 = Requirement(
    "C4", "Containers", "Health checks ask for what exists, and are answered", (), ("2.1",), (
        Check("C4.paths", "Health checks ask for what the application answers", "high", _checked, _exists,
              "a path that the application answers", Remedy(ROLE, "ecs_services_catalogue")),
        Check("C4.healthy", "Tasks answer their health checks", "critical", _running, _healthy, "healthy targets",
              Remedy("releases")),
        elsewhere("C4.deploy", "A deploy waits until tasks answer their health checks",
                  "reading settings cannot tell: playbooks/deploy.yml says what each deployment came to",
                  Remedy("releases"), severity="high"),
    ))
