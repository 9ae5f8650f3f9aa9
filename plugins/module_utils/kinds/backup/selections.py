# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Selections: what a plan takes."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Absent, AwsError, Invalid
from ...fields import computed, constant, key, option
from ...resource import Resource
from ...wire import unordered
from ..iam import ROLE
from .conditions import alike, conditions
from .plans import PLAN
from .service import backup, entries, trusted
from .texts import name_problems

MOST, MOST_PATTERNS = 500, 30
OPERATORS = ("string_equals", "string_not_equals", "string_like", "string_not_like")

by_tag = conditions("ConditionKey", "ConditionValue")
any_tag = conditions("ConditionKey", "ConditionValue", "", ConditionType="STRINGEQUALS")


@dataclass(frozen=True, kw_only=True)
class BackupSelection(Resource):
    """What a plan takes. AWS changes none: a new one takes the place of one that differs, without a gap."""

    plural = "backup_selections"
    renewed = True
    examples: t.ClassVar[dict[str, t.Any]] = {
        "plan": "envelope-prod", "name": "tagged", "role": "envelope-prod-backup", "resources": ["*"],
        "not_resources": ["arn:aws:s3:::envelope-prod-audit"], "any_tags": {"backup": ["daily", "weekly"]},
        "string_equals": {"project": "envelope", "environment": "prod"}, "string_not_equals": {"tier": "test"},
        "string_like": {"tenant": "a*"}, "string_not_like": {"tenant": "tmp-*"},
    }

    plan: str = key("Plan it belongs to, by name or id.", wire="BackupPlanId", find=PLAN)
    name: str = key("Name of the selection.", wire="SelectionName")
    role: str | None = option("Role with which AWS Backup copies and restores, by name or ARN. A new selection "
                              "needs it. One that is new itself is waited for.", wire="IamRoleArn", find=ROLE)
    resources: list[str] | None = option(
        "ARNs of what it takes, with C(*) for any, or V(*) for all: exactly these. A new selection needs them, or "
        "O(backup_selections[].any_tags).", codec=entries, alike=unordered)
    not_resources: list[str] | None = option("ARNs of what it leaves out: exactly these.", codec=entries,
                                             alike=unordered)
    any_tags: dict[str, t.Any] | None = option(
        "Tags, with a value or several, of which a resource needs one to be taken, whatever "
        "O(backup_selections[].resources) says: exactly these.", wire="ListOfTags", codec=any_tag, alike=alike)
    string_equals: dict[str, t.Any] | None = option(
        "Tags that what O(backup_selections[].resources) names has to have with these values as well, all of them, to "
        "be taken: exactly these.", wire="Conditions.StringEquals", codec=by_tag, alike=alike)
    string_not_equals: dict[str, t.Any] | None = option(
        "Tags that it must not have with these values.", wire="Conditions.StringNotEquals", codec=by_tag, alike=alike)
    string_like: dict[str, t.Any] | None = option(
        "Tags that it has to have with a value that matches, C(*) being any text.", wire="Conditions.StringLike",
        codec=by_tag, alike=alike)
    string_not_like: dict[str, t.Any] | None = option(
        "Tags that it must not have with a value that matches.", wire="Conditions.StringNotLike", codec=by_tag,
        alike=alike)
    single: bool = constant(True, "Whether it is the only one of its name; a run that was killed leaves two.")
    selection_id: str | None = computed("Id of the selection.")
    superseded: list[str] | None = computed("Ids of others of that name, which are deleted.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from name_problems(self.name)
        for option_name in ("resources", "not_resources"):
            given = getattr(self, option_name) or ()
            most = MOST_PATTERNS if any("*" in each for each in given) else MOST
            if len(given) > most:
                yield f"{option_name}: {len(given)}, allowed are {MOST}, or {MOST_PATTERNS} where one has a *"
            for each in given:
                if each != "*" and not each.startswith("arn:"):
                    yield f"{option_name}: {each!r} is none, allowed are ARNs, and *"

    def read(self) -> Flow:
        call = backup.list_backup_selections(BackupPlanId=self.plan)
        listed = sorted((each for each in (yield call).get("BackupSelectionsList", ())
                         if each["SelectionName"] == self.name), key=_age, reverse=True)
        if not listed:
            raise Absent(call, "NotFound", f"no selection {self.name}")
        found = []
        for each in listed:
            reply = yield backup.get_backup_selection(BackupPlanId=self.plan, SelectionId=each["SelectionId"])
            found.append(self.seen({**reply["BackupSelection"], "SelectionId": each["SelectionId"], "Single": True}))
        now = next((each for each in found if not self.changes(each)), found[0])
        others = [t.cast(str, each.selection_id) for each in found if each is not now]
        return dataclasses.replace(now, single=not others, superseded=others)

    def create(self) -> Flow:
        if not self.role or not (self.resources or self.any_tags):
            raise Invalid("it does not exist, and cannot be created without role, and resources or any_tags")
        about = self.wire("name", "role", "resources", "not_resources", "any_tags", *OPERATORS)
        yield from trusted(
            backup.create_backup_selection(BackupPlanId=self.plan, BackupSelection=about), f"selection {self.name}")

    def update(self, now: BackupSelection, changed: t.AbstractSet[str]) -> Flow:
        """Make the new one first, so that nothing is without a backup should this be all that is done."""
        if not changed - {"single"}:
            yield from now._deleted(now.superseded or ())
            return
        try:
            yield from self.create()
        except AwsError as error:
            if error.code != "AlreadyExistsException":
                raise
            yield from now.delete()
            yield from self.create()
            return
        yield from now.delete()

    def delete(self) -> Flow:
        yield from self._deleted([t.cast(str, self.selection_id), *(self.superseded or ())])

    def _deleted(self, ids: t.Iterable[str]) -> Flow:
        for each in ids:
            yield backup.delete_backup_selection(BackupPlanId=self.plan, SelectionId=each)


def _age(listed: t.Mapping[str, t.Any]) -> str:
    return str(listed.get("CreationDate", ""))
