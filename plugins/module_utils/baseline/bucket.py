# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bucket that keeps what an auditor asks for, and that nobody tidies up by hand."""

from __future__ import annotations

from ..access import Document, document, partition
from ..errors import Invalid
from ..private_buckets import private_bucket
from .control import Entry, Wanted

FORMER_DAYS = 90
"""Days for which an object is kept that somebody wrote over, or that has expired, so that it is noticed."""


def bucket(wanted: Wanted, statements: list[Document]) -> Entry:
    """The bucket, which these statements open; objects go by its lifecycle alone."""
    refuse_days(wanted["archive_days"], wanted["retention_days"])
    objects = f"arn:{partition(wanted['region'])}:s3:::{wanted['bucket']}/*"
    kept = {"Sid": "NobodyDeletes", "Effect": "Deny", "Principal": "*", "Resource": [objects],
            "Action": ["s3:DeleteObject", "s3:DeleteObjectVersion"]}
    archived = [{"days": wanted["archive_days"], "storage_class": "GLACIER"}] if wanted["archive_days"] else []
    return private_bucket(
        wanted["bucket"], kms_key=wanted["kms_key"], policy=document(*statements, kept), tags=wanted["tags"],
        noncurrent_version_days=FORMER_DAYS, expiration_days=wanted["retention_days"], transitions=archived)


def refuse_days(archive: int, retention: int) -> None:
    """Raise `Invalid` for days that S3 does not take: what is archived has to be there still."""
    if retention < 1:
        raise Invalid(f"security_baseline_retention_days is {retention}: allowed are 1 and more")
    if not 0 <= archive < retention:
        raise Invalid(f"security_baseline_archive_days is {archive}: allowed are 0, for never, and less than "
                      f"security_baseline_retention_days, which are {retention}")
