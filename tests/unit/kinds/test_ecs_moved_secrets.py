# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets that move from a plain environment into a secret: the same ones, or not at all."""

from __future__ import annotations

import dataclasses
import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import Plan, observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Unseen
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs import TaskDefinition
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs.moved_secrets import would_lose
from ansible_collections.venturemond.envelope.plugins.module_utils.replacing import decided
from ansible_collections.venturemond.envelope.tests.unit.script import play, sent

SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-AbCdEf"
OF_RDS = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!db-1-AbCdEf"
SAME = object()
"""Stands for the revision that runs."""
NOW = {"taskDefinition": {
    "taskDefinitionArn": "arn:aws:ecs:eu-west-1:111122223333:task-definition/api:1",
    "family": "api", "revision": 1, "status": "ACTIVE",
    "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [
        {"name": "api", "image": "a", "environment": [
            {"name": "APP_KEY", "value": "first"}, {"name": "APP_ENV", "value": "prod"}]}]}}


def wanted(*exchanges: t.Any, **secrets: str) -> TaskDefinition:
    asked = {"family": "api", "containers": [{"name": "api", "image": "a", "environment": {"APP_ENV": "prod"},
                                              "secrets": secrets}]}
    whole = play(TaskDefinition.given(asked).resolved(pending=True), *exchanges)
    return dataclasses.replace(whole, cluster="cluster", service="api")


def seen(asked: TaskDefinition, *held: t.Any, runs: t.Any = None, latest: t.Any = SAME) -> t.Any:
    """What is there, where its service runs that revision and the secret answers so."""
    runs = runs or NOW
    latest = NOW if latest is SAME else latest
    after = [("describe_task_definition", latest)] if latest else []
    return play(observe(asked), *asking(runs, *held), *after)


def asking(runs: t.Any, *held: t.Any) -> list[tuple[str, t.Any]]:
    """What is asked to know what the service runs, and what the secrets hold."""
    arn = runs["taskDefinition"]["taskDefinitionArn"]
    services = {"services": [{"serviceName": "api", "status": "ACTIVE", "taskDefinition": arn}]}
    return [("describe_services", services), ("describe_task_definition", runs),
            *[("get_secret_value", each) for each in held]]


def decision(asked: TaskDefinition, *held: t.Any, runs: t.Any = None, latest: t.Any = SAME) -> Plan:
    """What becomes of it."""
    step = plan(asked, seen(asked, *held, runs=runs, latest=latest))
    return play(decided(step, agreed=False), *(asking(runs or NOW, *held) if step.action != "none" else ()))


def refused(asked: TaskDefinition, *held: t.Any, **there: t.Any) -> str:
    """Why the move is refused."""
    return decision(asked, *held, **there).refused


def running(*containers: t.Any, arn: str = "api:1", status: str = "ACTIVE") -> dict[str, t.Any]:
    """A revision that is like the one of now, but for this."""
    about = {**NOW["taskDefinition"], "family": arn.partition(":")[0], "status": status,
             "taskDefinitionArn": f"arn:aws:ecs:eu-west-1:111122223333:task-definition/{arn}"}
    return {"taskDefinition": {**about, "containerDefinitions": list(containers) or about["containerDefinitions"]}}


def value(**entries: t.Any) -> dict[str, str]:
    return {"SecretString": json.dumps(entries)}


def test_the_same_value_moves():
    assert refused(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), value(APP_KEY="first")) == ""


def test_another_value_does_not_take_its_place_and_neither_is_told():
    why = refused(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), value(APP_KEY="second"), latest=None)

    assert why.startswith("APP_KEY can be read in api:1, and where that is to be kept there is another value")
    assert "secrets_values" in why and "first" not in why and "second" not in why


def test_a_secret_as_a_whole_is_compared_as_a_whole():
    assert refused(wanted(APP_KEY=SECRET), {"SecretString": "second"}, latest=None).startswith("APP_KEY ")


@pytest.mark.parametrize("held", [value(OTHER="x"), Absent])
def test_a_place_that_holds_nothing_yet_says_nothing(held: t.Any):
    assert refused(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), held) == ""


class TestAValueThatMayNotBeSeen:
    what = "whether secrets that move keep their values (AccessDeniedException of secretsmanager:GetSecretValue)"

    def unseen(self, asked: TaskDefinition, **there: t.Any) -> Unseen:
        with pytest.raises(Unseen, match="AccessDeniedException") as raised:
            seen(asked, "AccessDeniedException", **there)
        assert raised.value.what == self.what
        return raised.value

    def test_stops_a_run_and_is_told_by_a_plan(self):
        asked = wanted(APP_KEY=f"{SECRET}:APP_KEY::")
        step = plan(asked, self.unseen(asked).seen)
        asks = asking(NOW, "AccessDeniedException")

        assert step.action == "update" and set(step.changes) == {"containers"}
        assert play(decided(step, agreed=False, check=True), *asks).unseen == self.what
        with pytest.raises(Unseen):
            play(decided(step, agreed=False), *asks)

    def test_is_taken_to_be_the_same_so_that_a_newer_revision_counts(self):
        asked = wanted(APP_KEY=f"{SECRET}:APP_KEY::")
        [api] = NOW["taskDefinition"]["containerDefinitions"]
        moved = running({**api, "environment": [{"name": "APP_ENV", "value": "prod"}], "secrets": [
            {"name": "APP_KEY", "valueFrom": f"{SECRET}:APP_KEY::"}]}, arn="api:2")
        found = self.unseen(asked, latest=moved).seen

        assert found.arn.endswith("api:2")
        assert self.unseen(asked, runs=running(arn="web-task:7"), latest=moved).seen.arn.endswith("api:2")

    def test_of_a_family_that_is_not_there_yet_is_told_as_well(self):
        asked = wanted(APP_KEY=f"{SECRET}:APP_KEY::")

        assert self.unseen(asked, runs=running(arn="web-task:7"), latest=Absent).seen is None

    def test_does_not_hide_another_that_is_lost(self):
        runs = running({"name": "api", "image": "a", "environment": [
            {"name": "APP_KEY", "value": "first"}, {"name": "DB_PASSWORD", "value": "first"}]})
        asked = wanted(APP_KEY=f"{SECRET}:APP_KEY::", DB_PASSWORD=f"{SECRET}:DB_PASSWORD::")

        assert refused(asked, "AccessDeniedException", value(DB_PASSWORD="second"), runs=runs,
                       latest=None).startswith("DB_PASSWORD can be read in api:1")


def test_another_error_is_one():
    with pytest.raises(AwsError, match="InternalServiceError") as raised:
        seen(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), "InternalServiceError", latest=None)

    assert not isinstance(raised.value, Unseen)


@pytest.mark.parametrize("source", [f"{OF_RDS}:password::", "/parameter/of/ssm"])
def test_what_others_keep_is_not_asked_for(source: str):
    assert refused(wanted(APP_KEY=source)) == ""


def test_in_check_mode_a_secret_may_be_there_only_later():
    assert refused(wanted(("describe_secret", Absent), APP_KEY="app:APP_KEY")) == ""


def test_what_is_no_secret_may_change():
    assert refused(wanted(APP_ENV=f"{SECRET}:APP_ENV::")) == ""


class TestARevisionThatIsNotOurs:
    """What a service runs counts, be it of another family, as those of other tools are, or inactive."""

    @pytest.mark.parametrize(("there", "name"), [
        ({"arn": "web-task:7"}, "web-task:7"), ({"arn": "api:3", "status": "INACTIVE"}, "api:3")])
    def test_loses_no_secret_and_is_named(self, there: dict[str, str], name: str):
        why = refused(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), value(APP_KEY="second"), runs=running(**there),
                      latest=None)

        assert why.startswith(f"APP_KEY can be read in {name}, and where that is to be kept there is another value")

    def test_is_no_matter_of_taking_over_and_what_would_be_made_is_refused(self):
        asked = dataclasses.replace(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), tags={"managed-by": "us"})
        theirs = {**running(arn="web-task:7"), "tags": [{"key": "managed-by", "value": "terraform"}]}
        step = decision(asked, value(APP_KEY="second"), runs=theirs, latest=None)

        assert (step.action, step.now, "web-task:7" in step.refused) == ("create", None, True)

    @pytest.mark.parametrize("family", [NOW, Absent])
    def test_lets_the_same_value_move_to_what_there_is_of_ours(self, family: t.Any):
        now = seen(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), value(APP_KEY="first"), runs=running(arn="web-task:7"),
                   latest=family)

        assert now is None if family is Absent else now.arn.endswith("/api:1")

    def test_lets_the_same_value_move_to_what_is_made(self):
        step = decision(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), value(APP_KEY="first"),
                        runs=running(arn="web-task:7"), latest=Absent)

        assert (step.action, step.refused) == ("create", "")


def test_a_change_of_tags_alone_moves_nothing_and_asks_nothing():
    asked = dataclasses.replace(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), tags={"managed-by": "us"})
    step = plan(asked, dataclasses.replace(asked, tags={}))

    assert (list(step.changes), play(decided(step, agreed=False)).refused) == (["tags"], "")


def test_a_newer_revision_that_is_as_described_takes_nothing_away_either():
    asked = wanted(APP_KEY=f"{SECRET}:APP_KEY::")
    assert refused(asked, value(APP_KEY="second"), latest=None).startswith("APP_KEY ")


class TestContainers:
    key: t.ClassVar[dict[str, str]] = {"name": "APP_KEY", "value": "first"}

    def test_of_another_name_are_all_looked_at(self):
        runs = running({"name": "nginx", "image": "n"}, {"name": "php", "image": "a", "environment": [self.key]})
        assert refused(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), value(APP_KEY="second"), runs=runs,
                       latest=None).startswith("APP_KEY ")
        assert refused(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), value(APP_KEY="first"), runs=runs) == ""

    def test_beside_the_one_of_that_name_are_others(self):
        runs = running({"name": "api", "image": "a"}, {"name": "php", "image": "a", "environment": [self.key]})
        assert refused(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), runs=runs) == ""


def test_an_entry_that_is_a_number_is_compared_as_it_is_given_to_a_container():
    runs = running({"name": "api", "image": "a", "environment": [{"name": "API_TOKEN", "value": "1234"}]})
    asked = wanted(API_TOKEN=f"{SECRET}:API_TOKEN::")

    assert refused(asked, value(API_TOKEN=1234), runs=runs) == ""
    assert refused(asked, value(API_TOKEN=1235), runs=runs, latest=None).startswith("API_TOKEN ")


@pytest.mark.parametrize(("entry", "which"), [
    ("APP_KEY::", {}), ("APP_KEY:AWSPREVIOUS:", {"VersionStage": "AWSPREVIOUS"}),
    ("APP_KEY::v-1", {"VersionId": "v-1"})])
def test_the_version_that_is_meant_is_asked_for(entry: str, which: dict[str, str]):
    [container] = wanted(APP_KEY=f"{SECRET}:{entry}").containers or ()
    [asked] = sent(would_lose([container], NOW))

    assert asked.params == {"SecretId": SECRET, **which}
