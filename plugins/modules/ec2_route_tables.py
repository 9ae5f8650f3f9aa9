#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ec2_route_tables
short_description: Manage EC2 route tables
version_added: 0.1.0
description:
  - A route table of a VPC, known by its tag C(Name).
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
  vpc:
    description:
      - Name or id of the VPC they are in.
    type: str
    required: true
  ec2_route_tables:
    description:
      - The EC2 route tables.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the route table, its tag C(Name).
        type: str
        required: true
      routes:
        description:
          - 'All its routes, in any order, save for those that AWS makes: local, propagated, of gateway
            endpoints. Others are removed.'
        type: list
        elements: dict
        suboptions:
          destination:
            description:
              - Range of IPv4 or IPv6 addresses, or id of a prefix list (V(pl-...)).
            type: str
            required: true
          internet_gateway:
            description:
              - Name or id of an internet gateway.
            type: str
          nat_gateway:
            description:
              - Name or id of a NAT gateway.
            type: str
      subnets:
        description:
          - Names or ids of all subnets that use it, in any order. One that uses another table is moved
            here.
        type: list
        elements: str
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update EC2 route tables
  venturemond.envelope.ec2_route_tables:
    ec2_route_tables:
      - name: envelope-prod-public
        subnets:
          - envelope-prod-public-a
          - envelope-prod-public-b
        routes:
          - destination: 0.0.0.0/0
            internet_gateway: envelope-prod
        tags:
          project: envelope
- name: Delete EC2 route tables
  venturemond.envelope.ec2_route_tables:
    state: absent
    ec2_route_tables:
      - name: envelope-prod-public
"""

RETURN = r"""
---
ec2_route_tables:
  description:
    - The EC2 route tables as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    vpc:
      description:
        - Name or id of the VPC they are in.
      returned: when it is set
      type: str
    name:
      description:
        - Name of the route table, its tag C(Name).
      returned: when it is set
      type: str
    routes:
      description:
        - 'All its routes, in any order, save for those that AWS makes: local, propagated, of gateway
          endpoints. Others are removed.'
      returned: when it is set
      type: list
      elements: dict
      contains:
        destination:
          description:
            - Range of IPv4 or IPv6 addresses, or id of a prefix list (V(pl-...)).
          returned: when it is set
          type: str
        internet_gateway:
          description:
            - Name or id of an internet gateway.
          returned: when it is set
          type: str
        nat_gateway:
          description:
            - Name or id of a NAT gateway.
          returned: when it is set
          type: str
        state:
          description:
            - V(blackhole) when what it leads to is gone.
          returned: when AWS has decided it
          type: str
    subnets:
      description:
        - Names or ids of all subnets that use it, in any order. One that uses another table is moved
          here.
      returned: when it is set
      type: list
      elements: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    route_table_id:
      description:
        - Id of the route table.
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
from ..module_utils.kinds.ec2.route_tables import RouteTable


def main() -> None:
    run_module(RouteTable)


if __name__ == "__main__":
    main()
