# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a platform has that is watched, by sort."""

from __future__ import annotations

import typing as t

from ..catalogue import target_group_name
from ..errors import Invalid
from ..overlaying import merge
from ..spelling import unknown
from .watches import Sort, Subject

Wanted = t.Mapping[str, t.Any]
"""What the role `monitoring` asks for: its variables without their prefix; and prefix, region, account_id, cluster,
load_balancers and tags."""


def among_services(wanted: Wanted, sort: str) -> list[str]:
    """Those services that are of a sort, always in one order, in which the dashboard shows them."""
    return [name for name in wanted["services"] if name in wanted[sort]]


def refuse_services(wanted: Wanted) -> None:
    """Raise `Invalid` for a service that is said to be of a sort, and is not watched at all."""
    for sort in ("web_services", "php_services", "queue_services"):
        if lost := [name for name in wanted[sort] if name not in wanted["services"]]:
            raise Invalid(f"monitoring_{sort}: {unknown(lost[0], wanted['services'])}")


def subjects(wanted: Wanted) -> dict[Sort, list[Subject]]:
    """Everything there is to watch."""
    prefix = wanted["prefix"]
    services = [_service(wanted, name) for name in wanted["services"]]
    return {
        "service": services,
        "counted_service": services if wanted["container_insights"] else [],
        "web_service": [_web_service(wanted, name) for name in among_services(wanted, "web_services")
                        if wanted["load_balancers"]],
        "load_balancer": [Subject(name, name, f"load balancer {name}", {"LoadBalancer": name})
                          for name in wanted["load_balancers"]],
        "database": [Subject(name, f"{name}-database", f"database {name}", {"DBInstanceIdentifier": name})
                     for name in filter(None, [wanted["database"]])],
        "cache_node": [Subject(name, f"{name}-cache", f"cache node {name}", {"CacheClusterId": name})
                       for name in cache_nodes(wanted)],
        "mail": [Subject("mail", f"{prefix}-mail", "mail", {})] if wanted["mail"] else [],
        "site": [_site(wanted, name, about or {}) for name, about in wanted["sites"].items()],
        "application": [Subject("application", prefix, "the application", {"Namespace": prefix})],
        "tenants": [_tenants(wanted)] if wanted["tenants"] else [],
    }


def _service(wanted: Wanted, name: str) -> Subject:
    whole = f"{wanted['prefix']}-{name}"
    return Subject(name, whole, f"service {whole}", {"ClusterName": wanted["cluster"], "ServiceName": whole})


def _web_service(wanted: Wanted, name: str) -> Subject:
    """Those of the platform are behind its first load balancer."""
    whole = f"{wanted['prefix']}-{name}"
    about = merge(wanted["services_catalogue"], wanted["services_overrides"]).get(name) or {}
    return Subject(name, whole, f"service {whole}", {
        "LoadBalancer": wanted["load_balancers"][0], "TargetGroup": target_group_name(wanted, name, about)})


def _site(wanted: Wanted, name: str, about: Wanted) -> Subject:
    """A distribution; one whose zone is somebody else's is made when they have published its records."""
    whole = f"{wanted['prefix']}-site-{name}"
    return Subject(name, whole, f"site {about.get('domain', name)}", {"DistributionId": whole, "Region": "Global"},
                   awaited=not about.get("zone"))


def _tenants(wanted: Wanted) -> Subject:
    """All services of the cluster but the platform's own, which have alarms of theirs."""
    own = [f"{wanted['prefix']}-{name}" for name in wanted["services"]]
    others = "".join(f" AND ServiceName != '{name}'" for name in own)
    return Subject("tenants", wanted["prefix"], "tenants", {"ClusterName": wanted["cluster"], "others": others})


def cache_nodes(wanted: Wanted) -> list[str]:
    """The nodes of the cache, as AWS names them."""
    cache = wanted["cache"]
    return [f"{cache}-{number:03}" for number in range(1, wanted["cache_nodes"] + 1)] if cache else []
