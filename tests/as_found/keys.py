# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys: one for each purpose, rotated, and one for each tenant."""

from __future__ import annotations

from .account import NUMBER, PREFIX, REGION, TENANTS, Account, Document, allow, arn, policy, tags, tenant_name

USERS = {
    "logs": (f"logs.{REGION}.amazonaws.com",),
    "data": (f"logs.{REGION}.amazonaws.com",),
    "waf": (f"logs.{REGION}.amazonaws.com",),
    "alarms": ("cloudwatch.amazonaws.com",),
    "mail": ("ses.amazonaws.com",),
    "security": (f"logs.{REGION}.amazonaws.com", "cloudtrail.amazonaws.com", "config.amazonaws.com"),
}
"""The services that use each key besides us."""

USES = ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"]


def keys(account: Account) -> None:
    if account.has("kms"):
        return
    for purpose, services in USERS.items():
        _key(account, purpose, f"{PREFIX}-{purpose}", services)
    for tenant in TENANTS:
        _key(account, tenant, tenant_name(tenant), (), tenant=tenant)


def _key(account: Account, purpose: str, alias: str, services: tuple[str, ...], **more: str) -> None:
    kms = account.client("kms")
    made = kms.create_key(Description=f"Encrypts {alias}", Policy=policy(_owner(), *map(_used_by, services)),
                          Tags=tags("TagKey", "TagValue", **more))["KeyMetadata"]
    kms.create_alias(AliasName=f"alias/{alias}", TargetKeyId=made["KeyId"])
    kms.enable_key_rotation(KeyId=made["KeyId"])
    account.made[f"key {purpose}"] = made["Arn"]


def _owner() -> Document:
    return allow(["kms:*"], "*", Principal={"AWS": f"arn:aws:iam::{NUMBER}:root"})


def _used_by(service: str) -> Document:
    """For this account, and for log groups for these alone: CloudWatch Logs says for which it asks."""
    of_logs = {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": arn("logs", "log-group:*")}}
    ours = {"StringEquals": {"aws:SourceAccount": NUMBER}}
    more = {"Condition": of_logs if service.startswith("logs.") else ours}
    return allow(USES, "*", Principal={"Service": service}, **({} if service.startswith("ses.") else more))
