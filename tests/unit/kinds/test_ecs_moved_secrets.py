# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets that move from a plain environment into a secret: the same ones, or not at all."""

from __future__ import annotations

import dataclasses
import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs import TaskDefinition
from ansible_collections.venturemond.envelope.plugins.module_utils.replacing import decided
from ansible_collections.venturemond.envelope.tests.unit.script import play

SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-AbCdEf"
OF_RDS = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!db-1-AbCdEf"
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


def refused(asked: TaskDefinition, *held: t.Any) -> str:
    """Why the move is refused, where the secret answers so."""
    runs = {"services": [{"serviceName": "api", "status": "ACTIVE", "taskDefinition": "api:1"}]}
    answers = [("get_secret_value", each) for each in held]
    now = play(asked.read(), ("describe_services", runs), ("describe_task_definition", NOW), *answers,
               ("describe_task_definition", NOW))
    return decided(plan(asked, now), agreed=False).refused


def value(**entries: str) -> dict[str, str]:
    return {"SecretString": json.dumps(entries)}


def test_the_same_value_moves():
    assert refused(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), value(APP_KEY="first")) == ""


def test_another_value_does_not_take_its_place_and_neither_is_told():
    why = refused(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), value(APP_KEY="second"))

    assert why.startswith("APP_KEY can be read in api:1, and where that is to be kept there is another value")
    assert "secrets_values" in why and "first" not in why and "second" not in why


def test_a_secret_as_a_whole_is_compared_as_a_whole():
    assert refused(wanted(APP_KEY=SECRET), {"SecretString": "second"}).startswith("APP_KEY ")


@pytest.mark.parametrize("held", [value(OTHER="x"), Absent])
def test_a_place_that_holds_nothing_yet_says_nothing(held: t.Any):
    assert refused(wanted(APP_KEY=f"{SECRET}:APP_KEY::"), held) == ""


@pytest.mark.parametrize("source", [f"{OF_RDS}:password::", "/parameter/of/ssm"])
def test_what_others_keep_is_not_asked_for(source: str):
    assert refused(wanted(APP_KEY=source)) == ""


def test_in_check_mode_a_secret_may_be_there_only_later():
    assert refused(wanted(("describe_secret", Absent), APP_KEY="app:APP_KEY")) == ""


def test_what_is_no_secret_may_change():
    assert refused(wanted(APP_ENV=f"{SECRET}:APP_ENV::")) == ""
