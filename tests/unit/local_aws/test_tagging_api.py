# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tagging API lists."""

from __future__ import annotations

import json
import typing as t

TAGS = {"project": "envelope", "tenant": "acme"}
PAIRS = [{"Key": name, "Value": value} for name, value in TAGS.items()]
TRUST = {"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Principal": {"Service": "malware-protection-plan.guardduty.amazonaws.com"},
    "Action": "sts:AssumeRole"}]}


def listed(client: t.Any, region: str = "eu-west-1", **more: t.Any) -> list[str]:
    """The sorts of what bears the tenant's tag."""
    filters = [{"Key": "tenant", "Values": ["acme"]}]
    found = client("resourcegroupstaggingapi", region).get_resources(TagFilters=filters, **more)
    return sorted(":".join(each["ResourceARN"].split(":")[2::3]) for each in found["ResourceTagMappingList"])


def test_a_hosted_zone_is_listed_where_what_is_global_is(client):
    route53 = client("route53")
    zone = route53.create_hosted_zone(Name="acme.example", CallerReference="1")["HostedZone"]["Id"].rpartition("/")[2]
    route53.change_tags_for_resource(ResourceType="hostedzone", ResourceId=zone, AddTags=PAIRS)

    assert listed(client) == []
    assert listed(client, "us-east-1") == [f"route53:hostedzone/{zone}"]
    assert listed(client, "us-east-1", ResourceTypeFilters=["s3"]) == []


def test_a_malware_protection_plan_is_listed(client):
    client("s3").create_bucket(Bucket="acme", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    role = client("iam").create_role(RoleName="scan", AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
    plan = client("guardduty").create_malware_protection_plan(
        Role=role, ProtectedResource={"S3Bucket": {"BucketName": "acme"}}, Tags=TAGS)["MalwareProtectionPlanId"]

    assert listed(client) == [f"guardduty:malware-protection-plan/{plan}"]


def test_a_rule_of_config_is_listed(client):
    config = client("config")
    config.put_configuration_recorder(ConfigurationRecorder={
        "name": "default", "roleARN": "arn:aws:iam::123456789012:role/config"})
    config.put_config_rule(Tags=PAIRS, ConfigRule={
        "ConfigRuleName": "tags", "Source": {"Owner": "AWS", "SourceIdentifier": "ENCRYPTED_VOLUMES"}})
    rule = config.describe_config_rules()["ConfigRules"][0]["ConfigRuleId"]

    assert listed(client, ResourceTypeFilters=["config:config-rule"]) == [f"config:config-rule/{rule}"]


def test_a_service_that_was_deleted_and_its_tasks_are_not(client, aws, ecs, wanted):
    ecs.create_service(**wanted, tags=[{"key": "tenant", "value": "acme"}], propagateTags="SERVICE")
    aws.timing(start_seconds=0, stop_seconds=0)
    ecs.describe_services(cluster="envelope", services=["api"])
    before = listed(client)
    ecs.delete_service(cluster="envelope", service="api", force=True)
    ecs.get_waiter("services_inactive").wait(cluster="envelope", services=["api"], WaiterConfig={"Delay": 1})

    assert "ecs:service/envelope/api" in before
    assert listed(client) == []


def test_a_scalable_target_is_listed(client, ecs, wanted):
    ecs.create_service(**wanted)
    target = client("application-autoscaling").register_scalable_target(
        ServiceNamespace="ecs", ResourceId="service/envelope/api", ScalableDimension="ecs:service:DesiredCount",
        MinCapacity=1, MaxCapacity=2, Tags=TAGS)["ScalableTargetARN"]

    assert listed(client) == [f"application-autoscaling:{target.rpartition(':')[2]}"]
