# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about trails."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudtrail import Trail
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

HERE = ("get_caller_identity", {"account": "111122223333", "region": "eu-west-1", "partition": "aws"})
STATUS = ("get_trail_status", {"IsLogging": True})


def wanted(**options: t.Any) -> Trail:
    return Trail.given({"name": "envelope", "bucket": "logs", **options})


def arn(account: str = "111122223333", region: str = "eu-west-1", name: str = "envelope") -> str:
    return f"arn:aws:cloudtrail:{region}:{account}:trail/{name}"


def found(account: str = "111122223333", region: str = "eu-west-1", name: str = "envelope",
          **about: t.Any) -> dict[str, t.Any]:
    return {"Name": name, "TrailARN": arn(account, region, name), "HomeRegion": region, "S3BucketName": "logs",
            "IsMultiRegionTrail": True, "LogFileValidationEnabled": True, "IsOrganizationTrail": False, **about}


def trails(*described: dict[str, t.Any]) -> tuple[str, dict[str, t.Any]]:
    return "describe_trails", {"trailList": list(described)}


def selecting(*basic: dict[str, t.Any], **advanced: t.Any) -> tuple[str, dict[str, t.Any]]:
    return "get_event_selectors", {"EventSelectors": list(basic), **advanced}


class TestWhichTrail:
    def test_it_is_known_by_its_name_and_costs_no_more_than_matters(self):
        now = play(observe(wanted()), HERE, trails(found(name="other"), found()), STATUS)
        assert (now.arn, now.multi_region, now.log_file_validation, now.prefix) == (arn(), True, True, "")
        assert wanted(prefix="").changes(now) == {}

    def test_one_of_another_region_is_read_and_changed_there(self):
        flow, regions = observe(wanted()), []
        step = next(flow)
        for reply in (HERE[1], trails(found(region="us-east-1"))[1]):
            step = flow.send(reply)
        regions.append(t.cast(Call, step).service.region)
        with pytest.raises(StopIteration) as end:
            flow.send({"IsLogging": False})
        now = end.value.value
        assert wanted().changes(now) == {"is_logging": (False, True)}
        regions += [next(wanted().over(now).update(now, {"is_logging"})).service.region,
                    next(now.delete()).service.region]
        assert regions == ["us-east-1"] * 3

    def test_an_organization_that_records_the_account_is_left_alone(self):
        above = found("999988887777", name="org", IsOrganizationTrail=True, S3BucketName="theirs")
        now = play(observe(wanted()), HERE, trails(above), STATUS)

        assert plan(wanted(), now).action == plan(wanted(), now, absent=True).action == "none"
        assert now.left_alone == f"Leaving alone {above['TrailARN']}: it records this account in all regions"
        assert wanted().over(now).bucket == "theirs"

    @pytest.mark.parametrize(("about", "logging"), [
        ({"IsOrganizationTrail": True, "IsMultiRegionTrail": False}, None), ({"IsOrganizationTrail": True}, False)],
        ids=["not of all regions", "stopped"])
    def test_one_that_does_not_record_is_no_excuse(self, about, logging):
        script = [] if logging is None else [("get_trail_status", {"IsLogging": logging})]
        assert play(observe(wanted()), HERE, trails(found("999988887777", **about)), *script) is None

    def test_another_trail_of_the_account_is_an_excuse_only_where_it_is_asked_for(self):
        other = found(name="cdk")
        assert play(observe(wanted()), HERE, trails(other)) is None
        assert play(observe(wanted(leave_to="any")), HERE, trails(other), STATUS).left_alone
        above = found("999988887777", IsOrganizationTrail=True)
        assert play(observe(wanted(leave_to="nobody")), HERE, trails(above)) is None

    def test_one_of_ours_is_kept_in_any_case(self):
        above = found("999988887777", IsOrganizationTrail=True)
        assert play(observe(wanted()), HERE, trails(above, found()), STATUS).left_alone is None


class TestSelectors:
    usual: t.ClassVar[dict[str, t.Any]] = {
        "ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": [],
        "ExcludeManagementEventSources": []}

    def changes(self, reply: tuple[str, dict[str, t.Any]], **options: t.Any) -> t.Any:
        resource = wanted(**options)
        return resource.changes(play(observe(resource), HERE, trails(found()), STATUS, reply))

    def test_defaults_and_order_are_no_difference(self):
        s3 = {"type": "AWS::S3::Object", "values": ["arn:aws:s3:::b/", "arn:aws:s3:::a/"]}
        there = {**self.usual, "DataResources": [
            {"Type": "AWS::S3::Object", "Values": ["arn:aws:s3:::a/"]},
            {"Type": "AWS::S3::Object", "Values": ["arn:aws:s3:::b/"]}]}
        assert self.changes(selecting(self.usual), event_selectors=[{}]) == {}
        assert self.changes(selecting(there), event_selectors=[{"data_resources": [s3]}]) == {}
        assert self.changes(selecting(self.usual), event_selectors=[{"data_resources": [s3]}])

    def test_advanced_ones_are_compared_by_what_they_mean(self):
        fields = [{"Field": "readOnly", "Equals": ["false"]}, {"Field": "eventCategory", "Equals": ["Management"]}]
        same = {"field_selectors": [{"field": "eventCategory", "equals": ["Management"]},
                                    {"field": "readOnly", "equals": ["false"]}]}
        reply = selecting(AdvancedEventSelectors=[{"FieldSelectors": fields}])
        assert self.changes(reply, advanced_event_selectors=[same]) == {}
        assert self.changes(reply, advanced_event_selectors=[{**same, "name": "writes"}])
        assert self.changes(reply, advanced_event_selectors=[same, same])

    def test_basic_ones_take_the_place_of_advanced_ones(self):
        resource = wanted(event_selectors=[{"read_write_type": "WriteOnly"}])
        there = [{"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}]
        now = play(observe(resource), HERE, trails(found()), STATUS, selecting(AdvancedEventSelectors=there))
        assert requests(resource.over(now).update(now, resource.changes(now).keys())) == [
            ("put_event_selectors", {"TrailName": arn(), "EventSelectors": [{"ReadWriteType": "WriteOnly"}]})]

    def test_no_insights_are_none(self):
        resource = wanted(insight_selectors=[])
        assert resource.changes(play(observe(resource), HERE, trails(found()), STATUS,
                                     ("get_insight_selectors", Absent))) == {}


class TestWriting:
    def test_a_new_trail_records_what_it_is_told_to(self):
        resource = wanted(prefix="", event_selectors=[{"read_write_type": "All"}], tags={"project": "envelope"})
        play(resource.create(), ("create_trail", {"TrailARN": arn()}), ("put_event_selectors", {}),
             ("start_logging", {}))
        assert next(resource.create()).params == {
            "Name": "envelope", "S3BucketName": "logs", "TagsList": [{"Key": "project", "Value": "envelope"}]}

    def test_a_run_killed_before_it_records_is_completed(self):
        resource = wanted(insight_selectors=["ApiCallRateInsight"])
        now = play(observe(resource), HERE, trails(found()), ("get_trail_status", {"IsLogging": False}),
                   ("get_insight_selectors", Absent))
        play(resource.over(now).update(now, resource.changes(now).keys()), ("put_insight_selectors", {}),
             ("start_logging", {}))

    def test_a_prefix_can_be_taken_away(self):
        now = play(observe(wanted()), HERE, trails(found(S3KeyPrefix="trail")), STATUS)
        resource = wanted(prefix="")
        [(operation, asked)] = requests(resource.over(now).update(now, resource.changes(now).keys()))
        assert (operation, asked["S3KeyPrefix"], asked["Name"]) == ("update_trail", "", arn())

    @pytest.mark.parametrize(("code", "hint"), [
        ("InsufficientS3BucketPolicyException", "s3:GetBucketAcl on the bucket"),
        ("InsufficientEncryptionPolicyException", "kms:GenerateDataKey* and kms:DescribeKey")])
    def test_a_policy_that_is_new_is_waited_for_and_a_wrong_one_is_told(self, code, hint):
        flow = wanted().create()
        refusal = AwsError(next(flow), code, "Incorrect policy is detected")
        waiting = flow.throw(refusal)
        assert isinstance(waiting, Wait) and waiting.passing(refusal)
        assert waiting.timeout == 60 and hint in waiting.hint

    def test_a_role_that_is_new_is_waited_for(self):
        flow = wanted().create()
        call = next(flow)
        refusal = AwsError(call, "InvalidCloudWatchLogsRoleArnException", "Access denied. Check the trust.")
        waiting = flow.throw(refusal)
        assert isinstance(waiting, Wait)
        assert waiting.passing(refusal)
        assert not waiting.passing(AwsError(call, refusal.code, "You must specify a role ARN as well as a log group."))
        assert flow.send({"TrailARN": arn()}).operation == "start_logging"

    def test_a_new_one_needs_a_bucket(self):
        with pytest.raises(Invalid, match="a new one needs bucket"):
            play(Trail(name="envelope").create())


CATEGORY = {"field": "eventCategory", "equals": ["Management"]}


@pytest.mark.parametrize(("options", "said"), [
    ({"name": "a"}, "name: 'a' is not allowed"),
    ({"name": "a..b"}, "name: 'a..b' is not allowed"),
    ({"name": "192.168.5.4"}, "name: '192.168.5.4' is not allowed"),
    ({"prefix": "x" * 201}, "prefix: 201 characters, allowed are 200"),
    ({"multi_region": True, "include_global_service_events": False}, "include_global_service_events: false"),
    ({"log_group": "trail"}, "log_group: needs role"),
    ({"event_selectors": []}, "event_selectors: 0, allowed are 1 to 5"),
    ({"event_selectors": [{}], "advanced_event_selectors": [{"field_selectors": [CATEGORY]}]}, "one or the other"),
    ({"event_selectors": [{"exclude_management_event_sources": ["s3.amazonaws.com"]}]},
     "s3.amazonaws.com, allowed are"),
    ({"event_selectors": [{"data_resources": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3"] * 251}]}]},
     "251 values of data_resources, allowed are 250"),
    ({"advanced_event_selectors": [{"field_selectors": [{"field": "eventName", "equals": ["a"]}]}]},
     "eventCategory equals nothing, has to be one of Data, Management, NetworkActivity"),
    ({"advanced_event_selectors": [{"field_selectors": [{"field": "eventCategory", "equals": ["Data"]}]}]},
     "resources.type equals nothing, has to be one value for Data"),
    ({"advanced_event_selectors": [{"field_selectors": [{"field": "eventCategory", "equals": ["NetworkActivity"]}]}]},
     "eventSource equals nothing"),
    ({"advanced_event_selectors": [{"field_selectors": [CATEGORY, {"field": "readOnly", "not_equals": ["true"]}]}]},
     "readOnly is compared by not_equals, allowed is equals"),
    ({"advanced_event_selectors": [{"field_selectors": [CATEGORY, {"field": "eventName"}]}]},
     "eventName is compared with nothing"),
    ({"advanced_event_selectors": [{"field_selectors": [CATEGORY, {"field": "eventName", "equals": ["a"] * 500}]}]},
     "501 values, allowed are 1 to 500"),
])
def test_problems_are_told_without_aws(options, said):
    assert any(said in problem for problem in wanted(**options).problems())
    assert list(wanted(multi_region=True).problems()) == []
