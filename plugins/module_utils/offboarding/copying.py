# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One object from one bucket to another, without coming here."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..errors import EnvelopeError
from ..kinds.s3 import s3

LARGEST = 5 * 1024**3
"""Bytes of an object that S3 copies in one call."""

PART = 1024**3
"""Bytes of a part of a larger one, of which there may be 10,000."""


@dataclass(frozen=True)
class Copied:
    """An object in the archive, as S3 describes it."""

    size: int
    etag: str
    checksum: str
    """SHA-256, as S3 has computed it from what it stored."""


def copied(bucket: str, found: t.Mapping[str, t.Any], to: str, key: str) -> Flow:
    """Copy it as it was found, or not at all, and look at what has become of it."""
    if found["Size"] <= LARGEST:
        yield s3.copy_object(Bucket=to, Key=key, CopySource=f"{bucket}/{found['Key']}",
                             CopySourceIfMatch=found["ETag"], ChecksumAlgorithm="SHA256", TaggingDirective="REPLACE")
    else:
        yield from _in_parts(bucket, found, to, key)
    there = yield s3.head_object(Bucket=to, Key=key, ChecksumMode="ENABLED")
    return Copied(there["ContentLength"], there["ETag"], there.get("ChecksumSHA256", ""))


def _in_parts(bucket: str, found: t.Mapping[str, t.Any], to: str, key: str) -> Flow:
    upload = (yield s3.create_multipart_upload(Bucket=to, Key=key, ChecksumAlgorithm="SHA256"))["UploadId"]
    try:
        parts = []
        for number, start in enumerate(range(0, found["Size"], PART), start=1):
            end = min(start + PART, found["Size"]) - 1
            made = yield s3.upload_part_copy(
                Bucket=to, Key=key, UploadId=upload, PartNumber=number, CopySource=f"{bucket}/{found['Key']}",
                CopySourceIfMatch=found["ETag"], CopySourceRange=f"bytes={start}-{end}")
            about = {name: made["CopyPartResult"][name] for name in ("ETag", "ChecksumSHA256")
                     if name in made["CopyPartResult"]}
            parts.append({"PartNumber": number, **about})
        yield s3.complete_multipart_upload(Bucket=to, Key=key, UploadId=upload, MultipartUpload={"Parts": parts})
    except EnvelopeError:
        yield s3.abort_multipart_upload(Bucket=to, Key=key, UploadId=upload)
        raise
