# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about hubs."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, NotOurs
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.securityhub import Hub
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

FOUNDATIONAL = "aws-foundational-security-best-practices/v/1.0.0"
CIS, OLDEST = "cis-aws-foundations-benchmark/v/3.0.0", "cis-aws-foundations-benchmark/v/1.2.0"
HUB = {"HubArn": "arn:aws:securityhub:eu-west-1:111122223333:hub/default", "AutoEnableControls": True,
       "ControlFindingGenerator": "SECURITY_CONTROL"}
ABOVE = {"Administrator": {"AccountId": "999988887777", "MemberStatus": "Enabled"}}
POLICY = ("This account is currently associated with a central configuration policy, so only the administrator can "
          "access this operation.")


def wanted(**options: t.Any) -> Hub:
    return Hub.given({"region": "eu-west-1", **options})


def arn(name: str, region: str = "eu-west-1") -> str:
    return f"arn:aws:securityhub:{region}::standards/{name}"


def state(name: str, status: str = "READY", **more: t.Any) -> dict[str, t.Any]:
    return {"StandardsArn": arn(name), "StandardsStatus": status, **more}


def seen(resource: Hub, *states: dict[str, t.Any], above: dict[str, t.Any] | None = None) -> t.Any:
    exchanges = [("describe_hub", HUB), ("get_administrator_account", above or {})]
    if resource.standards is not None:
        exchanges.append(("get_enabled_standards", {"StandardsSubscriptions": list(states)}))
    return play(observe(resource), *exchanges)


def test_an_account_that_is_not_subscribed_has_none():
    assert play(observe(wanted()), ("describe_hub", Absent)) is None
    code = "InvalidAccessException"
    assert code in next(wanted().read()).service.absent
    assert code not in next(wanted().delete()).service.absent, "that one means who may"


def test_all_calls_are_made_in_its_region():
    resource = wanted(region="us-east-1", standards=[CIS])
    now = seen(resource)
    steps = [next(resource.read()), next(resource.create()), next(now.delete()),
             next(resource.over(now).update(now, {"auto_enable_controls"}))]
    assert {step.service.region for step in steps} == {"us-east-1"}


class TestStandards:
    def test_those_that_are_missing_are_enabled_and_others_left_alone(self):
        resource = wanted(standards=[FOUNDATIONAL, CIS])
        now = seen(resource, state(FOUNDATIONAL), state("pci-dss/v/4.0.1"))
        assert now.standards == [FOUNDATIONAL]
        assert requests(plan(resource, now).flow())[-1] == ("batch_enable_standards", {
            "StandardsSubscriptionRequests": [{"StandardsArn": arn(CIS)}]})

    @pytest.mark.parametrize("name", [CIS, arn(CIS)])
    def test_a_name_and_an_arn_are_the_same(self, name):
        resource = wanted(standards=[name])
        assert plan(resource, seen(resource, state(CIS))).action == "none"

    def test_the_oldest_has_an_arn_without_a_region(self):
        assert requests(wanted(standards=[OLDEST]).create())[-1][1]["StandardsSubscriptionRequests"] == [
            {"StandardsArn": f"arn:aws:securityhub:::ruleset/{OLDEST}"}]

    @pytest.mark.parametrize(("status", "action"), [
        ("PENDING", "none"), ("INCOMPLETE", "none"), ("FAILED", "update"), ("DELETING", "update")])
    def test_one_that_failed_or_goes_away_is_enabled_again(self, status, action):
        resource = wanted(standards=[CIS])
        assert plan(resource, seen(resource, state(CIS, status))).action == action

    def test_what_aws_cannot_check_in_full_is_told(self):
        reason = {"StatusReasonCode": "NO_AVAILABLE_CONFIGURATION_RECORDER"}
        now = seen(wanted(standards=[CIS]), state(CIS, "INCOMPLETE", StandardsStatusReason=reason))
        assert now.wanting == [f"{CIS}: INCOMPLETE (NO_AVAILABLE_CONFIGURATION_RECORDER)"]


class TestNew:
    def test_it_has_the_standards_that_are_named_and_no_others(self):
        made = requests(wanted(standards=[CIS], auto_enable_controls=False).create())
        assert [operation for operation, _asked in made] == [
            "enable_security_hub", "update_security_hub_configuration", "get_caller_identity",
            "batch_enable_standards"]
        assert (made[0][1], made[1][1]) == ({"EnableDefaultStandards": False}, {"AutoEnableControls": False})

    def test_it_has_those_of_aws_where_none_are_named(self):
        assert requests(wanted().create()) == [("enable_security_hub", {})]

    def test_it_has_none_where_that_is_said(self):
        assert requests(wanted(standards=[]).create()) == [("enable_security_hub", {"EnableDefaultStandards": False})]


class TestMember:
    resource = wanted(standards=[CIS], control_finding_generator="STANDARD_CONTROL", tags={"project": "envelope"})

    def now(self) -> t.Any:
        return play(observe(self.resource), ("describe_hub", HUB), ("get_administrator_account", ABOVE),
                    ("get_enabled_standards", {}), ("list_tags_for_resource", {"Tags": {}}))

    def test_what_the_administrator_may_decide_is_left_alone_and_said(self):
        step = plan(self.resource, self.now())
        assert step.changes.keys() == {"tags"}
        assert self.now().left_alone == (
            "Leaving alone control_finding_generator, standards: account 999988887777 decides")
        assert [operation for operation, _asked in requests(step.flow())] == ["tag_resource"]

    def test_nothing_is_said_where_it_decided_the_same(self):
        resource = wanted(standards=[CIS])
        assert seen(resource, state(CIS), above=ABOVE).left_alone is None

    def test_a_central_policy_is_said_and_not_taken_for_a_lack_of_permissions(self):
        flow = wanted().create()
        call = next(flow)
        with pytest.raises(NotOurs, match="a central configuration policy of the organization decides") as raised:
            flow.throw(AwsError(call, "AccessDeniedException", POLICY))
        assert "permissions" not in str(raised.value)

    def test_other_refusals_are_told_as_they_are(self):
        with pytest.raises(AwsError, match="allow this action"):
            play(self.now().delete(), ("disable_security_hub", "AccessDeniedException"))
        with pytest.raises(AwsError, match="administrator's account manages Security Hub"):
            play(self.now().delete(), ("disable_security_hub", "InvalidAccessException"))


@pytest.mark.parametrize(("options", "said"), [
    ({"region": "Ireland"}, "region: 'Ireland' is none"),
    ({"standards": ["cis-aws-foundations-benchmark/v/3.3.0"]}, f"did you mean {CIS}?"),
    ({"standards": ["arn:aws:s3:::standards"]}, "or an ARN"),
])
def test_problems_are_told_without_aws(options, said):
    assert any(said in problem for problem in wanted(**options).problems())
    assert list(wanted(standards=[CIS, arn("new-standard/v/1.0.0")]).problems()) == []
