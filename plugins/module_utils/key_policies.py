# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies of customer-managed keys: the account's own, and what services may do with them beside it."""

from __future__ import annotations

import typing as t

from .access import Document, allow, document, partition

Place = t.Mapping[str, t.Any]
"""Where a platform is: at least its account_id and region."""


def key_policy(place: Place, *statements: Document) -> Document:
    """A key that the account's IAM policies decide about, as AWS advises, and that these statements open further."""
    owner = f"arn:{partition(place['region'])}:iam::{place['account_id']}:root"
    return document(allow(["kms:*"], ["*"], Sid="Owner", Principal={"AWS": owner}), *statements)


def key(place: Place, alias: str, description: str, *statements: Document) -> dict[str, t.Any]:
    """An entry of kms_keys: rotated, with such a policy and the place's tags."""
    return {"alias": alias, "description": description, "enable_key_rotation": True,
            "policy": key_policy(place, *statements), "tags": place["tags"]}


def used_by_logs(place: Place, *groups: str) -> Document:
    """CloudWatch Logs may use the key for these log groups alone, each a name or a prefix ending in `*`."""
    where = f"arn:{partition(place['region'])}:logs:{place['region']}:{place['account_id']}:log-group"
    return allow(
        ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"], ["*"], Sid="Logs",
        Principal={"Service": f"logs.{place['region']}.amazonaws.com"},
        Condition={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": [f"{where}:{group}" for group in groups]}})


def log_groups(place: Place, kms_key: str | None, days: int, *names: str) -> list[dict[str, t.Any]]:
    """Entries of logs_groups: kept for so many days, encrypted with the key of this alias, with the place's tags."""
    return [{"name": name, "retention_in_days": days, "kms_key": kms_key and f"alias/{kms_key}", "tags": place["tags"]}
            for name in names]
