# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Vaults: where backups are kept."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ... import policies
from ...advising import advised
from ...calls import Call, Flow
from ...errors import Absent, Invalid
from ...fields import Reference, computed, key, option, required, tagging
from ...resource import Part, Resource
from ...wire import moment, plain, unordered
from ..kms import KEY
from ..sns import TOPIC
from .locks import Lock, lock, mode
from .service import backup, retag, tags_of

Event = t.Literal[
    "BACKUP_JOB_STARTED", "BACKUP_JOB_COMPLETED", "COPY_JOB_STARTED", "COPY_JOB_SUCCESSFUL", "COPY_JOB_FAILED",
    "RESTORE_JOB_STARTED", "RESTORE_JOB_COMPLETED", "RECOVERY_POINT_MODIFIED", "S3_BACKUP_OBJECT_FAILED",
    "S3_RESTORE_OBJECT_FAILED", "CONTINUOUS_BACKUP_INTERRUPTED", "RECOVERY_POINT_INDEX_COMPLETED",
    "RECOVERY_POINT_INDEX_DELETED", "RECOVERY_POINT_INDEXING_FAILED"]
"""Those that AWS does not call deprecated: a job that fails is one that completes, with its state in the message."""

EMPTYING = ("delete them, or wait until they have expired (a lock keeps them that long), and run this again; "
            "aws backup list-recovery-points-by-backup-vault shows them")
ADVICE = {"InvalidRequestException": EMPTYING}


def vault_named(name: str) -> Flow:
    """A vault as the list of all shows it; raises `Absent`.

    Asked for a vault that is not there, DescribeBackupVault denies access, as it does where it may not be asked.
    """
    call = backup.list_backup_vaults()
    found = next((each for each in (yield call).get("BackupVaultList", ()) if each["BackupVaultName"] == name), None)
    if found is None:
        raise Absent(call, "NotFound", f"no backup vault {name}")
    return found


def _name(name: str) -> Flow:
    return (yield from vault_named(name))["BackupVaultName"]


def _arn(name: str) -> Flow:
    return (yield from vault_named(name))["BackupVaultArn"]


VAULT = Reference("backup vault", _name, is_id=lambda name: False, role="security_baseline")
VAULT_ARN = Reference("backup vault", _arn, is_id=lambda name: name == "*" or name.startswith("arn:"),
                      role="security_baseline")


@dataclass(frozen=True, kw_only=True)
class Notifications(Part):
    """Who is told what of a vault."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "topic": "arn:aws:sns:eu-west-1:111122223333:envelope-prod-alarms",
        "events": ["BACKUP_JOB_COMPLETED", "RESTORE_JOB_COMPLETED"]}

    topic: str | None = option(
        "Topic that is told, by name or ARN. Its policy must let C(backup.amazonaws.com) publish.",
        wire="SNSTopicArn", find=TOPIC)
    events: list[Event] = required("What it is told: exactly these. V([]) ends it.", wire="BackupVaultEvents",
                                   alike=unordered)

    def problems(self) -> t.Iterator[str]:
        if self.events and not self.topic:
            yield "topic: is needed with events"

    def like(self, now: t.Any) -> bool:
        return now is None if not self.events else super().like(now)


@dataclass(frozen=True, kw_only=True)
class BackupVault(Resource):
    """A vault that keeps backups, encrypted, and locked where that is wanted."""

    plural = "backup_vaults"
    fixed = frozenset({"kms_key"})
    kept = "it holds backups: say what is there, or make one under another name and have plans write there"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod", "kms_key": "alias/envelope-prod-backup", "lock": Lock.examples,
        "policy": {"Version": "2012-10-17", "Statement": [{
            "Sid": "KeepThem", "Effect": "Deny", "Principal": "*", "Action": "backup:DeleteRecoveryPoint",
            "Resource": "*"}]},
        "notifications": Notifications.examples, "tags": {"project": "envelope"},
    }

    name: str = key("Name of the vault.", wire="BackupVaultName")
    kms_key: str | None = option("Key that encrypts it: alias, id or ARN. Left out, AWS's own for Backup does.",
                                 wire="EncryptionKeyArn", find=KEY)
    lock: Lock | None = option("How long its recovery points must and may be kept, and who can change that.")
    policy: dict[str, t.Any] | None = option(
        "Who may do what with it and what it keeps: a policy document. V({}) removes it.", codec=policies.policy,
        alike=policies.alike)
    notifications: Notifications | None = option("Who is told what of it.")
    tags: dict[str, str] | None = tagging(wire="BackupVaultTags", codec=plain)
    arn: str | None = computed("ARN of the vault.", wire="BackupVaultArn")
    recovery_points: int | None = computed("How many it holds, roughly.", wire="NumberOfRecoveryPoints")
    lock_date: str | None = computed("When its lock becomes final, or became so; none in governance mode.",
                                     codec=moment)

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not re.fullmatch(r"[A-Za-z0-9_-]{2,50}", self.name):
            yield f"name: {self.name!r} is not allowed: 2 to 50 letters, digits and - _"

    def read(self) -> Flow:
        found = yield from vault_named(self.name)
        locked = {name: found.get(name) for name in ("MinRetentionDays", "MaxRetentionDays")}
        about = {**found, "Lock": {"Mode": mode(found), **locked}}
        named = {"BackupVaultName": self.name}
        if self.policy is not None:
            about.update((yield from _held(backup.get_backup_vault_access_policy(**named))))
        if self.notifications is not None:
            about["Notifications"] = yield from _held(backup.get_backup_vault_notifications(**named))
        if self.tags is not None:
            about["BackupVaultTags"] = yield from tags_of(found["BackupVaultArn"])
        return self.seen(about)

    def create(self) -> Flow:
        yield backup.create_backup_vault(**self.wire("name", "kms_key", "tags"))
        locked = self.lock is not None and self.lock.mode != "none"
        told = self.notifications is not None and bool(self.notifications.events)
        yield from self._write({name for name, asked in (
            ("lock", locked), ("policy", self.policy), ("notifications", told)) if asked}, None)

    def update(self, now: BackupVault, changed: t.AbstractSet[str]) -> Flow:
        yield from self._write(changed, now.lock)
        if "tags" in changed:
            yield from retag(now.arn, now.tags, self.tags)

    def delete(self) -> Flow:
        if self.recovery_points:
            raise Invalid(f"it holds {self.recovery_points} recovery points and is left alone: {EMPTYING}")
        yield from advised(backup.delete_backup_vault(BackupVaultName=self.name), ADVICE)

    def _write(self, changed: t.AbstractSet[str], now: Lock | None) -> Flow:
        named = {"BackupVaultName": self.name}
        if "lock" in changed and self.lock:
            yield from lock(self.name, self.lock, now)
        if "policy" in changed:
            yield (backup.put_backup_vault_access_policy(**self.wire("name", "policy")) if self.policy
                   else backup.delete_backup_vault_access_policy(**named))
        if "notifications" in changed and self.notifications:
            yield (backup.put_backup_vault_notifications(**named, **self.notifications.wire())
                   if self.notifications.events else backup.delete_backup_vault_notifications(**named))


def _held(call: Call) -> Flow:
    """The reply, empty where there is nothing of the sort."""
    try:
        return (yield call)
    except Absent:
        return {}
