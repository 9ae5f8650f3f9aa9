# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which plan protects a bucket.

GuardDuty lists the ids of plans and nothing else, and has no way to ask for the plan of a bucket: with a hundred
buckets that is a hundred calls, for each of them. So the bucket bears the id of its plan as a tag. What the tag says
is believed only as far as that plan says the same.
"""

from __future__ import annotations

import typing as t

from ...calls import Flow, Together
from ...errors import Absent, AwsError
from ...pages import pages
from ...wire import get, pairs
from ..s3 import s3
from .service import guardduty

MARK = "guardduty-malware-protection-plan"
"""The tag of a bucket that holds the id of its plan."""

BUCKET = ("ProtectedResource", "S3Bucket", "BucketName")

Plan = dict[str, t.Any]


def plan_of(bucket: str, told: str | None = None) -> Flow:
    """The plan of a bucket, with its id and whether the bucket bears that; raises `Absent` when there is none.

    `told` is what the bucket's tag says, where that is known.
    """
    marked = (yield from _protecting(told, bucket)) or (
        yield from _protecting((yield from _tags(bucket)).get(MARK), bucket))
    if marked:
        return {**marked, "Marked": True}
    listed = yield from pages(guardduty.list_malware_protection_plans(), "MalwareProtectionPlans")
    plans = yield Together([_plan(each["MalwareProtectionPlanId"]) for each in listed])
    for plan in plans:
        if isinstance(plan, Exception):
            raise plan
        if plan and get(plan, BUCKET) == bucket:
            return {**plan, "Marked": False}
    raise Absent(guardduty.list_malware_protection_plans(), "NotFound", f"no plan protects bucket {bucket}")


def mark(bucket: str, plan: str) -> Flow:
    """Have the bucket say which plan it has; its other tags stay as they are."""
    tags = yield from _tags(bucket)
    yield s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": pairs().out({**tags, MARK: plan})})


def unmark(bucket: str) -> Flow:
    tags = yield from _tags(bucket)
    if tags.pop(MARK, None) is None:
        return
    if tags:
        yield s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": pairs().out(tags)})
    else:
        yield s3.delete_bucket_tagging(Bucket=bucket)


def _tags(bucket: str) -> Flow:
    """The tags of a bucket, none where it has none or is not there."""
    try:
        found = yield s3.get_bucket_tagging(Bucket=bucket)
    except Absent:
        return {}
    return pairs().into(found.get("TagSet"))


def _protecting(plan: str | None, bucket: str) -> Flow:
    """That plan, if there is one and it protects the bucket."""
    found = (yield from _plan(plan)) if plan else None
    return found if found and get(found, BUCKET) == bucket else None


def _plan(plan: str) -> Flow:
    try:
        found = yield guardduty.get_malware_protection_plan(MalwareProtectionPlanId=plan)
    except AwsError as error:
        if not isinstance(error, Absent):
            raise
        return None
    return {**found, "MalwareProtectionPlanId": plan}
