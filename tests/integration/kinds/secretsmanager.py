# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of Secrets Manager's kinds."""

from __future__ import annotations

import json

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

NAME = "envelope-test/acme"


def make_key(client: Client) -> None:
    kms = client("kms")
    kms.create_alias(AliasName="alias/envelope-test", TargetKeyId=kms.create_key()["KeyMetadata"]["KeyId"])


def lose_a_value(client: Client) -> None:
    client("secretsmanager").put_secret_value(SecretId=NAME, SecretString=json.dumps({"DB_PASSWORD": "kept"}))


LIVES = [
    Life(
        module="secretsmanager_secrets",
        base={"name": NAME, "generate": [{"key": "DB_PASSWORD"}, {"key": "APP_KEY", "format": "laravel_app_key"}],
              "tags": {"tenant": "acme"}},
        changes={
            "description": "What the tenant needs",
            "kms_key": "alias/envelope-test",
            "values": {"MAIL_USERNAME": "acme"},
            "generate": [{"key": "DB_PASSWORD"}, {"key": "APP_KEY"}, {"key": "API_KEY", "format": "hex"}],
            "tags": {"tenant": "acme", "plan": "growth"},
        },
        given=make_key,
        edit=lose_a_value,
        remove=lambda client: client("secretsmanager").delete_secret(SecretId=NAME, ForceDeleteWithoutRecovery=True),
    ),
]
