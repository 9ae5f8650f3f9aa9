# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ARNs of what requests call by name or id, in the forms of AWS's Service Authorization Reference."""

from __future__ import annotations

ANY = "unnamed"
"""Stands for an id that AWS has yet to choose: nobody's policy names it."""

_HERE = ":{region}:{account}:"
_ALARM, _DASHBOARD = "cloudwatch" + _HERE + "alarm:{}", "cloudwatch::{account}:dashboard/{}"
_BACKUP, _CACHE, _CONFIG = "backup" + _HERE, "elasticache" + _HERE, "config" + _HERE
_DISTRIBUTION = "cloudfront::{account}:distribution/{}"
_ECS, _RDS, _SES = "ecs" + _HERE, "rds" + _HERE, "ses" + _HERE
_CLUSTER, _SERVICE, _TASK = _ECS + "cluster/{}", _ECS + "service/{cluster}/{}", _ECS + "task/{cluster}/{}"
_GUARD = "guardduty" + _HERE
_GROUP, _STREAM = "logs" + _HERE + "log-group:{}", "logs" + _HERE + "log-group:{logGroupName}:log-stream:{}"
_KEY = "kms" + _HERE + "key/{}"
_PARAMETER = "ssm" + _HERE + "parameter/{}"
_REPOSITORY, _TRAIL = "ecr" + _HERE + "repository/{}", "cloudtrail" + _HERE + "trail/{}"
_ZONE = "route53:::hostedzone/{}"

NAMED: dict[str, dict[str, str]] = {
    "accessanalyzer": {"analyzerName": "access-analyzer" + _HERE + "analyzer/{}"},
    "application-autoscaling": {"ResourceId": _ECS + "{}"},
    "backup": {"BackupPlanId": _BACKUP + "backup-plan:{}", "BackupVaultName": _BACKUP + "backup-vault:{}"},
    "cloudfront": {"Id": _DISTRIBUTION, "DistributionId": _DISTRIBUTION},
    "cloudtrail": {"Name": _TRAIL, "TrailName": _TRAIL},
    "cloudwatch": {
        "AlarmName": _ALARM, "AlarmNames": _ALARM, "DashboardName": _DASHBOARD, "DashboardNames": _DASHBOARD},
    "config": {
        "ConfigurationRecorderName": _CONFIG + "configuration-recorder/{}/" + ANY,
        "ConfigurationRecorderNames": _CONFIG + "configuration-recorder/{}/" + ANY,
        "name": _CONFIG + "configuration-recorder/{}/" + ANY},
    "ecr": {"repositoryName": _REPOSITORY, "repositoryNames": _REPOSITORY},
    "ecs": {
        "cluster": _CLUSTER, "clusters": _CLUSTER, "clusterName": _CLUSTER, "service": _SERVICE, "services": _SERVICE,
        "serviceName": _SERVICE, "family": _ECS + "task-definition/{}:1", "taskDefinition": _ECS + "task-definition/{}",
        "taskDefinitions": _ECS + "task-definition/{}", "task": _TASK, "tasks": _TASK},
    "elasticache": {
        "CacheParameterGroupName": _CACHE + "parametergroup:{}", "CacheSubnetGroupName": _CACHE + "subnetgroup:{}",
        "ReplicationGroupId": _CACHE + "replicationgroup:{}", "CacheClusterId": _CACHE + "cluster:{}",
        "FinalSnapshotIdentifier": _CACHE + "snapshot:{}"},
    "elbv2": {"Name": "elasticloadbalancing" + _HERE + "{kind}/{}/" + ANY},
    "guardduty": {
        "DetectorId": _GUARD + "detector/{}", "MalwareProtectionPlanId": _GUARD + "malware-protection-plan/{}"},
    "iam": {
        "RoleName": "iam::{account}:role/{}", "PolicyName": "iam::{account}:policy/{}",
        "UserName": "iam::{account}:user/{}", "GroupName": "iam::{account}:group/{}"},
    "kms": {"KeyId": _KEY, "TargetKeyId": _KEY, "AliasName": "kms" + _HERE + "{}"},
    "lambda": {"FunctionName": "lambda" + _HERE + "function:{}"},
    "logs": {"logGroupName": _GROUP, "logGroupNames": _GROUP, "logStreamName": _STREAM},
    "rds": {
        "DBInstanceIdentifier": _RDS + "db:{}", "DBParameterGroupName": _RDS + "pg:{}",
        "DBSubnetGroupName": _RDS + "subgrp:{}", "DBSnapshotIdentifier": _RDS + "snapshot:{}",
        "FinalDBSnapshotIdentifier": _RDS + "snapshot:{}", "TargetDBInstanceIdentifier": _RDS + "db:{}"},
    "route53": {"HostedZoneId": _ZONE, "Id": _ZONE, "ResourceId": _ZONE, "ResourceIds": _ZONE},
    "s3": {"Bucket": "s3:::{}", "Key": "s3:::{Bucket}/{}"},
    "service-quotas": {"QuotaCode": "servicequotas" + _HERE + "{ServiceCode}/{}"},
    "sesv2": {
        "ConfigurationSetName": _SES + "configuration-set/{}", "EmailIdentity": _SES + "identity/{}",
        "FromEmailAddress": _SES + "identity/{}"},
    "sns": {"Name": "sns" + _HERE + "{}"},
    "ssm": {"Names": _PARAMETER, "Name": _PARAMETER},
    "wafv2": {"Name": "wafv2" + _HERE + "{Scope}/{kind}/{}/{Id}"},
}
"""By boto3's name of the service and a parameter: what follows `arn:aws:`. `Name` and `Id` are those of the request
itself, the others may be within a part of it."""

KINDS = {
    "CreateLoadBalancer": "loadbalancer/app", "CreateTargetGroup": "targetgroup", "CreateIPSet": "ipset",
    "DeleteIPSet": "ipset", "GetIPSet": "ipset", "UpdateIPSet": "ipset",
}
"""What a name is of, where operations share a parameter; a web ACL in WAF's others."""

EC2_TYPES = {
    "eipalloc": "elastic-ip", "eni": "network-interface", "fl": "vpc-flow-log", "igw": "internet-gateway",
    "nat": "natgateway", "rtb": "route-table", "sg": "security-group", "snap": "snapshot", "subnet": "subnet",
    "vpc": "vpc", "vpce": "vpc-endpoint",
}
EC2_IDS = ("Id", "Ids", "Resources")
