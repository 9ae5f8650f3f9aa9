# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags every new object `ScanStatus=Clean` without a look at it, so that the application can rely on the tag.

Lambda runs it for S3's notifications, which come at least once and in any order.  The other tags of an object stay,
and a verdict that is there already is never overwritten.
"""

from __future__ import annotations

import typing as t
import urllib.parse

import boto3
import botocore.exceptions

TAG, CLEAN = "ScanStatus", "Clean"
GONE = frozenset({"NoSuchKey", "NoSuchVersion", "MethodNotAllowed"})
"""How S3 says that an object was deleted since."""

s3 = boto3.client("s3")


def handle(event: dict[str, t.Any], context: object) -> dict[str, int]:
    """Tag the objects of an event; returns how many came to be `tagged`, were `kept` as they are, or are `gone`."""
    counts = {"tagged": 0, "kept": 0, "gone": 0}
    for record in event.get("Records", ()):
        if record.get("eventName", "").startswith("ObjectCreated:"):
            counts[_tag(_place(record["s3"]))] += 1
    return counts


def _place(about: dict[str, t.Any]) -> dict[str, str]:
    """The object of a record; S3 writes its key as a form would."""
    found = about["object"]
    place = {"Bucket": about["bucket"]["name"], "Key": urllib.parse.unquote_plus(found["key"])}
    return {**place, "VersionId": found["versionId"]} if found.get("versionId") else place


def _tag(place: dict[str, str]) -> str:
    try:
        tags = s3.get_object_tagging(**place)["TagSet"]
        verdict = next((tag["Value"] for tag in tags if tag["Key"] == TAG), None)
        if verdict is not None:
            print(f"s3://{place['Bucket']}/{place['Key']} is {verdict} already")
            return "kept"
        s3.put_object_tagging(**place, Tagging={"TagSet": [*tags, {"Key": TAG, "Value": CLEAN}]})
    except botocore.exceptions.ClientError as error:
        if error.response["Error"]["Code"] not in GONE:
            raise
        return "gone"
    print(f"s3://{place['Bucket']}/{place['Key']} is tagged {CLEAN}, unscanned")
    return "tagged"
