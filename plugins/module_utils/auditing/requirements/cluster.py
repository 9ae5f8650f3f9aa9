# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C1: the cluster and the six services."""

from __future__ import annotations

import typing as t

from .. import links, platform, ways
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import SHARED, Service

ROLE = "ecs_services"
ALONE = "scheduler"
"""The service of which there is never more than one task."""

SEVERAL = tuple(name for name in SHARED if name != ALONE)
LEAST = 2


def cluster(live: Live) -> t.Iterator[Subject]:
    if found := platform.cluster(live):
        yield Subject(f"cluster {found['clusterName']}", found)


def no_cluster(live: Live) -> str:
    """Why what needs a cluster does not apply."""
    return "" if platform.cluster(live) else "there is no cluster (C1.cluster)"


def _insights(live: Live, found: platform.Found) -> Judged:
    settings = {one["name"]: one["value"] for one in found.get("settings", ())}
    value = settings.get("containerInsights", "disabled")
    return Judged(value in ("enabled", "enhanced"), f"container insights are {value}")


def _six(live: Live) -> t.Iterator[Subject]:
    there = platform.shared(live)
    return (Subject(f"service {live.place.prefix}-{role}", there.get(role)) for role in SHARED)


def _there(live: Live, service: Service | None) -> Judged:
    return Judged(bool(service), f"desired count {service.about['desiredCount']}" if service else "there is none")


def _runs(live: Live, service: Service) -> Judged:
    wanted, running = service.about["desiredCount"], service.about["runningCount"]
    failed = any(one.get("rolloutState") == "FAILED" for one in service.about.get("deployments", ())
                 if one["status"] == "PRIMARY")
    return Judged(running >= wanted and not failed,
                  f"{running} of {wanted} tasks run{', and its last deployment failed' if failed else ''}")


def _several(live: Live, service: Service) -> Judged:
    least, most = links.least_and_most(live, service)
    return Judged(least >= LEAST, f"{least} tasks" if least == most else f"{least} to {most} tasks")


def _alone(live: Live, service: Service) -> Judged:
    rules = service.about.get("deploymentConfiguration", {})
    lowest, highest = rules.get("minimumHealthyPercent"), rules.get("maximumPercent")
    count = links.least_and_most(live, service)
    return Judged((count, lowest, highest) == ((1, 1), 0, 100),
                  f"desired count up to {count[1]}, deployed at {lowest} to {highest} %")


def _placed(live: Live) -> t.Iterator[Subject]:
    """Services with the subnets that they are in."""
    known = {one.about["SubnetId"]: one for one in ways.subnets(live)}
    for service in platform.services(live):
        ids = links.network(service).get("subnets", ())
        yield links.subject(service, [known[one] for one in ids if one in known])


def _private(live: Live, subnets: list[ways.Subnet]) -> Judged:
    public = [one.name for one in subnets if one.kind == "public"]
    if not subnets:
        return Judged(False, "in no subnet of the platform's VPC")
    return Judged(not public, f"in public {', '.join(public)}" if public else f"in {len(subnets)} private subnets")


def _hidden(live: Live, service: Service) -> Judged:
    value = links.network(service).get("assignPublicIp", "DISABLED")
    return Judged(value == "DISABLED", f"public addresses are {value.lower()}")


def _breaks(live: Live, service: Service) -> Judged:
    breaker = service.about.get("deploymentConfiguration", {}).get("deploymentCircuitBreaker", {})
    on, back = breaker.get("enable", False), breaker.get("rollback", False)
    return Judged(on and back, "no circuit breaker" if not on else "with rollback" if back else "no rollback")


def _balanced(live: Live) -> t.Iterator[Subject]:
    return (links.subject(one) for one in platform.services(live) if one.about.get("loadBalancers"))


def _grace(live: Live, service: Service) -> Judged:
    seconds = service.about.get("healthCheckGracePeriodSeconds") or 0
    return Judged(seconds > 0, f"{seconds} s")


def _stops(live: Live, service: Service) -> Judged:
    seconds = service.container.get("stopTimeout")
    return Judged(bool(seconds), f"{seconds} s" if seconds else "not said, which is 30 s")


def _propagates(live: Live, service: Service) -> Judged:
    source = service.about.get("propagateTags", "NONE")
    return Judged(source in ("SERVICE", "TASK_DEFINITION"), f"propagated from: {source.lower()}")


def _unsaid(live: Live) -> str:
    said = live.said("ecs_services_common", {}).get("execute_command")
    return "the inventory does not say whether ECS Exec is wanted" if said is None else ""


def _exec(live: Live, service: Service) -> Judged:
    common = live.said("ecs_services_common")["execute_command"]
    wanted = (live.said("ecs_services_overrides", {}).get(service.role) or {}).get("execute_command", common)
    on = service.about.get("enableExecuteCommand", False)
    return Judged(on == wanted, "enabled" if on else "disabled", "enabled" if wanted else "disabled")


def _shared(live: Live) -> t.Iterator[Subject]:
    return (links.subject(one) for one in platform.shared(live).values())


EVERY = links.each()

C1 = Requirement(
    "C1", "Containers", "A cluster runs the six services, several tasks of each, in private subnets", ("manager 2",),
    ("1.1",), (
        Check("C1.cluster", "The platform has a cluster", "critical", cluster,
              lambda live, found: Judged(True, found["status"].lower()), "a cluster",
              Remedy(ROLE, "ecs_services_cluster"), nothing="no cluster is called or tagged as the platform's"),
        Check("C1.insights", "The cluster has container insights", "medium", cluster, _insights, "enabled or enhanced",
              Remedy(ROLE, "ecs_services_container_insights"), iso_2013=("A.12.1.3", "A.12.4.1"),
              iso_2022=("8.6", "8.16")),
        Check("C1.services", "All six services are there", "critical", _six, _there, "a service",
              Remedy(ROLE, "ecs_services_names"), applies=no_cluster),
        Check("C1.running", "Services run as many tasks as they want", "critical", EVERY, _runs,
              "as many tasks as wanted, and the last deployment complete", Remedy("releases")),
        Check("C1.several", f"Services have {LEAST} tasks or more", "high", links.each(*SEVERAL), _several,
              f"{LEAST} tasks or more", Remedy(ROLE, "ecs_services_overrides"), iso_2013=("A.17.2.1",),
              iso_2022=("8.14",)),
        Check("C1.scheduler", "There is exactly one scheduler, also while it is deployed", "high", links.each(ALONE),
              _alone, "1 task, deployed at 0 to 100 %", Remedy(ROLE, "ecs_services_catalogue")),
        Check("C1.private", "Services run in private subnets", "high", _placed, _private, "private subnets",
              Remedy(ROLE, "ecs_services_subnets"), iso_2013=("A.13.1.3",), iso_2022=("8.22",)),
        Check("C1.address", "Tasks have no public address", "high", EVERY, _hidden, "disabled", Remedy(ROLE),
              iso_2013=("A.13.1.3",), iso_2022=("8.22",)),
        Check("C1.breaker", "A deployment that fails is rolled back", "high", EVERY, _breaks,
              "a circuit breaker with rollback", Remedy(ROLE)),
        Check("C1.grace", "Services behind a load balancer have time to start", "high", _balanced, _grace,
              "more than 0 s before health checks count", Remedy(ROLE, "ecs_services_catalogue")),
        Check("C1.stop", "Services have time to stop", "low", EVERY, _stops, "a stop timeout",
              Remedy(ROLE, "ecs_services_common")),
        Check("C1.tags", "Tasks get tags", "low", EVERY, _propagates, "tags of service or task definition",
              Remedy(ROLE)),
        Check("C1.exec", "ECS Exec is as the inventory says", "medium", _shared, _exec, "as the inventory says",
              Remedy(ROLE, "ecs_services_common"), applies=_unsaid, iso_2013=("A.9.4.4",), iso_2022=("8.18",)),
    ))
