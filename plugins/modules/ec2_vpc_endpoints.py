#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ec2_vpc_endpoints
short_description: Manage EC2 VPC endpoints
version_added: 0.1.0
description:
  - An endpoint by which a VPC reaches an AWS service without the internet, known by its tag C(Name).
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
  ec2_vpc_endpoints:
    description:
      - The EC2 VPC endpoints.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the endpoint, its tag C(Name).
        type: str
        required: true
      service:
        description:
          - The service that is reached, by its short name in the region in use, such as V(s3) or V(ecr.api),
            or by its full one. A new endpoint needs it.
          - It cannot change once the resource is made.
        type: str
      vpc_endpoint_type:
        description:
          - V(Gateway) is free, works through routes and exists for S3 and DynamoDB; V(Interface) is for
            all others. AWS's default is V(Gateway).
          - It cannot change once the resource is made.
        type: str
        choices:
          - Gateway
          - Interface
      route_tables:
        description:
          - Names or ids of all route tables that lead to a V(Gateway), in any order.
        type: list
        elements: str
      subnets:
        description:
          - Names or ids of all subnets that an V(Interface) is in, in any order, at most one in each
            zone.
        type: list
        elements: str
      security_groups:
        description:
          - Names or ids of all security groups of an V(Interface), in any order.
        type: list
        elements: str
      private_dns_enabled:
        description:
          - Whether the service's usual name leads to the V(Interface) inside the VPC.
        type: bool
      policy:
        description:
          - What may be done through it, as a policy document. AWS's default allows everything.
        type: dict
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update EC2 VPC endpoints
  venturemond.envelope.ec2_vpc_endpoints:
    ec2_vpc_endpoints:
      - name: envelope-prod-secretsmanager
        service: secretsmanager
        vpc_endpoint_type: Interface
        subnets:
          - envelope-prod-private-a
          - envelope-prod-private-b
        security_groups:
          - envelope-prod-endpoints
        private_dns_enabled: true
        tags:
          project: envelope
- name: Delete EC2 VPC endpoints
  venturemond.envelope.ec2_vpc_endpoints:
    state: absent
    ec2_vpc_endpoints:
      - name: envelope-prod-secretsmanager
"""

RETURN = r"""
---
ec2_vpc_endpoints:
  description:
    - The EC2 VPC endpoints as they are now, or in check mode as they would be, each under its C(name).
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
        - Name of the endpoint, its tag C(Name).
      returned: when it is set
      type: str
    service:
      description:
        - The service that is reached, by its short name in the region in use, such as V(s3) or V(ecr.api),
          or by its full one. A new endpoint needs it.
      returned: when it is set
      type: str
    vpc_endpoint_type:
      description:
        - V(Gateway) is free, works through routes and exists for S3 and DynamoDB; V(Interface) is for
          all others. AWS's default is V(Gateway).
      returned: when it is set
      type: str
    route_tables:
      description:
        - Names or ids of all route tables that lead to a V(Gateway), in any order.
      returned: when it is set
      type: list
      elements: str
    subnets:
      description:
        - Names or ids of all subnets that an V(Interface) is in, in any order, at most one in each zone.
      returned: when it is set
      type: list
      elements: str
    security_groups:
      description:
        - Names or ids of all security groups of an V(Interface), in any order.
      returned: when it is set
      type: list
      elements: str
    private_dns_enabled:
      description:
        - Whether the service's usual name leads to the V(Interface) inside the VPC.
      returned: when it is set
      type: bool
    policy:
      description:
        - What may be done through it, as a policy document. AWS's default allows everything.
      returned: when it is set
      type: dict
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    vpc_endpoint_id:
      description:
        - Id of the endpoint.
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
from ..module_utils.kinds.ec2.vpc_endpoints import VpcEndpoint


def main() -> None:
    run_module(VpcEndpoint)


if __name__ == "__main__":
    main()
