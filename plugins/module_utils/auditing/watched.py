# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a platform has to be watched (requirement O1), as data: fifteen sorts of alarms, and what each is about."""

from __future__ import annotations

import typing as t

from ..errors import EnvelopeError
from ..monitoring.table import ALB, CACHE, CLOUDFRONT, ECS, INSIGHTS, RDS, SES
from . import links, platform, stores
from .checks import Subject
from .live import Live, once
from .platform import Found
from .sites import sites
from .sources.sesv2 import IDENTITIES
from .verdicts import Severity
from .watching import Dimensions, Figures, watching

Things = t.Callable[[Live], t.Iterator[Subject]]
"""Subjects whose thing is what metrics of theirs are published with."""


def _services(live: Live) -> t.Iterator[Subject]:
    for one in platform.shared(live).values():
        yield links.subject(one, of_service(one))


def of_service(service: platform.Service) -> Dimensions:
    """What ECS publishes a service's metrics with."""
    return {"ClusterName": service.about["clusterArn"].rpartition("/")[2], "ServiceName": service.name}


def _balancers(live: Live) -> t.Iterator[Subject]:
    for one in platform.load_balancers(live):
        yield Subject(f"load balancer {one['LoadBalancerName']}",
                      {"LoadBalancer": one["LoadBalancerArn"].partition(":loadbalancer/")[2]})


def _groups(live: Live) -> t.Iterator[Subject]:
    for one in platform.shared(live).values():
        for group in links.target_groups(live, one):
            yield links.subject(one, {"TargetGroup": group["TargetGroupArn"].rpartition(":")[2]})


def _databases(live: Live) -> t.Iterator[Subject]:
    for one in stores.databases(live):
        yield Subject(f"database {one[stores.DATABASE]}", {stores.DATABASE: one[stores.DATABASE]})


def _nodes(live: Live) -> t.Iterator[Subject]:
    for cache in stores.caches(live):
        yield from (Subject(f"cache node {one}", {"CacheClusterId": one}) for one in cache.get("MemberClusters") or ())


def _mail(live: Live) -> t.Iterator[Subject]:
    """The account's, where the platform sends any."""
    if live[IDENTITIES]:
        yield Subject("mail of the account", {})


def _sites(live: Live) -> t.Iterator[Subject]:
    for one in sites(live):
        name = next(iter(one.get("Aliases", {}).get("Items") or ()), one["Id"])
        yield Subject(f"site {name}", {"DistributionId": one["Id"]})


class Sort(t.NamedTuple):
    """A sort of alarm."""

    word: str
    """What its threshold is called in the inventory."""
    says: str
    """What it tells somebody of."""
    figures: Figures
    of: Things
    severity: Severity = "medium"
    switch: str = ""
    """The variable that leaves such alarms to others, or out."""


SORTS = (
    Sort("service_cpu", "a service that is short of CPU", Figures(ECS, ("CPUUtilization",)), _services),
    Sort("service_memory", "a service that is short of memory", Figures(ECS, ("MemoryUtilization",)), _services),
    Sort("service_tasks", "a service that runs fewer tasks than it should", Figures(INSIGHTS, ("RunningTaskCount",)),
         _services, "high", "monitoring_container_insights"),
    Sort("load_balancer_5xx", "errors of the load balancer", Figures(ALB, ("HTTPCode_ELB_5XX_Count",)), _balancers,
         "high"),
    Sort("target_5xx", "errors of services", Figures(ALB, ("HTTPCode_Target_5XX_Count",)), _balancers, "high"),
    Sort("load_balancer_4xx", "many requests that are refused",
         Figures(ALB, ("HTTPCode_ELB_4XX_Count", "HTTPCode_Target_4XX_Count")), _balancers),
    Sort("target_health", "unhealthy tasks", Figures(ALB, ("UnHealthyHostCount",)), _groups, "high"),
    Sort("target_latency", "slow answers", Figures(ALB, ("TargetResponseTime",)), _balancers),
    Sort("mail_bounces", "mail that bounces", Figures(SES, ("Reputation.BounceRate",)), _mail, "high",
         "monitoring_mail"),
    Sort("mail_complaints", "complaints about mail", Figures(SES, ("Reputation.ComplaintRate",)), _mail, "high",
         "monitoring_mail"),
    Sort("site_5xx", "errors of a site", Figures(CLOUDFRONT, ("5xxErrorRate", "TotalErrorRate")), _sites),
    Sort("site_4xx", "pages of a site that are not there", Figures(CLOUDFRONT, ("4xxErrorRate", "TotalErrorRate")),
         _sites, "low"),
    Sort("database_cpu", "a database that is short of CPU", Figures(RDS, ("CPUUtilization",)), _databases,
         switch="monitoring_database"),
    Sort("database_storage", "a database that runs out of storage",
         Figures(RDS, ("FreeStorageSpace", "FreeLocalStorage")), _databases, "high", "monitoring_database"),
    Sort("cache_memory", "a cache that runs out of memory", Figures(CACHE, (
        "DatabaseMemoryUsagePercentage", "DatabaseCapacityUsagePercentage", "BytesUsedForCache", "FreeableMemory",
    )), _nodes, "high", "monitoring_cache"),
)
"""The fifteen, each with the metrics that tell of it."""


def anything(live: Live) -> bool:
    """Whether any alarm watches anything of the platform; looks no further than to the first, at the edge last."""
    there_last = sorted(SORTS, key=lambda sort: sort.figures.namespace == CLOUDFRONT)
    return any(watching(live, sort.figures, subject.thing) for sort in there_last for subject in sort.of(live))


class Watch(t.NamedTuple):
    """The alarms that watch anything of the platform."""

    alarms: list[Found]
    """Once each."""
    refused: dict[str, EnvelopeError]
    """Of which sorts they cannot be told, and why."""


@once
def watch(live: Live) -> Watch:
    found: dict[str, Found] = {}
    refused: dict[str, EnvelopeError] = {}
    for sort in SORTS:
        try:
            found |= {one["AlarmArn"]: one for subject in sort.of(live)
                      for one in watching(live, sort.figures, subject.thing)}
        except EnvelopeError as error:
            refused[sort.word] = error
    return Watch([found[arn] for arn in sorted(found)], refused)
