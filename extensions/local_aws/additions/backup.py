# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Vaults, of which moto lacks policies, notifications and what is in them.

AWS: whoever asks for a vault that is not there is denied access; a vault that holds recovery points is not deleted;
a policy or notifications that were never set are not found.
"""

from __future__ import annotations

import json
import typing as t
from urllib.parse import unquote

from moto.backup import urls
from moto.backup.models import BackupBackend, Vault
from moto.backup.responses import BackupResponse
from moto.core.responses import ActionResult, EmptyResult

from ._mend import AwsError, adds, mends
from ._pages import page

PAGE = 100
LONGEST = 36500

urls.url_paths |= dict.fromkeys(
    (
        "{0}/backup-vaults/(?P<name>[^/]+)/access-policy$",
        "{0}/backup-vaults/(?P<name>[^/]+)/notification-configuration$",
    ),
    BackupResponse.dispatch,
)

Extras = dict[str, dict[str, t.Any]]


def extras_of(backend: BackupBackend, what: str) -> Extras:
    """What moto does not keep, by name; it is forgotten with the rest of its state."""
    return t.cast("Extras", backend.__dict__.setdefault(f"envelope_{what}", {}))


def segment(response: BackupResponse, number: int) -> str:
    """A part of the path of a request."""
    return unquote(response.path.strip("/").split("/")[number])


def paged(response: BackupResponse, listed: t.Sequence[dict[str, t.Any]], key: str) -> ActionResult:
    """One page of a list."""
    asked = {name.lower(): values[0] for name, values in response.querystring.items()}
    wrong = AwsError("InvalidParameterValueException", "Invalid pagination token")
    found, following = page(listed, int(asked.get("maxresults", PAGE)), asked.get("nexttoken"), wrong)
    return ActionResult({key: found} | ({"NextToken": following} if following else {}))


def vault_of(response: BackupResponse, number: int = 1) -> Vault:
    name = segment(response, number)
    vault = response.backup_backend.vaults.get(name)
    if vault is None:
        raise AwsError("ResourceNotFoundException", f"Backup vault {name} not found")
    return vault


@mends(BackupResponse)
def describe_backup_vault(former: t.Any, self: BackupResponse) -> ActionResult:
    """A vault, of which moto does not tell what it holds."""
    vault = self.backup_backend.vaults.get(segment(self, 1))
    if vault is None:
        raise AwsError("AccessDeniedException", "Insufficient privileges to perform this action.")
    return ActionResult(vault.to_list_dict())


@mends(BackupResponse)
def list_backup_vaults(former: t.Any, self: BackupResponse) -> ActionResult:
    return paged(self, json.loads(former(self))["BackupVaultList"], "BackupVaultList")


@mends(BackupBackend)
def delete_backup_vault(former: t.Any, self: BackupBackend, backup_vault_name: str) -> None:
    vault = self.vaults.get(backup_vault_name)
    if vault and vault.num_of_recovery_points:
        text = "Backup vault cannot be deleted because it contains recovery points."
        raise AwsError("InvalidRequestException", text)
    for what in ("policies", "notifications"):
        extras_of(self, what).pop(backup_vault_name, None)
    if vault:
        self.tagger.delete_all_tags_for_resource(vault.backup_vault_arn)
    former(self, backup_vault_name)


@mends(BackupBackend)
def put_backup_vault_lock_configuration(  # noqa: PLR0917 (moto's own signature)
    former: t.Any,
    self: BackupBackend,
    backup_vault_name: str,
    min_retention_days: int | None,
    max_retention_days: int | None,
    changeable_for_days: int | None,
) -> None:
    if (changeable_for_days or 0) > LONGEST:
        raise AwsError("InvalidParameterValueException", f"ChangeableForDays cannot exceed {LONGEST} days")
    former(self, backup_vault_name, min_retention_days, max_retention_days, changeable_for_days)


@adds(BackupResponse)
def put_backup_vault_access_policy(self: BackupResponse) -> ActionResult:
    policy = json.loads(self.body or "{}").get("Policy")
    if not policy:
        raise AwsError("MissingParameterValueException", "Policy is required")
    extras_of(self.backup_backend, "policies")[vault_of(self).backup_vault_name] = {"Policy": policy}
    return EmptyResult()


@adds(BackupResponse)
def get_backup_vault_access_policy(self: BackupResponse) -> ActionResult:
    return _extra(self, "policies")


@adds(BackupResponse)
def delete_backup_vault_access_policy(self: BackupResponse) -> ActionResult:
    extras_of(self.backup_backend, "policies").pop(vault_of(self).backup_vault_name, None)
    return EmptyResult()


@adds(BackupResponse)
def put_backup_vault_notifications(self: BackupResponse) -> ActionResult:
    asked = json.loads(self.body)
    about = {name: asked[name] for name in ("SNSTopicArn", "BackupVaultEvents")}
    extras_of(self.backup_backend, "notifications")[vault_of(self).backup_vault_name] = about
    return EmptyResult()


@adds(BackupResponse)
def get_backup_vault_notifications(self: BackupResponse) -> ActionResult:
    return _extra(self, "notifications")


@adds(BackupResponse)
def delete_backup_vault_notifications(self: BackupResponse) -> ActionResult:
    extras_of(self.backup_backend, "notifications").pop(vault_of(self).backup_vault_name, None)
    return EmptyResult()


def _extra(response: BackupResponse, what: str) -> ActionResult:
    vault = vault_of(response)
    found = extras_of(response.backup_backend, what).get(vault.backup_vault_name)
    if found is None:
        text = f"Failed reading {what} from database for Backup vault {vault.backup_vault_name}"
        raise AwsError("ResourceNotFoundException", text)
    named = {"BackupVaultName": vault.backup_vault_name, "BackupVaultArn": vault.backup_vault_arn}
    return ActionResult({**named, **found})
