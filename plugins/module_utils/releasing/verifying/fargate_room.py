# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many vCPUs Fargate lets an account run, and how many it runs."""

from __future__ import annotations

import datetime
import typing as t

from ...calls import Flow, Service
from ...errors import Absent

quotas = Service("service-quotas", absent=frozenset({"NoSuchResourceException"}))
cloudwatch = Service("cloudwatch")

FRESH = datetime.timedelta(minutes=15)
"""How far back a figure of use is taken; CloudWatch gets one every five minutes or so."""


class Class(t.NamedTuple):
    """What has a quota of its own."""

    title: str
    code: str
    """Of the quota."""
    dimension: str
    """Of the figure of its use."""


ON_DEMAND = Class("On-Demand", "L-3032A538", "Standard/OnDemand")
SPOT = Class("Spot", "L-36FBB829", "Standard/Spot")


def room(kind: Class) -> Flow:
    """The quota in vCPUs, and how much of it is in use: None where CloudWatch has no figure."""
    asked = {"ServiceCode": "fargate", "QuotaCode": kind.code}
    try:
        reply = yield quotas.get_service_quota(**asked)
    except Absent:  # an account that never had another value
        reply = yield quotas.get_aws_default_service_quota(**asked)
    return reply["Quota"]["Value"], (yield from _used(kind))


def _used(kind: Class) -> Flow:
    until = datetime.datetime.now(datetime.UTC)
    reply = yield cloudwatch.get_metric_data(
        StartTime=until - FRESH, EndTime=until, ScanBy="TimestampDescending", MetricDataQueries=[_query(kind)])
    return next((value for found in reply["MetricDataResults"] for value in found.get("Values") or ()), None)


def _query(kind: Class) -> dict[str, t.Any]:
    about = {"Service": "Fargate", "Type": "Resource", "Resource": "vCPU", "Class": kind.dimension}
    metric = {"Namespace": "AWS/Usage", "MetricName": "ResourceCount",
              "Dimensions": [{"Name": name, "Value": value} for name, value in about.items()]}
    return {"Id": "used", "ReturnData": True, "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Maximum"}}
