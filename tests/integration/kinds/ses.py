# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of SES's kind for inbound mail."""

from __future__ import annotations

import json

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

SET, RULE, BUCKET = "envelope-test", "inbound", "envelope-test-mail"
KEPT = {"s3": {"bucket": BUCKET, "prefix": "inbound/"}}


def given(client: Client) -> None:
    """A bucket that SES may write to, a topic, and a rule of somebody else's in the set."""
    s3, ses = client("s3"), client("ses")
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    allowed = {"Effect": "Allow", "Principal": {"Service": "ses.amazonaws.com"}, "Action": "s3:PutObject",
               "Resource": f"arn:aws:s3:::{BUCKET}/*"}
    s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps({"Version": "2012-10-17", "Statement": [allowed]}))
    client("sns").create_topic(Name="mail")
    ses.create_receipt_rule_set(RuleSetName=SET)
    ses.create_receipt_rule(RuleSetName=SET, Rule={"Name": "somebodys"})


LIVES = [
    Life(
        module="ses_receipt_rules",
        scope={"rule_set": SET},
        given=given,
        base={"name": RULE, "enabled": True, "recipients": [], "tls_policy": "Optional", "scan_enabled": False,
              "actions": [KEPT]},
        changes={
            "recipients": ["example.com", ".example.com"],
            "tls_policy": "Require",
            "scan_enabled": True,
            "after": "",
            "actions": [{"add_header": {"name": "X-Envelope", "value": "inbound"}},
                        {"s3": {**KEPT["s3"], "topic": "mail"}}, {"stop": {}}],
            "enabled": False,
        },
        edit=lambda client: client("ses").set_active_receipt_rule_set(),
        remove=lambda client: client("ses").delete_receipt_rule(RuleSetName=SET, RuleName=RULE),
    ),
    Life(module="ses_receipt_rules", scope={"rule_set": SET}, base={"name": RULE, "activate": False}),
]
