# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of SNS's kind."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

NAME = "envelope-test-mail-events"
ARN = f"arn:aws:sns:eu-west-1:123456789012:{NAME}"
MAIL = {"protocol": "email", "endpoint": "operations@example.com"}


def policy(*services: str) -> dict[str, t.Any]:
    return {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Service": list(services)}, "Action": "sns:Publish", "Resource": ARN}]}


def given(client: Client) -> None:
    for name in ("one", "two"):
        key = client("kms").create_key()["KeyMetadata"]["KeyId"]
        client("kms").create_alias(AliasName=f"alias/envelope-test-{name}", TargetKeyId=key)


LIVES = [
    Life(
        module="sns_topics",
        given=given,
        base={"name": NAME, "display_name": "Mail", "kms_key": "envelope-test-one",
              "policy": policy("ses.amazonaws.com"), "subscriptions": [MAIL], "tags": {"project": "envelope"}},
        changes={
            "display_name": "Mail events",
            "kms_key": "alias/envelope-test-two",
            "policy": policy("cloudwatch.amazonaws.com", "ses.amazonaws.com"),
            "subscriptions": [MAIL, {"protocol": "https", "endpoint": "https://example.com/events"}],
            "tags": {"project": "envelope", "environment": "test"},
        },
        edit=lambda client: client("sns").set_topic_attributes(
            TopicArn=ARN, AttributeName="DisplayName", AttributeValue="Somebody's"),
        remove=lambda client: client("sns").delete_topic(TopicArn=ARN),
    ),
]
