# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One task, asked for by names."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import read_only
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.ecs_run_task import RunTask
from ansible_collections.venturemond.envelope.tests.unit.releasing.task_stage import (
    ANSWERS,
    REVISION,
    Stage,
    arn,
    definition,
    task,
)
from ansible_collections.venturemond.envelope.tools.derived.conversations import operations

NAMES: dict[str, t.Any] = {
    "describe_clusters": {"clusters": [{"clusterName": "envelope-prod-cluster", "status": "ACTIVE"}]},
    "describe_subnets": {"Subnets": [
        {"SubnetId": f"subnet-{zone}", "Tags": [{"Key": "Name", "Value": f"private-{zone}"}]} for zone in "ab"]},
    "describe_security_groups": {"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "services"}]},
}


def asked(**options: t.Any) -> RunTask:
    return RunTask.given({"timeout": 900, **RunTask.examples, **options})


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(monkeypatch, **ANSWERS, **NAMES)


class TestARun:
    def test_returns_what_came_of_it(self, stage: Stage):
        assert stage.play(asked().act(check=False)) == {
            "changed": True, "task_arn": arn("a1"), "exit_code": 0, "lines": ["Migrating", "Done"], "seconds": 30.0,
            "started": True}

    def test_returns_all_that_is_documented(self, stage: Stage):
        assert stage.play(asked().act(check=False)).keys() == {"changed", *RunTask.returns}

    def test_asks_with_ids_for_names(self, stage: Stage):
        stage.play(asked(tenant="acme", environment={"DEBUG": False}, assign_public_ip=False).act(check=False))

        [request] = stage.asked("run_task")
        assert request["networkConfiguration"] == {"awsvpcConfiguration": {
            "subnets": ["subnet-a", "subnet-b"], "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}}
        assert (request["taskDefinition"], request["launchType"]) == (REVISION, "FARGATE")
        assert request["overrides"]["containerOverrides"][0]["environment"] == [{"name": "DEBUG", "value": "false"}]
        assert request["startedBy"].startswith("1_4_2/migrate/acme-")
        assert stage.heard[0] == "  migrate of 1.4.2 for acme: started task a1"

    def test_may_ask_for_capacity_providers(self, stage: Stage):
        share = {"capacity_provider": "FARGATE_SPOT", "weight": 1}
        stage.play(asked(capacity_provider_strategy=[share]).act(check=False))

        [request] = stage.asked("run_task")
        assert request["capacityProviderStrategy"] == [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]
        assert "launchType" not in request

    def test_that_is_done_changes_nothing(self, monkeypatch: pytest.MonkeyPatch):
        mark = asked().run("api").mark
        stage = Stage(monkeypatch, **NAMES, list_tasks={"taskArns": [arn("a1")]},
                      describe_tasks={"tasks": [task("STOPPED", 0, startedBy=mark)]})

        assert not stage.play(asked().act(check=False))["changed"]
        assert not stage.play(asked().act(check=True))["changed"]

    @pytest.mark.parametrize(("answers", "what"), [
        ({"describe_clusters": {}}, "ECS cluster named envelope-prod-cluster"),
        ({"describe_subnets": {}}, "subnet named private-a")])
    def test_with_a_name_that_does_not_exist_is_refused(
            self, monkeypatch: pytest.MonkeyPatch, answers: dict[str, t.Any], what: str):
        stage = Stage(monkeypatch, **{**ANSWERS, **NAMES, **answers})
        with pytest.raises(Unresolved, match=f"there is no {what}"):
            stage.play(asked().act(check=False))

        assert stage.asked("run_task") == []


class TestTheContainerThatCounts:
    sidecar: t.ClassVar[dict[str, t.Any]] = {"name": "agent", "essential": False}

    def counts(self, monkeypatch: pytest.MonkeyPatch, container: str | None, *there: dict[str, t.Any]) -> str:
        stage = Stage(monkeypatch, **{**ANSWERS, **NAMES, "describe_task_definition": definition(*there)})
        stage.play(asked(container=container).act(check=False))
        return str(stage.asked("run_task")[0]["overrides"]["containerOverrides"][0]["name"])

    def test_is_the_only_essential_one(self, monkeypatch: pytest.MonkeyPatch):
        assert self.counts(monkeypatch, None, self.sidecar, {"name": "api"}) == "api"

    def test_has_to_be_said_where_there_are_several(self, monkeypatch: pytest.MonkeyPatch):
        with pytest.raises(Invalid, match="several essential containers: say which container counts, api or proxy"):
            self.counts(monkeypatch, None, {"name": "api"}, {"name": "proxy"})

    @pytest.mark.parametrize("check", [False, True])
    def test_that_does_not_exist_is_told_with_the_nearest(self, monkeypatch: pytest.MonkeyPatch, check: bool):
        stage = Stage(monkeypatch, **ANSWERS, **NAMES)
        with pytest.raises(Invalid, match=r"^envelope-prod-api: container apo is not known, did you mean api\?"):
            stage.play(asked(container="apo").act(check=check))


class TestCheckMode:
    def play(self, monkeypatch: pytest.MonkeyPatch, **answers: t.Any) -> t.Any:
        stage = Stage(monkeypatch, **{**NAMES, **answers})
        return stage.play(asked().act(check=True), through=read_only)

    def test_says_that_it_would_run(self, monkeypatch: pytest.MonkeyPatch):
        assert self.play(monkeypatch) == {"changed": True}

    def test_on_an_empty_account_does_too(self, monkeypatch: pytest.MonkeyPatch):
        empty = {"describe_subnets": {}, "describe_security_groups": {}}

        assert self.play(monkeypatch, describe_clusters={}, **empty)["changed"]
        assert self.play(monkeypatch, describe_clusters={}, describe_task_definition="NotFound", **empty)["changed"]


class TestProblems:
    def test_there_are_none_in_the_example(self):
        assert list(asked().problems()) == []

    @pytest.mark.parametrize(("options", "told"), [
        ({"container": "the api"}, "container: 'the api' is not allowed: 1 to 255 letters, digits, - and _"),
        ({"command": []}, "command is empty: leave it out for the container's own"),
        ({"timeout": 0}, "timeout is 0, allowed are 1 to 86400 seconds"),
        ({"timeout": 86401}, "timeout is 86401, allowed are 1 to 86400 seconds"),
        ({"release": " "}, "release is empty"),
        ({"step": ""}, "step is empty"),
        ({"environment": {"DB_PASSWORD": "c4n4ry"}},
         "environment.DB_PASSWORD would be there for all to read: keep it in a secret that the task definition names"),
        ({"subnets": None}, "subnets: Fargate needs at least one"),
        ({"security_groups": list("abcdef")}, "security_groups has 6 entries, AWS takes 5"),
        ({"launch_type": "EC2", "capacity_provider_strategy": [{"capacity_provider": "x", "weight": 1}]},
         "launch_type EC2 and capacity_provider_strategy do not go together, give one of them"),
    ])
    def test_are_told_before_any_call(self, options: dict[str, t.Any], told: str):
        assert list(asked(**options).problems()) == [told]

    def test_subnets_may_be_left_out_where_there_is_no_fargate(self):
        assert list(asked(subnets=None, launch_type="EC2").problems()) == []


def test_what_it_calls_is_known_to_its_permissions():
    called = {f"{call.client}:{call.method}" for call in operations(RunTask)}

    assert called >= {"ecs:run_task", "ecs:stop_task", "ecs:describe_tasks", "ecs:list_tasks", "logs:get_log_events",
                      "ecs:describe_task_definition", "ecs:describe_clusters", "ec2:describe_subnets"}
