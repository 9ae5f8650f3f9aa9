# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the domains of a cell share for their mail (requirements E2 and E3), and who may touch it."""

from __future__ import annotations

import typing as t

from .access import Document, allow, document, partition
from .key_policies import key
from .private_buckets import private_bucket

Wanted = t.Mapping[str, t.Any]
Set = list[dict[str, t.Any]]

SES = "ses.amazonaws.com"

INBOUND = "inbound/"
"""What the names of messages in the bucket start with."""

TIDY_DAYS = 7
"""Days until what was deleted is lost."""


def shared_mail(wanted: Wanted) -> dict[str, Set]:
    """The sets that a platform makes for all of its domains, by module; all of them empty for who has a domain only.

    `wanted` is what the role `email` asks for: its variables without their prefix, and prefix, region and account_id.
    """
    found: dict[str, Set] = {name: [] for name in ("kms_keys", "sns_topics", "s3_buckets", "ses_receipt_rules")}
    if wanted["shared"]:
        found |= {"kms_keys": [_key(wanted)], "sns_topics": [_topic(wanted)]}
    if wanted["shared"] and wanted["inbound"]:
        found |= {"s3_buckets": [_bucket(wanted)], "ses_receipt_rules": [_rule(wanted)]}
    return found


def _key(wanted: Wanted) -> dict[str, t.Any]:
    """The key of events and inbound mail.

    SES may use it without a condition, as AWS documents for topics; for whom it
    publishes and writes is said by the policies of topic and bucket.
    """
    mail = allow(["kms:Decrypt", "kms:GenerateDataKey*"], ["*"], Sid="Mail", Principal={"Service": SES})
    return key(wanted, wanted["kms_key"], f"Mail of {wanted['prefix']}", mail)


def _topic(wanted: Wanted) -> dict[str, t.Any]:
    """The topic for events: SES publishes to it for the configuration sets of this cell, and encrypts what it says."""
    arn = f"arn:{partition(wanted['region'])}:sns:{wanted['region']}:{wanted['account_id']}:{wanted['events_topic']}"
    prefix = f"configuration-set/{wanted['prefix']}"
    return {"name": wanted["events_topic"], "display_name": "Mail events", "kms_key": f"alias/{wanted['kms_key']}",
            "policy": document(_by_ses(wanted, ["sns:Publish"], arn, prefix, f"{prefix}-*")),
            "subscriptions": [{"protocol": "email", "endpoint": address} for address in wanted["subscribers"]],
            "tags": wanted["tags"]}


def _bucket(wanted: Wanted) -> dict[str, t.Any]:
    """The bucket for inbound mail: SES writes to it for one rule, and reads nothing."""
    rule = f"receipt-rule-set/{wanted['rule_set']}:receipt-rule/{wanted['rule']}"
    objects = f"arn:{partition(wanted['region'])}:s3:::{wanted['bucket']}/{INBOUND}*"
    return private_bucket(
        wanted["bucket"], kms_key=wanted["kms_key"], policy=document(_by_ses(wanted, ["s3:PutObject"], objects, rule)),
        expiration_days=wanted["retention_days"], noncurrent_version_days=TIDY_DAYS, tags=wanted["tags"])


def _rule(wanted: Wanted) -> dict[str, t.Any]:
    """One rule for the mail of all domains, however many tenants there are: AWS takes 200 rules in a set."""
    keep = {"bucket": wanted["bucket"], "prefix": INBOUND, "topic": wanted["inbound_topic"]}
    call = [{"invoke": {"function": wanted["inbound_function"]}}] if wanted["inbound_function"] else []
    return {"name": wanted["rule"], "enabled": True, "scan_enabled": True, "tls_policy": "Optional",
            "recipients": wanted["recipients"], "actions": [{"s3": keep}, *call]}


def _by_ses(wanted: Wanted, actions: list[str], resource: str, *sources: str) -> Document:
    """What SES may do for resources of its own in this account and region, and for nobody else's."""
    where = f"arn:{partition(wanted['region'])}:ses:{wanted['region']}:{wanted['account_id']}"
    return allow(actions, [resource], Sid="Mail", Principal={"Service": SES}, Condition={
        "StringEquals": {"aws:SourceAccount": wanted["account_id"]},
        "ArnLike": {"aws:SourceArn": [f"{where}:{source}" for source in sources]}})
