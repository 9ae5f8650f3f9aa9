# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Selections of plans, which moto lacks.

AWS: none can be changed; one names resources, or tags of which one is enough; its role has to let AWS Backup assume it.
"""

from __future__ import annotations

import json
import typing as t

from moto.backup.responses import BackupResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import unix_time
from moto.moto_api._internal import mock_random

from ._mend import AwsError, adds
from .backup import extras_of, paged, segment
from .backup_plans import plan_of
from .backup_recovery_points import refuse_role

OPERATORS = ("StringEquals", "StringNotEquals", "StringLike", "StringNotLike")

Selection = dict[str, t.Any]


@adds(BackupResponse)
def create_backup_selection(self: BackupResponse) -> ActionResult:
    backend, asked = self.backup_backend, json.loads(self.body)
    plan, document = plan_of(backend, segment(self, 2)).backup_plan_id, _whole(asked["BackupSelection"])
    if not document["Resources"] and not document["ListOfTags"]:
        text = "Invalid backup selection. Either 'ListOfTags' or 'Resources' section must be non-empty."
        raise AwsError("InvalidParameterValueException", text)
    refuse_role(backend.account_id, document["IamRoleArn"])
    if any(each["BackupSelection"] == document for each in _of_plan(self)):
        raise AwsError("AlreadyExistsException", "Backup selection with the same selection document already exists")
    made = {"SelectionId": str(mock_random.uuid4()), "BackupPlanId": plan, "CreationDate": unix_time()}
    extras_of(backend, "selections")[made["SelectionId"]] = {**made, "BackupSelection": document}
    return ActionResult(made)


@adds(BackupResponse)
def get_backup_selection(self: BackupResponse) -> ActionResult:
    return ActionResult(_selection(self))


@adds(BackupResponse)
def list_backup_selections(self: BackupResponse) -> ActionResult:
    plan_of(self.backup_backend, segment(self, 2))
    listed = [
        {
            **{name: each[name] for name in ("SelectionId", "BackupPlanId", "CreationDate")},
            **{name: each["BackupSelection"][name] for name in ("SelectionName", "IamRoleArn")},
        }
        for each in _of_plan(self)
    ]
    return paged(self, listed, "BackupSelectionsList")


@adds(BackupResponse)
def delete_backup_selection(self: BackupResponse) -> ActionResult:
    del extras_of(self.backup_backend, "selections")[_selection(self)["SelectionId"]]
    return EmptyResult()


def _of_plan(response: BackupResponse) -> list[Selection]:
    plan = segment(response, 2)
    return [each for each in extras_of(response.backup_backend, "selections").values() if each["BackupPlanId"] == plan]


def _selection(response: BackupResponse) -> Selection:
    wanted = segment(response, 4)
    found = next((each for each in _of_plan(response) if each["SelectionId"] == wanted), None)
    if found is None:
        raise AwsError("ResourceNotFoundException", "Cannot find Backup selection with provided id")
    return found


def _whole(document: Selection) -> Selection:
    """A document with what AWS shows of one that does not say it."""
    empty: Selection = {"Resources": [], "NotResources": [], "ListOfTags": []}
    given = document.get("Conditions") or {}
    return {**empty, **document, "Conditions": {name: given.get(name) or [] for name in OPERATORS}}
