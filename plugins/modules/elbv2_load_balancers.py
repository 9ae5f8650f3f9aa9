#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: elbv2_load_balancers
short_description: Manage Elastic Load Balancing v2 load balancers
version_added: 0.1.0
description:
  - An application or network load balancer, waited for until it takes traffic.
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
  elbv2_load_balancers:
    description:
      - The Elastic Load Balancing v2 load balancers.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the load balancer, at most 32 characters.
        type: str
        required: true
      type:
        description:
          - 'What it balances: HTTP requests or connections. AWS takes V(application) when left out.'
          - It cannot change once the resource is made.
        type: str
        choices:
          - application
          - network
      scheme:
        description:
          - Where it can be reached from. AWS takes V(internet-facing) when left out.
          - It cannot change once the resource is made.
        type: str
        choices:
          - internet-facing
          - internal
      ip_address_type:
        description:
          - Kinds of addresses that clients can use.
        type: str
        choices:
          - ipv4
          - dualstack
          - dualstack-without-public-ipv4
      subnets:
        description:
          - Names or ids of subnets, one in each of at least two availability zones.
        type: list
        elements: str
      security_groups:
        description:
          - Names or ids of its security groups.
        type: list
        elements: str
      attributes:
        description:
          - Attributes by AWS's keys, such as V(idle_timeout.timeout_seconds). Those not named are left
            alone.
        type: dict
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update Elastic Load Balancing v2 load balancers
  venturemond.envelope.elbv2_load_balancers:
    elbv2_load_balancers:
      - name: envelope-prod
        type: application
        scheme: internet-facing
        subnets:
          - envelope-prod-public-a
          - envelope-prod-public-b
        security_groups:
          - envelope-prod-load-balancer
        attributes:
          idle_timeout.timeout_seconds: 120
          routing.http.drop_invalid_header_fields.enabled: true
        tags:
          project: envelope
- name: Delete Elastic Load Balancing v2 load balancers
  venturemond.envelope.elbv2_load_balancers:
    state: absent
    elbv2_load_balancers:
      - name: envelope-prod
"""

RETURN = r"""
---
elbv2_load_balancers:
  description:
    - The Elastic Load Balancing v2 load balancers as they are now, or in check mode as they would be,
      each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the load balancer, at most 32 characters.
      returned: when it is set
      type: str
    type:
      description:
        - 'What it balances: HTTP requests or connections. AWS takes V(application) when left out.'
      returned: when it is set
      type: str
    scheme:
      description:
        - Where it can be reached from. AWS takes V(internet-facing) when left out.
      returned: when it is set
      type: str
    ip_address_type:
      description:
        - Kinds of addresses that clients can use.
      returned: when it is set
      type: str
    subnets:
      description:
        - Names or ids of subnets, one in each of at least two availability zones.
      returned: when it is set
      type: list
      elements: str
    security_groups:
      description:
        - Names or ids of its security groups.
      returned: when it is set
      type: list
      elements: str
    attributes:
      description:
        - Attributes by AWS's keys, such as V(idle_timeout.timeout_seconds). Those not named are left
          alone.
      returned: when it is set
      type: dict
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the load balancer.
      returned: when AWS has decided it
      type: str
    dns_name:
      description:
        - Name that alias records point to.
      returned: when AWS has decided it
      type: str
    canonical_hosted_zone_id:
      description:
        - Hosted zone id that alias records name.
      returned: when AWS has decided it
      type: str
    state:
      description:
        - State, such as V(active).
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
from ..module_utils.kinds.elbv2.load_balancers import LoadBalancer


def main() -> None:
    run_module(LoadBalancer)


if __name__ == "__main__":
    main()
