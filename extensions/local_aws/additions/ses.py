# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Receipt rules: their order, their removal, and whether SES may do what they say.

moto lacks DeleteReceiptRule, SetReceiptRulePosition and ReorderReceiptRuleSet, takes two rules of one name, checks the
actions of a rule when it is made and not when it changes, forgets what AWS fills in, and lets SES write to any bucket.
AWS writes a first object, AMAZON_SES_SETUP_NOTIFICATION, and refuses the rule when it cannot: the bucket's policy has
to allow it for this rule, and so has that of the key which encrypts the bucket (developer guide, "Giving permissions
to Amazon SES for email receiving").
"""

from __future__ import annotations

import typing as t

from moto.core.responses import ActionResult, EmptyResult
from moto.kms.models import kms_backends
from moto.s3.models import FakeBucket, s3_backends
from moto.ses.exceptions import (
    AlreadyExists,
    InvalidS3ConfigurationException,
    RuleDoesNotExist,
)
from moto.ses.models import ReceiptRuleSet, SESBackend
from moto.ses.responses import EmailResponse

from ._mend import adds, mends
from ._policy import Asked, verdict

Rule = dict[str, t.Any]

SETUP = "AMAZON_SES_SETUP_NOTIFICATION"
FILLED_IN = {"Enabled": False, "TlsPolicy": "Optional", "ScanEnabled": False, "Recipients": [], "Actions": []}
SERVICE = "ses.amazonaws.com"


@mends(SESBackend)
def create_receipt_rule(former: t.Any, self: SESBackend, rule_set_name: str, rule: Rule, after: str | None) -> None:
    rule_set = self.receipt_rule_set.get(rule_set_name)
    if rule_set and any(each["Name"] == rule["Name"] for each in rule_set.rules):
        raise AlreadyExists(f"Rule already exists: {rule['Name']}")
    former(self, rule_set_name, FILLED_IN | rule, after)
    try:
        _set_up(self, rule_set_name, rule)
    except InvalidS3ConfigurationException:
        made = self.describe_receipt_rule_set(rule_set_name)
        made.rules = [each for each in made.rules if each["Name"] != rule["Name"]]
        raise


@mends(SESBackend)
def update_receipt_rule(former: t.Any, self: SESBackend, rule_set_name: str, rule: Rule) -> None:
    self.describe_receipt_rule(rule_set_name, rule["Name"])
    self._validate_receipt_rule_actions(rule)
    _set_up(self, rule_set_name, rule)
    former(self, rule_set_name, FILLED_IN | rule)


@mends(SESBackend)
def _validate_receipt_rule_actions(former: t.Any, self: SESBackend, rule: Rule) -> None:
    former(self, rule)
    for action in rule.get("Actions", ()):
        self._validate_sns_topic(action.get("SNSAction", {}).get("TopicArn"))


@adds(EmailResponse)
def delete_receipt_rule(self: EmailResponse) -> ActionResult:
    """One that is not there is deleted without a word."""
    rule_set = self.backend.describe_receipt_rule_set(self._get_param("RuleSetName"))
    rule_set.rules = [rule for rule in rule_set.rules if rule["Name"] != self._get_param("RuleName")]
    return EmptyResult()


@adds(EmailResponse)
def set_receipt_rule_position(self: EmailResponse) -> ActionResult:
    rule_set = self.backend.describe_receipt_rule_set(self._get_param("RuleSetName"))
    moved = rule_set.rules[_place(rule_set, self._get_param("RuleName"))]
    others = [rule for rule in rule_set.rules if rule is not moved]
    after = self._get_param("After")
    place = 1 + others.index(rule_set.rules[_place(rule_set, after)]) if after else 0
    rule_set.rules = [*others[:place], moved, *others[place:]]
    return EmptyResult()


@adds(EmailResponse)
def reorder_receipt_rule_set(self: EmailResponse) -> ActionResult:
    rule_set = self.backend.describe_receipt_rule_set(self._get_param("RuleSetName"))
    places = [_place(rule_set, name) for name in self._get_param("RuleNames", [])]
    if sorted(places) != list(range(len(rule_set.rules))):
        raise RuleDoesNotExist("All of the rules in the rule set must be specified in the request")
    rule_set.rules = [rule_set.rules[place] for place in places]
    return EmptyResult()


def _place(rule_set: ReceiptRuleSet, name: str) -> int:
    for place, rule in enumerate(rule_set.rules):
        if rule["Name"] == name:
            return place
    raise RuleDoesNotExist(f"Rule does not exist: {name}")


def _set_up(backend: SESBackend, rule_set: str, rule: Rule) -> None:
    """Write to each bucket of a rule."""
    source = f"arn:aws:ses:{backend.region_name}:{backend.account_id}:receipt-rule-set/{rule_set}"
    context = {
        "aws:SourceArn": f"{source}:receipt-rule/{rule['Name']}",
        "aws:SourceAccount": backend.account_id,
        "aws:SecureTransport": "true",
    }
    s3 = s3_backends[backend.account_id]["aws"]
    for action in (each["S3Action"] for each in rule.get("Actions", ()) if "S3Action" in each):
        name = f"{action.get('ObjectKeyPrefix', '')}{SETUP}"
        if not _may_write(backend, s3.get_bucket(action["BucketName"]), name, context):
            raise InvalidS3ConfigurationException(f"Could not write to bucket: {action['BucketName']}")
        s3.put_object(action["BucketName"], name, b"Amazon SES set up this bucket to receive mail.")


def _may_write(backend: SESBackend, bucket: FakeBucket, name: str, context: dict[str, str | None]) -> bool:
    put = Asked(SERVICE, "s3:PutObject", f"{bucket.arn}/{name}", context)
    return (
        bucket.policy is not None and verdict(bucket.policy, put) == "Allow" and _may_encrypt(backend, bucket, context)
    )


def _may_encrypt(backend: SESBackend, bucket: FakeBucket, context: dict[str, str | None]) -> bool:
    encryption = (bucket.encryption or {}).get("Rule", {}).get("ApplyServerSideEncryptionByDefault", {})
    key_id = encryption.get("KMSMasterKeyID")
    if not encryption.get("SSEAlgorithm", "").startswith("aws:kms") or not key_id:
        return True
    kms = kms_backends[backend.account_id][backend.region_name]
    key = kms.keys.get(kms.any_id_to_key_id(key_id))
    asked = [
        Asked(SERVICE, f"kms:{action}", key.arn if key else "", context) for action in ("GenerateDataKey", "Decrypt")
    ]
    return key is not None and all(verdict(key.policy, each) == "Allow" for each in asked)
