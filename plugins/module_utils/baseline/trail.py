# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudTrail: who did what."""

from __future__ import annotations

import re
import typing as t

from ..access import Document, allow, assumed_by, document, partition
from ..errors import Invalid
from .account_events import heard
from .control import Control, Entry, Wanted, arn, delivering, log_group, objects, of_this_account

SERVICE = "cloudtrail.amazonaws.com"

BUCKETS = re.compile(r"[a-z0-9][a-z0-9.-]{0,62}/?")
"""The name of a bucket, or how it starts: CloudTrail takes a `*` for a letter of the name, and finds none."""


def trail(wanted: Wanted) -> Control:
    """One trail for all regions, validated and encrypted, in the bucket and in a log group that can be searched."""
    name, group, role = wanted["prefix"], f"/cloudtrail/{wanted['prefix']}", f"{wanted['prefix']}-trail"
    streams = arn(wanted, "logs", f"log-group:{group}:log-stream:{wanted['account_id']}_CloudTrail_*")
    source = {"StringEquals": {"aws:SourceArn": arn(wanted, "cloudtrail", f"trail/{name}")}}
    return Control({
        "logs_groups": [log_group(wanted, group)],
        "iam_roles": [{
            "name": role, "description": "Writes what CloudTrail saw to its log group", "managed_policies": [],
            "assume_role_policy": assumed_by(SERVICE, of_this_account(wanted)), "tags": wanted["tags"],
            "inline_policies": {"write": document(allow(["logs:CreateLogStream", "logs:PutLogEvents"], [streams]))}}],
        "cloudtrail_trails": [{
            "name": name, "bucket": wanted["bucket"], "prefix": "trail", "kms_key": f"alias/{wanted['kms_key']}",
            "multi_region": True, "log_file_validation": True, "include_global_service_events": True,
            "log_group": group, "role": role, "leave_to": wanted["trail_leave_to"],
            "advanced_event_selectors": _selectors(wanted), "tags": wanted["tags"]}],
        **heard(wanted, group),
    }, key=_key(wanted, source), bucket=delivering(wanted, SERVICE, objects(wanted, "trail"), source))


def _key(wanted: Wanted, source: Document) -> tuple[Document, ...]:
    trails = f"arn:{partition(wanted['region'])}:cloudtrail:*:{wanted['account_id']}:trail/*"
    who = {"Service": SERVICE}
    return (
        allow(["kms:GenerateDataKey*"], ["*"], Sid="TrailEncrypts", Principal=who,
              Condition={**source, "StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": trails}}),
        # a trail is refused without the second where the bucket has an S3 Bucket Key
        allow(["kms:DescribeKey", "kms:Decrypt"], ["*"], Sid="TrailLooks", Principal=who, Condition=source))


def _selectors(wanted: Wanted) -> list[Entry]:
    """All that is done to the account, and what is done to the objects of these buckets."""
    found = [_selector("Management events selector", {"field": "eventCategory", "equals": ["Management"]})]
    if buckets := wanted["trail_data_buckets"]:
        if wrong := [bucket for bucket in buckets if not BUCKETS.fullmatch(str(bucket))]:
            raise Invalid(f"security_baseline_trail_data_buckets has {', '.join(map(repr, wrong))}: allowed are names "
                          "of buckets and how names start, such as envelope-prod-, without *")
        names = [f"arn:{partition(wanted['region'])}:s3:::{bucket}" for bucket in buckets]
        found.append(_selector(
            "Objects", {"field": "eventCategory", "equals": ["Data"]},
            {"field": "resources.type", "equals": ["AWS::S3::Object"]},
            {"field": "resources.ARN", "starts_with": names}))
    return found


def _selector(name: str, *fields: dict[str, t.Any]) -> Entry:
    return {"name": name, "field_selectors": list(fields)}
