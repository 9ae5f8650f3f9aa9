# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of a plan: when backups are made, where to, and how long they are kept."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...fields import option, required
from ...resource import Part
from ...whole import Whole
from ...wire import Case, pascal, unordered
from .texts import DEFAULT_SCHEDULE, LONGEST, name_problems, range_problems, same_zone, schedule_problems
from .vaults import VAULT, VAULT_ARN

COLD = 90
"""Days that AWS keeps in cold storage, and bills, whatever is asked for."""

LONGEST_CONTINUOUS = 35
SHORTEST_WINDOW = 60
START_WINDOW, COMPLETION_WINDOW = 480, 10080
"""Minutes that AWS takes where nothing is said: 8 hours, a week."""


@dataclass(frozen=True, kw_only=True)
class Kept(Whole, Part):
    """How long something is kept."""

    casing: t.ClassVar[Case] = staticmethod(pascal)
    defaults: t.ClassVar[t.Mapping[str, t.Any]] = {"archive": False}

    delete_after_days: int | None = option("Days after which it is deleted. Left out, it is kept, and paid, for ever.",
                                           wire="Lifecycle.DeleteAfterDays")
    move_to_cold_storage_after_days: int | None = option(
        "Days after which it is moved to cold storage, where AWS keeps it for 90 at least.",
        wire="Lifecycle.MoveToColdStorageAfterDays")
    archive: bool | None = option("Whether snapshots of EBS are moved to cold storage, too.",
                                  wire="Lifecycle.OptInToArchiveForSupportedResources")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        for name in ("delete_after_days", "move_to_cold_storage_after_days"):
            yield from range_problems(name, getattr(self, name), 1, LONGEST, "days")
        cold, gone = self.move_to_cold_storage_after_days, self.delete_after_days
        if cold and gone and gone < cold + COLD:
            yield (f"delete_after_days: {gone}, allowed are {cold + COLD} or more: {COLD} days more than "
                   f"move_to_cold_storage_after_days ({cold})")


@dataclass(frozen=True, kw_only=True)
class CopyAction(Kept):
    """A copy of each backup, such as in another region or account."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "vault": "arn:aws:backup:eu-central-1:111122223333:backup-vault:envelope-prod", "delete_after_days": 35,
        "move_to_cold_storage_after_days": None, "archive": None}

    vault: str = required("Vault it goes to: an ARN, or the name of one in this region.",
                          wire="DestinationBackupVaultArn", find=VAULT_ARN)


@dataclass(frozen=True, kw_only=True)
class Rule(Kept):
    """When backups are made, where to, and how long they are kept."""

    defaults: t.ClassVar[t.Mapping[str, t.Any]] = {
        **Kept.defaults, "schedule": DEFAULT_SCHEDULE, "start_window_minutes": START_WINDOW,
        "completion_window_minutes": COMPLETION_WINDOW, "continuous": False}
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "daily", "vault": "envelope-prod", "schedule": "cron(0 3 * * ? *)", "timezone": "Etc/UTC",
        "start_window_minutes": 60, "completion_window_minutes": 240, "delete_after_days": 35,
        "move_to_cold_storage_after_days": None, "archive": None, "continuous": True,
        "recovery_point_tags": {"project": "envelope"}, "copies": [CopyAction.examples]}

    name: str = required("Name of the rule, unique within its plan.", wire="RuleName")
    vault: str = required("Name of the vault that backups are kept in.", wire="TargetBackupVaultName", find=VAULT)
    schedule: str | None = option(
        "When, such as V(cron(0 3 * * ? *\\)), whose six fields are AWS's. Left out, at 5 each day.",
        wire="ScheduleExpression")
    timezone: str | None = option("Time zone of that, such as V(Europe/Brussels). Left out, V(Etc/UTC).",
                                  wire="ScheduleExpressionTimezone", alike=same_zone)
    start_window_minutes: int | None = option(
        "Minutes within which a backup has to begin, or is given up; 60 at least. Left out, 480.")
    completion_window_minutes: int | None = option(
        "Minutes within which it has to be done, or is given up. Left out, 10080, which is a week.")
    continuous: bool | None = option(
        "Whether one can go back to any moment (RDS, Aurora, S3). O(backup_plans[].rules[].delete_after_days) has to "
        "be 35 at most.", wire="EnableContinuousBackup")
    recovery_point_tags: dict[str, str] | None = option("Tags that its backups get.")
    copies: list[CopyAction] | None = option("Copies of each backup: exactly these.", wire="CopyActions",
                                             alike=unordered)

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from name_problems(self.name)
        yield from schedule_problems(self.schedule, self.timezone)
        start, done = self.start_window_minutes or START_WINDOW, self.completion_window_minutes or COMPLETION_WINDOW
        if start < SHORTEST_WINDOW:
            yield f"start_window_minutes: {start}, allowed are {SHORTEST_WINDOW} or more"
        if done <= start:
            yield f"completion_window_minutes: {done}, allowed are more than start_window_minutes ({start})"
        if self.continuous:
            yield from self._continuous_problems()

    def _continuous_problems(self) -> t.Iterator[str]:
        if not self.delete_after_days or self.delete_after_days > LONGEST_CONTINUOUS:
            yield f"delete_after_days: {self.delete_after_days}, allowed are 1 to {LONGEST_CONTINUOUS} with continuous"
        if self.move_to_cold_storage_after_days:
            yield "move_to_cold_storage_after_days: what is continuous cannot be moved to cold storage"
