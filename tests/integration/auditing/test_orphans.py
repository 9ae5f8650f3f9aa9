# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Things that somebody left behind on the embedded AWS, beside those of a tenant that the inventory has."""

from __future__ import annotations

import datetime
import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.orphans import Orphans, look
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Place, Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.cloud import Cloud
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import read_only
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.tests.integration.offboarding.possessions import pairs, settle, shared

ACME = Tenant("acme", "pool", "envelope-prod-pool-acme", "acme.envelope.example")
PLACE = Place("envelope-prod", "envelope", "prod", "eu-west-1", "envelope.example", (ACME,))
ASKED = {
    "s3_buckets": {ACME.prefix, "envelope-prod-archive", "envelope-prod-releases"}, "kms_keys": {ACME.prefix},
    "secretsmanager_secrets": {ACME.prefix}, "sesv2_configuration_sets": {ACME.prefix},
    "logs_groups": {f"/ecs/{ACME.prefix}-api"}, "sesv2_identities": {ACME.host},
    "route53_hosted_zones": {"envelope.example"}, "ecs_clusters": {"envelope-prod-cluster"},
}
SORTS = {"KMS key", "s3 bucket", "secret", "log group", "configuration set", "mail identity"}
"""What a tenant of a pool has, as `settle` makes it."""


@pytest.fixture(scope="module")
def leftovers(local_aws: LocalAws) -> LocalAws:
    """A tenant that is declared, one that is not, one that is being offboarded, and what a platform left."""
    local_aws.reset()
    shared(local_aws.client)
    for slug in ("acme", "zombie", "lazarus"):
        settle(local_aws.client, slug, objects=0)
    local_aws.client("s3").put_bucket_tagging(Bucket="envelope-prod-pool-lazarus", Tagging={"TagSet": [
        *pairs("lazarus"), {"Key": "offboarding", "Value": "2026-11-01T00:00:00+00:00"}]})
    ec2 = local_aws.client("ec2")
    terraform = [{"Key": "Project", "Value": "envelope"}, {"Key": "Environment", "Value": "prod"}]
    ec2.allocate_address(Domain="vpc", TagSpecifications=[{"ResourceType": "elastic-ip", "Tags": terraform}])
    ec2.create_volume(AvailabilityZone="eu-west-1a", Size=200, VolumeType="gp3",
                      TagSpecifications=[{"ResourceType": "volume", "Tags": terraform}])
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    local_aws.client("elbv2").create_target_group(Name="envelope-prod-old", Protocol="HTTP", Port=80, VpcId=vpc)
    return local_aws


@pytest.fixture(scope="module")
def cloud(local_aws: LocalAws) -> Cloud:
    return Cloud({"region": "eu-west-1", "endpoint_url": local_aws.url, "access_key": "a", "secret_key": "b"})


def looked(aws: LocalAws, cloud: Cloud) -> Orphans:
    at = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    before = aws.mark()
    [found] = Loop(read_only(cloud)).run([look(PLACE, ASKED, at)])
    assert aws.writes(since=before) == []
    return t.cast(Orphans, found)


def test_they_are_told_with_age_and_cost_and_nothing_of_others(leftovers: LocalAws, cloud: Cloud):
    found = looked(leftovers, cloud)
    assert found.refused == []
    assert {one["sort"] for one in found.found if one["tenant"] == "zombie"} == SORTS
    assert {one["sort"] for one in found.leaving if one["tenant"] == "lazarus"} == SORTS
    assert {one["tenant"] for one in (*found.found, *found.leaving)} == {"zombie", "lazarus", None}
    others = {one["sort"]: (one["why"], one["cost"]) for one in found.found if one["tenant"] is None}
    assert others == {
        "volume": ("no role makes such things; no instance uses it", "tens"),
        "elastic address": ("no gateway or interface uses it", "dollars"),
        "target group": ("no role asks for it; no load balancer uses it", "none")}
    assert [one["age_days"] for one in found.found if one["sort"] in ("s3 bucket", "secret", "volume")] == [0, 0, 0]


def test_what_aws_refuses_to_list_is_told(leftovers: LocalAws, cloud: Cloud):
    leftovers.fault(kind="refuse", service="s3", operation="ListBuckets", writes_only=False)
    found = looked(leftovers, cloud)
    leftovers.clear_faults()
    assert [one["api"] for one in found.refused] == ["s3:ListBuckets"]
    assert {"secret", "s3 bucket"} <= {one["sort"] for one in found.found}
