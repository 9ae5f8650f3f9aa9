# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about rules of AWS Config."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge, observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.config import ConfigRule
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

IN_USE = "ResourceInUseException"
ARN = "arn:aws:config:eu-west-1:111122223333:config-rule/"
TAGS = [{"Key": "project", "Value": "envelope"}]


def wanted(**options: t.Any) -> ConfigRule:
    return ConfigRule.given({"name": "tags", **options})


def described(**about: t.Any) -> dict[str, t.Any]:
    return {"ConfigRules": [{"ConfigRuleName": "tags", "ConfigRuleArn": "arn:aws:config:::rule", "Source": {
        "Owner": "AWS", "SourceIdentifier": "REQUIRED_TAGS"}, "ConfigRuleState": "ACTIVE", **about}]}


def seen(resource: ConfigRule, **about: t.Any) -> t.Any:
    return play(observe(resource), ("describe_config_rules", described(**about)))


def put(resource: ConfigRule, now: ConfigRule) -> t.Any:
    [(operation, asked)] = requests(plan(resource, now).flow())
    assert operation == "put_config_rule"
    return asked["ConfigRule"]


@pytest.mark.parametrize("given", [{"days": 90, "strict": True}, {"strict": "true", "days": "90"}])
def test_parameters_are_texts_whatever_yaml_makes_of_them(given):
    resource = wanted(input_parameters=given)
    assert plan(resource, seen(resource, InputParameters='{"strict":"true", "days":"90"}')).action == "none"
    sent = put(resource, seen(resource, InputParameters='{"days":"30"}'))
    assert json.loads(sent["InputParameters"]) == {"days": "90", "strict": "true"}


def test_what_is_left_out_is_sent_as_it_is():
    now = seen(wanted(), Description="d", InputParameters='{"tag1Key":"project"}', Scope={"TagKey": "project"})
    assert put(wanted(maximum_execution_frequency="One_Hour"), now) == {
        "ConfigRuleName": "tags", "Source": {"Owner": "AWS", "SourceIdentifier": "REQUIRED_TAGS"}, "Description": "d",
        "InputParameters": '{"tag1Key":"project"}', "Scope": {"TagKey": "project"},
        "MaximumExecutionFrequency": "One_Hour"}


def test_a_scope_is_replaced_as_a_whole_and_can_be_taken_away():
    narrow = seen(wanted(), Scope={"ComplianceResourceTypes": ["AWS::S3::Bucket"], "ComplianceResourceId": "acme"})
    assert put(wanted(scope={"tag_key": "project"}), narrow)["Scope"] == {"TagKey": "project"}
    assert put(wanted(scope={"resource_types": ["AWS::S3::Bucket"]}), narrow)["Scope"] == {
        "ComplianceResourceTypes": ["AWS::S3::Bucket"]}
    assert "Scope" not in put(wanted(scope={}), narrow)
    assert plan(wanted(scope={}), seen(wanted())).action == "none"


def test_types_of_a_scope_have_no_order():
    resource = wanted(scope={"resource_types": ["AWS::S3::Bucket", "AWS::EC2::Volume"]})
    assert plan(resource, seen(resource, Scope={
        "ComplianceResourceTypes": ["AWS::EC2::Volume", "AWS::S3::Bucket"]})).action == "none"


def test_a_rule_of_ones_own_making_becomes_the_managed_one():
    resource = wanted(source_identifier="REQUIRED_TAGS")
    now = seen(resource, Source={"Owner": "CUSTOM_LAMBDA", "SourceIdentifier": "arn:aws:lambda:::function"})
    assert put(resource, now)["Source"] == {"Owner": "AWS", "SourceIdentifier": "REQUIRED_TAGS"}
    with pytest.raises(Invalid, match="rule tags is none of AWS's but of CUSTOM_LAMBDA"):
        next(plan(wanted(description="mine"), now).flow())


def test_tags_of_a_rule_that_is_there_are_set_by_themselves():
    resource = wanted(tags={"project": "envelope"})
    now = play(observe(resource), ("describe_config_rules", described()), ("get_resources", {}),
               ("list_tags_for_resource", {"Tags": []}))
    assert requests(plan(resource, now).flow()) == [("tag_resource", {
        "ResourceArn": "arn:aws:config:::rule", "Tags": [{"Key": "project", "Value": "envelope"}]})]


def test_a_set_that_is_as_it_should_be_costs_two_calls():
    asked: list[str] = []

    def cloud(call):
        asked.append(call.operation)
        if call.operation == "get_resources":
            return {"ResourceTagMappingList": [
                {"ResourceARN": arn, "Tags": TAGS} for arn in call.params["ResourceARNList"]]}
        return {"ConfigRules": [{"ConfigRuleName": name, "ConfigRuleArn": f"{ARN}{name}", "Source": {"Owner": "AWS"}}
                                for name in call.params["ConfigRuleNames"]]}

    rules = [ConfigRule(name=f"rule-{number}", tags={"project": "envelope"}) for number in range(25)]
    outcomes = converge(rules, cloud)

    assert not any(outcome.changed or outcome.error for outcome in outcomes)
    assert sorted(asked) == ["describe_config_rules", "get_resources"]


def test_rules_that_services_make_for_an_organization_are_left_alone():
    resource = wanted(description="mine")
    now = seen(resource, CreatedBy="config-multiaccountsetup.amazonaws.com")
    assert now.left_alone == "Leaving alone tags: config-multiaccountsetup.amazonaws.com made it"
    assert (plan(resource, now).action, plan(resource, now, absent=True).action) == ("none", "none")


class TestDeletion:
    def test_a_rule_on_its_way_out_is_not_there(self):
        assert seen(wanted(), ConfigRuleState="DELETING") is None

    def test_a_new_one_waits_for_it(self):
        flow = wanted(source_identifier="REQUIRED_TAGS").create()
        busy = AwsError(next(flow), IN_USE, "The rule tags is currently being deleted. Please retry after some time.")
        step = flow.throw(busy)
        assert isinstance(step, Wait) and step.call.operation == "put_config_rule"
        assert step.passing(busy)

    def test_a_remediation_does_not_go_away_by_waiting(self):
        flow = wanted().delete()
        call = next(flow)
        with pytest.raises(AwsError, match="Please delete the RemediationConfiguration"):
            flow.throw(AwsError(call, IN_USE, "The rule tags currently has a RemediationConfiguration. "
                                              "Please delete the RemediationConfiguration and try again."))


def test_without_a_recorder_the_refusal_says_what_makes_one():
    with pytest.raises(AwsError, match="config_recorders makes one"):
        play(wanted(source_identifier="REQUIRED_TAGS").create(),
             ("put_config_rule", "NoAvailableConfigurationRecorderException"))


def test_a_new_rule_needs_to_know_what_it_checks():
    with pytest.raises(Invalid, match="there is no rule tags, and a new one needs source_identifier"):
        next(wanted().create())


@pytest.mark.parametrize(("options", "said"), [
    ({"name": " "}, "name: ' ' is not allowed"),
    ({"source_identifier": "required-tags"}, "'required-tags' is none, allowed are names such as CLOUD_TRAIL_ENABLED"),
    ({"input_parameters": {"a": "x" * 1024}}, "longer than the 1024 characters"),
    ({"input_parameters": {"a": ["b"]}}, "lists or mappings, AWS takes texts"),
    ({"scope": {"tag_value": "envelope"}}, "scope: tag_value: needs tag_key"),
    ({"scope": {"tag_key": "a", "resource_types": ["AWS::S3::Bucket"]}}, "AWS takes one or the other"),
    ({"scope": {"resource_id": "acme"}}, "needs one type in resource_types, there are 0"),
    ({"scope": {"resource_types": ["bucket"]}}, "'bucket' is none"),
])
def test_problems_are_told_without_aws(options, said):
    assert any(said in problem for problem in wanted(**options).problems())
    assert list(wanted(scope={"tag_key": "project"}, input_parameters={"days": 90}).problems()) == []
