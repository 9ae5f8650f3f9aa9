# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alarms as CloudWatch keeps them."""

from __future__ import annotations

import pytest

ALARM = {
    "Namespace": "AWS/ECS", "MetricName": "CPUUtilization", "Statistic": "Average", "Period": 60,
    "EvaluationPeriods": 3, "Threshold": 80.0, "ComparisonOperator": "GreaterThanThreshold"}
STAT = {"Metric": {"Namespace": "AWS/SES", "MetricName": "Bounce", "Dimensions": []}, "Period": 60, "Stat": "Sum"}
RATE = [{"Id": "m", "MetricStat": STAT, "ReturnData": False}, {"Id": "rate", "Expression": "m / 100"}]
BOTH = ["MetricAlarm", "CompositeAlarm"]


@pytest.fixture
def cloudwatch(client):
    return client("cloudwatch")


@pytest.fixture
def alarm(cloudwatch):
    def make(name="cpu", **about):
        asked = {option: value for option, value in {**ALARM, **about}.items() if value is not None}
        cloudwatch.put_metric_alarm(AlarmName=name, **asked)
        return one(cloudwatch, name)

    return make


def one(cloudwatch, name):
    found = cloudwatch.describe_alarms(AlarmNames=[name], AlarmTypes=BOTH)
    return (found["MetricAlarms"] + found["CompositeAlarms"])[0]


def set_state(cloudwatch, name, state):
    cloudwatch.set_alarm_state(AlarmName=name, StateValue=state, StateReason="tried out")


class TestMetricAlarms:
    def test_a_new_one_cannot_tell_yet_and_an_update_keeps_its_state_and_tags(self, cloudwatch, alarm):
        made = alarm(Tags=[{"Key": "a", "Value": "1"}])
        assert (made["StateValue"], made["ActionsEnabled"], made["OKActions"]) == ("INSUFFICIENT_DATA", True, [])

        set_state(cloudwatch, "cpu", "ALARM")
        again = alarm(Threshold=90.0, Tags=[{"Key": "a", "Value": "2"}])

        assert (again["StateValue"], again["Threshold"]) == ("ALARM", 90.0)
        assert cloudwatch.list_tags_for_resource(ResourceARN=made["AlarmArn"])["Tags"] == [{"Key": "a", "Value": "1"}]

    def test_an_update_replaces_all(self, alarm):
        assert "AlarmDescription" in alarm(AlarmDescription="CPU")
        assert "AlarmDescription" not in alarm()

    def test_expressions_are_told_as_they_were_given(self, cloudwatch):
        about = {name: ALARM[name] for name in ("EvaluationPeriods", "Threshold", "ComparisonOperator")}
        cloudwatch.put_metric_alarm(AlarmName="rate", Metrics=RATE, **about)

        assert one(cloudwatch, "rate")["Metrics"] == [RATE[0], {**RATE[1], "ReturnData": True}]

    def test_every_extended_statistic_is_taken(self, alarm):
        assert alarm(Statistic=None, ExtendedStatistic="tm90")["ExtendedStatistic"] == "tm90"

    @pytest.mark.parametrize(("about", "words"), [
        ({"Period": 90}, "multiple of 60"), ({"EvaluationPeriods": 1441}, "more than a day"),
        ({"DatapointsToAlarm": 4}, "less than or equal to EvaluationPeriods"), ({"Metrics": RATE}, "should not be set"),
        ({"MetricName": None}, "MetricName must not be null"), ({"ExtendedStatistic": "p99"}, "Exactly one of")])
    def test_what_does_not_go_together_is_refused(self, alarm, refused, about, words):
        with refused("ValidationError", words):
            alarm(**about)

    def test_a_deleted_one_leaves_no_tags(self, cloudwatch, alarm, refused):
        arn = alarm(Tags=[{"Key": "a", "Value": "1"}])["AlarmArn"]
        cloudwatch.delete_alarms(AlarmNames=["cpu", "never-there"])

        with refused("ResourceNotFoundException"):
            cloudwatch.list_tags_for_resource(ResourceARN=arn)
        alarm()
        assert cloudwatch.list_tags_for_resource(ResourceARN=arn)["Tags"] == []


class TestDescribing:
    def test_comes_by_the_page_in_the_order_of_names(self, cloudwatch, alarm, refused):
        for name in ("c", "a", "b"):
            alarm(name)
        first = cloudwatch.describe_alarms(MaxRecords=2)
        rest = cloudwatch.describe_alarms(MaxRecords=2, NextToken=first["NextToken"])

        assert [each["AlarmName"] for each in first["MetricAlarms"] + rest["MetricAlarms"]] == ["a", "b", "c"]
        assert "NextToken" not in rest
        with refused("InvalidNextToken"):
            cloudwatch.describe_alarms(NextToken="?")

    def test_metric_alarms_alone_unless_asked_for_others(self, cloudwatch, alarm):
        alarm()
        cloudwatch.put_composite_alarm(AlarmName="all", AlarmRule="ALARM(cpu)")

        assert cloudwatch.describe_alarms()["CompositeAlarms"] == []
        found = cloudwatch.describe_alarms(AlarmTypes=["CompositeAlarm"])
        assert (found["MetricAlarms"], found["CompositeAlarms"][0]["AlarmName"]) == ([], "all")

    def test_says_who_is_above_and_below(self, cloudwatch, alarm):
        alarm()
        cloudwatch.put_composite_alarm(AlarmName="all", AlarmRule="ALARM(cpu)")

        assert cloudwatch.describe_alarms(ParentsOfAlarmName="cpu")["CompositeAlarms"][0]["AlarmName"] == "all"
        assert cloudwatch.describe_alarms(ChildrenOfAlarmName="all")["MetricAlarms"][0]["AlarmName"] == "cpu"


class TestCompositeAlarms:
    @pytest.mark.parametrize(("rule", "alarming", "state"), [
        ("ALARM(a) OR ALARM(b)", ["b"], "ALARM"), ("ALARM(a) AND ALARM(b)", ["b"], "OK"),
        ('ALARM("a") AND NOT ALARM("b")', ["a"], "ALARM"), ("(ALARM(a) OR ALARM(b)) AND FALSE", ["a", "b"], "OK"),
        ("INSUFFICIENT_DATA(a) AND OK(b) OR ALARM(a)", ["a"], "ALARM"),
        ("AT_LEAST(2, ALARM, (a, b))", ["a"], "OK"), ('AT_LEAST(50%, ALARM, ("a", b))', ["a"], "ALARM"),
        ("AT_LEAST(2, NOT ALARM, (a, b)) OR FALSE", ["b"], "OK")])
    def test_their_state_follows_those_of_others(self, cloudwatch, alarm, rule, alarming, state):
        alarm("a"), alarm("b")
        cloudwatch.put_composite_alarm(AlarmName="all", AlarmRule=rule)
        cloudwatch.put_composite_alarm(AlarmName="above", AlarmRule="ALARM(all)")
        for name in alarming:
            set_state(cloudwatch, name, "ALARM")

        assert [one(cloudwatch, name)["StateValue"] for name in ("all", "above")] == [state, state]

    def test_a_state_that_was_set_sticks_until_an_alarm_of_the_rule_changes(self, cloudwatch, alarm):
        alarm("a")
        cloudwatch.put_composite_alarm(AlarmName="all", AlarmRule="ALARM(a)")
        set_state(cloudwatch, "all", "ALARM")
        assert one(cloudwatch, "all")["StateValue"] == "ALARM"

        set_state(cloudwatch, "a", "OK")

        assert one(cloudwatch, "all")["StateValue"] == "OK"

    def test_circles_come_to_an_end(self, cloudwatch, alarm):
        alarm("a")
        cloudwatch.put_composite_alarm(AlarmName="x", AlarmRule="ALARM(a)")
        cloudwatch.put_composite_alarm(AlarmName="y", AlarmRule="NOT ALARM(x)")
        cloudwatch.put_composite_alarm(AlarmName="x", AlarmRule="ALARM(y)")

        assert one(cloudwatch, "x")["StateValue"] in ("OK", "ALARM")

    @pytest.mark.parametrize(("rule", "words"), [
        ("()", "Unsupported token ')' at char 1"), ("ALARM(a) ALARM(a)", "at char 9"), ("ALARM(a) XOR", "'XOR'"),
        ("ALARM(gone)", "alarms [gone] in the alarm rule do not exist")])
    def test_a_rule_that_cannot_be_is_refused(self, cloudwatch, alarm, refused, rule, words):
        alarm("a")
        with refused("ValidationError", words):
            cloudwatch.put_composite_alarm(AlarmName="all", AlarmRule=rule)

    def test_an_alarm_that_a_rule_names_cannot_be_deleted(self, cloudwatch, alarm, refused):
        alarm("a"), alarm("b")
        cloudwatch.put_composite_alarm(AlarmName="all", AlarmRule="ALARM(a) OR ALARM(b)")

        with refused("ValidationError", "Cannot delete a,b as there are composite alarm(s) depending on them."):
            cloudwatch.delete_alarms(AlarmNames=["a", "b"])
        cloudwatch.delete_alarms(AlarmNames=["all"])
        cloudwatch.delete_alarms(AlarmNames=["a", "b"])

        assert cloudwatch.describe_alarms(AlarmTypes=BOTH)["MetricAlarms"] == []

    def test_a_call_deletes_one_at_most(self, cloudwatch, alarm, refused):
        alarm("a")
        for name in ("x", "y"):
            cloudwatch.put_composite_alarm(AlarmName=name, AlarmRule="ALARM(a)")
        with refused("ValidationError", "more than one composite alarm"):
            cloudwatch.delete_alarms(AlarmNames=["x", "y"])

    def test_names_are_of_one_sort(self, cloudwatch, alarm, refused):
        alarm("a")
        cloudwatch.put_composite_alarm(AlarmName="all", AlarmRule="ALARM(a)")
        with refused("ValidationError", "composite"):
            alarm("all")
        with refused("ValidationError", "metric alarm"):
            cloudwatch.put_composite_alarm(AlarmName="a", AlarmRule="TRUE")

    def test_a_suppressor_and_its_times_go_together(self, cloudwatch, alarm, refused):
        alarm("a")
        with refused("ValidationError", "go together"):
            cloudwatch.put_composite_alarm(AlarmName="all", AlarmRule="ALARM(a)", ActionsSuppressor="a")
        cloudwatch.put_composite_alarm(
            AlarmName="all", AlarmRule="ALARM(a)", ActionsSuppressor="a", ActionsSuppressorWaitPeriod=60,
            ActionsSuppressorExtensionPeriod=120)
        assert one(cloudwatch, "all")["ActionsSuppressorWaitPeriod"] == 60
