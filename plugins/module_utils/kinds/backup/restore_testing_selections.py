# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Selections of a restore testing plan: of what backups are restored on trial, and how."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Invalid
from ...fields import key, option
from ...resource import Resource
from ...wire import includes, plain, unordered
from ..iam import ROLE
from .conditions import alike, conditions
from .restore_testing_plans import TESTING_PLAN
from .service import backup, entries, trusted
from .texts import range_problems, tested_name_problems

MOST = 30
LONGEST_VALIDATION = 168
CHANGING = ("role", "resources", "string_equals", "string_not_equals", "restore_metadata", "validation_window_hours")

ResourceType = t.Literal[
    "Aurora", "DocumentDB", "DynamoDB", "EBS", "EC2", "EFS", "FSx", "Neptune", "RDS", "S3"]

by_tag = conditions("Key", "Value")


@dataclass(frozen=True, kw_only=True)
class RestoreTestingSelection(Resource):
    """Of which resources of one type a restore testing plan restores backups, and how."""

    plural = "backup_restore_testing_selections"
    fixed = frozenset({"resource_type"})
    kept = ""
    examples: t.ClassVar[dict[str, t.Any]] = {
        "plan": "envelope_prod", "name": "databases", "resource_type": "RDS", "role": "envelope-prod-backup",
        "resources": ["*"], "string_equals": {"project": "envelope"}, "string_not_equals": {"tier": "test"},
        "restore_metadata": {"dbSubnetGroupName": "envelope-prod"}, "validation_window_hours": 4,
    }

    plan: str = key("Name of the restore testing plan.", wire="RestoreTestingPlanName", find=TESTING_PLAN)
    name: str = key("Name of the selection: letters, digits and C(_).", wire="RestoreTestingSelectionName")
    resource_type: ResourceType | None = option("Type of the resources. A new selection needs it.",
                                                wire="ProtectedResourceType")
    role: str | None = option("Role with which they are restored, by name or ARN. A new selection needs it. One that "
                              "is new itself is waited for.", wire="IamRoleArn", find=ROLE)
    resources: list[str] | None = option(
        "ARNs of the resources, at most 30, or V([*]) for all of the type: exactly these. A new selection needs them.",
        wire="ProtectedResourceArns", codec=entries, alike=unordered)
    string_equals: dict[str, t.Any] | None = option(
        "Tags that they have to have with these values, where O(backup_restore_testing_selections[].resources) is "
        "V([*]): exactly these.", wire="ProtectedResourceConditions.StringEquals", codec=by_tag, alike=alike)
    string_not_equals: dict[str, t.Any] | None = option(
        "Tags that they must not have with these values.", wire="ProtectedResourceConditions.StringNotEquals",
        codec=by_tag, alike=alike)
    restore_metadata: dict[str, str] | None = option(
        "How they are restored, where that is not as AWS infers it, such as C(dbSubnetGroupName). Those not named are "
        "left alone.", wire="RestoreMetadataOverrides", codec=plain, alike=includes)
    validation_window_hours: int | None = option(
        "Hours for which what was restored is there to be looked at before it is deleted, 0 to 168.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from tested_name_problems("plan", self.plan)
        yield from tested_name_problems("name", self.name)
        yield from range_problems("validation_window_hours", self.validation_window_hours, 0, LONGEST_VALIDATION,
                                  "hours")
        given = self.resources or []
        if len(given) > MOST:
            yield f"resources: {len(given)}, allowed are {MOST}"
        for each in given:
            if not (given == ["*"] or each.startswith("arn:")):
                yield f"resources: {each!r} is none, allowed are ARNs, or * alone"
        if (self.string_equals or self.string_not_equals) and given != ["*"]:
            yield "resources: allowed is [*] with string_equals and string_not_equals"

    def read(self) -> Flow:
        found = yield backup.get_restore_testing_selection(
            RestoreTestingPlanName=self.plan, RestoreTestingSelectionName=self.name)
        return self.seen(found["RestoreTestingSelection"])

    def create(self) -> Flow:
        needed = ("resource_type", "role", "resources")
        if left_out := [name for name in needed if not getattr(self, name)]:
            raise Invalid(f"it does not exist, and cannot be created without {', '.join(left_out)}")
        about = self.wire("name", "resource_type", *CHANGING)
        call = backup.create_restore_testing_selection(**self.wire("plan"), RestoreTestingSelection=about)
        yield from trusted(call, f"selection {self.name}")

    def update(self, now: RestoreTestingSelection, changed: t.AbstractSet[str]) -> Flow:
        call = backup.update_restore_testing_selection(
            **self.wire("plan", "name"), RestoreTestingSelection=self.wire(*CHANGING))
        yield from trusted(call, f"selection {self.name}")

    def delete(self) -> Flow:
        yield backup.delete_restore_testing_selection(**self.wire("plan", "name"))
