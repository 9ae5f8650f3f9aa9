#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: sns_topics
short_description: Manage SNS topics
version_added: 0.1.0
description:
  - A topic, and who is told of what is published to it.
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
  sns_topics:
    description:
      - The SNS topics.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the topic.
        type: str
        required: true
      display_name:
        description:
          - What messages by mail and SMS come from.
        type: str
      kms_key:
        description:
          - 'Key that encrypts messages: alias, id or ARN. Its policy must let the services that publish
            use it, which that of AWS''s own V(alias/aws/sns) does not.'
        type: str
      policy:
        description:
          - Access policy, as a JSON document. A new topic is open to the account alone where it is left
            out.
        type: dict
      subscriptions:
        description:
          - 'Subscriptions it must have. Others are left alone. Whoever is subscribed by mail, or by web,
            has to confirm that and is asked once: see RV(sns_topics.pending_confirmation).'
        type: list
        elements: dict
        suboptions:
          protocol:
            description:
              - How they are sent.
            type: str
            required: true
            choices:
              - email
              - email-json
              - http
              - https
              - sms
              - lambda
              - sqs
              - firehose
              - application
          endpoint:
            description:
              - 'Where to: an address, a URL, a phone number or an ARN.'
            type: str
            required: true
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update SNS topics
  venturemond.envelope.sns_topics:
    sns_topics:
      - name: envelope-prod-mail-events
        display_name: Envelope mail
        kms_key: alias/envelope-prod-mail
        policy:
          Version: '2012-10-17'
          Statement:
            - Sid: Mail
              Effect: Allow
              Principal:
                Service: ses.amazonaws.com
              Action: sns:Publish
              Resource: arn:aws:sns:eu-west-1:111122223333:envelope-prod-mail-events
              Condition:
                StringEquals:
                  aws:SourceAccount: '111122223333'
        subscriptions:
          - protocol: email
            endpoint: operations@example.com
        tags:
          project: envelope
- name: Delete SNS topics
  venturemond.envelope.sns_topics:
    state: absent
    sns_topics:
      - name: envelope-prod-mail-events
"""

RETURN = r"""
---
sns_topics:
  description:
    - The SNS topics as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the topic.
      returned: when it is set
      type: str
    display_name:
      description:
        - What messages by mail and SMS come from.
      returned: when it is set
      type: str
    kms_key:
      description:
        - 'Key that encrypts messages: alias, id or ARN. Its policy must let the services that publish
          use it, which that of AWS''s own V(alias/aws/sns) does not.'
      returned: when it is set
      type: str
    policy:
      description:
        - Access policy, as a JSON document. A new topic is open to the account alone where it is left
          out.
      returned: when it is set
      type: dict
    subscriptions:
      description:
        - 'Subscriptions it must have. Others are left alone. Whoever is subscribed by mail, or by web,
          has to confirm that and is asked once: see RV(sns_topics.pending_confirmation).'
      returned: when it is set
      type: list
      elements: dict
      contains:
        protocol:
          description:
            - How they are sent.
          returned: when it is set
          type: str
        endpoint:
          description:
            - 'Where to: an address, a URL, a phone number or an ARN.'
          returned: when it is set
          type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the topic.
      returned: when AWS has decided it
      type: str
    pending_confirmation:
      description:
        - Endpoints of O(sns_topics[].subscriptions) that have not confirmed yet, and are sent nothing
          so far.
      returned: when AWS has decided it
      type: list
      elements: str
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
from ..module_utils.kinds.sns import SnsTopic


def main() -> None:
    run_module(SnsTopic)


if __name__ == "__main__":
    main()
