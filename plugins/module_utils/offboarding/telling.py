# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an offboarding says: lines for a person, and data."""

from __future__ import annotations

import datetime
import json
import typing as t

from .archive import Record
from .proof import Proof, markdown
from .searching import Found
from .tenant import Tenant
from .things import Thing

Result = dict[str, t.Any]

FATES = {
    "s3_buckets": "exported, closed, deleted with all versions", "kms_keys": "scheduled for deletion",
    "secretsmanager_secrets": "scheduled for deletion; its name is exported, never a value",
    "ecs_services": "stopped, deleted", "sesv2_configuration_sets": "paused, deleted",
    "route53_records": "exported, deleted", "ecs_task_definitions": "exported, deregistered, deleted",
    "cloudfront_distributions": "switched off, deleted",
}
"""What becomes of things that are not just deleted."""


def dry(tenant: Tenant, found: Found, record: Record | None, hold_days: int, *, confirmed: bool = False) -> Result:
    """What there is, and what would become of it; `confirmed` where check mode alone keeps it from being done."""
    why = "as this is check mode" if confirmed else f"to do it, type its slug back: confirm={tenant.slug}"
    lines = [f"Tenant {tenant.slug}, {', '.join(tenant.hosts)}: {len(found.live)} things would go"]
    lines += [f"  {each.arn}: {FATES.get(each.sort, 'deleted')}" for each in found.live]
    lines += [f"  {each.arn}: deleted already, {each.pending}" for each in found.pending]
    lines += [f"  {each.arn}: NOT OURS, or of a sort that is not known here: see to it first" for each in found.left]
    lines += [_standing(record, hold_days), f"Nothing is done; {why}"]
    return {**_listed(found), "changed": False, "stage": record.stage if record else "none", "clean": False,
            "lines": lines, "msg": f"{len(found.live)} things of tenant {tenant.slug} would go; nothing is done"}


def held(tenant: Tenant, found: Found, record: Record, begin: datetime.datetime,
         export: t.Mapping[str, t.Any] | None) -> Result:
    """That it is frozen, and until when; where it has just been frozen, what could not be exported."""
    msg = (f"tenant {tenant.slug} is exported and frozen since {record.frozen}; it is deleted not before "
           f"{begin.isoformat(timespec='seconds')}")
    kept_back = [f"  not exported: {each['bucket']}/{each['key']} ({each['size']} bytes): {each['why']}"
                 for each in (export or {}).get("kept_back", ())]
    return {**_listed(found), "changed": export is not None, "stage": "frozen", "clean": False, "msg": msg,
            "not_before": begin.isoformat(timespec="seconds"), "lines": [
                msg, *kept_back, "Run the same command then, or now with hold_days=0.",
                f"To call it off: cancel={tenant.slug}; then site.yml brings it back."]}


def called_off(tenant: Tenant, record: Record, *, check: bool) -> Result:
    """That it is not taken away, and what brings it back."""
    msg = f"the offboarding of tenant {tenant.slug} that began {record.began} is called off"
    return {"changed": True, "stage": record.stage if check else "called off", "clean": False, "msg": msg,
            "lines": [msg, "Now run site.yml for it: its mail, its services and its sites are as they were then."]}


def not_begun(tenant: Tenant) -> Result:
    """That there is nothing to call off."""
    msg = f"no offboarding of tenant {tenant.slug} is under way"
    return {"changed": False, "stage": "none", "clean": False, "msg": msg, "lines": [msg]}


def ended(about: Proof, *, changed: bool) -> Result:
    """That it is gone, and the proof."""
    page = markdown(about)
    msg = f"tenant {about['tenant']} is gone: {len(about['things'])} things, proof in {about['archive']}"
    return {"changed": changed, "stage": "ended", "clean": about["clean"], "msg": msg, "lines": page.splitlines(),
            "found": [each["arn"] for each in about["things"]], "pending": about["pending"],
            "report_json": json.dumps(about, indent=1, sort_keys=True) + "\n", "report_markdown": page}


def _standing(record: Record | None, hold_days: int) -> str:
    if record is None or not record.under_way:
        return f"It would be exported and frozen at once, and deleted {hold_days} days later"
    return f"An offboarding is under way since {record.began}, by {record.by}: {record.stage}"


def _listed(found: Found) -> dict[str, t.Any]:
    return {"found": [_arn(each) for each in found.live], "left": [_arn(each) for each in found.left],
            "pending": {each.arn: each.pending for each in found.pending}}


def _arn(thing: Thing) -> str:
    return thing.arn
