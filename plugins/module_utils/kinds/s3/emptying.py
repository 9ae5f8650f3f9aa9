# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Emptying a bucket, or what is below a prefix, with all versions of its objects."""

from __future__ import annotations

from ...calls import Flow
from ...errors import AwsError
from .service import s3

PAGE = 1000
"""Entries that AWS lists, and deletes, in one call."""


def emptied(bucket: str, prefix: str | None = None) -> Flow:
    """Delete every version and every delete marker, a page at a time; raises on the first that AWS refuses."""
    while True:
        page = yield s3.list_object_versions(Bucket=bucket, Prefix=prefix, MaxKeys=PAGE)
        entries = [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
        if not entries:
            return
        doomed = [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in entries]
        call = s3.delete_objects(Bucket=bucket, Delete={"Objects": doomed, "Quiet": True})
        for refused in (yield call).get("Errors", ()):
            raise AwsError(call, refused["Code"], f"{refused['Key']}: {refused.get('Message', '')}")
