#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: elasticache_subnet_groups
short_description: Manage ElastiCache subnet groups
version_added: 0.1.0
description:
  - The subnets that the nodes of a cache are put into.
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
  elasticache_subnet_groups:
    description:
      - The ElastiCache subnet groups.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the subnet group, in lower case.
        type: str
        required: true
      description:
        description:
          - What it is for. A new one is described by its name where this is left out.
        type: str
      subnets:
        description:
          - Names or ids of subnets of one VPC. Several availability zones take caches with replicas.
        type: list
        elements: str
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update ElastiCache subnet groups
  venturemond.envelope.elasticache_subnet_groups:
    elasticache_subnet_groups:
      - name: envelope-prod
        description: Caches of the platform
        subnets:
          - envelope-prod-private-a
          - envelope-prod-private-b
        tags:
          project: envelope
- name: Delete ElastiCache subnet groups
  venturemond.envelope.elasticache_subnet_groups:
    state: absent
    elasticache_subnet_groups:
      - name: envelope-prod
"""

RETURN = r"""
---
elasticache_subnet_groups:
  description:
    - The ElastiCache subnet groups as they are now, or in check mode as they would be, each under its
      C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the subnet group, in lower case.
      returned: when it is set
      type: str
    description:
      description:
        - What it is for. A new one is described by its name where this is left out.
      returned: when it is set
      type: str
    subnets:
      description:
        - Names or ids of subnets of one VPC. Several availability zones take caches with replicas.
      returned: when it is set
      type: list
      elements: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the subnet group.
      returned: when AWS has decided it
      type: str
    vpc:
      description:
        - Id of the VPC that the subnets are in.
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
from ..module_utils.kinds.elasticache.subnet_groups import CacheSubnetGroup


def main() -> None:
    run_module(CacheSubnetGroup)


if __name__ == "__main__":
    main()
