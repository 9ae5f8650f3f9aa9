#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ses_receipt_rules
short_description: Manage SES receipt rules
version_added: 0.1.0
description:
  - A rule for inbound mail, in a rule set that is made and, where no other is, made active with it.
  - One task brings a whole set to what is described, several at a time.
  - An option that is left out is left alone.
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.aws
  - venturemond.envelope.attributes
options:
  rule_set:
    description:
      - Name of the rule set. Made where there is none; removed never.
    type: str
    required: true
  ses_receipt_rules:
    description:
      - The SES receipt rules.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the rule.
        type: str
        required: true
      enabled:
        description:
          - Whether it is tried. AWS makes rules that are not.
        type: bool
      recipients:
        description:
          - 'Addresses and domains whose mail it is for, V(.example.com) for all subdomains: exactly these.
            None, V([]), for every address of every domain that is verified.'
        type: list
        elements: str
      tls_policy:
        description:
          - Whether mail that comes without TLS is refused.
        type: str
        choices:
          - Require
          - Optional
      scan_enabled:
        description:
          - Whether mail is scanned for spam and viruses; it is marked, not refused.
        type: bool
      actions:
        description:
          - 'What is done with a message: exactly these, in this order.'
        type: list
        elements: dict
        suboptions:
          s3:
            description:
              - Keep it in a bucket.
            type: dict
            suboptions:
              bucket:
                description:
                  - Name of the bucket. Its policy must let SES write.
                type: str
                required: true
              prefix:
                description:
                  - What the names of the objects start with.
                type: str
              kms_key:
                description:
                  - Key with which SES encrypts the message itself, so that readers need the client of
                    S3 that decrypts. Where it is left out, the encryption of the bucket does.
                type: str
              topic:
                description:
                  - Topic that is told of it, by name or ARN.
                type: str
          sns:
            description:
              - Publish it to a topic.
            type: dict
            suboptions:
              topic:
                description:
                  - Topic, by name or ARN.
                type: str
                required: true
              encoding:
                description:
                  - How it is written. V(UTF-8) where it is left out.
                type: str
                choices:
                  - UTF-8
                  - Base64
          invoke:
            description:
              - Call a Lambda function.
            type: dict
            suboptions:
              function:
                description:
                  - Function, by name or ARN. Its policy must let SES call it.
                type: str
                required: true
              invocation_type:
                description:
                  - Whether its answer is waited for, which can stop the rule set. V(Event), which is
                    not, where it is left out.
                type: str
                choices:
                  - Event
                  - RequestResponse
              topic:
                description:
                  - Topic that is told of it, by name or ARN.
                type: str
          stop:
            description:
              - End the rule set.
            type: dict
            suboptions:
              scope:
                description:
                  - What is ended.
                type: str
                choices:
                  - RuleSet
              topic:
                description:
                  - Topic that is told of it, by name or ARN.
                type: str
          add_header:
            description:
              - Add a header.
            type: dict
            suboptions:
              name:
                description:
                  - Name of the header, 1 to 50 letters, digits and hyphens.
                type: str
                required: true
              value:
                description:
                  - What it says, up to 2048 characters on one line.
                type: str
                required: true
          bounce:
            description:
              - Send it back.
            type: dict
            suboptions:
              smtp_reply_code:
                description:
                  - Reply code of SMTP, such as V(550).
                type: str
                required: true
              status_code:
                description:
                  - Enhanced status code, such as V(5.1.1).
                type: str
              reply_text:
                description:
                  - What is said to the sender.
                type: str
                required: true
              sender:
                description:
                  - Address that it comes from, of an identity that is verified.
                type: str
                required: true
              topic:
                description:
                  - Topic that is told of it, by name or ARN.
                type: str
      after:
        description:
          - The rule that it comes right after, empty for the first place. Left out, a new rule comes
            last, and others stay where they are.
        type: str
      activate:
        description:
          - 'Whether its rule set has to be the active one, of which a region has one at most. It is made
            active where none is. One of somebody else''s is never replaced: that is an error which names
            it.'
        type: bool
        default: true
"""

EXAMPLES = r"""
---
- name: Create or update SES receipt rules
  venturemond.envelope.ses_receipt_rules:
    rule_set: envelope-prod
    ses_receipt_rules:
      - name: inbound
        enabled: true
        tls_policy: Require
        scan_enabled: true
        recipients: []
        after: ''
        actions:
          - s3:
              bucket: envelope-prod-mail
              prefix: inbound/
- name: Delete SES receipt rules
  venturemond.envelope.ses_receipt_rules:
    state: absent
    rule_set: envelope-prod
    ses_receipt_rules:
      - name: inbound
"""

RETURN = r"""
---
ses_receipt_rules:
  description:
    - The SES receipt rules as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    rule_set:
      description:
        - Name of the rule set. Made where there is none; removed never.
      returned: when it is set
      type: str
    name:
      description:
        - Name of the rule.
      returned: when it is set
      type: str
    enabled:
      description:
        - Whether it is tried. AWS makes rules that are not.
      returned: when it is set
      type: bool
    recipients:
      description:
        - 'Addresses and domains whose mail it is for, V(.example.com) for all subdomains: exactly these.
          None, V([]), for every address of every domain that is verified.'
      returned: when it is set
      type: list
      elements: str
    tls_policy:
      description:
        - Whether mail that comes without TLS is refused.
      returned: when it is set
      type: str
    scan_enabled:
      description:
        - Whether mail is scanned for spam and viruses; it is marked, not refused.
      returned: when it is set
      type: bool
    actions:
      description:
        - 'What is done with a message: exactly these, in this order.'
      returned: when it is set
      type: list
      elements: dict
      contains:
        s3:
          description:
            - Keep it in a bucket.
          returned: when it is set
          type: dict
          contains:
            bucket:
              description:
                - Name of the bucket. Its policy must let SES write.
              returned: when it is set
              type: str
            prefix:
              description:
                - What the names of the objects start with.
              returned: when it is set
              type: str
            kms_key:
              description:
                - Key with which SES encrypts the message itself, so that readers need the client of S3
                  that decrypts. Where it is left out, the encryption of the bucket does.
              returned: when it is set
              type: str
            topic:
              description:
                - Topic that is told of it, by name or ARN.
              returned: when it is set
              type: str
        sns:
          description:
            - Publish it to a topic.
          returned: when it is set
          type: dict
          contains:
            topic:
              description:
                - Topic, by name or ARN.
              returned: when it is set
              type: str
            encoding:
              description:
                - How it is written. V(UTF-8) where it is left out.
              returned: when it is set
              type: str
        invoke:
          description:
            - Call a Lambda function.
          returned: when it is set
          type: dict
          contains:
            function:
              description:
                - Function, by name or ARN. Its policy must let SES call it.
              returned: when it is set
              type: str
            invocation_type:
              description:
                - Whether its answer is waited for, which can stop the rule set. V(Event), which is not,
                  where it is left out.
              returned: when it is set
              type: str
            topic:
              description:
                - Topic that is told of it, by name or ARN.
              returned: when it is set
              type: str
        stop:
          description:
            - End the rule set.
          returned: when it is set
          type: dict
          contains:
            scope:
              description:
                - What is ended.
              returned: when it is set
              type: str
            topic:
              description:
                - Topic that is told of it, by name or ARN.
              returned: when it is set
              type: str
        add_header:
          description:
            - Add a header.
          returned: when it is set
          type: dict
          contains:
            name:
              description:
                - Name of the header, 1 to 50 letters, digits and hyphens.
              returned: when it is set
              type: str
            value:
              description:
                - What it says, up to 2048 characters on one line.
              returned: when it is set
              type: str
        bounce:
          description:
            - Send it back.
          returned: when it is set
          type: dict
          contains:
            smtp_reply_code:
              description:
                - Reply code of SMTP, such as V(550).
              returned: when it is set
              type: str
            status_code:
              description:
                - Enhanced status code, such as V(5.1.1).
              returned: when it is set
              type: str
            reply_text:
              description:
                - What is said to the sender.
              returned: when it is set
              type: str
            sender:
              description:
                - Address that it comes from, of an identity that is verified.
              returned: when it is set
              type: str
            topic:
              description:
                - Topic that is told of it, by name or ARN.
              returned: when it is set
              type: str
    after:
      description:
        - The rule that it comes right after, empty for the first place. Left out, a new rule comes last,
          and others stay where they are.
      returned: when it is set
      type: str
    active_rule_set:
      description:
        - Name of the rule set that is active in the region.
      returned: when AWS has decided it
      type: str
actions:
  description:
    - 'What was (or in check mode would be) done to each: C(create), C(update), C(replace), C(delete)
      or C(none).'
  returned: always
  type: dict
  sample:
    acme: create
    bravo: none
refused:
  description:
    - What a run would refuse, and why, under the name of each.
  returned: in check mode, when there is some
  type: dict
unseen:
  description:
    - What the credentials may not see of each, and why. It is taken to be as it is wanted.
  returned: in check mode, when there is some
  type: dict
failures:
  description:
    - What went wrong, under the name of what it befell.
  returned: when something failed
  type: dict
"""

from ..module_utils.binding import run_module
from ..module_utils.kinds.ses.receipt_rules import ReceiptRule


def main() -> None:
    run_module(ReceiptRule)


if __name__ == "__main__":
    main()
