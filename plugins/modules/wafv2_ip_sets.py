#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: wafv2_ip_sets
short_description: Manage WAFV2 ip sets
version_added: 0.1.0
description:
  - A set of addresses and address ranges that rules of web ACLs refer to.
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
  scope:
    description:
      - V(CLOUDFRONT) for distributions, whose region is always us-east-1; V(REGIONAL) for others.
    type: str
    choices:
      - REGIONAL
      - CLOUDFRONT
    default: REGIONAL
  wafv2_ip_sets:
    description:
      - The WAFV2 ip sets.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the set.
        type: str
        required: true
      ip_address_version:
        description:
          - Version of all of its addresses. Left out, a new set has that of its first one. Cannot change.
          - It cannot change once the resource is made.
        type: str
        choices:
          - IPV4
          - IPV6
      addresses:
        description:
          - Addresses and ranges in CIDR notation, at most 10000. A plain address is a range of one.
        type: list
        elements: str
      description:
        description:
          - What it is for.
        type: str
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update WAFV2 ip sets
  venturemond.envelope.wafv2_ip_sets:
    scope: REGIONAL
    wafv2_ip_sets:
      - name: envelope-prod-office
        ip_address_version: IPV4
        addresses:
          - 192.0.2.0/24
          - 198.51.100.7/32
        description: Where we work from
        tags:
          project: envelope
- name: Delete WAFV2 ip sets
  venturemond.envelope.wafv2_ip_sets:
    state: absent
    scope: REGIONAL
    wafv2_ip_sets:
      - name: envelope-prod-office
"""

RETURN = r"""
---
wafv2_ip_sets:
  description:
    - The WAFV2 ip sets as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    scope:
      description:
        - V(CLOUDFRONT) for distributions, whose region is always us-east-1; V(REGIONAL) for others.
      returned: when it is set
      type: str
    name:
      description:
        - Name of the set.
      returned: when it is set
      type: str
    ip_address_version:
      description:
        - Version of all of its addresses. Left out, a new set has that of its first one. Cannot change.
      returned: when it is set
      type: str
    addresses:
      description:
        - Addresses and ranges in CIDR notation, at most 10000. A plain address is a range of one.
      returned: when it is set
      type: list
      elements: str
    description:
      description:
        - What it is for.
      returned: when it is set
      type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the set.
      returned: when AWS has decided it
      type: str
    set_id:
      description:
        - Id that AWS gives it.
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
from ..module_utils.kinds.wafv2.ip_sets import IpSet


def main() -> None:
    run_module(IpSet)


if __name__ == "__main__":
    main()
