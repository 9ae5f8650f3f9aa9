# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listener rules: whose a rule is, which priority it gets, and what its conditions mean."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import Outcome, converge
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.elbv2 import ListenerRule
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.elbv2.conditions import (
    Conditions,
    understood,
    written,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.elbv2.listener_rules import free_priority
from ansible_collections.venturemond.envelope.tests.unit.replies.elbv2 import (
    LISTENER_ARN,
    LOAD_BALANCER_ARN,
    TARGET_GROUP_ARN,
)

Rules = dict[str, dict[str, t.Any]]


class Listener:
    """The rules of one listener, as AWS keeps them; `before` runs ahead of each write and may raise."""

    def __init__(self, *rules: dict[str, t.Any], before: t.Callable[[Listener, Call], None] | None = None) -> None:
        self.rules: Rules = {}
        self.writes: list[tuple[str, dict[str, t.Any]]] = []
        self.before = before or (lambda listener, call: None)
        for rule in rules:
            self.create_rule(**{"Conditions": host("a.test"), "Actions": FORWARD, "Tags": [], **rule})

    def __call__(self, call: Call) -> Reply:
        if not call.reads:
            self.writes.append((call.operation, call.params))
            self.before(self, call)
        try:
            return getattr(self, call.operation)(**call.params)
        except ValueError as taken:
            raise AwsError(call, "PriorityInUse", "in use") from taken
        except KeyError as gone:
            kind = Absent if "RuleNotFound" in call.service.absent else AwsError
            raise kind(call, "RuleNotFound", "not found") from gone

    def check(self, call: Call) -> None:
        """Everything is taken."""

    def describe_listeners(self, **_params: t.Any) -> Reply:
        return {"Listeners": [{"ListenerArn": LISTENER_ARN, "Port": 443}]}

    def describe_rules(self, **_params: t.Any) -> Reply:
        return {"Rules": [*self.rules.values(), {"RuleArn": "default", "Priority": "default", "IsDefault": True}]}

    def describe_tags(self, ResourceArns: list[str]) -> Reply:  # noqa: N803
        return {"TagDescriptions": [{"ResourceArn": arn, "Tags": self.rules[arn]["Tags"]} for arn in ResourceArns]}

    def create_rule(self, **params: t.Any) -> Reply:
        self._free(params["Priority"])
        arn = f"rule-{len(self.rules)}"
        self.rules[arn] = {**params, "RuleArn": arn, "Priority": str(params["Priority"]), "IsDefault": False}
        return {}

    def modify_rule(self, RuleArn: str, **params: t.Any) -> Reply:  # noqa: N803
        self.rules[RuleArn].update(params)
        return {}

    def add_tags(self, ResourceArns: list[str], Tags: list[dict[str, str]]) -> Reply:  # noqa: N803
        self.rules[ResourceArns[0]]["Tags"] += Tags
        return {}

    def set_rule_priorities(self, RulePriorities: list[dict[str, t.Any]]) -> Reply:  # noqa: N803
        for pair in RulePriorities:
            self._free(pair["Priority"], *(each["RuleArn"] for each in RulePriorities))
        for pair in RulePriorities:
            self.rules[pair["RuleArn"]]["Priority"] = str(pair["Priority"])
        return {}

    def delete_rule(self, RuleArn: str) -> Reply:  # noqa: N803
        del self.rules[RuleArn]
        return {}

    def _free(self, priority: int, *moving: str) -> None:
        if any(rule["Priority"] == str(priority) for arn, rule in self.rules.items() if arn not in moving):
            raise ValueError(priority)


def host(*names: str) -> list[dict[str, t.Any]]:
    return [{"Field": "host-header", "Values": list(names), "HostHeaderConfig": {"Values": list(names)}}]


def tags(**pairs: str) -> list[dict[str, str]]:
    return [{"Key": key.replace("_", "-"), "Value": value} for key, value in pairs.items()]


FORWARD = [{"Type": "forward", "TargetGroupArn": TARGET_GROUP_ARN}]


def rule(name: str = "acme", **options: t.Any) -> ListenerRule:
    return ListenerRule.given({
        "load_balancer": LOAD_BALANCER_ARN, "port": 443, "name": name, "conditions": {"host_header": ["a.test"]},
        "actions": [{"type": "forward", "target_group": TARGET_GROUP_ARN}], **options})


def outcome(listener: Listener, wanted: ListenerRule, **how: t.Any) -> Outcome:
    return converge([wanted], listener, **how)[0]


def test_a_priority_is_stable_for_a_name_and_moves_to_the_next_free_one() -> None:
    first = free_priority("acme", set())
    assert 1000 <= first <= 49999
    assert free_priority("acme", set()) == first
    assert free_priority("acme", {first, first + 1}) == first + 2


def test_a_priority_that_another_onboarding_took_meanwhile_is_left_to_it() -> None:
    def race(listener: Listener, call: Call) -> None:
        if len(listener.writes) == 1:
            listener.create_rule(Priority=call.params["Priority"], Conditions=host("b.test"), Actions=FORWARD,
                                 Tags=tags(Name="birch"))

    listener = Listener(before=race)
    made = outcome(listener, rule())
    assert made.error is None
    assert made.after.priority == free_priority("acme", set()) + 1
    assert len(listener.rules) == 2


def test_a_rule_whose_creation_got_no_answer_is_not_made_twice() -> None:
    def lose_the_answer(listener: Listener, call: Call) -> None:
        if len(listener.writes) == 1:  # botocore tries again, and meets the rule of its first attempt
            listener.create_rule(**call.params)

    listener = Listener(before=lose_the_answer)
    assert outcome(listener, rule()).error is None
    assert len(listener.rules) == 1


def test_a_stated_priority_that_is_taken_names_who_has_it() -> None:
    listener = Listener({"Priority": 7, "Conditions": host("b.test"), "Tags": tags(Name="birch")})
    assert "priority 7 is taken by rule birch" in str(outcome(listener, rule(priority=7)).error)
    assert len(listener.rules) == 1


def test_a_rule_keeps_the_priority_it_has() -> None:
    listener = Listener({"Priority": 12, "Tags": tags(Name="acme")})
    assert outcome(listener, rule()).action == "none"


def test_rules_trade_places_in_one_call() -> None:
    listener = Listener({"Priority": 1, "Tags": tags(Name="acme")},
                        {"Priority": 2, "Tags": tags(Name="birch"), "Conditions": host("b.test")})
    done = converge([rule(priority=2), rule("birch", priority=1, conditions={"host_header": ["b.test"]})], listener)
    assert [each.error for each in done] == [None, None]
    assert [operation for operation, _params in listener.writes] == ["set_rule_priorities"]


def test_a_rule_without_our_name_and_with_equal_conditions_is_adopted() -> None:
    listener = Listener({"Priority": 3})
    assert outcome(listener, rule(), check=True).action == "update"
    done = outcome(listener, rule())
    assert listener.writes == [("add_tags", {"ResourceArns": ["rule-0"], "Tags": tags(Name="acme")})]
    assert (done.after.priority, outcome(listener, rule()).action) == (3, "none")


def test_another_tool_may_have_named_the_rule_it_made() -> None:
    listener = Listener({"Priority": 3, "Tags": tags(Name="terraform-acme")})
    ours = rule(tags={"managed-by": "envelope"})
    assert "set adopt to take it over" in str(outcome(listener, ours).error)
    assert outcome(listener, ours, adopt=True).error is None
    assert len(listener.rules) == 1


def test_a_rule_of_ours_with_equal_conditions_is_neither_taken_nor_doubled() -> None:
    listener = Listener({"Priority": 3, "Tags": tags(Name="birch", managed_by="envelope")})
    ours = rule(tags={"managed-by": "envelope"})
    assert "rule birch has the same conditions" in str(outcome(listener, ours).error)
    assert outcome(listener, ours, absent=True).action == "none"
    assert not listener.writes


def test_two_rules_of_one_name_are_for_a_person_to_sort_out() -> None:
    listener = Listener({"Priority": 3, "Tags": tags(Name="acme")}, {"Priority": 4, "Tags": tags(Name="acme")})
    assert "2 rules named acme" in str(outcome(listener, rule()).error)


def test_a_condition_that_is_no_longer_named_is_dropped() -> None:
    paths = [*host("a.test"), {"Field": "path-pattern", "PathPatternConfig": {"Values": ["/api/*"]}}]
    listener = Listener({"Priority": 3, "Conditions": paths, "Tags": tags(Name="acme")})
    assert outcome(listener, rule()).error is None
    assert listener.writes == [("modify_rule", {
        "RuleArn": "rule-0", "Conditions": [{"Field": "host-header", "HostHeaderConfig": {"Values": ["a.test"]}}]})]


def test_a_missing_listener_is_named_before_anything_is_done() -> None:
    listener = Listener()
    error = outcome(listener, rule(port=8443)).error
    assert isinstance(error, Unresolved)
    assert "listener named 8443" in str(error)
    assert outcome(listener, rule(port=8443), check=True).action == "create"
    assert outcome(listener, rule(port=8443), absent=True).action == "none"


def test_a_rule_deleted_while_tags_are_read_does_not_make_the_others_absent() -> None:
    listener = Listener({"Priority": 3, "Tags": tags(Name="acme")}, {"Priority": 4, "Conditions": host("b.test")})
    answers = iter([listener.describe_rules(), listener.delete_rule("rule-1") or listener.describe_rules()])
    listener.describe_rules = lambda **_params: next(answers)
    assert outcome(listener, rule()).action == "none"


def test_the_order_of_values_and_the_case_of_hosts_make_no_difference() -> None:
    wanted = Conditions.given({
        "host_header": ["A.test", "b.test"], "query_string": [{"key": "a", "value": "1"}, {"value": "2"}],
        "http_header": [{"name": "X-Plan", "values": ["growth", "silo"]}]})
    assert wanted.like(understood([
        {"Field": "query-string", "QueryStringConfig": {"Values": [{"Value": "2"}, {"Key": "a", "Value": "1"}]}},
        {"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": "x-plan", "Values": ["silo", "growth"]}},
        *host("b.test", "a.test"),
    ]))
    assert wanted.like(understood(written(wanted)))


@pytest.mark.parametrize("found", [
    [{"Field": "host-header", "HostHeaderConfig": {"RegexValues": ["a"]}, "RegexValues": ["a"]}],
    [*host("a.test"), {"Field": "source-ip", "SourceIpConfig": {"Values": ["10.0.0.0/8"]}}],
    [{"Field": "query-string", "QueryStringConfig": {"Values": [{"Key": "a", "Value": "1"}]}}] * 2,
])
def test_other_conditions_are_not_the_same(found: list[dict[str, t.Any]]) -> None:
    for wanted in ({"host_header": ["a.test"]}, {"query_string": [{"key": "a", "value": "1"}]}):
        assert not Conditions.given(wanted).like(understood(found))


def test_hosts_beside_the_structure_are_read_too() -> None:
    assert understood([{"Field": "host-header", "Values": ["a.test"]}]).host_header == ["a.test"]


@pytest.mark.parametrize(("options", "complaint"), [
    ({"conditions": {"host_header": ["a", "b", "c"], "path_pattern": ["/d", "/e", "/f"]}}, "6 values, AWS allows 5"),
    ({"conditions": {"http_header": [{"name": "X", "values": list("abcdef")}]}}, "6 values, AWS allows 5"),
    ({"conditions": {}}, "none is given"),
    ({"conditions": {"host_header": []}}, "host_header has no values"),
    ({"conditions": {"host_header": ["a" * 129]}}, "129 characters, allowed are 128"),
    ({"conditions": {"source_ip": ["10.0.0.1/8"]}}, "has host bits set"),
    ({"conditions": {"source_ip": ["10.0.0.1"]}}, "such as 10.0.0.1/32"),
    ({"priority": 50001}, "allowed are 1 to 50000"),
    ({"tags": {"Name": "x"}}, "use name"),
    ({"actions": []}, "exactly one"),
])
def test_rules_that_cannot_be(options: dict[str, t.Any], complaint: str) -> None:
    assert complaint in "; ".join(rule(**options).problems())
