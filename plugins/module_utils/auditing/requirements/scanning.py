# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""S3: who looks at uploaded files, and who may read what nobody has found clean."""

from __future__ import annotations

import typing as t

from ...access import partition
from ...policies import Document, statements
from ...scanning import FINDINGS, GUARDDUTY, READ, TAG_CLEAN, WRITE_TAGS, Scanner
from .. import reach, tenants
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live, once
from ..sources.malware import PLANS

ROLE, MODE = "storage", "storage_scan_mode"
EXISTING = "s3:ExistingObjectTag/"
ANYBODY = "anybody reads what it has not tagged"

Found = t.Mapping[str, t.Any]


def _off(live: Live) -> str:
    """Why nobody is to scan; empty where somebody is."""
    return "the inventory has nobody scan them (storage_scan_mode: off)" if live.said(MODE) in (False, "off") else ""


@once
def _plans(live: Live) -> dict[str, Found]:
    """GuardDuty's plan of each bucket."""
    found = {one.get("ProtectedResource", {}).get("S3Bucket", {}).get("BucketName"): one for one in live[PLANS]}
    return t.cast("dict[str, Found]", found)


def _scanned(live: Live, bucket: Found) -> Judged:
    plan = _plans(live).get(bucket["Name"])
    if plan:
        tags = plan.get("Actions", {}).get("Tagging", {}).get("Status") == "ENABLED"
        said = f"GuardDuty's plan is {plan['Status']}, and {'tags' if tags else 'does not tag'} what it has scanned"
        return Judged(plan["Status"] == "ACTIVE" and tags, said)
    told = _functions(bucket)
    if not told:
        return Judged(False, "nobody scans it")
    closed = _denies(live, bucket, READ, EXISTING, "StringNotEquals")
    said = "what it has not tagged is not read" if closed else FINDINGS.get(str(live.said(MODE)), ANYBODY)
    return Judged(closed, f"{', '.join(told)} is told of new files; {said}")


def _functions(bucket: Found) -> list[str]:
    """The functions that are told of new files; whether they scan them nobody can tell from outside."""
    listed = bucket["notifications"].get("LambdaFunctionConfigurations", ())
    return [one["LambdaFunctionArn"].rpartition(":")[2] for one in listed
            if any(event.startswith("s3:ObjectCreated") for event in one["Events"])]


def _scanner(live: Live, bucket: Found) -> Scanner | None:
    """What scans a bucket so that its word has to count; None where it is fail-open, which S3.scanned tells."""
    if bucket["Name"] in _plans(live):
        return GUARDDUTY
    return TAG_CLEAN if live.said("storage_scan_enforced") and live.said(MODE) == "tag_clean" else None


def _fail_closed(live: Live) -> t.Iterator[Subject]:
    for one in tenants.buckets(live):
        if scanner := _scanner(live, one.thing):
            yield one._replace(thing=(one.thing, scanner))


def _denies(live: Live, bucket: Found, actions: t.Iterable[str], key: str, operator: str) -> bool:
    """Whether the bucket's policy denies these, for all of its objects, on a condition on that key."""
    objects = f"arn:{partition(live.place.region)}:s3:::{bucket['Name']}/uploads/a.pdf"
    fits = [one for one in statements(bucket["policy"]) if one["Effect"] == "Deny"
            and reach.covers(one, "Resource", objects) and _asks(one, key, operator)]
    return all(any(reach.covers(one, "Action", action) for one in fits) for action in actions)


def _asks(statement: Document, key: str, operator: str) -> bool:
    tests = (statement.get("Condition") or {}).get(operator, {})
    return any(name.lower().startswith(key.lower()) for name in tests)


def _reads_clean(live: Live, given: tuple[Found, Scanner]) -> Judged:
    bucket, scanner = given
    held = _denies(live, bucket, READ, f"{EXISTING}{scanner.tag}", "StringNotEquals")
    return Judged(held, f"its policy {'asks' if held else 'does not ask'} for {scanner.tag} before anybody reads",
                  f"reads are denied unless {scanner.tag} is {scanner.clean}")


def _tags_alone(live: Live, given: tuple[Found, Scanner]) -> Judged:
    bucket, scanner = given
    held = _denies(live, bucket, ("s3:PutObject", *WRITE_TAGS), "s3:RequestObjectTagKeys", "ForAnyValue:StringEquals")
    return Judged(held, f"its policy lets {'nobody else' if held else 'whoever may tag'} write {scanner.tag}",
                  f"nobody but the scanner writes {scanner.tag}")


def _remedy(text: str = "") -> Remedy:
    return Remedy(ROLE, MODE, text)


S3 = Requirement("S3", "Storage", "Uploaded files are scanned, and read only when clean", ("manager 5",), ("1.3",), (
    Check("S3.scanned", "Somebody scans what is uploaded", "high", tenants.buckets, _scanned,
          "an active malware protection plan of GuardDuty that tags",
          _remedy("guardduty scans files; tag_clean only says that it did."),
          applies=_off, iso_2013=("A.12.2.1",), iso_2022=("8.7",)),
    Check("S3.closed", "What was not found clean cannot be read", "high", _fail_closed, _reads_clean,
          "reads are denied unless the scanner's tag says clean", _remedy(), applies=_off,
          iso_2013=("A.12.2.1",), iso_2022=("8.7",)),
    Check("S3.tag", "The application cannot say that a file is clean", "high", _fail_closed, _tags_alone,
          "nobody but the scanner writes its tag", _remedy(), applies=_off, iso_2013=("A.12.2.1", "A.9.4.1"),
          iso_2022=("8.7", "8.3")),
))
