# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What keeps, guards and watches a platform that lacks nothing, as sources show it: each test edits a copy."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Service
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_platform import (
    ACCOUNT,
    BALANCER,
    DOMAIN,
    IMAGES,
    PORTS,
    PREFIX,
    REGION,
    arn,
    group_arn,
)
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_platform import sample as platform

ACME, KESTREL = (Tenant(name, tier, f"{PREFIX}-{tier}-{name}", f"{name}.{DOMAIN}")
                 for name, tier in (("acme", "pool"), ("kestrel", "silo")))
DATABASE_KEY, AWS_KEY, TENANT_KEY = "11111111-1111", "22222222-2222", "33333333-3333"
ACL = arn("wafv2", f"regional/webacl/{PREFIX}/1")
TOPIC = arn("sns", f"{PREFIX}-alarms")
ISSUER = "token.actions.githubusercontent.com"
PROVIDER = f"arn:aws:iam::{ACCOUNT}:oidc-provider/{ISSUER}"
CLUSTER = f"{PREFIX}-cluster"
WORST = 'SELECT MAX("{}") FROM SCHEMA("AWS/SES", "ses:configuration-set") GROUP BY "ses:configuration-set"'


def denied(service: str, operation: str) -> AwsError:
    return AwsError(getattr(Service(service), operation)(), "AccessDenied", "no")


def sample() -> dict[str, t.Any]:
    """What each source shows, by its name."""
    return {**platform(), **_data(), **_guards(), **_baseline(), **_watched(), **_pipeline(),
            "mail identities": [{"name": f"acme.{DOMAIN}", "ConfigurationSetName": ACME.prefix}],
            "distributions": [{"Id": "E1", "Aliases": {"Items": [f"www.{DOMAIN}"]}, "Origins": {"Items": []}}]}


def _data() -> dict[str, t.Any]:
    return {
        "databases": [{
            "DBInstanceIdentifier": "main", "DBInstanceArn": arn("rds", "db:main"), "Engine": "mysql",
            "EngineVersion": "8.4.4", "DBInstanceStatus": "available", "Endpoint": {"Address": "DB.example"},
            "MultiAZ": True, "StorageEncrypted": True, "PubliclyAccessible": False, "BackupRetentionPeriod": 14,
            "MasterUserSecret": {"SecretStatus": "active"}, "DeletionProtection": True,
            "KmsKeyId": arn("kms", f"key/{DATABASE_KEY}"), "EnabledCloudwatchLogsExports": ["error"],
            "TagList": [{"Key": "Backup", "Value": "daily"}], "DBInstanceClass": "db.m7g.large",
            "AllocatedStorage": 100,
        }, {"DBInstanceIdentifier": "of-others", "Endpoint": {"Address": "other.example"}}],
        "caches": [{
            "ReplicationGroupId": "main", "Engine": "redis", "Status": "available", "CacheNodeType": "cache.t4g.small",
            "NodeGroups": [{"PrimaryEndpoint": {"Address": "redis.example"}}], "TransitEncryptionEnabled": True,
            "AuthTokenEnabled": True, "AutomaticFailover": "enabled", "MemberClusters": ["main-001", "main-002"],
            "AtRestEncryptionEnabled": True, "KmsKeyId": DATABASE_KEY}],
        "keys": [
            {"KeyId": DATABASE_KEY, "aliases": [f"alias/{PREFIX}-data"], "AWS": False,
             "rotation": {"KeyRotationEnabled": True, "RotationPeriodInDays": 365}},
            {"KeyId": AWS_KEY, "aliases": ["alias/aws/rds"], "AWS": True},
            {"KeyId": TENANT_KEY, "aliases": [f"alias/{ACME.prefix}"], "AWS": False,
             "rotation": {"KeyRotationEnabled": True}}],
        "backup plans": [{"BackupPlanName": "daily", "selections": [{"ListOfTags": [
            {"ConditionType": "STRINGEQUALS", "ConditionKey": "Backup", "ConditionValue": "daily"}]}]}],
        "backup settings": {"RDS": True},
    }


def _guards() -> dict[str, t.Any]:
    groups = ("KnownBadInputs", "Common", "Linux")
    managed = [{"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": f"AWSManagedRules{name}RuleSet"}}
               for name in groups]
    rules = [{"Name": name, "Statement": statement, "OverrideAction": {"None": {}}}
             for name, statement in zip(groups, managed, strict=True)]
    rate = {"Name": "rate", "Statement": {"RateBasedStatement": {"Limit": 2000}}, "Action": {"Block": {}}}
    sets = {"OrStatement": {"Statements": [{"IPSetReferenceStatement": {"ARN": f"{ACL}-{one}"}} for one in "46"]}}
    deny = {"Name": "deny", "Statement": sets, "Action": {"Block": {}}}
    return {"web ACLs": [{"LoadBalancerArn": BALANCER, "LoadBalancerName": PREFIX,
                          "web_acl": {"Name": "guard", "ARN": ACL, "Rules": [deny, rate, *rules]}}],
            "logs of web ACLs": {ACL: arn("logs", "log-group:aws-waf-logs-guard:*")}}


def _baseline() -> dict[str, t.Any]:
    return {
        "flow logs": [{"ResourceId": "vpc-1", "FlowLogStatus": "ACTIVE", "TrafficType": "ALL",
                       "LogDestinationType": "s3", "DeliverLogsStatus": "SUCCESS"}],
        "trails": [{"Name": "trail", "status": {"IsLogging": True}, "IsMultiRegionTrail": True,
                    "LogFileValidationEnabled": True, "KmsKeyId": "key"}],
        "detectors": [{"Status": "ENABLED"}],
        "recorders": [{"name": "default", "status": {"recording": True, "lastStatus": "SUCCESS"}}],
        "hubs": [{"standards": [{"StandardsStatus": "READY",
                                 "StandardsArn": f"arn:aws:securityhub:{REGION}::standards/pci-dss/v/4.0.1"}]}],
    }


def alarm(name: str, namespace: str, metric: str, *actions: str, **dimensions: str) -> dict[str, t.Any]:
    return {"AlarmName": name, "AlarmArn": arn("cloudwatch", f"alarm:{name}"), "Namespace": namespace,
            "MetricName": metric, "AlarmActions": list(actions), "ActionsEnabled": True,
            "Dimensions": [{"Name": key.replace("__", ":"), "Value": value} for key, value in dimensions.items()]}


def computed(name: str, *metrics: dict[str, t.Any], expression: str) -> dict[str, t.Any]:
    """An alarm on what is worked out of metrics, or on a query where there are none."""
    parts = [{"MetricStat": {"Metric": {part: one[part] for part in ("Namespace", "MetricName", "Dimensions")}}}
             for one in metrics]
    return {"AlarmName": name, "AlarmArn": arn("cloudwatch", f"alarm:{name}"), "AlarmActions": [TOPIC],
            "ActionsEnabled": True, "Metrics": [*parts, {"Expression": expression}]}


def _watched() -> dict[str, t.Any]:
    every = [*_of_services(), *_of_requests(), *_of_data(), *_of_others()]
    rule = " OR ".join(f'ALARM("{one["AlarmName"]}")' for one in every if not one["AlarmActions"])
    degraded = {"AlarmName": "degraded", "AlarmArn": arn("cloudwatch", "alarm:degraded"), "AlarmRule": rule,
                "AlarmActions": [TOPIC], "ActionsEnabled": True}
    return {"alarms": [*every, degraded], "dashboards": [{"DashboardName": PREFIX}],
            "subscriptions": {TOPIC: [{"Protocol": "email", "SubscriptionArn": f"{TOPIC}:1"}]}}


def _of_services() -> t.Iterator[dict[str, t.Any]]:
    """Silent by themselves: a composite alarm tells of them."""
    for role in IMAGES:
        which = {"ClusterName": CLUSTER, "ServiceName": f"{PREFIX}-{role}"}
        yield alarm(f"{role}-cpu", "AWS/ECS", "CPUUtilization", **which)
        yield alarm(f"{role}-memory", "AWS/ECS", "MemoryUtilization", **which)
        counts = [alarm("", "ECS/ContainerInsights", f"{one}TaskCount", **which) for one in ("Desired", "Running")]
        yield computed(f"{role}-tasks", *counts, expression="desired - running")


def _of_requests() -> t.Iterator[dict[str, t.Any]]:
    balancer = {"LoadBalancer": f"app/{PREFIX}/1"}
    for metric in ("HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count", "HTTPCode_Target_4XX_Count",
                   "TargetResponseTime"):
        yield alarm(metric, "AWS/ApplicationELB", metric, TOPIC, **balancer)
    for role in PORTS:
        group = group_arn(role).rpartition(":")[2]
        yield alarm(f"{role}-health", "AWS/ApplicationELB", "UnHealthyHostCount", TOPIC, **balancer, TargetGroup=group)


def _of_data() -> t.Iterator[dict[str, t.Any]]:
    for metric in ("CPUUtilization", "FreeStorageSpace"):
        yield alarm(f"database-{metric}", "AWS/RDS", metric, TOPIC, DBInstanceIdentifier="main")
    for node in ("main-001", "main-002"):
        yield alarm(node, "AWS/ElastiCache", "DatabaseMemoryUsagePercentage", TOPIC, CacheClusterId=node)


def _of_others() -> t.Iterator[dict[str, t.Any]]:
    for metric in ("Reputation.BounceRate", "Reputation.ComplaintRate"):
        yield alarm(metric, "AWS/SES", metric, TOPIC)
        yield computed(f"tenants-{metric}", expression=WORST.format(metric))
    for metric in ("5xxErrorRate", "4xxErrorRate"):
        yield alarm(metric, "AWS/CloudFront", metric, TOPIC, DistributionId="E1", Region="Global")


def _pipeline() -> dict[str, t.Any]:
    return {
        "OpenID Connect providers": [{"Arn": PROVIDER}],
        "roles": [{"RoleName": "deploy", "AssumeRolePolicyDocument": trusting(f"repo:venturemond/{PREFIX}:*")},
                  {"RoleName": "lambda", "AssumeRolePolicyDocument": {"Statement": [
                      {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}}]}}],
        "users": [{"UserName": f"{PREFIX}-ci", "keys": [{"Status": "Inactive"}]},
                  {"UserName": "alice", "keys": [{"Status": "Active"}]}],
    }


def trusting(*subs: str) -> dict[str, t.Any]:
    """How a role trusts a pipeline of these subjects; of any where none is given."""
    condition = {"StringLike": {f"{ISSUER}:sub": list(subs)}} if subs else {}
    return {"Statement": {"Effect": "Allow", "Principal": {"Federated": PROVIDER}, "Condition": {
        "StringEquals": {f"{ISSUER}:aud": "sts.amazonaws.com"}, **condition}}}
