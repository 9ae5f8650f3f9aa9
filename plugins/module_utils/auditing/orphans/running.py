# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of what runs, and of what that leads through and stores on: most of what costs money."""

from __future__ import annotations

import dataclasses
import typing as t

from ...calls import Flow
from ...kinds.application_autoscaling.api import autoscaling
from ...kinds.cloudfront.api import cloudfront
from ...kinds.ec2.api import ec2
from ...kinds.ecr import ecr
from ...kinds.ecs import ecs, newest
from ...kinds.ecs.api import TAGS, named
from ...kinds.elasticache.service import elasticache
from ...kinds.elbv2.api import elbv2
from ...kinds.lambda_.service import lambda_
from ...kinds.logs import logs
from ...kinds.rds.service import rds
from ...offboarding.sorts.running import LOGS
from . import monthly
from .listing import TEXT, Entry, Listing, last_part, not_beginning, tagged_name
from .things import Item, moment

AWS_SNAPSHOTS = ("rds:", "awsbackup:", "automatic.")
"""How the names of snapshots begin that AWS makes and forgets by itself."""

EC2 = "arn:{partition}:ec2:{region}:{account}:"


def _log_groups(start: str) -> Listing:
    return Listing(
        "log group", lambda place: logs.describe_log_groups(logGroupNamePrefix=f"{start}{place.prefix}"), "logGroups",
        "logGroupName", lambda entry: str(entry["arn"]).removesuffix(":*"), "logs_groups", "creationTime", before=start)


def _unattached(what: str, key: str) -> t.Callable[[Entry], str]:
    return lambda entry: "" if entry.get(key) else f"no {what} uses it"


ECS = (
    Listing("service", lambda place: ecs.list_services(cluster=f"{place.prefix}-cluster"), "serviceArns", last_part,
            lambda entry: str(entry[TEXT]), "ecs_services"),
    Listing("task definition", lambda place: ecs.list_task_definition_families(
        familyPrefix=place.prefix, status="ACTIVE"), "families", TEXT,
        "arn:{partition}:ecs:{region}:{account}:task-definition/{name}", "ecs_task_definitions"),
    Listing("scalable target", lambda place: autoscaling.describe_scalable_targets(ServiceNamespace="ecs"),
            "ScalableTargets", lambda entry: str(entry["ResourceId"]).rpartition("/")[2], "{ScalableTargetARN}",
            created="CreationTime", judged=False),
    Listing("ECR repository", lambda place: ecr.describe_repositories(), "repositories", "repositoryName",
            "{repositoryArn}", "ecr_repositories", "createdAt"),
    Listing("function", lambda place: lambda_.list_functions(), "Functions", "FunctionName", "{FunctionArn}",
            "lambda_functions"),
    *map(_log_groups, LOGS),
)

ELB = (
    Listing("load balancer", lambda place: elbv2.describe_load_balancers(), "LoadBalancers", "LoadBalancerName",
            "{LoadBalancerArn}", "elbv2_load_balancers", "CreatedTime"),
    Listing("target group", lambda place: elbv2.describe_target_groups(), "TargetGroups", "TargetGroupName",
            "{TargetGroupArn}", "elbv2_target_groups", idle=_unattached("load balancer", "LoadBalancerArns")),
    Listing("distribution", lambda place: cloudfront.list_distributions(), "DistributionList.Items", "Comment", "{ARN}",
            "cloudfront_distributions", idle=lambda entry: "" if entry.get("Enabled") else "it is switched off"),
)

NETWORK = (
    Listing("NAT gateway", lambda place: ec2.describe_nat_gateways(), "NatGateways", tagged_name("NatGatewayId"),
            EC2 + "natgateway/{NatGatewayId}", "ec2_nat_gateways", "CreateTime",
            of=lambda entry: entry.get("State") not in ("deleting", "deleted", "failed")),
    Listing("security group", lambda place: ec2.describe_security_groups(), "SecurityGroups", "GroupName",
            EC2 + "security-group/{GroupId}", "ec2_security_groups",
            of=lambda entry: entry["GroupName"] != "default"),  # each VPC has one that nobody can delete
    Listing("elastic address", lambda place: ec2.describe_addresses(), "Addresses", tagged_name("AllocationId"),
            EC2 + "elastic-ip/{AllocationId}", judged=False, of=lambda entry: "AllocationId" in entry,
            idle=_unattached("gateway or interface", "AssociationId")),
    Listing("VPC endpoint", lambda place: ec2.describe_vpc_endpoints(), "VpcEndpoints", tagged_name("VpcEndpointId"),
            EC2 + "vpc-endpoint/{VpcEndpointId}", "ec2_vpc_endpoints", "CreationTimestamp",
            cost=lambda entry: "none" if entry.get("VpcEndpointType") == "Gateway" else monthly.order(
                monthly.MONTHLY["VPC endpoint"] * max(1, len(entry.get("SubnetIds") or ())))),
    Listing("volume", lambda place: ec2.describe_volumes(), "Volumes", tagged_name("VolumeId"),
            EC2 + "volume/{VolumeId}", created="CreateTime", idle=_unattached("instance", "Attachments"),
            cost=lambda entry: monthly.of_storage("volume", entry["Size"])),
    Listing("snapshot", lambda place: ec2.describe_snapshots(OwnerIds=["self"]), "Snapshots", tagged_name("SnapshotId"),
            "arn:{partition}:ec2:{region}::snapshot/{SnapshotId}", created="StartTime",
            of=lambda entry: not any(tag["Key"].startswith("aws:backup:") for tag in entry.get("Tags") or ()),
            cost=lambda entry: monthly.of_storage("snapshot", entry["VolumeSize"])),
)

DATA = (
    Listing("database", lambda place: rds.describe_db_instances(), "DBInstances", "DBInstanceIdentifier",
            "{DBInstanceArn}", "rds_instances", "InstanceCreateTime",
            cost=lambda entry: monthly.of_nodes(entry["DBInstanceClass"], 2 if entry.get("MultiAZ") else 1)),
    Listing("database snapshot", lambda place: rds.describe_db_snapshots(SnapshotType="manual"), "DBSnapshots",
            "DBSnapshotIdentifier", "{DBSnapshotArn}", created="SnapshotCreateTime",
            of=not_beginning(*AWS_SNAPSHOTS, key="DBSnapshotIdentifier"),
            cost=lambda entry: monthly.of_storage("database snapshot", entry["AllocatedStorage"])),
    Listing("cache snapshot", lambda place: elasticache.describe_snapshots(SnapshotSource="user"), "Snapshots",
            "SnapshotName", "{ARN}",
            created=lambda entry: min((node["SnapshotCreateTime"] for node in entry.get("NodeSnapshots") or ()
                                       if "SnapshotCreateTime" in node), default=None)),
    Listing("cache", lambda place: elasticache.describe_replication_groups(), "ReplicationGroups", "ReplicationGroupId",
            "{ARN}", "elasticache_replication_groups", "ReplicationGroupCreateTime",
            cost=lambda entry: monthly.of_nodes(
                entry.get("CacheNodeType") or "", len(entry.get("MemberClusters") or ()) or 1)),
)

EVERY = (*ECS, *ELB, *NETWORK, *DATA)


def _service(item: Item) -> Flow:
    """A service with tags, when it was made, and that it costs nothing where nothing of it runs; None if it is gone."""
    _unused, cluster, name = item.arn.rsplit("/", 2)
    reply = yield ecs.describe_services(cluster=cluster, services=[name], include=["TAGS"])
    found = named(reply, "services", serviceName=name)
    if found.get("status", "INACTIVE") == "INACTIVE":
        return None
    return dataclasses.replace(item, tags=TAGS.into(found.get("tags")), created=moment(found.get("createdAt")),
                               cost=item.cost if found.get("desiredCount") else "none")


def _family(item: Item) -> Flow:
    """A family with the tags of its newest revision, and when that was registered."""
    reply = yield from newest(item.name)
    return dataclasses.replace(item, tags=TAGS.into(reply.get("tags")),
                               created=moment(reply["taskDefinition"].get("registeredAt")))


LOOKS: t.Mapping[str, t.Callable[[Item], Flow]] = {"service": _service, "task definition": _family}
"""What tells more of a thing than an offboarding wants to know, asked for what may be an orphan alone."""
