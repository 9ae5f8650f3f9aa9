# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""S3's API."""

from __future__ import annotations

from ...calls import Service

BUSY = frozenset({"OperationAborted", "SlowDown"})

s3 = Service(
    "s3",
    absent=frozenset({
        "404", "NoSuchBucket", "NoSuchBucketPolicy", "NoSuchLifecycleConfiguration", "NoSuchCORSConfiguration",
        "NoSuchTagSet", "ServerSideEncryptionConfigurationNotFoundError", "OwnershipControlsNotFoundError",
        "NoSuchPublicAccessBlockConfiguration",
    }),
    transient=BUSY,
)

settling = Service("s3", transient=BUSY | {"NoSuchBucket"})
"""The same, towards a bucket that has just been made, of which not all of S3 knows at once."""
