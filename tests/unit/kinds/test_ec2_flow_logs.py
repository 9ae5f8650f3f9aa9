# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about flow logs."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ec2 import FlowLog
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

ROLE = "arn:aws:iam::111122223333:role/flow-logs"
GROUP = "/vpc/envelope"
OPTIONS: dict[str, t.Any] = {"vpc": "vpc-1", "log_group": GROUP, "role": ROLE, "traffic_type": "ALL"}


def wanted(**options: t.Any) -> FlowLog:
    return FlowLog(name="envelope", **{**OPTIONS, **options})


def found(flow_log_id: str = "fl-1", name: str | None = "envelope", **about: t.Any) -> dict[str, t.Any]:
    tags = {**({"Name": name} if name else {}), **about.pop("tags", {})}
    return {"FlowLogId": flow_log_id, "ResourceId": "vpc-1", "LogDestinationType": "cloud-watch-logs",
            "LogGroupName": GROUP, "DeliverLogsPermissionArn": ROLE, "TrafficType": "ALL", **about,
            "Tags": [{"Key": tag, "Value": value} for tag, value in tags.items()]}


def seen(resource: FlowLog, *logs: dict[str, t.Any]) -> t.Any:
    return play(observe(resource), ("describe_flow_logs", {"FlowLogs": list(logs)}))


def unsuccessful(message: str) -> dict[str, t.Any]:
    return {"Unsuccessful": [{"ResourceId": "vpc-1", "Error": {"Code": "400", "Message": message}}]}


class TestReading:
    def test_it_is_known_by_its_name(self):
        now = seen(wanted(), found("fl-0", "other"), found())

        assert (now.flow_log_id, now.vpc, now.subnet, now.log_group) == ("fl-1", "vpc-1", None, GROUP)
        assert wanted().changes(now) == {}

    @pytest.mark.parametrize("about", [
        {"LogGroupName": None, "LogDestination": f"arn:aws:logs:eu-west-1:111122223333:log-group:{GROUP}"},
        {"LogDestination": f"arn:aws:logs:eu-west-1:111122223333:log-group:{GROUP}:*"}])
    def test_a_log_group_is_the_same_by_name_and_by_arn(self, about):
        assert wanted().changes(seen(wanted(), found(**about))) == {}

    def test_one_without_a_name_that_leads_to_the_same_place_is_taken_for_it(self):
        now = seen(wanted(), found(name=None, ResourceId="vpc-2"), found("fl-2", None))

        assert now.flow_log_id == "fl-2"
        assert wanted().changes(now) == {"named": (False, True)}
        assert requests(wanted().over(now).update(now, {"named"})) == [
            ("create_tags", {"Resources": ["fl-2"], "Tags": [{"Key": "Name", "Value": "envelope"}]})]

    def test_one_of_ours_with_another_name_is_not(self):
        resource = wanted(tags={"managed-by": "envelope"})
        assert seen(resource, found(name="other", tags={"managed-by": "envelope"})) is None
        assert seen(resource, found(name="other", tags={"managed-by": "cdk"})).flow_log_id == "fl-1"

    def test_two_of_the_same_name_are_refused_unless_one_is_superseded(self):
        with pytest.raises(Invalid, match="2 flow logs are named envelope"):
            seen(wanted(), found("fl-1"), found("fl-2"))
        assert seen(wanted(), found("fl-1", tags={"superseded": "true"}), found("fl-2")).superseded == "fl-1"

    def test_a_bucket_is_the_same_with_a_slash_behind_its_folder(self):
        resource = FlowLog(name="envelope", vpc="vpc-1", bucket="arn:aws:s3:::logs/vpc")
        now = seen(resource, found(LogDestinationType="s3", LogGroupName=None, LogDestination="arn:aws:s3:::logs/vpc/",
                                   DeliverLogsPermissionArn=None))
        assert resource.changes(now) == {}
        assert now.log_group is None


class TestChanging:
    def change(self, *exchanges: t.Any, **options: t.Any) -> t.Any:
        now = seen(wanted(), found())
        resource = wanted(**options)
        return play(resource.over(now).update(now, resource.changes(now).keys()), *exchanges)

    def test_a_new_one_is_made_before_the_old_one_is_deleted(self):
        self.change(("create_tags", {}), ("create_flow_logs", {"FlowLogIds": ["fl-2"]}), ("delete_flow_logs", {}),
                    traffic_type="REJECT")

    def test_where_aws_takes_them_for_equal_the_old_one_goes_first(self):
        self.change(("create_tags", {}), ("create_flow_logs", "FlowLogAlreadyExists"), ("delete_flow_logs", {}),
                    ("create_flow_logs", {"FlowLogIds": ["fl-2"]}), traffic_type="REJECT")

    def test_the_new_one_keeps_the_tags_of_others_and_is_not_marked(self):
        now = seen(wanted(), found(tags={"owner": "ops", "superseded": "true"}))
        resource = wanted(traffic_type="REJECT", tags={"project": "envelope"})
        asked = dict(requests(resource.over(now).update(now, resource.changes(now).keys())))["create_flow_logs"]
        assert {tag["Key"] for tag in asked["TagSpecifications"][0]["Tags"]} == {"Name", "owner", "project"}

    def test_a_run_killed_before_the_old_one_was_deleted_is_completed(self):
        now = seen(wanted(), found("fl-1", tags={"superseded": "true"}), found("fl-2"))
        assert wanted().changes(now) == {"superseded": ("fl-1", "")}
        made = requests(wanted().over(now).update(now, {"superseded"}))
        assert made == [("delete_flow_logs", {"FlowLogIds": ["fl-1"]})]
        assert requests(now.delete()) == [
            ("delete_flow_logs", {"FlowLogIds": ["fl-2"]}), ("delete_flow_logs", {"FlowLogIds": ["fl-1"]})]
        play(now.delete(), ("delete_flow_logs", Absent), ("delete_flow_logs", {}))

    def test_a_subnet_takes_the_place_of_a_vpc_and_a_bucket_that_of_a_log_group(self):
        now = seen(wanted(), found())
        resource = FlowLog(name="envelope", subnet="subnet-1", bucket="arn:aws:s3:::logs")
        asked = dict(requests(resource.over(now).update(now, resource.changes(now).keys())))["create_flow_logs"]
        assert (asked["ResourceIds"], asked["ResourceType"]) == (["subnet-1"], "Subnet")
        assert (asked["LogDestinationType"], asked["LogDestination"]) == ("s3", "arn:aws:s3:::logs")
        assert not {"LogGroupName", "DeliverLogsPermissionArn"} & asked.keys()

    def test_tags_are_changed_in_place(self):
        self.change(("create_tags", {}), tags={"project": "envelope"})


class TestCreating:
    def test_what_aws_did_not_do_inside_a_success_is_an_error(self):
        with pytest.raises(AwsError, match=r"does not exist\. The bucket must exist"):
            play(wanted().create(), ("create_flow_logs", unsuccessful("LogDestination: logs does not exist.")))

    def test_a_policy_that_is_new_is_waited_for_and_a_wrong_one_is_told(self):
        flow = wanted().create()
        next(flow)
        refusal = unsuccessful("Access Denied for LogDestination: logs.")
        waiting = flow.send(refusal)
        assert (waiting.state(refusal), waiting.state({})) == ("Access Denied for LogDestination: logs.", "taken")
        assert waiting.done == {"taken"} and "must let delivery.logs.amazonaws.com write" in waiting.hint
        with pytest.raises(StopIteration):
            flow.send({"FlowLogIds": ["fl-1"]})

    def test_a_second_one_of_ours_to_the_same_place_is_told(self):
        with pytest.raises(AwsError, match="it bears another name"):
            play(wanted().create(), ("create_flow_logs", "FlowLogAlreadyExists"))

    def test_a_role_that_is_new_is_waited_for(self):
        flow = wanted().create()
        call = next(flow)
        waiting = flow.throw(AwsError(call, "InvalidParameter", "Unable to assume given IAM role"))
        assert waiting.passing(AwsError(call, "InvalidParameter", "Unable to assume given IAM role"))
        assert not waiting.passing(AwsError(call, "InvalidParameter", "something else"))
        with pytest.raises(StopIteration):
            flow.send({"FlowLogIds": ["fl-1"]})

    @pytest.mark.parametrize(("missing", "said"), [
        ("vpc", "needs vpc or subnet"), ("log_group", "needs log_group or bucket"),
        ("role", "with log_group needs role")])
    def test_what_a_new_one_needs(self, missing, said):
        with pytest.raises(Invalid, match=said):
            play(dataclasses.replace(wanted(), **{missing: None}).create())


@pytest.mark.parametrize(("options", "said"), [
    ({"subnet": "subnet-1"}, "vpc: has no place beside subnet"),
    ({"bucket": "logs"}, "log_group: has no place beside bucket"),
    ({"log_group": "a b"}, "log_group: 'a b' is not allowed"),
    ({"log_group": None, "role": None, "bucket": "logs/AWSLogs"}, "folder AWSLogs"),
    ({"log_format": "srcaddr"}, "log_format: 'srcaddr' is not allowed"),
    ({"tags": {"Name": "x"}}, "tags: Name"),
])
def test_problems_are_told_without_aws(options, said):
    assert any(said in problem for problem in wanted(**options).problems())
    assert list(wanted().problems()) == []
