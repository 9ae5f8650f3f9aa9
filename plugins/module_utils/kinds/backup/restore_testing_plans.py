# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Restore testing plans: now and then backups are restored, to see that they can be."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...advising import advised
from ...calls import Flow
from ...errors import Invalid
from ...fields import Reference, computed, key, option, tagging
from ...resource import Resource
from ...wire import plain, unordered
from .service import backup, entries, retag, tags_of
from .texts import range_problems, same_zone, schedule_problems, tested_name_problems
from .vaults import VAULT_ARN

POINTS = ("algorithm", "include_vaults", "exclude_vaults", "recovery_point_types", "selection_window_days")
SETTINGS = ("schedule", "timezone", "start_window_hours", *POINTS)
NEEDED = ("schedule", "algorithm", "include_vaults", "recovery_point_types")

ADVICE = {"InvalidRequestException": "its selections have to be deleted first"}


def _there(name: str) -> Flow:
    found = yield backup.get_restore_testing_plan(RestoreTestingPlanName=name)
    return found["RestoreTestingPlan"]["RestoreTestingPlanName"]


TESTING_PLAN = Reference("restore testing plan", _there, is_id=lambda name: False, role="security_baseline")


@dataclass(frozen=True, kw_only=True)
class RestoreTestingPlan(Resource):
    """When AWS Backup restores backups on trial, and which; what is restored is deleted afterwards."""

    plural = "backup_restore_testing_plans"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope_prod", "schedule": "cron(0 6 1 * ? *)", "timezone": "Europe/Brussels",
        "start_window_hours": 8, "algorithm": "LATEST_WITHIN_WINDOW",
        "include_vaults": ["arn:aws:backup:eu-west-1:111122223333:backup-vault:envelope-prod"], "exclude_vaults": [],
        "recovery_point_types": ["SNAPSHOT"], "selection_window_days": 7, "tags": {"project": "envelope"},
    }

    name: str = key("Name of the plan: letters, digits and C(_).", wire="RestoreTestingPlanName")
    schedule: str | None = option(
        "When, such as V(cron(0 6 1 * ? *\\)), whose six fields are AWS's. A new plan needs it.",
        wire="ScheduleExpression")
    timezone: str | None = option("Time zone of that, such as V(Europe/Brussels). A new plan has V(Etc/UTC).",
                                  wire="ScheduleExpressionTimezone", alike=same_zone)
    start_window_hours: int | None = option(
        "Hours within which a test has to begin, or is given up, at most 168. A new plan has 24.")
    algorithm: t.Literal["LATEST_WITHIN_WINDOW", "RANDOM_WITHIN_WINDOW"] | None = option(
        "Which backup of a resource is restored. A new plan needs it.", wire="RecoveryPointSelection.Algorithm")
    include_vaults: list[str] | None = option(
        "Vaults that they are taken from: names, ARNs with C(*) for any, or V(*) for all: exactly these. A new plan "
        "needs them.", wire="RecoveryPointSelection.IncludeVaults", codec=entries, alike=unordered, find=VAULT_ARN)
    exclude_vaults: list[str] | None = option(
        "Vaults that they are not taken from: exactly these.", wire="RecoveryPointSelection.ExcludeVaults",
        codec=entries, alike=unordered, find=VAULT_ARN)
    recovery_point_types: list[t.Literal["SNAPSHOT", "CONTINUOUS"]] | None = option(
        "Sorts of backups: exactly these. A new plan needs them.", wire="RecoveryPointSelection.RecoveryPointTypes",
        codec=entries, alike=unordered)
    selection_window_days: int | None = option(
        "Days that a backup may be old, 1 to 365. A new plan has 30.",
        wire="RecoveryPointSelection.SelectionWindowDays")
    tags: dict[str, str] | None = tagging(codec=plain)
    arn: str | None = computed("ARN of the plan.", wire="RestoreTestingPlanArn")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from tested_name_problems("name", self.name)
        yield from schedule_problems(self.schedule, self.timezone)
        yield from range_problems("start_window_hours", self.start_window_hours, 1, 168, "hours")
        yield from range_problems("selection_window_days", self.selection_window_days, 1, 365, "days")
        for name in ("include_vaults", "recovery_point_types"):
            if getattr(self, name) == []:
                yield f"{name}: none, allowed are 1 or more"

    def read(self) -> Flow:
        found = (yield backup.get_restore_testing_plan(RestoreTestingPlanName=self.name))["RestoreTestingPlan"]
        tags = (yield from tags_of(found["RestoreTestingPlanArn"])) if self.tags is not None else None
        return self.seen({**found, "Tags": tags})

    def create(self) -> Flow:
        if left_out := [name for name in NEEDED if getattr(self, name) is None]:
            raise Invalid(f"it does not exist, and cannot be created without {', '.join(left_out)}")
        yield backup.create_restore_testing_plan(RestoreTestingPlan=self.wire("name", *SETTINGS), **self.wire("tags"))

    def update(self, now: RestoreTestingPlan, changed: t.AbstractSet[str]) -> Flow:
        if changed & set(SETTINGS):
            yield backup.update_restore_testing_plan(
                RestoreTestingPlanName=self.name, RestoreTestingPlan=self.wire(*SETTINGS))
        if "tags" in changed:
            yield from retag(now.arn, now.tags, self.tags)

    def delete(self) -> Flow:
        yield from advised(backup.delete_restore_testing_plan(RestoreTestingPlanName=self.name), ADVICE)
