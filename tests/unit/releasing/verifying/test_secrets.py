# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets and parameters: whether they are there and hold what is needed."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.unit.releasing.verifying.world import (
    ACCOUNT,
    KEY,
    SECRET,
    World,
    candidate,
    container,
    value,
)

WHO, TITLE = "envelope-local-api/api", "secret envelope-local/app-AbCdEf"


def reading(*sources: str, **more):
    return candidate(containerDefinitions=[container(
        secrets=[{"name": f"S{number}", "valueFrom": each} for number, each in enumerate(sources)], **more)])


def test_a_missing_secret():
    [problem] = World(describe_secret="ResourceNotFoundException").problems()

    assert problem == f"{WHO}: there is no {TITLE}; role secrets makes those of the application"


def test_a_secret_that_awaits_deletion_is_not_opened():
    world = World(describe_secret={"ARN": SECRET, "DeletedDate": 1})
    [problem] = world.problems()

    assert problem == f"{WHO}: {TITLE} is scheduled for deletion; restore it, or name another one"
    assert not world.asked("get_secret_value")


@pytest.mark.parametrize(("held", "words"), [
    ({"APP_KEY": "a", "DB_PASWORD": "b"}, "has no entry DB_PASSWORD; did you mean DB_PASWORD?"),
    ({"APP_KEY": "a", "X": "b"}, "has no entry DB_PASSWORD; it has APP_KEY, X"),
    ({"APP_KEY": "a", "DB_PASSWORD": ""}, None), ({"APP_KEY": "a", "DB_PASSWORD": None}, None),
])
def test_an_entry_that_is_missing_or_empty(held, words):
    [problem] = World(get_secret_value=value(**held)).problems()

    assert problem == (f"{WHO}: {TITLE} {words}" if words else f"{WHO}: entry DB_PASSWORD of {TITLE} is empty")


@pytest.mark.parametrize("entry", [0, False, {"a": 1}, "x"])
def test_an_entry_may_be_anything_but_empty(entry):
    assert World(get_secret_value=value(APP_KEY=entry, DB_PASSWORD="x")).problems() == ()


@pytest.mark.parametrize("reply", [{"SecretString": "plain"}, {"SecretString": "[1]"}, {"SecretBinary": b"x"}])
def test_entries_of_what_is_no_json_object(reply):
    problems = World(get_secret_value=reply).problems()

    assert problems == tuple(f"{WHO}: {TITLE} has no entry {name}; it has no entries: it is no JSON object"
                             for name in ("APP_KEY", "DB_PASSWORD"))


@pytest.mark.parametrize(("reply", "problems"), [
    ({"SecretString": "plain"}, ()), ({"SecretBinary": b"x"}, ()), ({"SecretString": '{"": ""}'}, ()),
    ({"SecretString": ""}, (f"{WHO}: {TITLE} is empty",)),
])
def test_a_secret_as_a_whole(reply, problems):
    assert World(get_secret_value=reply).problems(reading(SECRET)) == problems


def test_versions_are_read_each_for_itself():
    world = World()
    asking = reading(f"{SECRET}:APP_KEY::", f"{SECRET}:APP_KEY:AWSPREVIOUS:", f"{SECRET}:DB_PASSWORD::",
                     f"{SECRET}:APP_KEY::{'v' * 32}")

    assert world.problems(asking) == ()
    assert world.asked("get_secret_value") == [
        {"SecretId": SECRET}, {"SecretId": SECRET, "VersionStage": "AWSPREVIOUS"},
        {"SecretId": SECRET, "VersionId": "v" * 32}]
    assert len(world.asked("describe_secret")) == 1


@pytest.mark.parametrize(("versions", "has"), [
    ({"1": ["AWSCURRENT"], "0": ["AWSPREVIOUS"]}, "AWSCURRENT, AWSPREVIOUS"), ({}, "no version at all")])
def test_a_version_that_is_not_there(versions, has):
    described = {"ARN": SECRET, "KmsKeyId": KEY, "VersionIdsToStages": versions}
    [problem] = World(describe_secret=described, get_secret_value="ResourceNotFoundException").problems(
        reading(f"{SECRET}:APP_KEY:BLUE:"))

    assert problem == f"{WHO}: {TITLE} BLUE has no such version with a value; it has {has}"


def test_what_the_log_driver_and_the_registry_read_counts_too():
    logging = {"logDriver": "splunk", "secretOptions": [{"name": "splunk-token", "valueFrom": f"{SECRET}:TOKEN::"}]}
    problems = World().problems(reading(logConfiguration=logging, repositoryCredentials={
        "credentialsParameter": SECRET.replace("app", "hub")}))

    assert problems == (f"{WHO}: {TITLE} has no entry TOKEN; it has APP_KEY, DB_PASSWORD",)


def test_a_secret_of_another_region_is_not_checked():
    world = World()

    assert world.notes(reading(SECRET.replace("eu-west-1", "us-east-1"))) == (
        f"{WHO}: {TITLE} is in us-east-1, so it is not checked from eu-west-1",)
    assert not world.asked("describe_secret")


def test_parameters_are_one_call_that_decrypts_nothing():
    arn = f"arn:aws:ssm:eu-west-1:{ACCOUNT}:parameter/app/debug"
    world = World(get_parameters={"Parameters": [], "InvalidParameters": ["/app/mode"]})
    problems = world.problems(reading("/app/mode", arn, "level"))

    assert problems == (f"{WHO}: there is no parameter /app/mode in Parameter Store",)
    assert world.asked("get_parameters") == [{"Names": ["/app/mode", arn, "level"]}]


def test_a_parameter_of_another_region_is_not_checked():
    [note] = World().notes(reading(f"arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/app/debug"))

    assert "is in us-east-1, so it is not checked from eu-west-1" in note
