#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ec2_vpcs
short_description: Manage EC2 VPCs
version_added: 0.1.0
description:
  - A virtual private cloud, known by its tag C(Name); what AWS puts into it by itself is left alone.
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
  ec2_vpcs:
    description:
      - The EC2 VPCs.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the VPC, its tag C(Name).
        type: str
        required: true
      cidr_block:
        description:
          - Range of private IPv4 addresses, V(/16) to V(/28). A new VPC needs it.
          - It cannot change once the resource is made.
        type: str
      enable_dns_support:
        description:
          - Whether Amazon's DNS server answers in it. AWS's default is V(true).
        type: bool
      enable_dns_hostnames:
        description:
          - Whether instances get public DNS names, as private DNS of endpoints needs. AWS's default is
            V(false).
        type: bool
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update EC2 VPCs
  venturemond.envelope.ec2_vpcs:
    ec2_vpcs:
      - name: envelope-prod
        cidr_block: 10.0.0.0/16
        enable_dns_support: true
        enable_dns_hostnames: true
        tags:
          project: envelope
          environment: prod
- name: Delete EC2 VPCs
  venturemond.envelope.ec2_vpcs:
    state: absent
    ec2_vpcs:
      - name: envelope-prod
"""

RETURN = r"""
---
ec2_vpcs:
  description:
    - The EC2 VPCs as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the VPC, its tag C(Name).
      returned: when it is set
      type: str
    cidr_block:
      description:
        - Range of private IPv4 addresses, V(/16) to V(/28). A new VPC needs it.
      returned: when it is set
      type: str
    enable_dns_support:
      description:
        - Whether Amazon's DNS server answers in it. AWS's default is V(true).
      returned: when it is set
      type: bool
    enable_dns_hostnames:
      description:
        - Whether instances get public DNS names, as private DNS of endpoints needs. AWS's default is
          V(false).
      returned: when it is set
      type: bool
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    vpc_id:
      description:
        - Id of the VPC.
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
from ..module_utils.kinds.ec2.vpcs import Vpc


def main() -> None:
    run_module(Vpc)


if __name__ == "__main__":
    main()
