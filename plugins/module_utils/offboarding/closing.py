# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Closing a bucket to whoever would change what is in it."""

from __future__ import annotations

import typing as t

from ..calls import Flow, here
from ..errors import Absent
from ..kinds.s3 import s3
from ..policies import alike, policy, statements

SID = "Offboarding"
WRITES = ("s3:PutObject", "s3:PutObjectAcl", "s3:RestoreObject")
"""Tags are left: a scanner that is still at work may set one."""
DELETIONS = ("s3:DeleteObject", "s3:DeleteObjectVersion")


def closed(bucket: str, actions: t.Sequence[str]) -> Flow:
    """Deny these actions to everybody, besides what the bucket's policy says already; 0 when it does."""
    try:
        document = policy.into((yield s3.get_bucket_policy(Bucket=bucket))["Policy"])
    except Absent:
        document = None
    arn = f"arn:{(yield here())['partition']}:s3:::{bucket}"
    ours = {"Sid": SID, "Effect": "Deny", "Principal": "*", "Action": list(actions), "Resource": f"{arn}/*"}
    others = [each for each in statements(document) if each.get("Sid") != SID]
    wanted = {"Version": "2012-10-17", **(document or {}), "Statement": [*others, ours]}
    if alike(wanted, document):
        return 0
    yield s3.put_bucket_policy(Bucket=bucket, Policy=policy.out(wanted))
    return 1
