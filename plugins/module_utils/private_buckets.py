# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Buckets that roles make for what is their own: versioned, encrypted, closed to the public, TLS only."""

from __future__ import annotations

import typing as t

from .access import Document

TIDY_DAYS = 7
"""Days until an upload that was never completed is cleared away."""


def private_bucket(name: str, *, kms_key: str, policy: Document, noncurrent_version_days: int,
                   tags: t.Mapping[str, str], **lifecycle: t.Any) -> dict[str, t.Any]:
    """An entry of `s3_buckets`; `kms_key` is an alias without `alias/`, or empty for S3's own encryption.

    `lifecycle` is what else the one rule of the bucket says, such as expiration_days.
    """
    managed = {"algorithm": "aws:kms", "kms_key": f"alias/{kms_key}", "bucket_key_enabled": True}
    return {
        "name": name, "versioning": True, "public_access_block": True, "object_ownership": "BucketOwnerEnforced",
        "tls_only": True, "encryption": managed if kms_key else {"algorithm": "AES256"}, "policy": policy,
        "lifecycle_rules": [{
            "id": "tidy", "status": "Enabled", "abort_incomplete_multipart_upload_days": TIDY_DAYS,
            "noncurrent_version_expiration_days": noncurrent_version_days, **lifecycle}],
        "tags": tags,
    }
