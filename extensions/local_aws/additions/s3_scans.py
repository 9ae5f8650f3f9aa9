# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects that a malware protection plan scans.

GuardDuty looks at each new object of a protected bucket and, where the plan says so, gives it the tag
`GuardDutyMalwareScanStatus`; its other tags stay.  Here that takes `scan_seconds`, and content is a threat that holds
the EICAR test string.  As on AWS nothing is tagged when the plan is not active, or when the bucket's policy denies it
to the plan's role; nobody is told then.
"""

from __future__ import annotations

import typing as t

from moto.core.request import Request
from moto.guardduty.models import guardduty_backends
from moto.s3 import notifications
from moto.s3.models import FakeBucket, FakeKey, S3Backend, s3_backends
from moto.s3.responses import S3Response

from ..timing import timing
from ._agenda import Agenda
from ._mend import mends
from ._policy import Asked, verdict
from ._s3_asked import request_tags
from .guardduty import Plan, plans_of

TAG = "GuardDutyMalwareScanStatus"
SESSION = "GuardDutyMalwareProtection"
MOST_TAGS = 10
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"  # in two, lest this file be one


@mends(t.cast(t.Any, notifications))
def send_event(former: t.Any, account_id: str, event_name: str, bucket: FakeBucket, key: t.Any) -> None:
    former(account_id, event_name, bucket, key)
    if event_name.startswith("s3:ObjectCreated:") and isinstance(key, FakeKey):
        backend = s3_backends[account_id]["aws"]
        _agenda(backend).after(timing.scan_seconds, lambda: _scan(backend, bucket, key))


@mends(S3Response, "setup_class")
def scan_first(former: t.Any, self: S3Response, request: Request, *args: t.Any, **kwargs: t.Any) -> None:
    """No thread scans: what has become due is scanned before the next call is answered."""
    for account in list(s3_backends.values()):
        for backend in list(account.values()):
            _agenda(backend).catch_up()
    former(self, request, *args, **kwargs)


def _agenda(backend: S3Backend) -> Agenda:
    return t.cast(Agenda, backend.__dict__.setdefault("scans", Agenda()))


def _scan(backend: S3Backend, bucket: FakeBucket, key: FakeKey) -> None:
    plans = plans_of(guardduty_backends[backend.account_id][bucket.region_name]).values()
    plan = next((each for each in plans if _covers(each, bucket, key)), None)
    still_there = any(each is key for each in bucket.keys.getlist(key.name, []))
    if plan is None or not still_there or backend.buckets.get(bucket.name) is not bucket:
        return
    result = "THREATS_FOUND" if EICAR in key.value else "NO_THREATS_FOUND"
    tags = {**backend.tagger.get_tag_dict_for_resource(key.arn), TAG: result}
    if plan.tagging == "ENABLED" and len(tags) <= MOST_TAGS and _may_tag(plan, bucket, key, result):
        backend.put_object_tagging(key, tags)


def _covers(plan: Plan, bucket: FakeBucket, key: FakeKey) -> bool:
    begins = not plan.prefixes or key.name.startswith(tuple(plan.prefixes))
    return plan.bucket == bucket.name and begins and plan.status()["Status"] == "ACTIVE"


def _may_tag(plan: Plan, bucket: FakeBucket, key: FakeKey, result: str) -> bool:
    role = plan.role.rpartition("/")[2]
    session = f"arn:aws:sts::{bucket.account_id}:assumed-role/{role}/{SESSION}"
    context = {"aws:SecureTransport": "true", "aws:PrincipalArn": plan.role, **request_tags({TAG: result})}
    asked = Asked(session, "s3:PutObjectTagging", f"arn:aws:s3:::{bucket.name}/{key.name}", context)
    return bucket.policy is None or verdict(bucket.policy, asked) != "Deny"
