# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about selections, of plans and of restore tests."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.backup import (
    BackupSelection,
    RestoreTestingPlan,
    RestoreTestingSelection,
)
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

ROLE = "arn:aws:iam::1:role/backup"
NOTHING = {"StringEquals": [], "StringNotEquals": [], "StringLike": [], "StringNotLike": []}
DOCUMENT = {"SelectionName": "all", "IamRoleArn": ROLE, "Resources": ["*"], "NotResources": [], "ListOfTags": [],
            "Conditions": {**NOTHING, "StringEquals": [
                {"ConditionKey": "aws:ResourceTag/project", "ConditionValue": "envelope"}]}}


def wanted(**options: t.Any) -> BackupSelection:
    return BackupSelection.given({"plan": "p1", "name": "all", **options})


def seen(resource: BackupSelection, *documents: dict[str, t.Any]) -> t.Any:
    """The first document is the oldest."""
    listed = [{"SelectionId": f"s{n}", "SelectionName": "all", "CreationDate": f"2026-01-0{n}"}
              for n, _document in enumerate(documents, 1)]
    return play(observe(resource), ("list_backup_selections", {"BackupSelectionsList": listed}),
                *(("get_backup_selection", {"BackupSelection": each}) for each in reversed(documents)))


@pytest.mark.parametrize("tests", [
    {"project": "envelope"}, {"aws:ResourceTag/project": "envelope"}, {"project": ["envelope"]}])
def test_conditions_are_told_by_the_name_of_the_tag(tests):
    resource = wanted(role=ROLE, resources=["*"], not_resources=[], any_tags={}, string_equals=tests, string_like={})
    assert plan(resource, seen(resource, DOCUMENT)).action == "none"


def test_a_tag_may_have_several_values_and_truths_are_written_as_text():
    resource = wanted(role=ROLE, any_tags={"backup": ["weekly", "daily"], "on": True})
    [(_operation, asked)] = requests(resource.create())
    assert asked["BackupSelection"]["ListOfTags"] == [
        {"ConditionType": "STRINGEQUALS", "ConditionKey": key, "ConditionValue": value}
        for key, value in (("backup", "daily"), ("backup", "weekly"), ("on", "true"))]


def test_a_change_makes_the_new_one_before_the_old_one_goes():
    resource = wanted(resources=["arn:aws:rds:*"])
    made = requests(plan(resource, seen(resource, DOCUMENT)).flow())
    assert [operation for operation, _asked in made] == ["create_backup_selection", "delete_backup_selection"]
    document = made[0][1]["BackupSelection"]
    assert (document["Resources"], document["IamRoleArn"]) == (["arn:aws:rds:*"], ROLE)
    assert document["Conditions"]["StringEquals"] == DOCUMENT["Conditions"]["StringEquals"]
    assert made[1][1] == {"BackupPlanId": "p1", "SelectionId": "s1"}


def test_where_aws_does_not_take_two_of_a_name_the_old_one_goes_first():
    resource = wanted(resources=["arn:aws:rds:*"])
    play(plan(resource, seen(resource, DOCUMENT)).flow(),
         ("create_backup_selection", "AlreadyExistsException"), ("delete_backup_selection", {}),
         ("create_backup_selection", {}))


@pytest.mark.parametrize("documents", [
    (DOCUMENT, {**DOCUMENT, "Resources": ["arn:aws:rds:*"]}), ({**DOCUMENT, "Resources": ["arn:aws:rds:*"]}, DOCUMENT)])
def test_a_run_that_was_killed_between_the_two_is_completed(documents):
    resource = wanted(resources=["arn:aws:rds:*"])
    step = plan(resource, seen(resource, *documents))
    assert step.changes.keys() == {"single"}
    old = "s1" if documents[0] == DOCUMENT else "s2"
    assert requests(step.flow()) == [("delete_backup_selection", {"BackupPlanId": "p1", "SelectionId": old})]


def test_all_of_a_name_are_deleted():
    now = seen(wanted(), DOCUMENT, DOCUMENT)
    assert [asked["SelectionId"] for _operation, asked in requests(now.delete())] == ["s2", "s1"]


def test_a_role_that_is_new_is_waited_for():
    flow = wanted(role=ROLE, resources=["*"]).create()
    call = next(flow)
    error = AwsError(call, "InvalidParameterValueException", f"IAM Role {ROLE} cannot be assumed by AWS Backup")
    wait = flow.throw(error)
    assert isinstance(wait, Wait) and wait.passing(error)
    assert not wait.passing(AwsError(call, "InvalidParameterValueException", "Invalid backup selection"))


@pytest.mark.parametrize("options", [{"role": ROLE}, {"resources": ["*"]}, {"role": ROLE, "resources": []}])
def test_a_new_selection_takes_something(options):
    with pytest.raises(Invalid, match="cannot be created without role, and resources or any_tags"):
        next(wanted(**options).create())


@pytest.mark.parametrize(("options", "problem"), [
    ({"resources": ["orders"]}, "resources: 'orders' is none, allowed are ARNs, and *"),
    ({"not_resources": ["arn:aws:s3:::a*"] * 31}, "not_resources: 31, allowed are 500, or 30 where one has a *"),
    ({"name": "a b"}, "name: 'a b' is not allowed: 1 to 50 letters, digits and . - _"),
])
def test_selections_that_cannot_be(options, problem):
    assert list(wanted(**options).problems()) == [problem]


def on_trial(**options: t.Any) -> RestoreTestingSelection:
    return RestoreTestingSelection.given({"plan": "tests", "name": "databases", **options})


@pytest.mark.parametrize(("options", "problem"), [
    ({"plan": "my-tests"}, "plan: 'my-tests' is not allowed: 1 to 50 letters, digits and _"),
    ({"resources": ["*", "arn:a"]}, "resources: '*' is none, allowed are ARNs, or * alone"),
    ({"resources": ["arn:a"] * 31}, "resources: 31, allowed are 30"),
    ({"resources": ["arn:a"], "string_equals": {"a": "b"}},
     "resources: allowed is [*] with string_equals and string_not_equals"),
    ({"validation_window_hours": 169}, "validation_window_hours: 169, allowed are 0 to 168 hours"),
])
def test_selections_of_tests_that_cannot_be(options, problem):
    assert list(on_trial(**options).problems()) == [problem]


def test_a_change_of_a_tested_selection_leaves_out_what_aws_does_not_change():
    resource = on_trial(validation_window_hours=4)
    now = play(observe(resource), ("get_restore_testing_selection", {"RestoreTestingSelection": {
        "ProtectedResourceType": "RDS", "IamRoleArn": ROLE, "ProtectedResourceArns": ["*"],
        "ValidationWindowHours": 1, "RestoreMetadataOverrides": {"dbName": "a"}}}))
    [(_operation, asked)] = requests(plan(resource, now).flow())
    assert asked["RestoreTestingSelection"].keys() == {
        "IamRoleArn", "ProtectedResourceArns", "ProtectedResourceConditions", "RestoreMetadataOverrides",
        "ValidationWindowHours"}


@pytest.mark.parametrize(("options", "problem"), [
    ({"name": "my-tests"}, "name: 'my-tests' is not allowed: 1 to 50 letters, digits and _"),
    ({"selection_window_days": 366}, "selection_window_days: 366, allowed are 1 to 365 days"),
    ({"start_window_hours": 169}, "start_window_hours: 169, allowed are 1 to 168 hours"),
    ({"include_vaults": []}, "include_vaults: none, allowed are 1 or more"),
])
def test_plans_of_tests_that_cannot_be(options, problem):
    assert list(RestoreTestingPlan.given({"name": "tests", **options}).problems()) == [problem]


def test_points_are_sent_as_a_whole():
    resource = RestoreTestingPlan.given({"name": "tests", "selection_window_days": 7})
    points = {"Algorithm": "LATEST_WITHIN_WINDOW", "IncludeVaults": ["*"], "ExcludeVaults": [],
              "RecoveryPointTypes": ["SNAPSHOT"], "SelectionWindowDays": 30}
    now = play(observe(resource), ("get_restore_testing_plan", {"RestoreTestingPlan": {
        "RestoreTestingPlanArn": "arn:plan", "RecoveryPointSelection": points}}))
    [(_operation, asked)] = requests(plan(resource, now).flow())
    assert asked["RestoreTestingPlan"]["RecoveryPointSelection"] == {**points, "SelectionWindowDays": 7}


def test_a_plan_of_tests_with_selections_is_left_alone():
    now = RestoreTestingPlan.given({"name": "tests"})
    with pytest.raises(AwsError, match="its selections have to be deleted first"):
        play(now.delete(), ("delete_restore_testing_plan", "InvalidRequestException"))
