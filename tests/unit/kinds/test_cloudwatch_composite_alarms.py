# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about composite alarms, and the meaning of their rules."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, Invalid, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudwatch import CompositeAlarm
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudwatch.composite_rules import (
    alarms_of,
    alike,
    text_of,
)
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

SUPPRESSED = {"actions_suppressor": "deploying", "suppressor_wait_seconds": 60, "suppressor_extension_seconds": 0}


def alarm(rule="ALARM(a)", **options) -> CompositeAlarm:
    return CompositeAlarm.given({"name": "all", "rule": rule, **options})


def there(*names) -> dict:
    return {"MetricAlarms": [{"AlarmName": name} for name in names], "CompositeAlarms": []}


def wrong(rule="ALARM(a)", **options) -> str:
    return "; ".join(alarm(rule, **options).problems())


class TestRules:
    @pytest.mark.parametrize(("rule", "text"), [
        ("ALARM(a) AND OK(b)", "ALARM(a) AND OK(b)"), ({"any": ["a", "b"]}, '(ALARM("a") OR ALARM("b"))'),
        ({"all": ["a", {"not": {"any": ["b", "c"]}}]}, '(ALARM("a") AND NOT (ALARM("b") OR ALARM("c")))'),
        ({"any": ['say "hi"']}, '(ALARM("say \\"hi\\""))')])
    def test_become_text(self, rule, text):
        assert text_of(rule) == text

    @pytest.mark.parametrize(("one", "other"), [
        ({"any": ["a", "b"]}, "ALARM(b) OR ALARM(a)"), ({"any": ["a"]}, "((ALARM( a )))"), ("not TRUE", "NOT true"),
        ({"any": ["a", {"any": ["b", "c"]}]}, "ALARM(a) OR ALARM(b) OR ALARM(c)"),
        ({"any": ["a", {"all": ["b", "c"]}]}, "ALARM(a) OR ALARM(b) AND ALARM(c)"),
        ('ALARM("arn:aws:cloudwatch:eu-west-1:1:alarm:a b")', 'ALARM("a b")'),
        ('AT_LEAST(2, NOT OK, (a, "b, c"))', 'at_least( 2,not  ok,("b, c",arn:aws:cloudwatch:eu-west-1:1:alarm:a) )')])
    def test_are_alike_where_they_mean_the_same(self, one, other):
        assert alike(one, other)

    @pytest.mark.parametrize(("one", "other"), [
        ({"any": ["a", "b"]}, {"all": ["a", "b"]}), ("ALARM(a)", "OK(a)"), ("ALARM(a)", "NOT ALARM(a)"),
        ("(ALARM(a) OR ALARM(b)) AND ALARM(c)", "ALARM(a) OR ALARM(b) AND ALARM(c)"), ("ALARM(a)", "MUTED(a)"),
        ("AT_LEAST(2, ALARM, (a, b))", "AT_LEAST(2%, ALARM, (a, b))")])
    def test_differ_where_they_do_not(self, one, other):
        assert not alike(one, other)

    def test_name_their_alarms(self):
        assert alarms_of('ALARM(b) AND NOT OK("a b") OR TRUE') == ["a b", "b"]
        assert alarms_of('NOT AT_LEAST(50%, OK, (d, "(c)")) OR ALARM(a)') == ["(c)", "a", "d"]


class TestProblems:
    @pytest.mark.parametrize(("rule", "words"), [
        ("cpu", "'cpu' at character 0 is not understood"), ({"any": []}, "neither the name of an alarm"),
        ({"some": ["a"]}, "neither"), ("ALARM(a) ALARM(b)", "ALARM(b) is not expected"), ("(ALARM(a)", "not closed"),
        ("AT_LEAST(2, a, b)", "at character 0 is not understood"),
        ("ALARM(a) AND", "it ends where an alarm is expected"), ("ALARM(a) OR AND", "AND is where an alarm"),
        ("ALARM(all)", "all refers to itself"), ({"any": [str(n) for n in range(101)]}, "101 alarms, allowed are 100"),
        ({"any": ["x" * 250 + str(n) for n in range(50)]}, "characters, allowed are 10240")])
    def test_a_rule_that_cannot_be_is_told(self, rule, words):
        assert words in wrong(rule)

    def test_a_suppressor_needs_its_times(self):
        assert "needs suppressor_wait_seconds" in wrong(actions_suppressor="deploying")
        assert "allowed are 0 and more" in wrong(**{**SUPPRESSED, "suppressor_wait_seconds": -1})
        assert wrong(**SUPPRESSED) == ""


class TestConversations:
    def test_the_alarms_it_refers_to_have_to_be_there(self):
        wanted = alarm({"any": ["a", "b"]}, **SUPPRESSED)
        assert play(wanted.resolved(), ("describe_alarms", there("a", "b", "deploying"))) == wanted
        with pytest.raises(Unresolved, match="no alarm named b, deploying; role monitoring makes it"):
            play(wanted.resolved(), ("describe_alarms", there("a")))

    def test_one_that_is_there_needs_no_rule_and_a_new_one_does(self):
        assert play(CompositeAlarm(name="all").resolved()) == CompositeAlarm(name="all")
        assert not list(CompositeAlarm(name="all").problems())
        with pytest.raises(Invalid, match="cannot be created without rule"):
            requests(CompositeAlarm(name="all").create())

    def test_in_check_mode_they_may_still_come(self):
        assert play(alarm().resolved(pending=True)) == alarm()

    def test_nothing_is_done_where_cloudwatch_spells_it_otherwise(self):
        now = alarm('(ALARM("b") OR ALARM("a"))', **{**SUPPRESSED, "actions_suppressor": "arn:x:alarm:deploying"})

        assert plan(alarm({"any": ["a", "b"]}, **SUPPRESSED), now).action == "none"

    def test_a_suppressor_that_goes_takes_its_times_along(self):
        now = alarm(**SUPPRESSED)
        [(operation, params)] = requests(alarm(actions_suppressor="").over(now).update(now, {"actions_suppressor"}))

        assert (operation, params) == ("put_composite_alarm", {"AlarmName": "all", "AlarmRule": "ALARM(a)"})

    def test_a_deletion_waits_for_those_above_it_and_for_nothing_else(self):
        step = next(alarm().delete())
        assert isinstance(step, Wait) and step.call.batch is None

        text = "Cannot delete all as there are composite alarm(s) depending on it."
        assert step.passing(AwsError(step.call, "ValidationError", text))
        assert not step.passing(AwsError(step.call, "ValidationError", "Some other reason"))
