# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery points, which moto lacks: a job that is started has made one by the time it is answered.

AWS: a vault that is locked gives none of them up before its time; here that is as long as it is locked.
"""

from __future__ import annotations

import json
import typing as t

from moto.backup import urls
from moto.backup.responses import BackupResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import unix_time
from moto.moto_api._internal import mock_random

from ._mend import AwsError, adds
from ._trust import assumable
from .backup import extras_of, paged, segment, vault_of

SERVICE = "backup.amazonaws.com"

urls.url_paths |= dict.fromkeys(
    (
        "{0}/backup-jobs$",
        "{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/$",
        "{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/(?P<point>[^/]+)$",
    ),
    BackupResponse.dispatch,
)


def refuse_role(account: str, role: str) -> None:
    """Refuse a role that AWS Backup cannot assume."""
    if not assumable(account, role, SERVICE):
        raise AwsError("InvalidParameterValueException", f"IAM Role {role} cannot be assumed by AWS Backup")


@adds(BackupResponse)
def start_backup_job(self: BackupResponse) -> ActionResult:
    asked, backend = json.loads(self.body), self.backup_backend
    vault = backend.vaults.get(asked["BackupVaultName"])
    if vault is None:
        raise AwsError("ResourceNotFoundException", f"Backup vault {asked['BackupVaultName']} not found")
    refuse_role(backend.account_id, asked["IamRoleArn"])
    arn = f"arn:aws:backup:{backend.region_name}:{backend.account_id}:recovery-point:{mock_random.uuid4()}"
    made = {"RecoveryPointArn": arn, "CreationDate": unix_time()}
    where = {"BackupVaultName": vault.backup_vault_name, "BackupVaultArn": vault.backup_vault_arn}
    point = {**made, **where, "ResourceArn": asked["ResourceArn"], "Status": "COMPLETED"}
    extras_of(backend, "recovery_points")[arn] = point
    vault.num_of_recovery_points += 1
    return ActionResult({**made, "BackupJobId": str(mock_random.uuid4())})


@adds(BackupResponse)
def list_recovery_points_by_backup_vault(self: BackupResponse) -> ActionResult:
    name = vault_of(self).backup_vault_name
    points = extras_of(self.backup_backend, "recovery_points").values()
    return paged(self, [each for each in points if each["BackupVaultName"] == name], "RecoveryPoints")


@adds(BackupResponse)
def delete_recovery_point(self: BackupResponse) -> ActionResult:
    vault, arn = vault_of(self), segment(self, 3)
    points: dict[str, t.Any] = extras_of(self.backup_backend, "recovery_points")
    if arn not in points:
        raise AwsError("ResourceNotFoundException", f"Recovery point {arn} not found")
    if vault.locked:
        text = "Recovery point cannot be deleted: backup vault is configured with Backup Vault Lock"
        raise AwsError("InvalidRequestException", text)
    del points[arn]
    vault.num_of_recovery_points -= 1
    return EmptyResult()
