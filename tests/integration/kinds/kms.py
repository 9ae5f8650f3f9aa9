# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of KMS's kind."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

ALIAS = "alias/envelope-test-acme"


def policy(*actions: str) -> dict[str, t.Any]:
    return {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": list(actions), "Resource": "*"}]}


def disable(client: Client) -> None:
    kms = client("kms")
    kms.disable_key(KeyId=kms.describe_key(KeyId=ALIAS)["KeyMetadata"]["KeyId"])


LIVES = [
    Life(
        module="kms_keys",
        base={"alias": "envelope-test-acme", "policy": policy("kms:*"), "enabled": True, "enable_key_rotation": False,
              "tags": {"tenant": "acme"}},
        changes={
            "description": "Encrypts what belongs to acme",
            "policy": policy("kms:*", "kms:Decrypt"),
            "enable_key_rotation": True,
            "rotation_period_in_days": 180,
            "tags": {"tenant": "acme", "plan": "growth"},
            "enabled": False,
        },
        edit=disable,
        remove=lambda client: client("kms").delete_alias(AliasName=ALIAS),
    ),
]
