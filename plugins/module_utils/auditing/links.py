# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What belongs to a service: what it finds in its environment, and what leads to it."""

from __future__ import annotations

import typing as t

from .checks import Subject
from .live import Live
from .platform import Found, Service, load_balancers, services
from .sources.ecs import SCALING
from .sources.elbv2 import LISTENERS, TARGET_GROUPS


def subject(service: Service, thing: t.Any = None) -> Subject:
    """A service, as a person calls it; `thing` is what is looked at where that is not the service itself."""
    return Subject(f"service {service.name}", service if thing is None else thing, service.tenant)


def each(*roles: str) -> t.Callable[[Live], t.Iterator[Subject]]:
    """What a check looks at: the services that are one of these to the application, or else all."""
    def of(live: Live) -> t.Iterator[Subject]:
        return (subject(one) for one in services(live) if not roles or one.role in roles)

    return of


def variables(service: Service) -> dict[str, str]:
    """The plain variables of its container."""
    return {one["name"]: one.get("value", "") for one in service.container.get("environment", ())}


def secrets(service: Service) -> dict[str, str]:
    """Where its container has its secrets from, by the name of the variable."""
    return {one["name"]: one["valueFrom"].rstrip(":") for one in service.container.get("secrets", ())}


def log_group(service: Service) -> str | None:
    """The one that its container writes to."""
    about = service.container.get("logConfiguration") or {}
    return t.cast("str | None", (about.get("options") or {}).get("awslogs-group"))


def network(service: Service) -> Found:
    """Its subnets, security groups and whether it has a public address."""
    return t.cast(Found, (service.about.get("networkConfiguration") or {}).get("awsvpcConfiguration") or {})


def target_groups(live: Live, service: Service) -> list[Found]:
    """Those that its tasks register with."""
    arns = {one.get("targetGroupArn") for one in service.about.get("loadBalancers", ())}
    return [one for one in live[TARGET_GROUPS] if one["TargetGroupArn"] in arns]


def balancers(live: Live, service: Service) -> list[Found]:
    """The load balancers that send to it."""
    arns = {arn for one in target_groups(live, service) for arn in one["LoadBalancerArns"]}
    return [one for one in load_balancers(live) if one["LoadBalancerArn"] in arns]


def hosts(live: Live, service: Service, protocol: str = "HTTPS") -> list[str]:
    """The names that rules of listeners lead to it by."""
    arns = {one["TargetGroupArn"] for one in target_groups(live, service)}
    rules = [rule for listener in live[LISTENERS] if listener["Protocol"] == protocol for rule in listener["rules"]]
    return sorted({host for rule in rules if arns & set(_forwards(rule)) for host in hosts_of(rule)})


def _forwards(rule: Found) -> t.Iterator[str]:
    for action in rule["Actions"]:
        yield from (one["TargetGroupArn"] for one in action.get("ForwardConfig", {}).get("TargetGroups", ()))
        if "TargetGroupArn" in action:
            yield action["TargetGroupArn"]


def hosts_of(rule: Found) -> t.Iterator[str]:
    """The names that a rule of a listener is for."""
    for condition in rule["Conditions"]:
        if condition.get("Field") == "host-header":
            yield from condition.get("HostHeaderConfig", condition).get("Values", ())


def bounds(live: Live, service: Service) -> Found | None:
    """Between which counts autoscaling keeps it; None where nothing does."""
    resource = f"service/{service.about['clusterArn'].rpartition('/')[2]}/{service.name}"
    return next((one for one in live[SCALING]["targets"] if one["ResourceId"] == resource), None)


def least_and_most(live: Live, service: Service) -> tuple[int, int]:
    """How few and how many of its tasks may run while nothing is deployed."""
    found = bounds(live, service)
    return (found["MinCapacity"], found["MaxCapacity"]) if found else (service.about["desiredCount"],) * 2
