# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alarms of tenants (requirement O2), as data: each looks at all tenants at once, and tells which of them it is.

A query returns a time series for each tenant, worst first, of which CloudWatch takes 500; so it is one alarm for any
number of tenants.
"""

from __future__ import annotations

from .watches import Watch

RATE = 'SELECT MAX("{metric}") FROM SCHEMA("AWS/SES", "ses:configuration-set") ' \
       'GROUP BY "ses:configuration-set" ORDER BY MAX() DESC'
SERVICE = 'SELECT AVG({metric}) FROM SCHEMA("AWS/ECS", ClusterName, ServiceName) ' \
          "WHERE ClusterName = '{{ClusterName}}'{{others}} GROUP BY ServiceName ORDER BY AVG() DESC"
HEALTH = 'SELECT MIN(HealthyHostCount) FROM SCHEMA("AWS/ApplicationELB", LoadBalancer, TargetGroup) ' \
         "WHERE LoadBalancer = '{LoadBalancer}' GROUP BY TargetGroup ORDER BY MIN() ASC"

ONLY_THERE = "a series is there only while it has figures"

TENANTS = (
    Watch(name="tenant_bounces", of="tenants", suffix="tenant-bounces", title="Bounces of tenants",
          measure="part of 1", threshold="4%", says="too much mail of a tenant bounces",
          runbook="tenants.md#bounces", incident="", expression=RATE.format(metric="Reputation.BounceRate"),
          period=3600, within=1, of_last=1, missing="ignore", because=ONLY_THERE),
    Watch(name="tenant_complaints", of="tenants", suffix="tenant-complaints", title="Complaints about tenants",
          measure="part of 1", threshold="0.08%", says="too many complain about mail of a tenant",
          runbook="tenants.md#complaints", incident="",
          expression=RATE.format(metric="Reputation.ComplaintRate"),
          period=3600, within=1, of_last=1, missing="ignore", because=ONLY_THERE),
    Watch(name="silo_cpu", of="tenants", suffix="silo-cpu", title="CPU of tenants' own services",
          measure="percent", threshold="90%", says="a service of a tenant's own is short of CPU",
          runbook="tenants.md#services", incident="", expression=SERVICE.format(metric="CPUUtilization"),
          period=300, within=3, of_last=3, missing="notBreaching", because=ONLY_THERE),
    Watch(name="silo_memory", of="tenants", suffix="silo-memory", title="Memory of tenants' own services",
          measure="percent", threshold="90%", says="a service of a tenant's own is short of memory",
          runbook="tenants.md#services", incident="", expression=SERVICE.format(metric="MemoryUtilization"),
          period=300, within=3, of_last=3, missing="notBreaching", because=ONLY_THERE),
    Watch(name="served_hosts", of="load_balancer", suffix="served", title="Healthy tasks of the emptiest group",
          measure="hosts", threshold="1 host", below=True,
          says="a service behind {subject}, a tenant's own or the platform's, has nobody to serve it",
          runbook="tenants.md#nobody-serves", incident="", expression=HEALTH,
          within=5, of_last=5, missing="breaching", because="a group without tasks has no figures"),
)
