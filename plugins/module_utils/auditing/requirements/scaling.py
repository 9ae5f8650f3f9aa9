# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C9: services that grow and shrink with demand."""

from __future__ import annotations

import typing as t

from ...overlaying import merge
from .. import links, platform
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import Found, Service
from ..sources.ecs import SCALING
from .elsewhere import elsewhere

ROLE = "ecs_services"
VARIABLE = "ecs_services_overrides"


def _wanted(live: Live) -> t.Iterator[Subject]:
    """The platform's services of which the inventory says that they are autoscaled."""
    said = merge(live.said("ecs_services_catalogue", {}), live.said("ecs_services_overrides", {}))
    for role, service in platform.shared(live).items():
        about = said.get(role) or {}
        if about.get("autoscaling") or (role == "reverb" and live.said("reverb_autoscaling")):
            yield links.subject(service)


def _there(live: Live, service: Service) -> Judged:
    found = links.bounds(live, service)
    return Judged(bool(found), f"{found['MinCapacity']} to {found['MaxCapacity']} tasks" if found else
                  f"always {service.about['desiredCount']} tasks")


def _scaled(live: Live) -> t.Iterator[Subject]:
    for service in platform.services(live):
        if found := links.bounds(live, service):
            yield links.subject(service, (service, found))


def _tracks(live: Live, found: tuple[Service, Found]) -> Judged:
    resource = found[1]["ResourceId"]
    sorts = sorted({one["PolicyType"] for one in live[SCALING]["policies"] if one["ResourceId"] == resource})
    return Judged("TargetTrackingScaling" in sorts, ", ".join(sorts) or "no policy")


def _within(live: Live, found: tuple[Service, Found]) -> Judged:
    """Outside of them when somebody else, such as a deploy, sets the count, too."""
    service, target = found
    count, least, most = service.about["desiredCount"], target["MinCapacity"], target["MaxCapacity"]
    return Judged(1 <= least <= count <= most, f"{count} tasks, between {least} and {most}")


def _goes_on(live: Live, found: tuple[Service, Found]) -> Judged:
    suspended = [name for name, is_so in (found[1].get("SuspendedState") or {}).items() if is_so]
    return Judged(not suspended, ", ".join(suspended) or "not suspended")


C9 = Requirement(
    "C9", "Containers", "Services grow and shrink with demand", ("beyond",), (), (
        Check("C9.present", "Services that the inventory wants to be autoscaled are", "medium", _wanted, _there,
              "a scalable target", Remedy(ROLE, VARIABLE), iso_2013=("A.12.1.3",), iso_2022=("8.6",)),
        Check("C9.tracking", "Autoscaling holds a metric at a value", "medium", _scaled, _tracks, "target tracking",
              Remedy(ROLE, VARIABLE), iso_2013=("A.12.1.3",), iso_2022=("8.6",)),
        Check("C9.within", "Counts are within the bounds of autoscaling", "medium", _scaled, _within,
              "a count from 1 within the bounds", Remedy(ROLE, VARIABLE)),
        elsewhere("C9.deploys", "A deploy leaves the count to autoscaling",
                  "reading settings cannot tell: playbooks/deploy.yml --check --diff shows what it changes",
                  Remedy(ROLE, VARIABLE), severity="medium"),
        Check("C9.active", "Autoscaling is not suspended", "medium", _scaled, _goes_on, "not suspended", Remedy(
            ROLE, text="Resume it: aws application-autoscaling register-scalable-target --suspended-state.")),
    ))
