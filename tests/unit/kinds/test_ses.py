# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about receipt rules."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ses import ReceiptRule
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

NONE_ACTIVE = ("describe_active_receipt_rule_set", {})
KEEP = {"s3": {"bucket": "mail", "prefix": "in/"}}


def rule(**options: t.Any) -> ReceiptRule:
    return ReceiptRule.given({"rule_set": "ours", "name": "all", **options})


def active(name: str) -> tuple[str, t.Any]:
    return "describe_active_receipt_rule_set", {"Metadata": {"Name": name}, "Rules": []}


def rules(*names: str, **about: t.Any) -> tuple[str, t.Any]:
    return "describe_receipt_rule_set", {"Rules": [{"Name": name, **about} for name in names]}


def resolved(**options: t.Any) -> ReceiptRule:
    return play(rule(**options).resolved(), NONE_ACTIVE)


class TestReading:
    def test_place_and_what_aws_leaves_out_are_seen(self):
        now = play(rule().read(), rules("first", "all"), active("ours"))

        assert (now.after, now.enabled, now.tls_policy, now.recipients, now.active) == (
            "first", False, "Optional", [], True)

    def test_the_first_one_comes_after_none(self):
        assert play(rule().read(), rules("all", "other"), active("ours")).after == ""

    def test_neither_set_nor_rule_is_absent(self):
        assert play(observe(rule()), ("describe_receipt_rule_set", Absent)) is None
        assert play(observe(rule()), rules("other")) is None

    def test_which_set_is_active_is_not_asked_where_it_does_not_matter(self):
        now = play(rule(activate=False).read(), rules("all"))

        assert now.active

    @pytest.mark.parametrize(("wanted", "there", "same"), [
        ({"sns": {"topic": "arn:t"}}, {"SNSAction": {"TopicArn": "arn:t", "Encoding": "UTF-8"}}, True),
        ({"stop": {}}, {"StopAction": {"Scope": "RuleSet"}}, True),
        (KEEP, {"S3Action": {"BucketName": "mail", "ObjectKeyPrefix": "in/"}}, True),
        (KEEP, {"S3Action": {"BucketName": "mail", "ObjectKeyPrefix": "in/", "TopicArn": "arn:t"}}, False),
        ({"invoke": {"function": "arn:f"}}, {"LambdaAction": {"FunctionArn": "arn:f", "InvocationType": "Event"}},
         True),
    ])
    def test_what_an_action_leaves_out_it_does_not_do(self, wanted, there, same):
        asked = rule(actions=[wanted])
        now = play(asked.read(), rules("all", Actions=[there]), active("ours"))

        assert (plan(asked, now).action == "none") is same


class TestMaking:
    def test_a_rule_set_is_made_and_made_active_where_none_is(self):
        made = play(rule(enabled=True).create(), ("describe_receipt_rule_set", Absent),
                    ("create_receipt_rule_set", {}), ("create_receipt_rule", {}), NONE_ACTIVE,
                    ("set_active_receipt_rule_set", {}))

        assert made is None

    def test_two_rules_may_make_it_at_once(self):
        play(rule().create(), ("describe_receipt_rule_set", Absent), ("create_receipt_rule_set", "AlreadyExists"),
             ("create_receipt_rule", {}), active("ours"))

    def test_a_new_rule_comes_last_unless_it_says_where(self):
        assert placed(rule()) == "b"
        assert placed(rule(after="a")) == "a"
        assert placed(rule(after="")) is None

    def test_an_answer_that_was_lost_makes_no_second_rule(self):
        play(rule().create(), rules(), ("create_receipt_rule", "AlreadyExists"), ("update_receipt_rule", {}),
             active("ours"))

    def test_a_run_that_ended_before_the_set_was_active_is_completed(self):
        wanted = resolved(enabled=True)
        now = play(wanted.read(), rules("all", Enabled=True), NONE_ACTIVE)

        assert plan(wanted, now).changes.keys() == {"active"}
        assert requests(plan(wanted, now).flow()) == [
            ("describe_active_receipt_rule_set", {}), ("set_active_receipt_rule_set", {"RuleSetName": "ours"})]

    @pytest.mark.parametrize("code", ["InvalidS3Configuration", "RuleDoesNotExist"])
    def test_what_aws_does_not_see_yet_is_waited_for(self, code):
        flow = rule(after="b").create()
        call = next(flow)
        call = flow.send({"Rules": []})
        wait = flow.throw(AwsError(call, code, "Could not write to bucket: mail."))

        assert isinstance(wait, Wait)
        assert wait.call == call
        assert wait.passing(AwsError(call, code, "-")) and not wait.passing(AwsError(call, "LimitExceeded", "-"))


def placed(wanted: ReceiptRule) -> str | None:
    flow = wanted.create()
    next(flow)
    return flow.send({"Rules": [{"Name": "a"}, {"Name": "b"}]}).params.get("After")


class TestActiveSetOfSomebodyElse:
    """It is never replaced, and that is said before anything is written."""

    def foreign(self, **options: t.Any) -> ReceiptRule:
        return play(rule(**options).resolved(), active("theirs"))

    def test_a_new_rule_is_refused_with_its_first_step(self):
        with pytest.raises(Invalid, match=r"rule set theirs is active .*\(rule_set: theirs\)"):
            next(plan(self.foreign(), None).flow())

    def test_one_that_is_there_is_refused_too(self):
        wanted = self.foreign()
        now = play(wanted.read(), rules("all"), active("theirs"))

        with pytest.raises(Invalid, match="theirs is active"):
            next(plan(wanted, now).flow())

    def test_it_is_looked_at_again_right_before(self):
        with pytest.raises(Invalid, match="theirs is active"):
            play(resolved().create(), rules(), ("create_receipt_rule", {}), active("theirs"))

    def test_a_rule_can_be_prepared_in_a_set_that_is_not_active(self):
        made = [name for name, _params in requests(rule(activate=False).create())]

        assert made == ["describe_receipt_rule_set", "create_receipt_rule"]

    def test_a_rule_can_join_it(self):
        wanted = dataclasses.replace(rule(), rule_set="theirs", active_rule_set="theirs")

        play(wanted.create(), rules("other"), ("create_receipt_rule", {}), active("theirs"))

    def test_removing_a_rule_does_not_mind(self):
        wanted = self.foreign()
        now = play(wanted.read(), rules("all"), active("theirs"))

        assert [name for name, _params in requests(plan(wanted, now, absent=True).flow())] == ["delete_receipt_rule"]


@pytest.mark.parametrize(("options", "said"), [
    ({"name": "-a"}, "name: '-a' is not allowed"),
    ({"rule_set": "a" * 65}, "1 to 64 letters"),
    ({"actions": [{}]}, "none of them"),
    ({"actions": [{**KEEP, "stop": {}}]}, "s3 and stop"),
    ({"actions": [KEEP] * 11}, "actions: 11 of them, allowed are 10"),
    ({"recipients": ["a.example"] * 101}, "recipients: 101 of them, allowed are 100"),
    ({"after": "all"}, "after: all is the rule itself"),
])
def test_what_is_wrong_is_told_without_aws(options, said):
    [problem] = rule(**options).problems()
    assert said in problem
