# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings of the account that cost nothing: what is public, what is encrypted, how long a password is."""

from __future__ import annotations

from .control import Control, Wanted


def settings(wanted: Wanted) -> Control:
    """No public bucket, no plain volume, no short password, and an analyzer of who outside may reach what."""
    return Control({
        "s3control_public_access_blocks": [{
            "account": wanted["account_id"], "block_public_acls": True, "ignore_public_acls": True,
            "block_public_policy": True, "restrict_public_buckets": True}],
        "ec2_ebs_encryption_defaults": [{"region": wanted["region"], "enabled": True}],
        "iam_password_policies": [{"account": wanted["account_id"], **wanted["password_policy"]}],
        "accessanalyzer_analyzers": [{"region": wanted["region"], "name": wanted["prefix"], "tags": wanted["tags"]}],
    })
