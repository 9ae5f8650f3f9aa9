# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The alarms of a platform (requirement O1), as data."""

from __future__ import annotations

from .application_table import APPLICATION
from .tenant_table import TENANTS
from .watches import Metric, Watch

SERVICE = ("ClusterName", "ServiceName")
BALANCER = ("LoadBalancer",)
TARGETS = ("LoadBalancer", "TargetGroup")
SITE = ("DistributionId", "Region")

ECS, INSIGHTS, ALB = "AWS/ECS", "ECS/ContainerInsights", "AWS/ApplicationELB"
RDS, CACHE, SES, CLOUDFRONT = "AWS/RDS", "AWS/ElastiCache", "AWS/SES", "AWS/CloudFront"

SILENT = "nothing is published while there is nothing to count"
UNKNOWN = "no figures are no sign of harm; the dashboard shows that there are none"

SERVICES = (
    Watch(name="service_cpu", of="service", suffix="cpu", title="CPU", measure="percent", threshold="85%",
          says="{subject} is short of CPU", runbook="services.md#cpu", incident="degraded",
          metrics=(Metric("cpu", ECS, "CPUUtilization", "Average", SERVICE),), within=8, of_last=10,
          missing="missing", because="a service without tasks has no figures, and too few tasks have an alarm"),
    Watch(name="service_memory", of="service", suffix="memory", title="Memory", measure="percent", threshold="90%",
          says="{subject} is short of memory", runbook="services.md#memory", incident="degraded",
          metrics=(Metric("memory", ECS, "MemoryUtilization", "Average", SERVICE),), within=5, of_last=5,
          missing="missing", because="a service without tasks has no figures, and too few tasks have an alarm"),
    Watch(name="service_tasks", of="counted_service", suffix="tasks", title="Tasks that are missing", measure="tasks",
          threshold="1 task", says="{subject} runs fewer tasks than it should", runbook="services.md#tasks",
          incident="degraded", expression="desired - running",
          metrics=(Metric("desired", INSIGHTS, "DesiredTaskCount", "Average", SERVICE),
                   Metric("running", INSIGHTS, "RunningTaskCount", "Average", SERVICE)),
          within=10, of_last=10, missing="breaching", because="a service without any task has no figures"),
    Watch(name="target_health", of="web_service", suffix="health", title="Unhealthy tasks", measure="hosts",
          threshold="1 host", says="the load balancer finds a task of {subject} unhealthy",
          runbook="load-balancer.md#health", incident="degraded",
          metrics=(Metric("unhealthy", ALB, "UnHealthyHostCount", "Maximum", TARGETS),), within=5, of_last=5,
          missing="notBreaching", because="a group without tasks has no figures, and too few tasks have an alarm"),
)

LOAD_BALANCERS = (
    Watch(name="load_balancer_5xx", of="load_balancer", suffix="5xx", title="Errors of the load balancer",
          measure="rate", threshold="10/min", says="{subject} answers with errors of its own: nobody is behind it",
          runbook="load-balancer.md#errors", incident="down",
          metrics=(Metric("errors", ALB, "HTTPCode_ELB_5XX_Count", "Sum", BALANCER),), within=3, of_last=5,
          missing="notBreaching", because=SILENT),
    Watch(name="target_5xx", of="load_balancer", suffix="target-5xx", title="Errors of services", measure="rate",
          threshold="10/min", says="services behind {subject} answer with errors",
          runbook="load-balancer.md#service-errors", incident="down",
          metrics=(Metric("errors", ALB, "HTTPCode_Target_5XX_Count", "Sum", BALANCER),), within=3, of_last=5,
          missing="notBreaching", because=SILENT),
    Watch(name="load_balancer_4xx", of="load_balancer", suffix="4xx", title="Requests that are refused, %",
          measure="percent", threshold="30%", says="many requests to {subject} are refused",
          runbook="load-balancer.md#refused", incident="degraded", period=300,
          expression="IF(requests >= 100, 100 * (FILL(ours, 0) + FILL(theirs, 0)) / requests, 0)",
          metrics=(Metric("requests", ALB, "RequestCount", "Sum", BALANCER),
                   Metric("ours", ALB, "HTTPCode_ELB_4XX_Count", "Sum", BALANCER),
                   Metric("theirs", ALB, "HTTPCode_Target_4XX_Count", "Sum", BALANCER)),
          within=3, of_last=3, missing="notBreaching", because=SILENT),
    Watch(name="target_latency", of="load_balancer", suffix="latency", title="Time to answer, 95 of 100",
          measure="time", threshold="2s", says="services behind {subject} answer slowly",
          runbook="load-balancer.md#latency", incident="degraded",
          metrics=(Metric("latency", ALB, "TargetResponseTime", "p95", BALANCER),), within=8, of_last=10,
          missing="notBreaching", because=SILENT, low_samples="ignore"),
)

DATA = (
    Watch(name="database_cpu", of="database", suffix="cpu", title="CPU of the database", measure="percent",
          threshold="85%", says="{subject} is short of CPU", runbook="data-stores.md#database-cpu",
          incident="degraded", metrics=(Metric("cpu", RDS, "CPUUtilization", "Average", ("DBInstanceIdentifier",)),),
          within=10, of_last=15, missing="missing", because=UNKNOWN),
    Watch(name="database_storage", of="database", suffix="storage", title="Free storage of the database",
          measure="size", threshold="5GiB", below=True, says="{subject} runs out of storage",
          runbook="data-stores.md#database-storage", incident="degraded", period=300,
          metrics=(Metric("free", RDS, "FreeStorageSpace", "Minimum", ("DBInstanceIdentifier",)),),
          within=3, of_last=3, missing="missing", because=UNKNOWN),
    Watch(name="cache_memory", of="cache_node", suffix="memory", title="Memory of the cache", measure="percent",
          threshold="80%", says="{subject} runs out of memory", runbook="data-stores.md#cache-memory",
          incident="degraded", metrics=(
              Metric("memory", CACHE, "DatabaseMemoryUsagePercentage", "Maximum", ("CacheClusterId",)),),
          within=5, of_last=5, missing="missing", because=UNKNOWN),
)

MAIL = (
    Watch(name="mail_bounces", of="mail", suffix="bounces", title="Bounces", measure="part of 1", threshold="4%",
          says="too much mail of the account bounces; SES reviews an account at 5%", runbook="mail.md#bounces",
          incident="mail", metrics=(Metric("bounces", SES, "Reputation.BounceRate", "Maximum"),), period=3600,
          within=1, of_last=1, missing="ignore", because="the rate stays what it is while no mail is sent"),
    Watch(name="mail_complaints", of="mail", suffix="complaints", title="Complaints", measure="part of 1",
          threshold="0.08%", says="too many complain about mail of the account; SES reviews an account at 0.1%",
          runbook="mail.md#complaints", incident="mail",
          metrics=(Metric("complaints", SES, "Reputation.ComplaintRate", "Maximum"),), period=3600,
          within=1, of_last=1, missing="ignore", because="the rate stays what it is while no mail is sent"),
)

SITES = (
    Watch(name="site_5xx", of="site", suffix="5xx", title="Errors, %", measure="percent", threshold="5%",
          says="{subject} answers with errors", runbook="sites.md#errors", incident="",
          metrics=(Metric("errors", CLOUDFRONT, "5xxErrorRate", "Average", SITE),), period=300,
          within=3, of_last=3, missing="notBreaching", because=SILENT),
    Watch(name="site_4xx", of="site", suffix="4xx", title="Pages that are not there, %", measure="percent",
          threshold="25%", says="many pages of {subject} are not found", runbook="sites.md#not-found", incident="",
          metrics=(Metric("refused", CLOUDFRONT, "4xxErrorRate", "Average", SITE),), period=300,
          within=6, of_last=6, missing="notBreaching", because=SILENT),
)

TABLE: tuple[Watch, ...] = (*SERVICES, *LOAD_BALANCERS, *DATA, *MAIL, *SITES, *APPLICATION, *TENANTS)
"""Every alarm there can be."""
