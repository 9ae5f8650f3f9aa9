#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: route53_records
short_description: Manage Route 53 records
version_added: 0.1.0
description:
  - 'A DNS record of a hosted zone: all values of one name and type.'
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
  zone:
    description:
      - 'Public hosted zone that holds the records: domain name or id.'
    type: str
    required: true
  route53_records:
    description:
      - The Route 53 records.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the record, absolute or relative to the zone; V(@) is the zone itself, V(*) a wildcard.
        type: str
        required: true
      type:
        description:
          - Type of the record.
        type: str
        required: true
        choices:
          - A
          - AAAA
          - CAA
          - CNAME
          - DS
          - HTTPS
          - MX
          - NAPTR
          - NS
          - PTR
          - SOA
          - SPF
          - SRV
          - SSHFP
          - SVCB
          - TLSA
          - TXT
      ttl:
        description:
          - Seconds that resolvers may keep the answer. 300 where it is left out at creation.
        type: int
      values:
        description:
          - What the record answers. Texts (TXT) are given without quotes, and are quoted and cut as DNS
            wants it.
        type: list
        elements: str
      alias:
        description:
          - AWS resource that answers in place of O(route53_records[].values).
        type: dict
        suboptions:
          load_balancer:
            description:
              - Load balancer it points to, by name or ARN.
            type: str
          dns_name:
            description:
              - DNS name it points to, where that is no load balancer of this account and region.
            type: str
          zone_id:
            description:
              - Id of the hosted zone that holds O(route53_records[].alias.dns_name); V(Z2FDTNDATAQYW2)
                for CloudFront.
            type: str
          evaluate_target_health:
            description:
              - Whether the record answers only while the target is healthy. V(false) where it is left
                out at creation.
            type: bool
      wait:
        description:
          - Whether to wait until all of Route 53's name servers know of a change.
        type: bool
        default: false
"""

EXAMPLES = r"""
---
- name: Create or update Route 53 records
  venturemond.envelope.route53_records:
    zone: example.com
    route53_records:
      - name: mail.acme
        type: TXT
        ttl: 3600
        values:
          - v=spf1 include:amazonses.com -all
- name: Delete Route 53 records
  venturemond.envelope.route53_records:
    state: absent
    zone: example.com
    route53_records:
      - name: mail.acme
        type: TXT
"""

RETURN = r"""
---
route53_records:
  description:
    - The Route 53 records as they are now, or in check mode as they would be, each under its C(name/type).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    zone:
      description:
        - 'Public hosted zone that holds the records: domain name or id.'
      returned: when it is set
      type: str
    name:
      description:
        - Name of the record, absolute or relative to the zone; V(@) is the zone itself, V(*) a wildcard.
      returned: when it is set
      type: str
    type:
      description:
        - Type of the record.
      returned: when it is set
      type: str
    ttl:
      description:
        - Seconds that resolvers may keep the answer. 300 where it is left out at creation.
      returned: when it is set
      type: int
    values:
      description:
        - What the record answers. Texts (TXT) are given without quotes, and are quoted and cut as DNS
          wants it.
      returned: when it is set
      type: list
      elements: str
    alias:
      description:
        - AWS resource that answers in place of O(route53_records[].values).
      returned: when it is set
      type: dict
      contains:
        load_balancer:
          description:
            - Load balancer it points to, by name or ARN.
          returned: when it is set
          type: str
        dns_name:
          description:
            - DNS name it points to, where that is no load balancer of this account and region.
          returned: when it is set
          type: str
        zone_id:
          description:
            - Id of the hosted zone that holds O(route53_records[].alias.dns_name); V(Z2FDTNDATAQYW2)
              for CloudFront.
          returned: when it is set
          type: str
        evaluate_target_health:
          description:
            - Whether the record answers only while the target is healthy. V(false) where it is left out
              at creation.
          returned: when it is set
          type: bool
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
from ..module_utils.kinds.route53.records import Route53Record


def main() -> None:
    run_module(Route53Record)


if __name__ == "__main__":
    main()
