# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Restore testing plans and their selections, which moto lacks.

AWS: names are letters, digits and underscores; a plan with selections is not deleted; a selection takes either some
resources of its type or all of them, and conditions only with all.
"""

from __future__ import annotations

import json
import re
import typing as t

from moto.backup import urls
from moto.backup.responses import BackupResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import unix_time
from moto.moto_api._internal import mock_random

from ._mend import AwsError, adds
from .backup import Extras, extras_of, paged, segment
from .backup_recovery_points import refuse_role

MOST_RESOURCES = 30
USUAL_PLAN = {"ScheduleExpressionTimezone": "Etc/UTC", "StartWindowHours": 24}
USUAL_POINTS = {"ExcludeVaults": [], "SelectionWindowDays": 30}

urls.url_paths |= dict.fromkeys(
    (
        "{0}/restore-testing/plans$",
        "{0}/restore-testing/plans/(?P<plan>[^/]+)$",
        "{0}/restore-testing/plans/(?P<plan>[^/]+)/selections$",
        "{0}/restore-testing/plans/(?P<plan>[^/]+)/selections/(?P<selection>[^/]+)$",
    ),
    BackupResponse.dispatch,
)

About = dict[str, t.Any]


@adds(BackupResponse)
def create_restore_testing_plan(self: BackupResponse) -> ActionResult:
    asked, backend = json.loads(self.body), self.backup_backend
    about = {**USUAL_PLAN, **asked["RestoreTestingPlan"]}
    name = _named(about["RestoreTestingPlanName"], _plans(self))
    about["RecoveryPointSelection"] = _points(about["RecoveryPointSelection"])
    where = f"arn:aws:backup:{backend.region_name}:{backend.account_id}"
    made = {
        "CreationTime": unix_time(),
        "RestoreTestingPlanName": name,
        "RestoreTestingPlanArn": f"{where}:restore-testing-plan:{name}-{mock_random.uuid4()}",
    }
    if asked.get("Tags"):
        backend.tag_resource(made["RestoreTestingPlanArn"], asked["Tags"])
    _plans(self)[name] = {**about, **made}
    return ActionResult(made)


@adds(BackupResponse)
def get_restore_testing_plan(self: BackupResponse) -> ActionResult:
    return ActionResult({"RestoreTestingPlan": _plan(self)})


@adds(BackupResponse)
def list_restore_testing_plans(self: BackupResponse) -> ActionResult:
    return paged(self, list(_plans(self).values()), "RestoreTestingPlans")


@adds(BackupResponse)
def update_restore_testing_plan(self: BackupResponse) -> ActionResult:
    plan, asked = _plan(self), json.loads(self.body)["RestoreTestingPlan"]
    if "RecoveryPointSelection" in asked:
        asked["RecoveryPointSelection"] = _points(asked["RecoveryPointSelection"])
    plan |= {**asked, "LastUpdateTime": unix_time()}
    return ActionResult({**plan, "UpdateTime": plan["LastUpdateTime"]})


@adds(BackupResponse)
def delete_restore_testing_plan(self: BackupResponse) -> ActionResult:
    name = segment(self, 2)
    if _selections(self):
        text = f"Restore testing plan {name} has selections, which must be deleted prior to it"
        raise AwsError("InvalidRequestException", text)
    _plans(self).pop(name, None)
    return EmptyResult()


@adds(BackupResponse)
def create_restore_testing_selection(self: BackupResponse) -> ActionResult:
    plan, about = _plan(self), json.loads(self.body)["RestoreTestingSelection"]
    name = _named(about["RestoreTestingSelectionName"], _selections(self))
    _check(self, about)
    made = {
        "CreationTime": unix_time(),
        "RestoreTestingPlanName": plan["RestoreTestingPlanName"],
        "RestoreTestingSelectionName": name,
    }
    key = f"{plan['RestoreTestingPlanName']}/{name}"
    extras_of(self.backup_backend, "restore_testing_selections")[key] = {**about, **made}
    return ActionResult({**made, "RestoreTestingPlanArn": plan["RestoreTestingPlanArn"]})


@adds(BackupResponse)
def get_restore_testing_selection(self: BackupResponse) -> ActionResult:
    return ActionResult({"RestoreTestingSelection": _selection(self)})


@adds(BackupResponse)
def list_restore_testing_selections(self: BackupResponse) -> ActionResult:
    _plan(self)
    return paged(self, list(_selections(self).values()), "RestoreTestingSelections")


@adds(BackupResponse)
def update_restore_testing_selection(self: BackupResponse) -> ActionResult:
    selection, asked = _selection(self), json.loads(self.body)["RestoreTestingSelection"]
    _check(self, {**selection, **asked})
    selection |= asked
    return ActionResult(
        {**selection, "UpdateTime": unix_time(), "RestoreTestingPlanArn": _plan(self)["RestoreTestingPlanArn"]}
    )


@adds(BackupResponse)
def delete_restore_testing_selection(self: BackupResponse) -> ActionResult:
    _selection(self)
    del extras_of(self.backup_backend, "restore_testing_selections")[f"{segment(self, 2)}/{segment(self, 4)}"]
    return EmptyResult()


def _plans(response: BackupResponse) -> Extras:
    return extras_of(response.backup_backend, "restore_testing_plans")


def _selections(response: BackupResponse) -> Extras:
    """The selections of the plan in the path, by name."""
    plan, whole = segment(response, 2), extras_of(response.backup_backend, "restore_testing_selections")
    return {key.partition("/")[2]: each for key, each in whole.items() if key.partition("/")[0] == plan}


def _plan(response: BackupResponse) -> About:
    plan = _plans(response).get(segment(response, 2))
    if plan is None:
        raise AwsError("ResourceNotFoundException", f"Restore testing plan {segment(response, 2)} not found")
    return plan


def _selection(response: BackupResponse) -> About:
    selection = _selections(response).get(segment(response, 4))
    if selection is None:
        raise AwsError("ResourceNotFoundException", f"Restore testing selection {segment(response, 4)} not found")
    return selection


def _named(name: str, there: Extras) -> str:
    if not re.fullmatch(r"\w{1,50}", name, re.ASCII):
        raise AwsError("InvalidParameterValueException", f"Invalid name {name}: only letters, digits and underscores")
    if name in there:
        raise AwsError("AlreadyExistsException", f"{name} already exists")
    return name


def _points(asked: About) -> About:
    for name in ("Algorithm", "IncludeVaults", "RecoveryPointTypes"):
        if not asked.get(name):
            raise AwsError("MissingParameterValueException", f"{name} is required")
    if not 1 <= asked.get("SelectionWindowDays", 30) <= 365:
        raise AwsError("InvalidParameterValueException", "SelectionWindowDays must be between 1 and 365")
    return {**USUAL_POINTS, **asked}


def _check(response: BackupResponse, about: About) -> None:
    arns, conditions = about.get("ProtectedResourceArns") or [], about.get("ProtectedResourceConditions") or {}
    tested = any(conditions.values())
    wrong = {
        "ProtectedResourceArns or ProtectedResourceConditions is required": not arns and not tested,
        "ProtectedResourceConditions can be used with a wildcard only": tested and arns not in ([], ["*"]),
        f"At most {MOST_RESOURCES} resources are allowed": len(arns) > MOST_RESOURCES,
    }
    for text in (text for text, holds in wrong.items() if holds):
        raise AwsError("InvalidParameterValueException", text)
    refuse_role(response.backup_backend.account_id, about["IamRoleArn"])
