# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A role, a bucket and ways to wait for what the embedded AWS does by itself."""

from __future__ import annotations

import json
import time
import typing as t

PLACE = {"LocationConstraint": "eu-west-1"}
ACCOUNT = "123456789012"
PATIENCE = 10.0


def role(client: t.Any, name: str, service: str) -> str:
    trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    return client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=document)["Role"]["Arn"]


def until(look: t.Callable[[], t.Any]) -> t.Any:
    """What `look` shows as soon as that is something."""
    ends = time.monotonic() + PATIENCE
    while not (seen := look()):
        assert time.monotonic() < ends, "nothing came"
        time.sleep(0.02)
    return seen


def tags(s3: t.Any, key: str, bucket: str = "bucket") -> dict[str, str]:
    found = s3.get_object_tagging(Bucket=bucket, Key=key)["TagSet"]
    return {tag["Key"]: tag["Value"] for tag in found}
