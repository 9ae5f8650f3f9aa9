# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about the groups that databases use, and what is told of windows and versions."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.rds import ParameterGroup, SubnetGroup
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.rds.parameter_groups import (
    parameter_problems,
    within,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.rds.versions import covers, major, older
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.rds.windows import window_problems
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

ARN = "arn:aws:rds:eu-west-1:111122223333:pg:envelope"


def parameters(**options) -> ParameterGroup:
    return ParameterGroup.given({"name": "envelope", "family": "mysql8.0", **options})


class TestParameterGroups:
    def test_a_static_parameter_awaits_a_reboot_and_a_dynamic_one_does_not(self):
        made = requests(parameters(parameters={"slow_query_log": True, "innodb_log_file_size": 4194304}).create())

        assert [name for name, _params in made] == [
            "describe_engine_default_parameters", "create_db_parameter_group", "modify_db_parameter_group"]
        assert made[-1][1]["Parameters"] == [
            {"ParameterName": "innodb_log_file_size", "ParameterValue": "4194304", "ApplyMethod": "pending-reboot"},
            {"ParameterName": "slow_query_log", "ParameterValue": "1", "ApplyMethod": "immediate"}]

    @pytest.mark.parametrize(("name", "value", "words"), [
        ("slow_query_log", "2", "slow_query_log is 2, allowed are 0,1"),
        ("long_query_tme", "2", "long_query_tme is none of the engine's"),
    ])
    def test_a_parameter_that_the_engine_would_refuse_is_told_before_anything_is_made(self, name, value, words):
        with pytest.raises(Invalid, match=words):
            requests(parameters(parameters={name: value}).create())

    @pytest.mark.parametrize("value", ["{DBInstanceClassMemory*3/4}", "LEAST({DBInstanceClassMemory/9531392},5000)"])
    def test_what_aws_works_out_for_each_class_is_left_to_it(self, value):
        assert list(parameter_problems("max_connections", value, {"AllowedValues": "1-100000"})) == []

    def test_at_most_twenty_go_into_a_call(self):
        defaults = {"EngineDefaults": {"Parameters": [
            {"ParameterName": f"p{n}", "ApplyType": "dynamic"} for n in range(21)]}}
        wanted = parameters(parameters={f"p{n}": "1" for n in range(21)})

        play(wanted.create(), ("describe_engine_default_parameters", defaults), ("create_db_parameter_group", {}),
             ("modify_db_parameter_group", {}), ("modify_db_parameter_group", {}))

    def test_only_what_somebody_has_set_is_read_and_only_what_differs_is_sent(self):
        wanted = parameters(parameters={"slow_query_log": 1, "long_query_time": 2})
        now = play(wanted.read(), ("describe_db_parameter_groups", {"DBParameterGroups": [
            {"DBParameterGroupName": "envelope", "DBParameterGroupFamily": "mysql8.0", "DBParameterGroupArn": ARN}]}),
            ("describe_db_parameters", {"Parameters": [
                {"ParameterName": "slow_query_log", "ParameterValue": "1"},
                {"ParameterName": "sql_mode", "ParameterValue": "NO_ZERO_DATE"}]}))

        sent = requests(wanted.over(now).update(now, wanted.changes(now).keys()))
        assert [each["ParameterName"] for each in sent[-1][1]["Parameters"]] == ["long_query_time"]

    def test_one_that_is_in_use_is_not_deleted_and_says_what_helps(self):
        with pytest.raises(AwsError, match="give that one another group first"):
            play(parameters().delete(), ("delete_db_parameter_group", "InvalidDBParameterGroupState"))

    @pytest.mark.parametrize(("value", "allowed", "kind", "fits"), [
        ("1", "0,1", "boolean", True), ("2", "0,1", "boolean", False), ("2.5", "0-31536000", "float", True),
        ("ON", "OFF, ON", "string", True),
        ("-1", "-1-100", "integer", True), ("101", "-1-100", "integer", False), ("x", "0-9", "integer", False),
        ("A,B", "A,B,C", "list", True), ("A,D", "A,B,C", "list", False),
    ])
    def test_allowed_values_are_lists_and_ranges(self, value, allowed, kind, fits):
        assert within(value, allowed, kind) is fits

    def test_a_family_and_a_name_that_are_none_are_problems(self):
        found = list(ParameterGroup(name="Envelope", family="mysql").problems())

        assert ["name" in found[0], "family: 'mysql' is none" in found[1]] == [True, True]


class TestSubnetGroups:
    def test_a_change_of_the_description_sends_the_subnets_with_it(self):
        now = SubnetGroup(name="envelope", description="a", subnets=["subnet-1", "subnet-2"])
        wanted = SubnetGroup(name="envelope", description="b")

        assert requests(wanted.over(now).update(now, {"description"})) == [("modify_db_subnet_group", {
            "DBSubnetGroupName": "envelope", "DBSubnetGroupDescription": "b", "SubnetIds": ["subnet-1", "subnet-2"]})]

    def test_another_name_is_not_it(self):
        other = {"DBSubnetGroups": [{"DBSubnetGroupName": "envelope-2", "DBSubnetGroupArn": "-", "Subnets": []}]}

        assert play(observe(SubnetGroup(name="envelope")), ("describe_db_subnet_groups", other)) is None

    def test_one_subnet_is_too_few_and_the_default_group_is_not_ours(self):
        found = " ".join(SubnetGroup(name="default", subnets=["a"]).problems())

        assert "two or more" in found and "AWS's own" in found

    def test_a_new_one_needs_subnets(self):
        with pytest.raises(Invalid, match="without subnets"):
            requests(SubnetGroup(name="envelope").create())


@pytest.mark.parametrize(("backup", "maintenance", "wrong"), [
    ("02:00-03:00", "sun:04:00-sun:05:00", []),
    ("23:45-00:15", "Sat:23:00-Sun:01:00", ["maintenance_window"]),
    ("02:00-02:29", None, ["backup_window"]),
    ("24:00-01:00", "sunday:04:00-05:00", ["backup_window", "maintenance_window"]),
    (None, "sun:23:45-mon:00:15", []),
    (None, "sun:04:00-mon:04:00", ["maintenance_window"]),
    ("23:50-00:20", "mon:00:10-mon:00:40", ["maintenance_window"]),
])
def test_windows(backup, maintenance, wrong):
    assert [each.partition(":")[0] for each in window_problems(backup, maintenance)] == wrong


def test_versions():
    assert [covers("8.0", "8.0.39"), covers("8.0.39", "8.0.39"), covers("8.0.3", "8.0.39"), covers("8", None)] == [
        True, True, False, False]
    assert [older("8.0.9", "8.0.39"), older("8.0", "8.0.39"), older("8.4", "8.0.39"), older("8.0", "8.4.3")] == [
        True, False, False, True]
    assert [major("postgres", "16.4"), major("mysql", "8.0.39")] == [(16,), (8, 0)]
