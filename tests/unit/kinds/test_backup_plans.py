# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about plans, and what their rules may be."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.backup import BackupPlan
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

LISTED = {"BackupPlanName": "daily", "BackupPlanId": "p1", "BackupPlanArn": "arn:plan"}
DEFAULTS = {
    "RuleId": "r1", "ScheduleExpression": "cron(0 5 ? * * *)", "ScheduleExpressionTimezone": "Etc/UTC",
    "StartWindowMinutes": 480, "CompletionWindowMinutes": 10080, "EnableContinuousBackup": False}
RULE = {"name": "daily", "vault": "safe", "delete_after_days": 35}
SEEN = {**DEFAULTS, "RuleName": "daily", "TargetBackupVaultName": "safe", "Lifecycle": {"DeleteAfterDays": 35}}


def wanted(*rules: dict[str, t.Any], **options: t.Any) -> BackupPlan:
    return BackupPlan.given({"name": "daily", "rules": list(rules) or [RULE], **options})


def seen(resource: BackupPlan, *rules: dict[str, t.Any], **about: t.Any) -> t.Any:
    document = {"BackupPlanName": "daily", "Rules": list(rules) or [SEEN], **about}
    return play(observe(resource), ("list_backup_plans", {"BackupPlansList": [LISTED]}),
                ("get_backup_plan", {"BackupPlanArn": "arn:plan", "BackupPlan": document}))


def test_two_plans_of_one_name_are_left_alone():
    two = {"BackupPlansList": [LISTED, {**LISTED, "BackupPlanId": "p2"}]}
    with pytest.raises(Invalid, match="2 backup plans named daily: delete all but one of p1, p2"):
        play(wanted().read(), ("list_backup_plans", two))


@pytest.mark.parametrize("rule", [
    RULE,
    {**RULE, "schedule": "cron(0 5 ? * * *)", "timezone": "UTC", "start_window_minutes": 480,
     "completion_window_minutes": 10080, "continuous": False, "copies": [], "recovery_point_tags": {}},
])
def test_what_is_left_out_is_what_aws_fills_in(rule):
    assert plan(wanted(rule), seen(wanted())).action == "none"


def test_the_order_of_rules_and_copies_does_not_matter():
    copies = [{"vault": f"arn:aws:backup:eu-west-{n}:1:backup-vault:safe"} for n in (2, 3)]
    weekly = {"name": "weekly", "vault": "safe", "copies": copies}
    there = {**DEFAULTS, "RuleName": "weekly", "TargetBackupVaultName": "safe", "CopyActions": [
        {"DestinationBackupVaultArn": each["vault"]} for each in reversed(copies)]}
    assert plan(wanted(weekly, RULE), seen(wanted(), SEEN, there)).action == "none"


def test_a_rule_that_is_to_keep_for_ever_differs_from_one_that_deletes():
    resource = wanted({"name": "daily", "vault": "safe"})
    [(operation, asked)] = requests(plan(resource, seen(resource)).flow())
    assert operation == "update_backup_plan"
    assert asked["BackupPlan"]["Rules"] == [{"RuleName": "daily", "TargetBackupVaultName": "safe"}]


def test_what_others_set_is_sent_again_with_a_change():
    resource = BackupPlan.given({"name": "daily", "settings": {"S3/BackupACLs": "disabled"}})
    now = seen(resource, ScanSettings=[{"MalwareScanner": "GUARDDUTY"}], AdvancedBackupSettings=[
        {"ResourceType": "EC2", "BackupOptions": {"WindowsVSS": "enabled"}}])
    [(_operation, asked)] = requests(plan(resource, now).flow())
    document = asked["BackupPlan"]
    assert document["ScanSettings"] == [{"MalwareScanner": "GUARDDUTY"}]
    assert [each["ResourceType"] for each in document["AdvancedBackupSettings"]] == ["EC2", "S3"]
    assert document["Rules"][0]["Lifecycle"] == {"DeleteAfterDays": 35}


def test_a_new_plan_needs_rules():
    with pytest.raises(Invalid, match="cannot be created without rules"):
        next(BackupPlan.given({"name": "daily"}).create())


def refused(call: t.Any) -> AwsError:
    return AwsError(call, "InvalidRequestException",
                    "Related backup plan selections must be deleted prior to backup plan deletion")


def test_a_plan_with_selections_is_left_alone():
    flow = seen(wanted()).delete()
    call = next(flow)
    assert flow.throw(refused(call)).operation == "list_backup_selections"
    with pytest.raises(Invalid, match="delete all first"):
        flow.send({"BackupSelectionsList": [{"SelectionName": "all"}]})


def test_a_plan_whose_selections_have_just_gone_is_waited_for():
    flow = seen(wanted()).delete()
    call = next(flow)
    flow.throw(refused(call))
    wait = flow.send({"BackupSelectionsList": []})
    assert isinstance(wait, Wait) and wait.call == call and wait.passing(refused(call))


@pytest.mark.parametrize(("rule", "words"), [
    ({"move_to_cold_storage_after_days": 30, "delete_after_days": 60},
     "delete_after_days: 60, allowed are 120 or more: 90 days more than move_to_cold_storage_after_days (30)"),
    ({"delete_after_days": 0}, "delete_after_days: 0, allowed are 1 to 36500 days"),
    ({"continuous": True, "delete_after_days": 36}, "delete_after_days: 36, allowed are 1 to 35 with continuous"),
    ({"continuous": True, "delete_after_days": None}, "delete_after_days: None, allowed are 1 to 35 with continuous"),
    ({"start_window_minutes": 30}, "start_window_minutes: 30, allowed are 60 or more"),
    ({"start_window_minutes": 60, "completion_window_minutes": 60},
     "completion_window_minutes: 60, allowed are more than start_window_minutes (60)"),
    ({"schedule": "cron(0 5 * * * *)"}, "schedule: 'cron(0 5 * * * *)' is none, allowed is cron() with six fields"),
    ({"schedule": "daily"}, "schedule: 'daily' is none"),
    ({"timezone": "Brussels time"}, "timezone: 'Brussels time' is none, allowed are names such as Europe/Brussels"),
    ({"name": "each day"}, "name: 'each day' is not allowed: 1 to 50 letters, digits and . - _"),
    ({"copies": [{"vault": "far", "delete_after_days": 95, "move_to_cold_storage_after_days": 6}]},
     "copies: delete_after_days: 95, allowed are 96 or more"),
])
def test_rules_that_cannot_be(rule, words):
    [problem] = wanted({**RULE, **rule}).problems()
    assert problem.startswith("rules: ") and words in problem


@pytest.mark.parametrize(("options", "problem"), [
    ({"rules": []}, "rules: none, allowed are 1 or more"),
    ({"rules": [RULE, RULE]}, "rules: daily is there more than once"),
    ({"settings": {"WindowsVSS": "enabled"}},
     "settings: WindowsVSS is none, allowed are a type and a setting, such as S3/BackupACLs"),
    ({"name": "a/b"}, "name: 'a/b' is not allowed: 1 to 50 letters, digits and . - _"),
])
def test_plans_that_cannot_be(options, problem):
    assert list(BackupPlan.given({"name": "daily", **options}).problems()) == [problem]
