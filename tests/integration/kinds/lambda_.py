# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of Lambda's kind."""

from __future__ import annotations

import json

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

NAME = "envelope-test-tag-clean"
S3 = {"statement_id": "s3", "principal": "s3.amazonaws.com", "source_arn": "arn:aws:s3:::envelope-test-*",
      "source_account": "123456789012"}


def two_roles(client: Client) -> None:
    trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    for name in ("one", "two"):
        client("iam").create_role(RoleName=f"envelope-test-{name}", AssumeRolePolicyDocument=json.dumps(
            {"Version": "2012-10-17", "Statement": [trust]}))


LIVES = [
    Life(
        module="lambda_functions",
        given=two_roles,
        base={"name": NAME, "runtime": "python3.12", "handler": "handler.handle", "role": "envelope-test-one",
              "code": {"handler.py": "def handle(event, context):\n    pass\n"}, "architectures": ["x86_64"],
              "permissions": [S3], "tags": {"project": "envelope"}},
        changes={
            "description": "Tags uploads",
            "code": {"handler.py": "def handle(event, context):\n    return 1\n", "other.py": "x = 1\n"},
            "architectures": ["arm64"],
            "runtime": "python3.13",
            "handler": "handler.other",
            "role": "envelope-test-two",
            "memory_size": 256,
            "timeout": 30,
            "environment": {"STATUS": "Clean"},
            "log_group": "/envelope/tag-clean",
            "reserved_concurrency": 0,
            "permissions": [S3, {"statement_id": "other", "principal": "111122223333"}],
            "tags": {"project": "envelope", "tenant": "acme"},
        },
        edit=lambda client: client("lambda").remove_permission(FunctionName=NAME, StatementId="s3"),
        remove=lambda client: client("lambda").delete_function(FunctionName=NAME),
    ),
]
