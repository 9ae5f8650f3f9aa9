# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the domains of a cell share for their mail."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.mail import shared_mail
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS

WANTED = {
    "shared": True, "inbound": True, "prefix": "envelope-prod", "region": "eu-west-1", "account_id": "111122223333",
    "kms_key": "envelope-prod-mail", "events_topic": "envelope-prod-mail-events", "subscribers": ["ops@example.com"],
    "bucket": "envelope-prod-mail", "rule_set": "main", "rule": "envelope-prod-inbound", "recipients": [],
    "inbound_topic": "", "inbound_function": "", "retention_days": 365, "tags": {"project": "envelope"},
}


def made(**options: t.Any) -> dict[str, list[dict[str, t.Any]]]:
    return shared_mail({**WANTED, **options})


def said(resource: dict[str, t.Any]) -> dict[str, t.Any]:
    [statement] = [each for each in resource["policy"]["Statement"] if each["Sid"] == "Mail"]
    return statement


def test_who_has_a_domain_only_shares_nothing():
    assert not any(made(shared=False).values())


def test_without_inbound_mail_there_is_neither_bucket_nor_rule():
    assert [name for name, entries in made(inbound=False).items() if entries] == ["kms_keys", "sns_topics"]


def test_all_of_it_is_what_the_modules_take():
    for module, entries in made(inbound_topic="mail", inbound_function="mail").items():
        for entry in entries:
            scope = {"rule_set": "main"} if module == "ses_receipt_rules" else {}
            assert list(KINDS[module].given({**entry, **scope}).problems()) == []


def test_ses_publishes_for_this_cell_only():
    condition = said(made()["sns_topics"][0])["Condition"]

    assert condition["StringEquals"] == {"aws:SourceAccount": "111122223333"}
    assert condition["ArnLike"]["aws:SourceArn"] == [
        "arn:aws:ses:eu-west-1:111122223333:configuration-set/envelope-prod",
        "arn:aws:ses:eu-west-1:111122223333:configuration-set/envelope-prod-*"]


def test_ses_writes_for_the_one_rule_and_reads_nothing():
    statement = said(made()["s3_buckets"][0])

    assert statement["Action"] == ["s3:PutObject"]
    assert statement["Resource"] == ["arn:aws:s3:::envelope-prod-mail/inbound/*"]
    assert statement["Condition"]["ArnLike"]["aws:SourceArn"] == [
        "arn:aws:ses:eu-west-1:111122223333:receipt-rule-set/main:receipt-rule/envelope-prod-inbound"]


def test_arns_are_of_the_partition_of_the_region():
    assert said(made(region="us-gov-west-1")["sns_topics"][0])["Resource"] == [
        "arn:aws-us-gov:sns:us-gov-west-1:111122223333:envelope-prod-mail-events"]


def test_a_function_is_called_after_the_message_is_kept():
    [rule] = made(inbound_function="router", inbound_topic="mail")["ses_receipt_rules"]

    assert [list(action) for action in rule["actions"]] == [["s3"], ["invoke"]]
    assert rule["actions"][0]["s3"]["topic"] == "mail"
