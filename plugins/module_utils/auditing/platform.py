# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of all that was read is the platform's: found by links from its services, and so whatever it is called."""

from __future__ import annotations

import typing as t

from .live import Live, once
from .place import Tenant
from .sources.ecs import CLUSTERS, SERVICES
from .sources.elbv2 import LISTENERS, LOAD_BALANCERS, TARGET_GROUPS

Found = t.Mapping[str, t.Any]

SHARED = ("api", "worker", "scheduler", "reverb", "hq", "tenant")
"""The six services of a platform."""


class Service(t.NamedTuple):
    """A service of the platform, or of a silo tenant."""

    role: str
    """What it is to the application: `api`."""
    about: t.Any
    """As ECS describes it, with `task`."""
    tenant: str | None

    @property
    def name(self) -> str:
        return str(self.about["serviceName"])

    @property
    def container(self) -> Found:
        """Its first essential container."""
        every = self.about["task"]["containerDefinitions"]
        return t.cast(Found, next((one for one in every if one.get("essential", True)), every[0]))


@once
def services(live: Live) -> list[Service]:
    """All services of the cluster that are called as the platform's or a silo tenant's are."""
    tenants = _by_length(live.place.tenants)
    return [found for about in live[SERVICES] if (found := _service(live, about, tenants))]


def _service(live: Live, about: Found, tenants: t.Iterable[Tenant]) -> Service | None:
    name = about["serviceName"]
    for tenant in tenants:
        if tenant.prefix and name.startswith(f"{tenant.prefix}-"):
            return Service(name.removeprefix(f"{tenant.prefix}-"), about, tenant.name)
    prefix = f"{live.place.prefix}-"
    return Service(name.removeprefix(prefix), about, None) if name.startswith(prefix) else None


def _by_length(tenants: t.Iterable[Tenant]) -> list[Tenant]:
    """The longest prefix first: one may begin like another."""
    return sorted(tenants, key=lambda one: -len(one.prefix))


@once
def shared(live: Live) -> dict[str, Service]:
    """The platform's own services by what they are."""
    return {one.role: one for one in services(live) if one.tenant is None}


@once
def cluster(live: Live) -> Found | None:
    return next(iter(live[CLUSTERS]), None)


@once
def target_groups(live: Live) -> list[Found]:
    """Those that the services register with."""
    used = {one["targetGroupArn"] for service in live[SERVICES] for one in service.get("loadBalancers", ())
            if "targetGroupArn" in one}
    return [one for one in live[TARGET_GROUPS] if one["TargetGroupArn"] in used]


@once
def load_balancers(live: Live) -> list[Found]:
    """Those that send to the services; and one that is called as the platform's, to which none is attached yet."""
    used = {arn for one in target_groups(live) for arn in one["LoadBalancerArns"]}
    name = live.said("cell_load_balancer", live.place.prefix)
    return [one for one in live[LOAD_BALANCERS] if one["LoadBalancerArn"] in used or one["LoadBalancerName"] == name]


def listeners(live: Live, protocol: str) -> list[Found]:
    """Those of the platform's load balancers that speak `HTTP` or `HTTPS`."""
    arns = {one["LoadBalancerArn"] for one in load_balancers(live)}
    return [one for one in live[LISTENERS] if one["LoadBalancerArn"] in arns and one["Protocol"] == protocol]
