#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: sesv2_configuration_sets
short_description: Manage SESv2 configuration sets
version_added: 0.1.0
description:
  - How mail is sent that names this configuration set, and who is told what becomes of it.
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
  sesv2_configuration_sets:
    description:
      - The SESv2 configuration sets.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the configuration set.
        type: str
        required: true
      sending_enabled:
        description:
          - Whether mail may be sent with it; V(false) pauses it. V(true) where it is left out at creation.
        type: bool
      reputation_metrics_enabled:
        description:
          - Whether its own bounce and complaint rates are kept in CloudWatch. V(false) where it is left
            out at creation.
        type: bool
      suppressed_reasons:
        description:
          - Why addresses are put on the account's suppression list, and not sent to again. As the account
            says, where it is left out at creation.
        type: list
        elements: str
        choices:
          - BOUNCE
          - COMPLAINT
      tls_policy:
        description:
          - Whether mail is sent to servers without TLS. V(OPTIONAL) where it is left out at creation.
        type: str
        choices:
          - REQUIRE
          - OPTIONAL
      sending_pool:
        description:
          - Pool of dedicated IP addresses that it is sent from; empty for none.
        type: str
      max_delivery_seconds:
        description:
          - Seconds for which delivery is tried, 300 to 50400. 14 hours where it is left out.
        type: int
      tracking_domain:
        description:
          - Domain of the links by which opened mail and clicks are counted; empty for SES's own.
        type: str
      event_destinations:
        description:
          - 'Who is told of events: exactly these destinations, and none where the list is empty.'
        type: list
        elements: dict
        suboptions:
          name:
            description:
              - Name of the destination, unique within its configuration set.
            type: str
            required: true
          sns_topic:
            description:
              - SNS topic, by name or ARN. Its policy must let SES publish. It is looked up when the destination
                is written.
            type: str
            required: true
          matching_event_types:
            description:
              - Events that are published.
            type: list
            elements: str
            required: true
            choices:
              - SEND
              - REJECT
              - BOUNCE
              - COMPLAINT
              - DELIVERY
              - OPEN
              - CLICK
              - RENDERING_FAILURE
              - DELIVERY_DELAY
              - SUBSCRIPTION
          enabled:
            description:
              - Whether they are published. V(true) where it is left out.
            type: bool
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update SESv2 configuration sets
  venturemond.envelope.sesv2_configuration_sets:
    sesv2_configuration_sets:
      - name: envelope-prod-pool-acme
        tls_policy: REQUIRE
        reputation_metrics_enabled: true
        suppressed_reasons:
          - BOUNCE
          - COMPLAINT
        max_delivery_seconds: 3600
        tags:
          tenant: acme
        event_destinations:
          - name: mail-events
            sns_topic: arn:aws:sns:eu-west-1:111122223333:mail-events
            matching_event_types:
              - BOUNCE
              - COMPLAINT
- name: Delete SESv2 configuration sets
  venturemond.envelope.sesv2_configuration_sets:
    state: absent
    sesv2_configuration_sets:
      - name: envelope-prod-pool-acme
"""

RETURN = r"""
---
sesv2_configuration_sets:
  description:
    - The SESv2 configuration sets as they are now, or in check mode as they would be, each under its
      C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the configuration set.
      returned: when it is set
      type: str
    sending_enabled:
      description:
        - Whether mail may be sent with it; V(false) pauses it. V(true) where it is left out at creation.
      returned: when it is set
      type: bool
    reputation_metrics_enabled:
      description:
        - Whether its own bounce and complaint rates are kept in CloudWatch. V(false) where it is left
          out at creation.
      returned: when it is set
      type: bool
    suppressed_reasons:
      description:
        - Why addresses are put on the account's suppression list, and not sent to again. As the account
          says, where it is left out at creation.
      returned: when it is set
      type: list
      elements: str
    tls_policy:
      description:
        - Whether mail is sent to servers without TLS. V(OPTIONAL) where it is left out at creation.
      returned: when it is set
      type: str
    sending_pool:
      description:
        - Pool of dedicated IP addresses that it is sent from; empty for none.
      returned: when it is set
      type: str
    max_delivery_seconds:
      description:
        - Seconds for which delivery is tried, 300 to 50400. 14 hours where it is left out.
      returned: when it is set
      type: int
    tracking_domain:
      description:
        - Domain of the links by which opened mail and clicks are counted; empty for SES's own.
      returned: when it is set
      type: str
    event_destinations:
      description:
        - 'Who is told of events: exactly these destinations, and none where the list is empty.'
      returned: when it is set
      type: list
      elements: dict
      contains:
        name:
          description:
            - Name of the destination, unique within its configuration set.
          returned: when it is set
          type: str
        sns_topic:
          description:
            - SNS topic, by name or ARN. Its policy must let SES publish. It is looked up when the destination
              is written.
          returned: when it is set
          type: str
        matching_event_types:
          description:
            - Events that are published.
          returned: when it is set
          type: list
          elements: str
        enabled:
          description:
            - Whether they are published. V(true) where it is left out.
          returned: when it is set
          type: bool
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the configuration set.
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
from ..module_utils.kinds.sesv2.configuration_sets import ConfigurationSet


def main() -> None:
    run_module(ConfigurationSet)


if __name__ == "__main__":
    main()
