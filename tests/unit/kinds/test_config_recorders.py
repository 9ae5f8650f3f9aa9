# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about recorders."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.config import ConfigRecorder
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

ARN = "arn:aws:config:eu-west-1:111122223333:configuration-recorder/ours/1"
ROLE = "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
OWN = {"Role": {"Arn": ROLE}}
EVERYTHING, EXCLUSION = "ALL_SUPPORTED_RESOURCE_TYPES", "EXCLUSION_BY_RESOURCE_TYPES"
INCLUSION = "INCLUSION_BY_RESOURCE_TYPES"
LINKED = {"name": "AWSConfigurationRecorderForSecurityHubAssets", "servicePrincipal": "securityhub.amazonaws.com"}


def wanted(**options: t.Any) -> ConfigRecorder:
    return ConfigRecorder.given({"region": "eu-west-1", **options})


def recorder(name: str = "ours", **group: t.Any) -> dict[str, t.Any]:
    return {"name": name, "arn": ARN, "roleARN": ROLE, "recordingGroup": {
        "allSupported": True, "includeGlobalResourceTypes": False, "resourceTypes": [],
        "exclusionByResourceTypes": {"resourceTypes": []}, "recordingStrategy": {"useOnly": EVERYTHING}, **group}}


def seen(resource: ConfigRecorder, found: dict[str, t.Any], *, channel: dict[str, t.Any] | None = None,
         **state: t.Any) -> t.Any:
    exchanges = [
        ("describe_configuration_recorders", {"ConfigurationRecorders": [LINKED, found]}),
        ("describe_configuration_recorder_status", {"ConfigurationRecordersStatus": [{"recording": True, **state}]}),
        ("describe_delivery_channels", {"DeliveryChannels": [channel] if channel else []})]
    if resource.tags is not None:
        exchanges.append(("list_tags_for_resource", {"Tags": [{"Key": "owner", "Value": "ops"}]}))
    return play(observe(resource), *exchanges)


def answered(resource: ConfigRecorder, found: dict[str, t.Any], **now: t.Any) -> list[str]:
    there = seen(resource, found, **now)
    step = plan(resource, there)
    return [operation for operation, _asked in requests(step.flow())]


def test_recorders_that_services_have_for_themselves_are_not_it():
    listed = {"ConfigurationRecorders": [LINKED]}
    assert play(observe(wanted()), ("describe_configuration_recorders", listed)) is None


def test_one_of_any_name_is_it_and_keeps_its_name():
    resource = wanted(recording_frequency="DAILY", bucket="history", tags={"project": "envelope"})
    now = seen(resource, recorder(), channel={"name": "theirs", "s3BucketName": "other"})
    made = requests(plan(resource, now).flow())

    assert (now.name, now.delivery_channel) == ("ours", "theirs")
    assert [operation for operation, _asked in made] == [
        "put_configuration_recorder", "put_delivery_channel", "tag_resource"]
    assert made[0][1]["ConfigurationRecorder"]["name"] == "ours"
    assert made[1][1] == {"DeliveryChannel": {"name": "theirs", "s3BucketName": "history"}}


def test_all_calls_are_made_in_its_region():
    resource = wanted(region="us-east-1", bucket="history", kms_key="alias/history")
    now = seen(resource, recorder(), recording=False)
    steps = [next(resource.resolved()), next(resource.read()), next(resource.create()), next(now.delete()),
             next(plan(resource, now).flow())]
    assert {step.service.region for step in steps} == {"us-east-1"}


def test_a_recorder_that_stands_still_is_started():
    now = seen(wanted(), recorder(), recording=False)
    assert plan(wanted(), now).changes == {"recording": (False, True)}
    assert requests(plan(wanted(), now).flow()) == [
        ("start_configuration_recorder", {"ConfigurationRecorderName": "ours"})]


def test_what_an_interrupted_run_has_left_out_is_done():
    resource = wanted(bucket="history")
    assert answered(resource, recorder(), recording=False) == ["put_delivery_channel", "start_configuration_recorder"]


class TestNew:
    resource = wanted(bucket="history", recording_strategy=EVERYTHING, include_global_resource_types=True,
                      tags={"project": "envelope"})
    rest = (("put_configuration_recorder", {}), ("describe_delivery_channels", {}), ("put_delivery_channel", {}),
            ("start_configuration_recorder", {}))

    def test_it_has_the_role_that_aws_has_for_it(self):
        play(self.resource.create(), ("get_role", OWN), *self.rest)
        play(self.resource.create(), ("get_role", Absent), ("create_service_linked_role", OWN), *self.rest)

    def test_a_role_of_ones_own_is_not_asked_about(self):
        made = requests(wanted(bucket="history", role=ROLE).create())
        assert made[0] == ("put_configuration_recorder", {
            "ConfigurationRecorder": {"name": "default", "roleARN": ROLE}})

    def test_a_channel_that_is_left_over_is_used(self):
        flow = wanted(bucket="history", role=ROLE).create()
        next(flow)
        flow.send({})
        put = flow.send({"DeliveryChannels": [{"name": "left"}]})
        assert put.params["DeliveryChannel"]["name"] == "left"

    def test_it_needs_a_bucket(self):
        with pytest.raises(Invalid, match="there is no recorder in eu-west-1, and a new one needs bucket"):
            next(wanted().create())

    def test_the_role_may_need_some_seconds(self):
        flow = wanted(bucket="history", role=ROLE).create()
        next(flow)
        flow.send({})
        put = flow.send({})
        unknown = AwsError(put, "InsufficientDeliveryPolicyException", "unable to assume role")
        step = flow.throw(unknown)
        assert isinstance(step, Wait) and step.timeout == 60 and step.passing(unknown)
        assert "config.amazonaws.com s3:GetBucketAcl" in step.hint


class TestGroup:
    def group(self, resource: ConfigRecorder, found: dict[str, t.Any]) -> t.Any:
        step = plan(resource, seen(resource, found))
        [(_operation, asked)] = requests(step.flow())
        return asked["ConfigurationRecorder"]["recordingGroup"]

    def test_it_is_sent_as_a_whole(self):
        resource = wanted(recording_strategy=EXCLUSION, resource_types=["AWS::EC2::Volume"])
        assert self.group(resource, recorder(includeGlobalResourceTypes=True)) == {
            "allSupported": False, "includeGlobalResourceTypes": False, "resourceTypes": [],
            "exclusionByResourceTypes": {"resourceTypes": ["AWS::EC2::Volume"]},
            "recordingStrategy": {"useOnly": EXCLUSION}}

    def test_types_go_with_their_strategy(self):
        excluding = recorder(allSupported=False, recordingStrategy={"useOnly": EXCLUSION},
                             exclusionByResourceTypes={"resourceTypes": ["AWS::EC2::Volume"]})
        found = self.group(wanted(recording_strategy=EVERYTHING), excluding)
        assert (found["allSupported"], found["exclusionByResourceTypes"]) == (True, {"resourceTypes": []})

    def test_types_have_no_order(self):
        resource = wanted(recording_strategy=INCLUSION, resource_types=["AWS::S3::Bucket", "AWS::EC2::Volume"])
        older = recorder(allSupported=False, resourceTypes=["AWS::EC2::Volume", "AWS::S3::Bucket"])
        del older["recordingGroup"]["recordingStrategy"]
        assert plan(resource, seen(resource, older)).action == "none"


def test_a_new_role_is_tried_at_once():
    resource = wanted(role="arn:aws:iam::111122223333:role/own")
    assert answered(resource, recorder(), channel={"name": "ours", "s3BucketName": "history"}) == [
        "put_configuration_recorder", "put_delivery_channel"]


def test_what_went_wrong_is_told():
    now = seen(wanted(), recorder(), lastStatus="FAILURE", lastErrorCode="AccessDenied", lastErrorMessage="no bucket")
    assert now.failure == "AccessDenied: no bucket"


def test_the_recorder_of_a_control_tower_is_left_alone():
    resource = wanted(bucket="history", recording_frequency="DAILY", tags={"project": "envelope"})
    now = seen(resource, recorder("aws-controltower-BaselineConfigRecorder"))
    assert plan(resource, now).action == "none"
    assert plan(resource, now, absent=True).action == "none"
    assert now.left_alone == "Leaving alone aws-controltower-BaselineConfigRecorder: AWS Control Tower manages it"


def test_the_recorder_is_deleted_last():
    now = seen(wanted(), recorder(), channel={"name": "theirs", "s3BucketName": "history"})
    assert requests(now.delete()) == [
        ("stop_configuration_recorder", {"ConfigurationRecorderName": "ours"}),
        ("delete_delivery_channel", {"DeliveryChannelName": "theirs"}),
        ("delete_configuration_recorder", {"ConfigurationRecorderName": "ours"})]
    without = seen(wanted(), recorder())
    assert "delete_delivery_channel" not in [operation for operation, _asked in requests(without.delete())]


@pytest.mark.parametrize(("options", "said"), [
    ({"region": "Ireland"}, "region: 'Ireland' is none"),
    ({"recording_strategy": EXCLUSION}, "resource_types: none, but recording_strategy EXCLUSION_BY"),
    ({"resource_types": ["AWS::S3::Bucket"]}, "only with recording_strategy INCLUSION"),
    ({"recording_strategy": INCLUSION, "resource_types": ["bucket"]}, "'bucket' is none, allowed are names such as"),
    ({"include_global_resource_types": True}, "only with recording_strategy ALL_SUPPORTED_RESOURCE_TYPES"),
    ({"recording_mode_overrides": []}, "say with recording_frequency"),
    ({"recording_mode_overrides": [{"resource_types": [], "recording_frequency": "DAILY"}] * 2,
      "recording_frequency": "DAILY"}, "2 entries, AWS takes one"),
    ({"recording_mode_overrides": [{"resource_types": [], "recording_frequency": "DAILY"}],
      "recording_frequency": "DAILY"}, "resource_types: none, name at least one"),
])
def test_problems_are_told_without_aws(options, said):
    assert any(said in problem for problem in wanted(**options).problems())
    assert list(wanted(recording_strategy=EVERYTHING, include_global_resource_types=True).problems()) == []
