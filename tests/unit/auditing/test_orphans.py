# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is nobody's: told by tags, names and hosts, against what an inventory's roles ask for."""

from __future__ import annotations

import dataclasses
import datetime
import typing as t
from dataclasses import dataclass, field

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.orphans import Orphans, look, names_asked
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.orphans.looking import LISTINGS
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.orphans.marked import UNTOLD
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Place, Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import read_only
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, EnvelopeError
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.elbv2 import TargetGroup
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.kms import KmsKey
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.s3 import S3Bucket
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding.sorts import SORTS
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS
from ansible_collections.venturemond.envelope.tests.unit.samples import sample

AT = "2026-11-22T15:00:00Z"
HERE = {"partition": "aws", "region": "eu-west-1", "account": "111122223333"}
EC2 = "arn:aws:ec2:eu-west-1:111122223333:"
ELB = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:"
OURS = {"project": "envelope", "environment": "prod", "managed-by": "venturemond.envelope"}
ACME = Tenant("acme", "pool", "envelope-prod-pool-acme", "acme.envelope.example")
PLACE = Place("envelope-prod", "envelope", "prod", "eu-west-1", "envelope.example", (ACME,))
JANUARY = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)


def pairs(**tags: str) -> list[dict[str, str]]:
    return [{"Key": name, "Value": value} for name, value in {**OURS, **tags}.items()]


@dataclass
class Account:
    """An AWS that answers each operation with what a test says, or with nothing."""

    replies: dict[str, t.Any]
    tags: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    """What the tagging API knows, by ARN."""
    denied: dict[str, str] = field(default_factory=dict)
    made: list[Call] = field(default_factory=list)

    def __call__(self, call: Call) -> Reply:
        self.made.append(call)
        if code := self.denied.get(call.operation):
            raise AwsError(call, code, "denied")
        if call.operation == "get_caller_identity":
            return HERE
        if call.operation == "get_resources":
            return {"ResourceTagMappingList": [
                {"ResourceARN": arn, "Tags": tags} for arn, tags in self.tags.items() if _asked_for(call, arn, tags)]}
        reply = self.replies.get(call.operation, {})
        if reply is Absent:
            raise Absent(call, "NotFound", "gone")
        return t.cast(Reply, reply)

    def look(self, asked: t.Any = None, place: Place = PLACE) -> Orphans:
        [found] = Loop(read_only(self)).run([look(place, {} if asked is None else asked, AT)])
        if isinstance(found, EnvelopeError):
            raise found
        return t.cast(Orphans, found)


def _asked_for(call: Call, arn: str, tags: list[dict[str, str]]) -> bool:
    if "TagFilters" in call.params:
        told = {each["Key"]: each["Value"] for each in tags}
        return call.service.region == "eu-west-1" and all(
            told.get(each["Key"]) in each["Values"] for each in call.params["TagFilters"])
    return arn in call.params["ResourceARNList"]


def buckets(*names: str) -> dict[str, t.Any]:
    return {"list_buckets": {"Buckets": [{"Name": name, "CreationDate": JANUARY} for name in names]}}


class TestATenantInNoInventory:
    def test_is_told_by_the_name_of_its_bucket(self):
        account = Account(buckets("envelope-prod-pool-acme", "envelope-prod-pool-zombie", "another-prod-pool-zombie"))
        found = account.look({"s3_buckets": {"envelope-prod-pool-acme"}})
        assert found.found == [{
            "arn": "arn:aws:s3:::envelope-prod-pool-zombie", "sort": "s3 bucket", "name": "envelope-prod-pool-zombie",
            "tenant": "zombie", "why": "tenant zombie is in no inventory", "created": "2026-01-02T00:00:00Z",
            "age_days": 324, "cost": "cents"}]
        assert (found.leaving, found.refused) == ([], [])

    def test_is_told_by_its_tag_whatever_a_thing_is_called(self):
        arn = f"{ELB}targetgroup/t-1/1"
        tagged = {"describe_tags": {"TagDescriptions": [{"ResourceArn": arn, "Tags": pairs(tenant="zombie")}]}}
        found = Account(tagged, {arn: pairs(tenant="zombie")}).look()
        assert [(one["tenant"], one["why"]) for one in found.found] == [
            ("zombie", "tenant zombie is in no inventory")]

    def test_is_not_taken_for_one_whose_name_begins_alike(self):
        names = {"secretsmanager_secrets": {ACME.prefix}}
        account = Account({"list_secrets": {"SecretList": [
            {"Name": name, "ARN": f"arn:aws:secretsmanager:eu-west-1:111122223333:secret:{name}-AbCdEf",
             "CreatedDate": JANUARY, "Tags": pairs(tenant=name.rpartition("pool-")[2])}
            for name in (ACME.prefix, f"{ACME.prefix}-two")]}})
        account.replies["describe_secret"] = {"Tags": pairs(tenant="acme-two")}
        account.replies.update(buckets(ACME.prefix, f"{ACME.prefix}-two"))
        found = account.look({**names, "s3_buckets": {ACME.prefix}}).found
        assert {one["sort"]: one["tenant"] for one in found} == {"secret": "acme-two", "s3 bucket": "acme-two"}

    def test_with_services_of_its_own_is_one_and_not_one_for_each(self):
        prefix = "envelope-prod-silo-zombie"
        account = Account({
            "list_secrets": {"SecretList": [{"Name": prefix, "ARN": f"arn:aws:secretsmanager:::secret:{prefix}-AbC"}]},
            "list_services": {"serviceArns": [f"arn:aws:ecs:eu-west-1:1:service/envelope-prod-cluster/{prefix}-api"]},
            "describe_services": {"services": [{"serviceName": f"{prefix}-api", "status": "ACTIVE", "desiredCount": 2,
                                                "createdAt": JANUARY}]}})
        found = account.look().found
        assert [(one["sort"], one["tenant"], one["cost"], one["age_days"]) for one in found] == [
            ("service", "zombie", "tens", 324), ("secret", "zombie", "cents", None)]

    def test_is_told_of_a_certificate_in_another_region_too(self):
        arn = "arn:aws:acm:us-east-1:111122223333:certificate/1"
        tags = pairs(tenant="zombie")
        account = Account({"list_tags_for_certificate": {"Tags": tags}}, {arn: tags})
        assert [one["arn"] for one in account.look().found] == [arn]
        [looked] = [call for call in account.made if call.operation == "describe_certificate"]
        assert looked.service.region == "us-east-1"


class TestWhatIsThePlatforms:
    def test_is_nobodys_where_no_role_asks_for_it(self):
        account = Account({"describe_target_groups": {"TargetGroups": [
            {"TargetGroupName": f"envelope-prod-{name}", "TargetGroupArn": f"{ELB}targetgroup/envelope-prod-{name}/1",
             "LoadBalancerArns": used} for name, used in (("api", ["one"]), ("old", []))]}})
        account.replies["describe_tags"] = {}
        [one] = account.look({"elbv2_target_groups": {"envelope-prod-api"}}).found
        assert (one["name"], one["why"]) == ("envelope-prod-old", "no role asks for it; no load balancer uses it")

    def test_is_somebodys_where_the_inventory_mentions_it(self):
        account = Account({}, {f"{EC2}vpc/vpc-1": pairs(), f"{EC2}vpc/vpc-2": pairs(Name="envelope-prod-old")})
        place = dataclasses.replace(PLACE, values={"cell_vpc": "vpc-1", "more": [{"a": 1}]})
        assert [one["name"] for one in account.look(place=place).found] == ["envelope-prod-old"]

    @pytest.mark.parametrize("arn", [
        "arn:aws:ecs:eu-west-1:1:task/envelope-prod-cluster/1", "arn:aws:rds:eu-west-1:1:snapshot:rds:envelope-prod-1",
        "arn:aws:backup:eu-west-1:1:recovery-point:1", "arn:aws:config:eu-west-1:1:config-rule/config-rule-1"])
    def test_is_not_nobodys_where_it_is_part_of_another_or_its_arn_tells_no_name(self, arn: str):
        assert Account({}, {arn: pairs()}).look().found == []

    @pytest.mark.parametrize(("tags", "there"), [
        ([{"Key": "Project", "Value": "envelope"}, {"Key": "Environment", "Value": "prod"}], True),
        ([{"Key": "project", "Value": "envelope"}, {"Key": "environment", "Value": "prod-eu"}], False),
        ([{"Key": "Project", "Value": "other"}], False)])
    def test_is_told_from_another_platform_by_tags_of_terraform_too(self, tags: t.Any, there: bool):
        arn = f"{ELB}loadbalancer/app/envelope-prod-eu/1"
        account = Account({"describe_load_balancers": {"LoadBalancers": [
            {"LoadBalancerName": "envelope-prod-eu", "LoadBalancerArn": arn, "CreatedTime": JANUARY}]}}, {arn: tags})
        assert [one["cost"] for one in account.look().found] == (["tens"] if there else [])


class TestWhatIsGoing:
    def test_is_told_as_such_with_all_of_its_tenant(self):
        account = Account(buckets("envelope-prod-pool-zombie"),
                          {f"{ELB}targetgroup/t-1/1": pairs(tenant="zombie"),
                           "arn:aws:s3:::envelope-prod-pool-zombie": pairs(tenant="zombie", offboarding="2026-11-01")})
        account.replies["get_bucket_tagging"] = {"TagSet": pairs(tenant="zombie", offboarding="2026-11-01")}
        account.replies["describe_tags"] = {"TagDescriptions": [
            {"ResourceArn": f"{ELB}targetgroup/t-1/1", "Tags": pairs(tenant="zombie")}]}
        found = account.look()
        assert found.found == []
        assert [one["why"] for one in found.leaving] == ["tenant zombie is being offboarded since 2026-11-01"] * 2

    def test_waits_for_its_end(self):
        arn = "arn:aws:kms:eu-west-1:111122223333:key/1"
        account = Account({"describe_key": {"KeyMetadata": {"DeletionDate": "2026-12-24"}},
                           "list_resource_tags": {"Tags": [{"TagKey": each["Key"], "TagValue": each["Value"]}
                                                           for each in pairs(tenant="zombie")]}},
                          {arn: pairs(tenant="zombie")})
        assert [one["why"] for one in account.look().leaving] == ["deleted already, lost on 2026-12-24"]

    def test_is_not_told_when_it_is_gone_and_the_tagging_api_lags(self):
        account = Account({"head_bucket": Absent}, {"arn:aws:s3:::envelope-prod-pool-zombie": pairs(tenant="zombie")})
        found = account.look()
        assert (found.found, found.leaving, found.refused) == ([], [], [])


class TestWhatAwsRefuses:
    def test_is_told_and_never_taken_for_nothing(self):
        found = Account({}, denied={"describe_db_instances": "AccessDenied"}).look()
        assert found.refused == [{"api": "rds:DescribeDBInstances", "region": "eu-west-1", "code": "AccessDenied",
                                  "message": "denied"}]

    def test_does_not_keep_others_from_being_told(self):
        account = Account(buckets("envelope-prod-pool-zombie"), denied={"get_resources": "AccessDenied"})
        found = account.look()
        assert [one["name"] for one in found.found] == ["envelope-prod-pool-zombie"]
        assert [one["api"] for one in found.refused] == ["resourcegroupstaggingapi:GetResources"]

    def test_makes_no_key_look_unused(self):
        arn = "arn:aws:kms:eu-west-1:111122223333:key/1"
        account = Account({"describe_key": {"KeyMetadata": {}}, "list_resource_tags": {"Tags": [
            {"TagKey": each["Key"], "TagValue": each["Value"]} for each in pairs()]}}, {arn: pairs()})
        assert [one["why"] for one in account.look().found] == ["no alias leads to it"]
        account.denied["list_aliases"] = "AccessDenied"
        assert account.look().found == []

    def test_leaves_what_is_listed_as_it_is(self):
        account = Account(buckets("envelope-prod-pool-zombie"), denied={"head_bucket": "AccessDenied"})
        found = account.look()
        assert [one["tenant"] for one in found.found] == ["zombie"]
        assert [one["api"] for one in found.refused] == ["s3:HeadBucket"]


def test_the_dearest_come_first_and_then_the_oldest():
    volume = {"Size": 500, "Tags": pairs(), "Attachments": [], "CreateTime": JANUARY}
    account = Account({
        "describe_volumes": {"Volumes": [
            {**volume, "VolumeId": "vol-1"}, {**volume, "VolumeId": "vol-3", "Size": 1},
            {**volume, "VolumeId": "vol-2", "CreateTime": JANUARY - datetime.timedelta(1)}]},
        "describe_db_instances": {"DBInstances": [
            {"DBInstanceIdentifier": "envelope-prod-old", "DBInstanceArn": "arn:aws:rds:eu-west-1:1:db:old",
             "DBInstanceClass": "db.m6g.large", "InstanceCreateTime": JANUARY, "TagList": pairs()}]}})
    assert [(one["name"], one["cost"]) for one in account.look().found] == [
        ("envelope-prod-old", "hundreds"), ("vol-2", "tens"), ("vol-1", "tens"), ("vol-3", "cents")]


def test_without_an_inventory_only_what_nothing_uses_is_told():
    account = Account({**buckets("envelope-prod-pool-zombie"), "describe_addresses": {"Addresses": [
        {"AllocationId": "eipalloc-1", "Tags": pairs()}, {"AllocationId": "eipalloc-2", "AssociationId": "1",
                                                          "Tags": pairs()}]}})
    [found] = Loop(read_only(account)).run([look(PLACE, None, AT)])
    assert [(one["name"], one["why"]) for one in found.found] == [("eipalloc-1", "no gateway or interface uses it")]


def test_many_things_take_no_more_reads_than_none():
    none, many = Account({}), Account(buckets(*(f"envelope-prod-{number}" for number in range(500))))
    none.look()
    many.look({"s3_buckets": {f"envelope-prod-{number}" for number in range(500)}})
    assert len(many.made) == len(none.made) < 45


def test_the_names_that_roles_ask_for_are_those_that_aws_lists():
    wanted = [S3Bucket(name="a"), sample(KmsKey, alias="b"), sample(TargetGroup, name="c")]
    assert names_asked(wanted) == {"s3_buckets": {"a"}, "kms_keys": {"b"}, "elbv2_target_groups": {"c"}}


def test_every_listing_names_a_module_that_there_is():
    assert {each.module for each in LISTINGS} - {""} <= set(KINDS)


FOUND_OTHERWISE = {
    "route53_records", "s3_objects", "ecs_tasks", "elbv2_listener_certificates",  # parts of something else
    "acm_certificates of several",  # the cell's
    "acm_certificates in us-east-1", "elbv2_listener_rules", "guardduty_malware_protection_plans",  # by tags alone
    "application_autoscaling_targets",  # listed without a name that a role would ask for
}


def test_whatever_an_offboarding_takes_away_is_looked_for():
    assert {each.name for each in SORTS} <= {each.module for each in LISTINGS} | FOUND_OTHERWISE
    assert {"elasticloadbalancing:listener-rule", "guardduty:malware-protection-plan"} <= set(UNTOLD)
