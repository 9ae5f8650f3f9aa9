# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans, of which moto lacks changes, and which it tells by their names.

AWS: names need not differ, documents do; a lifecycle is checked rule by rule; a plan with selections is not deleted;
one that was deleted is not listed, and can be read.
"""

from __future__ import annotations

import json
import typing as t

from moto.backup.models import BackupBackend, Plan
from moto.backup.responses import BackupResponse
from moto.core.responses import ActionResult

from ._mend import AwsError, adds, mends
from .backup import extras_of, paged, segment

COLD, LONGEST, LONGEST_CONTINUOUS = 90, 36500, 35

Document = dict[str, t.Any]


def plan_of(backend: BackupBackend, plan_id: str) -> Plan:
    """A plan that is not deleted."""
    plan = backend.plans.get(plan_id)
    if plan is None or plan.deletion_date is not None:
        raise AwsError("ResourceNotFoundException", "Failed reading Backup plan with provided version")
    return plan


@mends(BackupBackend)
def create_backup_plan(
    former: t.Any, self: BackupBackend, backup_plan: Document, backup_plan_tags: dict[str, str], creator_request_id: str
) -> Plan:
    _check(backup_plan)
    plan = Plan(backup_plan=backup_plan, creator_request_id=creator_request_id, backend=self)
    if any(_bare(each) == _bare(plan) for each in self.plans.values() if each.deletion_date is None):
        raise AwsError("AlreadyExistsException", "Backup plan with the same plan document already exists")
    if backup_plan_tags:
        self.tag_resource(plan.backup_plan_arn, backup_plan_tags)
    self.plans[plan.backup_plan_id] = plan
    return plan


@adds(BackupResponse)
def update_backup_plan(self: BackupResponse) -> ActionResult:
    plan = plan_of(self.backup_backend, segment(self, 2))
    document = json.loads(self.body)["BackupPlan"]
    _check(document)
    new = Plan(backup_plan=document, creator_request_id=plan.creator_request_id, backend=self.backup_backend)
    plan.backup_plan, plan.version_id = new.backup_plan, new.version_id
    plan.advanced_backup_settings = new.advanced_backup_settings
    return ActionResult(plan.to_dict())


@mends(BackupBackend)
def delete_backup_plan(former: t.Any, self: BackupBackend, backup_plan_id: str) -> t.Any:
    plan_of(self, backup_plan_id)
    if any(each["BackupPlanId"] == backup_plan_id for each in extras_of(self, "selections").values()):
        text = "Related backup plan selections must be deleted prior to backup plan deletion"
        raise AwsError("InvalidRequestException", text)
    return former(self, backup_plan_id)


@mends(BackupResponse)
def list_backup_plans(former: t.Any, self: BackupResponse) -> ActionResult:
    return paged(self, json.loads(former(self))["BackupPlansList"], "BackupPlansList")


def _bare(plan: Plan) -> Document:
    """A document without what AWS adds to it."""
    rules = [{name: value for name, value in rule.items() if name != "RuleId"} for rule in plan.backup_plan["Rules"]]
    return {**plan.backup_plan, "Rules": rules}


def _check(document: Document) -> None:
    names = [rule["RuleName"] for rule in document["Rules"]]
    if len(set(names)) != len(names):
        raise AwsError("InvalidParameterValueException", "Rule names must be unique within a backup plan")
    for rule in document["Rules"]:
        wrong = _windows(rule) or _lifecycle(rule) or _continuous(rule)
        if wrong:
            raise AwsError("InvalidParameterValueException", f"Error in rule {rule['RuleName']} : {wrong}")


def _windows(rule: Document) -> str:
    start, done = rule.get("StartWindowMinutes", 480), rule.get("CompletionWindowMinutes", 10080)
    if start < 60:
        return "Invalid StartWindowMinutes. It must be at least 60 minutes"
    return "Invalid CompletionWindowMinutes. It must be greater than StartWindowMinutes" if done <= start else ""


def _lifecycle(rule: Document) -> str:
    for each in (rule, *rule.get("CopyActions", ())):
        lifecycle = each.get("Lifecycle") or {}
        cold, gone = lifecycle.get("MoveToColdStorageAfterDays"), lifecycle.get("DeleteAfterDays")
        if gone is not None and not 1 <= gone <= LONGEST:
            return f"Invalid lifecycle. DeleteAfterDays cannot be less than 1 or more than {LONGEST} days"
        if cold is not None and gone is not None and gone < cold + COLD:
            apart = f"less than {COLD} days apart from MoveToColdStorageAfterDays"
            return f"Invalid lifecycle. DeleteAfterDays cannot be {apart}"
    return ""


def _continuous(rule: Document) -> str:
    lifecycle = rule.get("Lifecycle") or {}
    if not rule.get("EnableContinuousBackup"):
        return ""
    if "MoveToColdStorageAfterDays" in lifecycle:
        return "Invalid lifecycle. MoveToColdStorageAfterDays is unavailable"
    if "DeleteAfterDays" not in lifecycle:
        return "Lifecycle must be specified for backup rule enabled continuous backup"
    too_long = lifecycle["DeleteAfterDays"] > LONGEST_CONTINUOUS
    return f"Invalid lifecycle. DeleteAfterDays cannot be more than {LONGEST_CONTINUOUS} days" if too_long else ""
