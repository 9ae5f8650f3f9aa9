# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about log groups."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge, observe
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.logs import LogGroup
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

NAME = "/ecs/envelope-prod-api"
ARN = f"arn:aws:logs:eu-west-1:111122223333:log-group:{NAME}"


def group(**options) -> LogGroup:
    return LogGroup(name=NAME, **options)


def listed(**about) -> dict:
    return {"logGroups": [
        {"logGroupName": f"{NAME}-2", "arn": "-"}, {"logGroupName": NAME, "arn": f"{ARN}:*", **about}]}


class TestReading:
    def test_takes_the_one_of_that_very_name_and_says_what_aws_leaves_out(self):
        now = play(group().read(), ("describe_log_groups", listed()))

        assert (now.arn, now.retention_in_days, now.log_group_class, now.tags) == (ARN, 0, "STANDARD", None)

    def test_a_policy_of_the_account_that_decides_on_the_retention_is_said_and_not_fought(self):
        wanted = group(retention_in_days=30)
        now = play(wanted.read(), ("describe_log_groups", listed(retentionInDays=365, retentionPolicyName="audit")))

        assert (wanted.changes(now), now.retention_policy) == ({}, "audit")

    def test_asks_for_tags_only_where_they_matter(self):
        now = play(group(tags={"a": "1"}).read(), ("describe_log_groups", listed(logGroupArn=ARN)),
                   ("list_tags_for_resource", {"tags": {"a": "1", "b": "2"}}))

        assert now.tags == {"a": "1", "b": "2"}

    def test_another_of_that_prefix_is_not_it(self):
        other = {"logGroups": [{"logGroupName": f"{NAME}-2", "arn": "-"}]}

        assert play(observe(group()), ("describe_log_groups", other)) is None

    def test_a_set_is_read_with_one_call(self):
        asked = []

        def cloud(call):
            asked.append(call.params)
            return {"logGroups": []}

        names = [f"/ecs/envelope-prod-{name}" for name in ("api", "worker", "scheduler", "reverb")]
        converge([LogGroup(name=name) for name in names], cloud, absent=True)

        assert asked == [{"logGroupNamePrefix": "/ecs/envelope-prod-"}]

    @pytest.mark.parametrize(("name", "prefix"), [("plain", "plain"), ("/ecs/a", "/ecs/"), ("a-b-c", "a-b-")])
    def test_asks_for_what_has_the_same_beginning(self, name, prefix):
        assert next(LogGroup(name=name).read()).params == {"logGroupNamePrefix": prefix}


class TestWriting:
    def test_retention_is_a_call_of_its_own_and_none_where_events_stay_forever(self):
        assert [name for name, _params in requests(group(retention_in_days=30).create())] == [
            "create_log_group", "put_retention_policy"]
        assert [name for name, _params in requests(group(retention_in_days=0).create())] == ["create_log_group"]

    def test_events_that_shall_stay_forever_lose_the_retention_policy(self):
        assert requests(group(retention_in_days=0).update(group(retention_in_days=30), {"retention_in_days"})) == [
            ("delete_retention_policy", {"logGroupName": NAME})]

    def test_a_run_that_ended_before_the_retention_was_set_is_completed(self):
        wanted = group(retention_in_days=30)
        now = play(wanted.read(), ("describe_log_groups", listed()))

        assert requests(wanted.update(now, wanted.changes(now).keys())) == [
            ("put_retention_policy", {"logGroupName": NAME, "retentionInDays": 30})]

    def test_only_tags_that_differ_are_set(self):
        now = LogGroup(name=NAME, arn=ARN, tags={"a": "1", "b": "old"})

        assert requests(group(tags={"a": "1", "b": "2"}).update(now, {"tags"})) == [
            ("tag_resource", {"resourceArn": ARN, "tags": {"b": "2"}})]

    def test_a_name_that_aws_would_refuse_is_a_problem(self):
        assert "not allowed" in "".join(LogGroup(name="a b").problems())
        assert "begin with aws/" in "".join(LogGroup(name="aws/ecs").problems())
        assert not list(LogGroup(name="/aws/ecs").problems())
