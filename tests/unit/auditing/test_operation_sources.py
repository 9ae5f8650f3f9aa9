# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What sources make of what AWS answers, where that is more than a list."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Place
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reading import Seen, Source, read
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.cloudwatch import (
    ALARMS,
    EDGE_ALARMS,
    EDGE_SUBSCRIPTIONS,
    SUBSCRIPTIONS,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.config import RECORDERS
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.detection import HUBS
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.elasticache import CACHES
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.kms import KEYS
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.wafv2 import GUARDED
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import place

ACCOUNT = "111122223333"

Answers = dict[str, t.Any]
"""What is answered by operation: a reply, an error's code, or a function of the call."""


def shown(source: Source, answers: Answers, where: Place | None = None) -> Seen:
    """What a source shows of an account that answers so."""
    def perform(call: Call) -> Reply:
        found = {"get_caller_identity": {"account": ACCOUNT}, **answers}.get(call.operation, {})
        if isinstance(found, str):
            raise (Absent if found in call.service.absent else AwsError)(call, found, "no")
        return t.cast(Reply, found(call) if callable(found) else found)

    [seen] = Loop(perform, workers=1).run([read(source, where or place())])
    assert isinstance(seen, Seen)
    return seen


ALIASES = [{"AliasName": "alias/envelope-prod-data", "TargetKeyId": "ours"},
           {"AliasName": "alias/aws/rds", "TargetKeyId": "aws"}, {"AliasName": "alias/aws/ebs"},
           {"AliasName": "alias/other", "TargetKeyId": "others"}]


def rotating(call: Call) -> Reply:
    return {"KeyRotationEnabled": call.params["KeyId"] == "ours"}


def test_keys_are_the_platform_s_and_those_that_its_data_is_encrypted_with():
    seen = shown(KEYS, {
        "list_aliases": {"Aliases": ALIASES}, "get_key_rotation_status": rotating,
        "describe_key": {"KeyMetadata": {"KeyState": "PendingDeletion"}},
        "describe_db_instances": {"DBInstances": [{"KmsKeyId": f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/aws"}, {}]},
        "describe_replication_groups": {"ReplicationGroups": [{"KmsKeyId": "nameless"}]}})
    assert {one["KeyId"]: (one["AWS"], one["aliases"]) for one in seen.found} == {
        "ours": (False, ["alias/envelope-prod-data"]), "aws": (True, ["alias/aws/rds"]), "nameless": (False, [])}
    rotation = {one["KeyId"]: one.get("rotation") for one in seen.found}
    assert rotation == {"ours": {"KeyRotationEnabled": True}, "aws": None,
                        "nameless": {"KeyRotationEnabled": False, "KeyState": "PendingDeletion"}}


def test_keys_are_shown_where_it_is_not_told_what_uses_them():
    seen = shown(KEYS, {"list_aliases": {"Aliases": ALIASES}, "get_key_rotation_status": "AccessDeniedException",
                        "describe_db_instances": "AccessDenied"})
    [key] = seen.found
    assert key["KeyId"] == "ours"
    with pytest.raises(AwsError, match="kms:get_key_rotation_status"):
        key["rotation"]


def test_keys_of_trails_of_others_are_theirs():
    names = {f"arn:aws:kms:{where}:key/{name}" for where, name in (
        (f"eu-west-1:{ACCOUNT}", "ours"), ("eu-west-1:999999999999", "other"), (f"eu-north-1:{ACCOUNT}", "there"))}
    seen = shown(KEYS, {"describe_trails": {"trailList": [{"TrailARN": one, "KmsKeyId": one} for one in names]},
                        "get_key_rotation_status": rotating})
    assert [one["KeyId"] for one in seen.found] == ["ours"]


def test_a_node_by_itself_is_a_cache():
    node = {"CacheClusterId": "alone", "Engine": "redis", "CacheClusterStatus": "available",
            "CacheNodes": [{"Endpoint": {"Address": "alone.example"}}]}
    seen = shown(CACHES, {
        "describe_replication_groups": {"ReplicationGroups": [{"ReplicationGroupId": "group"}]},
        "describe_cache_clusters": {"CacheClusters": [node, {"CacheClusterId": "1", "ReplicationGroupId": "group"}]}})
    group, alone = seen.found
    assert group == {"ReplicationGroupId": "group"}
    assert (alone["ReplicationGroupId"], alone["MemberClusters"], alone["AutomaticFailover"], alone["Status"]) == (
        "alone", ["alone"], "disabled", "available")
    assert alone["NodeGroups"] == [{"PrimaryEndpoint": {"Address": "alone.example"}}]


def test_recorders_of_services_are_theirs():
    seen = shown(RECORDERS, {
        "describe_configuration_recorders": {"ConfigurationRecorders": [
            {"name": "default"}, {"name": "other", "servicePrincipal": "securityhub.amazonaws.com"}]},
        "describe_configuration_recorder_status": {"ConfigurationRecordersStatus": [
            {"name": "default", "recording": True}]}})
    assert seen.found == [{"name": "default", "status": {"name": "default", "recording": True}}]


def test_an_account_without_security_hub():
    seen = shown(HUBS, {"describe_hub": "InvalidAccessException"})
    assert (seen.found, seen.error, seen.refused) == ([], None, {})
    assert isinstance(shown(HUBS, {"describe_hub": "AccessDeniedException"}).error, AwsError)


def listed(call: Call) -> Reply:
    return {"MetricAlarms": [{"AlarmName": call.service.region}], "CompositeAlarms": [],
            "Subscriptions": [{"TopicArn": "a", "Protocol": call.service.region}]}


@pytest.mark.parametrize(("alarms", "subscriptions", "region"), [
    (ALARMS, SUBSCRIPTIONS, ""), (EDGE_ALARMS, EDGE_SUBSCRIPTIONS, "us-east-1")])
def test_alarms_and_subscriptions_of_each_region(alarms: Source, subscriptions: Source, region: str):
    found = shown(alarms, {"describe_alarms": listed}).found["every"]
    assert [one["AlarmName"] for one in found] == [region]
    told = shown(subscriptions, {"list_subscriptions": listed}).found
    assert [one["Protocol"] for one in told["a"]] == [region]


def test_a_platform_at_the_edge_is_read_once():
    edge = dataclasses.replace(place(), region="us-east-1")
    calls = [shown(source, {"describe_alarms": listed}, edge).calls for source in (ALARMS, EDGE_ALARMS)]
    assert calls[0].keys() == calls[1].keys()
    assert [one["AlarmName"] for one in shown(EDGE_ALARMS, {"describe_alarms": listed}, edge).found["every"]] == [""]


def test_a_web_acl_that_is_not_told_is_one_load_balancer_s():
    def guarding(call: Call) -> Reply:
        if call.params["ResourceArn"] == "two":
            raise AwsError(call, "AccessDeniedException", "no")
        return {} if call.params["ResourceArn"] == "one" else {"WebACL": {"Name": "guard"}}

    balancers = [{"LoadBalancerArn": name, "Type": "application"} for name in ("one", "two", "three")]
    network = {"LoadBalancerArn": "four", "Type": "network"}
    seen = shown(GUARDED, {"describe_load_balancers": {"LoadBalancers": [*balancers, network]},
                           "get_web_acl_for_resource": guarding})
    one, two, three = seen.found
    assert (one["web_acl"], three["web_acl"]) == (None, {"Name": "guard"})
    with pytest.raises(AwsError):
        two["web_acl"]
