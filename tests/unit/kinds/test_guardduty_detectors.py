# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about detectors."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.guardduty import Detector
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

ABOVE = {"Administrator": {"AccountId": "999988887777", "RelationshipStatus": "Enabled"}}


def wanted(**options: t.Any) -> Detector:
    return Detector.given({"region": "eu-west-1", **options})


def described(**features: str) -> dict[str, t.Any]:
    return {"Status": "ENABLED", "FindingPublishingFrequency": "SIX_HOURS", "Tags": {"owner": "ops"}, "Features": [
        {"Name": "FLOW_LOGS", "Status": "ENABLED"},
        {"Name": "RUNTIME_MONITORING", "Status": features.get("runtime", "DISABLED"), "AdditionalConfiguration": [
            {"Name": "EC2_AGENT_MANAGEMENT", "Status": "DISABLED"}]},
        {"Name": "EKS_RUNTIME_MONITORING", "Status": "DISABLED"},
        {"Name": "S3_DATA_EVENTS", "Status": features.get("s3", "ENABLED")}]}


def seen(resource: Detector, above: dict[str, t.Any] | None = None, **features: str) -> t.Any:
    return play(observe(resource), ("list_detectors", {"DetectorIds": ["d1"]}), ("get_detector", described(**features)),
                ("get_administrator_account", above or {}))


def test_there_is_none_in_the_region():
    assert play(observe(wanted()), ("list_detectors", {"DetectorIds": []})) is None


def test_all_calls_are_made_in_its_region():
    resource = wanted(region="us-east-1", features={"S3_DATA_EVENTS": False}, tags={"project": "envelope"})
    now = seen(resource)
    steps = [next(resource.read()), next(resource.create()), next(now.delete()),
             next(resource.over(now).update(now, {"features"}))]
    assert {step.service.region for step in steps} == {"us-east-1"}


def test_the_one_that_is_there_is_taken_whoever_made_it():
    resource = wanted(enabled=True, features={"S3_DATA_EVENTS": True}, tags={"project": "envelope"})
    step = plan(resource, seen(resource))
    assert (step.action, step.changes.keys()) == ("update", {"tags"})


def test_only_features_that_differ_are_sent_with_the_one_before_the_slash():
    resource = wanted(features={"S3_DATA_EVENTS": True, "RUNTIME_MONITORING": True,
                                "RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT": True})
    now = seen(resource, runtime="ENABLED")
    assert resource.changes(now)["features"][0]["RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT"] == "false"
    [(_operation, asked)] = requests(resource.over(now).update(now, {"features"}))
    assert asked["Features"] == [{"Name": "RUNTIME_MONITORING", "Status": "ENABLED", "AdditionalConfiguration": [
        {"Name": "EC2_AGENT_MANAGEMENT", "Status": "ENABLED"}]}]
    assert "Enable" not in asked


def test_a_new_one_watches_unless_it_is_told_not_to():
    assert requests(wanted().create()) == [("create_detector", {"Enable": True})]
    assert requests(wanted(enabled=False).create()) == [("create_detector", {"Enable": False})]


class TestMember:
    resource = wanted(enabled=True, features={"S3_DATA_EVENTS": True}, tags={"project": "envelope"})

    def test_what_the_administrator_decides_is_left_alone_and_said(self):
        now = seen(self.resource, ABOVE, s3="DISABLED")
        step = plan(self.resource, now)

        assert now.administrator == "999988887777"
        assert now.left_alone == "Leaving alone features: account 999988887777 decides"
        assert step.changes.keys() == {"tags"}
        assert self.resource.over(now).features == now.features

    def test_nothing_is_said_where_it_decided_the_same(self):
        assert seen(self.resource, ABOVE).left_alone is None

    def test_a_refusal_says_what_helps(self):
        now = seen(self.resource, ABOVE)
        with pytest.raises(AwsError, match="administrator's account manages GuardDuty, have it changed there"):
            play(now.delete(), ("delete_detector", "BadRequestException"))


@pytest.mark.parametrize(("options", "said"), [
    ({"region": "Ireland"}, "region: 'Ireland' is none"),
    ({"features": {"S3_DATA_EVENT": True}}, "S3_DATA_EVENTS"),
    ({"features": {"S3_DATA_EVENTS": "on"}}, "features: S3_DATA_EVENTS is on, allowed are true and false"),
    ({"features": {"RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT": True}}, "say of RUNTIME_MONITORING itself"),
    ({"features": {"RUNTIME_MONITORING": True, "EKS_RUNTIME_MONITORING": False}}, "AWS takes one of them"),
])
def test_problems_are_told_without_aws(options, said):
    assert any(said in problem for problem in wanted(**options).problems())
    assert list(wanted(features={"S3_DATA_EVENTS": True, "AI_PROTECTION": False}).problems()) == []
