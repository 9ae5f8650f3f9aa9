# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bucket that keeps what an auditor asks for, and that nobody tidies up by hand."""

from __future__ import annotations

from ..access import Document, document, partition
from ..private_buckets import private_bucket
from .control import Entry, Wanted


def bucket(wanted: Wanted, statements: list[Document]) -> Entry:
    """The bucket, which these statements open; objects go by its lifecycle alone."""
    objects = f"arn:{partition(wanted['region'])}:s3:::{wanted['bucket']}/*"
    kept = {"Sid": "NobodyDeletes", "Effect": "Deny", "Principal": "*", "Resource": [objects],
            "Action": ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObjectAcl"]}
    archived = [{"days": wanted["archive_days"], "storage_class": "GLACIER"}] if wanted["archive_days"] else []
    return private_bucket(
        wanted["bucket"], kms_key=wanted["kms_key"], policy=document(*statements, kept), tags=wanted["tags"],
        noncurrent_version_days=wanted["retention_days"], expiration_days=wanted["retention_days"],
        transitions=archived)
