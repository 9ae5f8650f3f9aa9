# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans: when backups are made, and how long they are kept."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow, Wait
from ...errors import Absent, AwsError, Invalid
from ...fields import Reference, computed, key, option, tagging
from ...resource import Resource
from ...wire import Codec, includes, plain, unordered
from .rules import Rule
from .service import backup, retag, tags_of
from .texts import name_problems

IDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _out(given: t.Mapping[str, str] | None) -> list[dict[str, t.Any]] | None:
    if given is None:
        return None
    found: dict[str, dict[str, str]] = {}
    for name, value in sorted(given.items()):
        resource_type, _slash, setting = name.partition("/")
        found.setdefault(resource_type, {})[setting] = value
    return [{"ResourceType": resource_type, "BackupOptions": values} for resource_type, values in found.items()]


def _into(found: t.Any) -> dict[str, str]:
    return {f"{each['ResourceType']}/{name}": value
            for each in found or () for name, value in each.get("BackupOptions", {}).items()}


settings = Codec(_out, _into)


def plan_named(name: str) -> Flow:
    """The plan of that name as the list of all shows it; raises `Absent`.

    A name is no more than a label for AWS, which makes another plan of the same name without a word.
    """
    call = backup.list_backup_plans()
    found = [each for each in (yield call).get("BackupPlansList", ()) if each.get("BackupPlanName") == name]
    if not found:
        raise Absent(call, "NotFound", f"no backup plan {name}")
    if len(found) > 1:
        ids = ", ".join(sorted(each["BackupPlanId"] for each in found))
        raise Invalid(f"there are {len(found)} backup plans named {name}: delete all but one of {ids}")
    return found[0]


def _id(name: str) -> Flow:
    return (yield from plan_named(name))["BackupPlanId"]


PLAN = Reference("backup plan", _id, is_id=lambda name: IDS.fullmatch(name) is not None, role="security_baseline")


@dataclass(frozen=True, kw_only=True)
class BackupPlan(Resource):
    """A plan by which backups are made; what it takes is said by M(venturemond.envelope.backup_selections)."""

    plural = "backup_plans"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod", "rules": [Rule.examples], "settings": {"S3/BackupACLs": "disabled"},
        "tags": {"project": "envelope"}}

    name: str = key("Name of the plan. Where two have the same, nothing is done.", wire="BackupPlanName")
    rules: list[Rule] | None = option("Its rules: exactly these. A new plan needs them.", alike=unordered)
    settings: dict[str, str] | None = option(
        "Settings for types of resources, each written behind the type and a slash, such as "
        "C(S3/BackupACLs: disabled) and C(EC2/WindowsVSS: enabled). Those not named are left alone.",
        wire="AdvancedBackupSettings", codec=settings, alike=includes)
    tags: dict[str, str] | None = tagging(wire="BackupPlanTags", codec=plain)
    plan_id: str | None = computed("Id of the plan.", wire="BackupPlanId")
    arn: str | None = computed("ARN of the plan.", wire="BackupPlanArn")
    scan_settings: list[dict[str, t.Any]] | None = computed("Its malware scans, which are left as they are.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from name_problems(self.name)
        names = [rule.name for rule in self.rules or ()]
        for name in sorted({each for each in names if names.count(each) > 1}):
            yield f"rules: {name} is there more than once"
        if self.rules == []:
            yield "rules: none, allowed are 1 or more"
        for name in self.settings or ():
            if not re.fullmatch(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+", name):
                yield f"settings: {name} is none, allowed are a type and a setting, such as S3/BackupACLs"

    def read(self) -> Flow:
        plan = (yield from plan_named(self.name))["BackupPlanId"]
        found = yield backup.get_backup_plan(BackupPlanId=plan)
        about = {**found["BackupPlan"], "BackupPlanId": plan, "BackupPlanArn": found["BackupPlanArn"]}
        if self.tags is not None:
            about["BackupPlanTags"] = yield from tags_of(found["BackupPlanArn"])
        return self.seen(about)

    def create(self) -> Flow:
        if not self.rules:
            raise Invalid("it does not exist, and cannot be created without rules")
        yield backup.create_backup_plan(BackupPlan=self.wire("name", "rules", "settings"), **self.wire("tags"))

    def update(self, now: BackupPlan, changed: t.AbstractSet[str]) -> Flow:
        if changed & {"rules", "settings"}:  # AWS takes the document as a whole
            scans = {"ScanSettings": now.scan_settings} if now.scan_settings else {}
            yield backup.update_backup_plan(
                BackupPlanId=now.plan_id, BackupPlan={**self.wire("name", "rules", "settings"), **scans})
        if "tags" in changed:
            yield from retag(now.arn, now.tags, self.tags)

    def delete(self) -> Flow:
        call = backup.delete_backup_plan(BackupPlanId=self.plan_id)
        try:
            yield call
        except AwsError as error:
            if not _selected(error):
                raise
            yield from self._emptied(call)

    def _emptied(self, call: Call) -> Flow:
        """Delete it once AWS has seen that its selections are gone, which it does some seconds later."""
        left = (yield backup.list_backup_selections(BackupPlanId=self.plan_id)).get("BackupSelectionsList") or ()
        if left:
            names = ", ".join(sorted(each["SelectionName"] for each in left))
            raise Invalid(f"it has selections and is left alone: delete {names} first")
        yield Wait(call, f"backup plan {self.name}", lambda reply: "deleted", frozenset({"deleted", "absent"}),
                   timeout=120, passing=_selected)


def _selected(error: AwsError) -> bool:
    return error.code == "InvalidRequestException" and "selections must be deleted" in error.message
