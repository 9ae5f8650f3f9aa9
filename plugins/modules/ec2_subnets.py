#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ec2_subnets
short_description: Manage EC2 subnets
version_added: 0.1.0
description:
  - A subnet of a VPC, known by its tag C(Name).
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
  ec2_subnets:
    description:
      - The EC2 subnets.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the subnet, its tag C(Name).
        type: str
        required: true
      cidr_block:
        description:
          - Range of IPv4 addresses, a part of the VPC's. A new subnet needs it.
          - It cannot change once the resource is made.
        type: str
      availability_zone:
        description:
          - Availability zone, such as V(eu-west-1a); a single letter means that zone of the region in
            use.
          - It cannot change once the resource is made.
        type: str
      map_public_ip_on_launch:
        description:
          - Whether what is started in it gets a public address. AWS's default is V(false).
        type: bool
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update EC2 subnets
  venturemond.envelope.ec2_subnets:
    ec2_subnets:
      - name: envelope-prod-private-a
        cidr_block: 10.0.10.0/24
        availability_zone: eu-west-1a
        map_public_ip_on_launch: false
        tags:
          project: envelope
          tier: private
- name: Delete EC2 subnets
  venturemond.envelope.ec2_subnets:
    state: absent
    ec2_subnets:
      - name: envelope-prod-private-a
"""

RETURN = r"""
---
ec2_subnets:
  description:
    - The EC2 subnets as they are now, or in check mode as they would be, each under its C(name).
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
        - Name of the subnet, its tag C(Name).
      returned: when it is set
      type: str
    cidr_block:
      description:
        - Range of IPv4 addresses, a part of the VPC's. A new subnet needs it.
      returned: when it is set
      type: str
    availability_zone:
      description:
        - Availability zone, such as V(eu-west-1a); a single letter means that zone of the region in use.
      returned: when it is set
      type: str
    map_public_ip_on_launch:
      description:
        - Whether what is started in it gets a public address. AWS's default is V(false).
      returned: when it is set
      type: bool
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    subnet_id:
      description:
        - Id of the subnet.
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
from ..module_utils.kinds.ec2.subnets import Subnet


def main() -> None:
    run_module(Subnet)


if __name__ == "__main__":
    main()
