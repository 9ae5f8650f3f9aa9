#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: elasticache_parameter_groups
short_description: Manage ElastiCache parameter groups
version_added: 0.1.0
description:
  - How an engine is configured, for the caches that name it.
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
  elasticache_parameter_groups:
    description:
      - The ElastiCache parameter groups.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the parameter group, in lower case.
        type: str
        required: true
      family:
        description:
          - Engine and version that it configures, such as V(valkey8) or V(redis7). Cannot change.
          - It cannot change once the resource is made.
        type: str
      description:
        description:
          - What it is for. A new one is described by its name where this is left out. AWS keeps it, so
            one that is there stays.
        type: str
      parameters:
        description:
          - Parameters by AWS's names, such as V(maxmemory-policy). Those not named are left alone. True
            and false are sent as V(yes) and V(no).
        type: dict
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update ElastiCache parameter groups
  venturemond.envelope.elasticache_parameter_groups:
    elasticache_parameter_groups:
      - name: envelope-prod
        family: valkey8
        description: Caches of the platform
        parameters:
          maxmemory-policy: noeviction
        tags:
          project: envelope
- name: Delete ElastiCache parameter groups
  venturemond.envelope.elasticache_parameter_groups:
    state: absent
    elasticache_parameter_groups:
      - name: envelope-prod
"""

RETURN = r"""
---
elasticache_parameter_groups:
  description:
    - The ElastiCache parameter groups as they are now, or in check mode as they would be, each under
      its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the parameter group, in lower case.
      returned: when it is set
      type: str
    family:
      description:
        - Engine and version that it configures, such as V(valkey8) or V(redis7). Cannot change.
      returned: when it is set
      type: str
    description:
      description:
        - What it is for. A new one is described by its name where this is left out. AWS keeps it, so
          one that is there stays.
      returned: when it is set
      type: str
    parameters:
      description:
        - Parameters by AWS's names, such as V(maxmemory-policy). Those not named are left alone. True
          and false are sent as V(yes) and V(no).
      returned: when it is set
      type: dict
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the parameter group.
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
from ..module_utils.kinds.elasticache.parameter_groups import CacheParameterGroup


def main() -> None:
    run_module(CacheParameterGroup)


if __name__ == "__main__":
    main()
