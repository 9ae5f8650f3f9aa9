#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ec2_internet_gateways
short_description: Manage EC2 internet gateways
version_added: 0.1.0
description:
  - The internet gateway of a VPC, known by its tag C(Name).
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
      - Name or id of the VPC it is attached to.
    type: str
    required: true
  ec2_internet_gateways:
    description:
      - The EC2 internet gateways.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the internet gateway, its tag C(Name).
        type: str
        required: true
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update EC2 internet gateways
  venturemond.envelope.ec2_internet_gateways:
    ec2_internet_gateways:
      - name: envelope-prod
        tags:
          project: envelope
- name: Delete EC2 internet gateways
  venturemond.envelope.ec2_internet_gateways:
    state: absent
    ec2_internet_gateways:
      - name: envelope-prod
"""

RETURN = r"""
---
ec2_internet_gateways:
  description:
    - The EC2 internet gateways as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    vpc:
      description:
        - Name or id of the VPC it is attached to.
      returned: when it is set
      type: str
    name:
      description:
        - Name of the internet gateway, its tag C(Name).
      returned: when it is set
      type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    internet_gateway_id:
      description:
        - Id of the internet gateway.
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
from ..module_utils.kinds.ec2.internet_gateways import InternetGateway


def main() -> None:
    run_module(InternetGateway)


if __name__ == "__main__":
    main()
