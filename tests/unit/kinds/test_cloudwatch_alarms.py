# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about metric alarms."""

from __future__ import annotations

import collections

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudwatch import MetricAlarm
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudwatch.metric_queries import MetricQuery
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

ARN = "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:"
CPU = {
    "namespace": "AWS/ECS", "metric_name": "CPUUtilization", "statistic": "Average", "period": 60,
    "evaluation_periods": 5, "threshold": 80.0, "comparison_operator": "GreaterThanThreshold"}
ENTRY = {
    "AlarmName": "cpu", "AlarmArn": f"{ARN}cpu", "Namespace": "AWS/ECS", "MetricName": "CPUUtilization",
    "Dimensions": [], "Statistic": "Average", "Period": 60, "EvaluationPeriods": 5, "Threshold": 80.0,
    "ComparisonOperator": "GreaterThanThreshold", "StateValue": "OK"}
OWN = {"Tags": [{"Key": "a", "Value": "1"}]}


def alarm(name="cpu", **options) -> MetricAlarm:
    return MetricAlarm.given({"name": name, **options})


def query(name, **about) -> dict:
    return {"id": name, "namespace": "AWS/SES", "metric_name": name, "statistic": "Sum", "period": 60,
            "return_data": False, **about}


def listed(**tags) -> dict:
    pairs = [{"Key": name, "Value": value} for name, value in tags.items()]
    return {"ResourceTagMappingList": [{"ResourceARN": f"{ARN}cpu", "Tags": pairs}]}


def wrong(**options) -> str:
    return "; ".join(alarm(**{**CPU, **options}).problems())


class Account:
    """An account in which every alarm is as it is asked for."""

    def __init__(self) -> None:
        self.calls = collections.Counter()

    def __call__(self, call):
        self.calls[call.operation] += 1
        if call.operation == "describe_alarms":
            return {"MetricAlarms": [{**ENTRY, "AlarmName": name, "AlarmArn": f"{ARN}{name}"}
                                     for name in call.params["AlarmNames"]]}
        if call.operation == "get_resources":
            return {"ResourceTagMappingList": [{"ResourceARN": arn, **OWN}
                                               for arn in call.params["ResourceARNList"]]}
        return {}

    def check(self, call):
        """Nothing is wrong with it."""


class TestReading:
    def test_a_thousand_alarms_cost_twenty_calls(self):
        account = Account()
        outcomes = converge([alarm(f"cpu-{number}", **CPU, tags={"a": "1"}) for number in range(1000)], account)

        assert not any(outcome.changed or outcome.error for outcome in outcomes)
        assert account.calls == {"describe_alarms": 10, "get_resources": 10}

    def test_a_thousand_are_deleted_with_ten(self):
        account = Account()
        outcomes = converge([alarm(f"cpu-{number}") for number in range(1000)], account, absent=True)

        assert all(outcome.changed for outcome in outcomes)
        assert account.calls["delete_alarms"] == 10

    def test_tags_cost_nothing_where_none_are_wanted(self):
        assert not play(alarm().read(), ("describe_alarms", {"MetricAlarms": [ENTRY]})).tags

    def test_what_the_tagging_api_has_not_heard_of_yet_is_asked_of_cloudwatch(self):
        for heard in ({}, listed(), listed(a="old")):
            now = play(alarm(tags={"a": "1"}).read(), ("describe_alarms", {"MetricAlarms": [ENTRY]}),
                       ("get_resources", heard), ("list_tags_for_resource", OWN))
            assert now.tags == {"a": "1"}

    def test_a_name_that_a_composite_alarm_has_is_told(self):
        with pytest.raises(Invalid, match="cpu is a composite alarm"):
            play(alarm().read(), ("describe_alarms", {"CompositeAlarms": [ENTRY]}))

    def test_another_name_is_not_it(self):
        with pytest.raises(Absent):
            play(alarm("cpu-2").read(), ("describe_alarms", {"MetricAlarms": [ENTRY]}))

    def test_what_cloudwatch_leaves_out_is_its_default(self):
        wanted = alarm(**CPU, dimensions={}, unit="", description="", alarm_actions=[], actions_enabled=True,
                       treat_missing_data="missing", evaluate_low_sample_count_percentile="evaluate")

        assert plan(wanted, alarm().seen(ENTRY)).action == "none"


class TestWriting:
    def test_a_change_sends_all_as_cloudwatch_replaces_all(self):
        now = alarm().seen({**ENTRY, "AlarmDescription": "CPU", "DatapointsToAlarm": 3})
        [(operation, params)] = requests(alarm(threshold=90.0).over(now).update(now, {"threshold"}))

        assert (operation, params["Threshold"], params["AlarmDescription"], params["DatapointsToAlarm"]) == (
            "put_metric_alarm", 90.0, "CPU", 3)
        assert not {"Tags", "AlarmActions", "Dimensions", "Unit"} & params.keys()

    def test_tags_are_put_at_creation_and_set_on_their_own_later(self):
        [(_unused, params)] = requests(alarm(**CPU, tags={"a": "1"}).create())
        assert params["Tags"] == [{"Key": "a", "Value": "1"}]

        now = alarm().seen({**ENTRY, **OWN})
        assert requests(alarm(tags={"a": "1", "b": "2"}).update(now, {"tags"})) == [
            ("tag_resource", {"ResourceARN": f"{ARN}cpu", "Tags": [{"Key": "b", "Value": "2"}]})]

    def test_an_expression_takes_the_place_of_a_metric_and_the_other_way_round(self):
        now = alarm().seen(ENTRY)
        wanted = alarm(metrics=[query("m"), {"id": "e", "expression": "m / 2"}])
        [(_unused, params)] = requests(wanted.over(now).update(now, {"metrics"}))
        assert [each["Id"] for each in params["Metrics"]] == ["m", "e"]
        assert not {"Namespace", "MetricName", "Statistic", "Period"} & params.keys()

        [(_unused, params)] = requests(alarm(**CPU).over(wanted).update(wanted, {"metric_name"}))
        assert "Metrics" not in params

    def test_a_percentile_takes_the_place_of_a_statistic(self):
        now = alarm().seen(ENTRY)
        [(_unused, params)] = requests(alarm(extended_statistic="p99").over(now).update(now, {"extended_statistic"}))

        assert (params["ExtendedStatistic"], "Statistic" in params) == ("p99", False)

    def test_a_new_one_has_to_say_what_it_watches(self):
        with pytest.raises(Invalid, match="cannot be created without comparison_operator, evaluation_periods, "
                                          "threshold, namespace, metric_name, period, statistic"):
            requests(alarm().create())

    def test_topics_go_by_name(self):
        here = {"partition": "aws", "region": "eu-west-1", "account": "1"}
        found = play(alarm(alarm_actions=["alarms", "arn:aws:lambda:eu-west-1:1:function:page"]).resolved(),
                     ("get_caller_identity", here), ("get_topic_attributes", {}))

        assert found.alarm_actions == ["arn:aws:sns:eu-west-1:1:alarms", "arn:aws:lambda:eu-west-1:1:function:page"]


class TestQueries:
    def test_come_back_as_they_were_sent(self):
        insights = {"id": "e", "expression": "SELECT", "period": 60}
        for given in (query("m", dimensions={"a": "1"}, unit="Count"), insights):
            sent = MetricQuery.given(given)
            assert sent.like(MetricQuery.taken({"ReturnData": True, **sent.wire()}))

    def test_periods_are_where_cloudwatch_has_them(self):
        assert MetricQuery.given(query("m")).wire()["MetricStat"]["Period"] == 60
        assert MetricQuery.given({"id": "e", "expression": "SELECT 1", "period": 60}).wire()["Period"] == 60

    def test_what_is_left_out_is_not_left_alone(self):
        assert not MetricQuery.given(query("m")).like(MetricQuery.given(query("m", label="Bounces")))


class TestProblems:
    def test_there_are_none_with_what_cloudwatch_takes(self):
        assert wrong() == wrong(statistic=None, extended_statistic="PR(:300)") == wrong(period=3600) == ""
        assert wrong(period=86400, evaluation_periods=7) == wrong(datapoints_to_alarm=5) == ""
        assert not list(alarm(metrics=[query("m"), {"id": "e", "expression": "m"}]).problems())

    @pytest.mark.parametrize(("options", "words"), [
        ({"name": "a\nb"}, "control characters"), ({"description": "x" * 1025}, "1025 characters, allowed are 1024"),
        ({"alarm_actions": ["a"] * 6}, "alarm_actions: 6, allowed are 5"),
        ({"period": 90}, "period: 90, allowed are 10, 20, 30 and multiples of 60"),
        ({"evaluation_periods": 1441}, "are 86460, allowed are 86400"),
        ({"period": 86400, "evaluation_periods": 8}, "allowed are 604800"),
        ({"evaluation_periods": 0}, "evaluation_periods: 0, allowed are 1 and more"),
        ({"datapoints_to_alarm": 6}, "datapoints_to_alarm: 6, allowed are 1 to evaluation_periods, which are 5"),
        ({"extended_statistic": "p99"}, "statistic: excludes extended_statistic"),
        ({"extended_statistic": "median"}, "extended_statistic: median, allowed are p99"),
        ({"threshold_metric": "band"}, "threshold: excludes threshold_metric"),
        ({"comparison_operator": "GreaterThanUpperThreshold"}, "compares with a band"),
        ({"threshold": None, "threshold_metric": "band"}, "allowed with threshold_metric are"),
        ({"dimensions": {str(n): "a" for n in range(31)}}, "dimensions: 31, allowed are 30"),
        ({"dimensions": {"ServiceName": ""}}, "ServiceName has no value"),
        ({"metrics": [query("m")]}, "metrics: excludes namespace, metric_name, statistic, period")])
    def test_what_cannot_be_is_told_with_what_can(self, options, words):
        assert words in wrong(**options)

    @pytest.mark.parametrize(("queries", "words"), [
        ([query("m")], "watches none"),
        ([query("m", return_data=True), {"id": "e", "expression": "m"}], "watches m, e"),
        ([query("m"), query("m", return_data=True)], "m is there more than once"),
        ([query("M", return_data=True)], "a small letter"), ([query("m", return_data=True, period=7)], "period: 7"),
        ([{"id": "e", "expression": "m", "statistic": "Sum"}], "has an expression, and so no statistic"),
        ([{"id": "e", "metric_name": "Bounce"}], "has no namespace, statistic, period"),
        ([query("m", return_data=True, statistic="Mean")], "statistic: Mean")])
    def test_so_it_is_with_queries(self, queries, words):
        assert words in "; ".join(alarm(metrics=queries).problems())

    def test_a_band_is_one_of_the_entries(self):
        about = {"comparison_operator": "GreaterThanUpperThreshold", "threshold_metric": "band"}
        band = {"id": "band", "expression": "ANOMALY_DETECTION_BAND(m)"}
        assert not list(alarm(metrics=[query("m", return_data=True), band], **about).problems())
        assert "is no id" in "".join(alarm(metrics=[query("m", return_data=True)], **about).problems())
