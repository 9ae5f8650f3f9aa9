# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A few things that bear the names of the local inventory's, as somebody has made them with Terraform or by hand."""

from __future__ import annotations

import json
import typing as t

Client = t.Callable[[str], t.Any]

PLATFORM, TENANT = "envelope-local", "envelope-local-pool-acme"
TERRAFORM = {"Environment": "local", "ManagedBy": "terraform"}
PORT = 80

MADE = {
    f"ec2_vpcs {PLATFORM}", f"ec2_security_groups {PLATFORM}-services", f"ecs_clusters {PLATFORM}-cluster",
    f"logs_groups /ecs/{PLATFORM}-api", f"elbv2_target_groups {PLATFORM}-api", f"iam_roles {PLATFORM}-task",
    f"kms_keys {TENANT}", f"s3_buckets {TENANT}",
}
"""What there is, by module and name."""


def make(client: Client) -> None:
    vpc = _network(client("ec2"))
    _files(client)
    client("logs").create_log_group(logGroupName=f"/ecs/{PLATFORM}-api", tags=TERRAFORM)
    client("ecs").create_cluster(clusterName=f"{PLATFORM}-cluster", tags=_pairs("key", "value"))
    client("elbv2").create_target_group(
        Name=f"{PLATFORM}-api", VpcId=vpc, Protocol="HTTP", Port=PORT, TargetType="ip", Tags=_pairs())
    trust = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
    client("iam").create_role(
        RoleName=f"{PLATFORM}-task", AssumeRolePolicyDocument=json.dumps(trust), Tags=_pairs())


def _network(ec2: t.Any) -> str:
    """A VPC, and a group of whose description AWS lets nothing be changed; returns the VPC's id."""
    named = [*_pairs(), {"Key": "Name", "Value": PLATFORM}]
    made = ec2.create_vpc(CidrBlock="10.20.0.0/16", TagSpecifications=[{"ResourceType": "vpc", "Tags": named}])
    vpc = str(made["Vpc"]["VpcId"])
    ec2.create_security_group(GroupName=f"{PLATFORM}-services", Description="Managed by Terraform", VpcId=vpc)
    return vpc


def _files(client: Client) -> None:
    key = client("kms").create_key(Tags=_pairs("TagKey", "TagValue"))["KeyMetadata"]["KeyId"]
    client("kms").create_alias(AliasName=f"alias/{TENANT}", TargetKeyId=key)
    s3 = client("s3")
    s3.create_bucket(Bucket=TENANT, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    s3.put_bucket_tagging(Bucket=TENANT, Tagging={"TagSet": _pairs()})


def _pairs(key: str = "Key", value: str = "Value") -> list[dict[str, str]]:
    return [{key: name, value: said} for name, said in TERRAFORM.items()]
