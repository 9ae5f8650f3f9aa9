# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which objects nobody may read, because a scanner has not found them clean."""

from __future__ import annotations

import typing as t

from ..calls import Flow
from ..errors import Absent
from ..kinds.s3 import s3
from ..policies import policy, statements
from ..tagging import Tags

TAG = "s3:ExistingObjectTag/"
"""How a policy speaks of the tag that an object has."""

READS = ("s3:getobject", "s3:get*", "s3:*", "*")


def unread(bucket: str, tags: Tags) -> Flow:
    """What an object with these tags lacks, so that the bucket's policy lets nobody read it; empty where it does."""
    try:
        document = policy.into((yield s3.get_bucket_policy(Bucket=bucket))["Policy"])
    except Absent:
        return ""
    for each in statements(document):
        if each.get("Effect") == "Deny" and {str(name).lower() for name in _several(each.get("Action"))} & {*READS}:
            for condition, values in (each.get("Condition", {}).get("StringNotEquals") or {}).items():
                name = condition.removeprefix(TAG)
                if name != condition and tags.get(name) not in _several(values):
                    return f"{name} is {tags[name]}" if name in tags else f"it was never scanned: it has no {name}"
    return ""


def _several(value: t.Any) -> list[t.Any]:
    return value if isinstance(value, list) else [value]
