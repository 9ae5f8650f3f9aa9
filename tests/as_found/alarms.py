# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alarms, who is told of them, and a dashboard (manager 6, gap 4.2)."""

from __future__ import annotations

import json
import typing as t

from .account import NUMBER, PREFIX, REGION, Account, Document, allow, arn, policy, tags
from .load_balancer import BEHIND
from .services import CLUSTER, running

SUBSCRIBER = "operations@envelope.example"
EDGE = "us-east-1"
OVER, UNDER = "GreaterThanOrEqualToThreshold", "LessThanThreshold"
GIB = 1024 ** 3

Alarm = dict[str, t.Any]


def alarms(account: Account) -> None:
    if account.has("alarms"):
        return
    topic = _topic(account, REGION, "alarms")
    cloudwatch = account.client("cloudwatch")
    found = [*_services(account), *_load_balancer(account), *_mail(), *_data(account)]
    for each in found:
        cloudwatch.put_metric_alarm(**each, AlarmActions=[topic], Tags=tags())
    rule = " OR ".join(f'ALARM("{each["AlarmName"]}")' for each in found)
    cloudwatch.put_composite_alarm(AlarmName=f"{PREFIX}-any", AlarmRule=rule, AlarmActions=[topic], Tags=tags())
    cloudwatch.put_dashboard(DashboardName=PREFIX, DashboardBody=json.dumps({"widgets": [_widget(found)]}))
    edge = _topic(account, EDGE, "edge-alarms")
    for each in _site(account):
        account.client("cloudwatch", EDGE).put_metric_alarm(**each, AlarmActions=[edge], Tags=tags())


def _topic(account: Account, region: str, name: str) -> str:
    """A topic that alarms of this account may tell, and somebody who reads it."""
    sns, topic, key = account.client("sns", region), arn("sns", f"{PREFIX}-{name}", region), account.key("alarms")
    publishes = allow(["sns:Publish"], [topic], Principal={"Service": "cloudwatch.amazonaws.com"},
                      Condition={"StringEquals": {"aws:SourceAccount": NUMBER}})
    sns.create_topic(Name=f"{PREFIX}-{name}", Tags=tags(), Attributes={
        "Policy": policy(publishes), **({"KmsMasterKeyId": key} if key and region == REGION else {})})
    sns.subscribe(TopicArn=topic, Protocol="email", Endpoint=SUBSCRIBER)
    account.aws.confirm(SUBSCRIBER)
    return topic


def _alarm(name: str, namespace: str, metric: str, threshold: float, dimensions: dict[str, str],
           **more: t.Any) -> Alarm:
    return {"AlarmName": f"{PREFIX}-{name}", "Namespace": namespace, "MetricName": metric, "Threshold": threshold,
            "Dimensions": _dimensions(dimensions), "Period": 60, "EvaluationPeriods": 5, "Statistic": "Average",
            "ComparisonOperator": OVER, **more}


def _dimensions(found: dict[str, str]) -> list[Document]:
    return [{"Name": name, "Value": value} for name, value in found.items()]


def _services(account: Account) -> t.Iterator[Alarm]:
    for name in running(account):
        which = {"ClusterName": CLUSTER, "ServiceName": f"{PREFIX}-{name}"}
        yield _alarm(f"{name}-cpu", "AWS/ECS", "CPUUtilization", 85, which)
        yield _alarm(f"{name}-memory", "AWS/ECS", "MemoryUtilization", 90, which)
        counts = [_count(metric, which) for metric in ("DesiredTaskCount", "RunningTaskCount")]
        short = {"Id": "short", "Expression": "desired - running", "Label": "Short", "ReturnData": True}
        yield {"AlarmName": f"{PREFIX}-{name}-tasks", "Metrics": [*counts, short], "Threshold": 1,
               "EvaluationPeriods": 10, "ComparisonOperator": OVER}


def _count(metric: str, which: dict[str, str]) -> Document:
    return {"Id": metric.removesuffix("TaskCount").lower(), "ReturnData": False, "MetricStat": {
        "Period": 60, "Stat": "Average", "Metric": {
            "Namespace": "ECS/ContainerInsights", "MetricName": metric, "Dimensions": _dimensions(which)}}}


def _load_balancer(account: Account) -> t.Iterator[Alarm]:
    space = "AWS/ApplicationELB"
    which = {"LoadBalancer": account.made["load balancer"].partition("loadbalancer/")[2]}
    for name, metric, threshold in (("alb-5xx", "HTTPCode_ELB_5XX_Count", 10),
                                    ("target-5xx", "HTTPCode_Target_5XX_Count", 10),
                                    ("alb-4xx", "HTTPCode_ELB_4XX_Count", 100),
                                    ("target-4xx", "HTTPCode_Target_4XX_Count", 500)):
        yield _alarm(name, space, metric, threshold, which, Statistic="Sum")
    yield _alarm("latency", space, "TargetResponseTime", 2, which)
    for name in BEHIND:
        if group := account.made.get(f"target group {name}"):
            behind = {**which, "TargetGroup": group.rpartition(":")[2]}
            yield _alarm(f"{name}-health", space, "UnHealthyHostCount", 1, behind, Statistic="Maximum")


def _mail() -> t.Iterator[Alarm]:
    for name, metric, threshold in (("ses-bounces", "Reputation.BounceRate", 0.04),
                                    ("ses-complaints", "Reputation.ComplaintRate", 0.0008)):
        yield _alarm(name, "AWS/SES", metric, threshold, {}, Period=3600, EvaluationPeriods=1, Statistic="Maximum")
        words = f'SELECT MAX("{metric}") FROM SCHEMA("AWS/SES", "ses:configuration-set") ' \
                'GROUP BY "ses:configuration-set" ORDER BY MAX() DESC'
        query = {"Id": "worst", "Expression": words, "Label": "Worst", "Period": 3600, "ReturnData": True}
        yield {"AlarmName": f"{PREFIX}-tenant-{name}", "Metrics": [query], "Threshold": threshold,
               "EvaluationPeriods": 1, "ComparisonOperator": OVER}


def _data(account: Account) -> t.Iterator[Alarm]:
    which = {"DBInstanceIdentifier": account.made["database"]}
    yield _alarm("rds-cpu", "AWS/RDS", "CPUUtilization", 85, which)
    yield _alarm("rds-storage", "AWS/RDS", "FreeStorageSpace", 5 * GIB, which, ComparisonOperator=UNDER)
    for number in ("001", "002"):
        node = {"CacheClusterId": f"{account.made['cache']}-{number}"}
        yield _alarm(f"redis-memory-{number}", "AWS/ElastiCache", "DatabaseMemoryUsagePercentage", 80, node)


def _site(account: Account) -> t.Iterator[Alarm]:
    which = {"DistributionId": account.made["distribution"], "Region": "Global"}
    for name, metric, threshold in (("site-5xx", "5xxErrorRate", 5), ("site-4xx", "4xxErrorRate", 20)):
        yield _alarm(name, "AWS/CloudFront", metric, threshold, which)


def _widget(found: list[Alarm]) -> Document:
    return {"type": "alarm", "x": 0, "y": 0, "width": 24, "height": 6, "properties": {
        "title": PREFIX, "alarms": [arn("cloudwatch", f"alarm:{each['AlarmName']}") for each in found]}}
