#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ec2_security_groups
short_description: Manage EC2 security groups
version_added: 0.1.0
description:
  - A security group of a VPC; its rules have a module of their own.
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
  ec2_security_groups:
    description:
      - The EC2 security groups.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the security group.
        type: str
        required: true
      description:
        description:
          - What it is for. A new group without one is described by its name; AWS keeps it, so one that
            is there stays.
        type: str
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update EC2 security groups
  venturemond.envelope.ec2_security_groups:
    ec2_security_groups:
      - name: envelope-prod-services
        description: ECS services
        tags:
          project: envelope
- name: Delete EC2 security groups
  venturemond.envelope.ec2_security_groups:
    state: absent
    ec2_security_groups:
      - name: envelope-prod-services
"""

RETURN = r"""
---
ec2_security_groups:
  description:
    - The EC2 security groups as they are now, or in check mode as they would be, each under its C(name).
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
        - Name of the security group.
      returned: when it is set
      type: str
    description:
      description:
        - What it is for. A new group without one is described by its name; AWS keeps it, so one that
          is there stays.
      returned: when it is set
      type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    group_id:
      description:
        - Id of the security group.
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
from ..module_utils.kinds.ec2.security_groups import SecurityGroup


def main() -> None:
    run_module(SecurityGroup)


if __name__ == "__main__":
    main()
