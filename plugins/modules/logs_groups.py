#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: logs_groups
short_description: Manage CloudWatch Logs groups
version_added: 0.1.0
description:
  - A log group of CloudWatch Logs, with its retention, its key and its tags.
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
  logs_groups:
    description:
      - The CloudWatch Logs groups.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the log group.
        type: str
        required: true
      retention_in_days:
        description:
          - Days after which events are deleted. V(0) keeps them forever.
        type: int
        choices:
          - 0
          - 1
          - 3
          - 5
          - 7
          - 14
          - 30
          - 60
          - 90
          - 120
          - 150
          - 180
          - 365
          - 400
          - 545
          - 731
          - 1096
          - 1827
          - 2192
          - 2557
          - 2922
          - 3288
          - 3653
      kms_key:
        description:
          - 'Key that encrypts new events: alias, id or ARN. Its policy must let CloudWatch Logs use it.'
        type: str
      log_group_class:
        description:
          - What the log group can do and costs. Cannot change.
          - It cannot change once the resource is made.
        type: str
        choices:
          - STANDARD
          - INFREQUENT_ACCESS
          - ESSENTIALS
          - DELIVERY
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update CloudWatch Logs groups
  venturemond.envelope.logs_groups:
    logs_groups:
      - name: /ecs/envelope-prod-api
        retention_in_days: 90
        kms_key: alias/envelope-prod
        tags:
          project: envelope
          environment: prod
- name: Delete CloudWatch Logs groups
  venturemond.envelope.logs_groups:
    state: absent
    logs_groups:
      - name: /ecs/envelope-prod-api
"""

RETURN = r"""
---
logs_groups:
  description:
    - The CloudWatch Logs groups as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the log group.
      returned: when it is set
      type: str
    retention_in_days:
      description:
        - Days after which events are deleted. V(0) keeps them forever.
      returned: when it is set
      type: int
    kms_key:
      description:
        - 'Key that encrypts new events: alias, id or ARN. Its policy must let CloudWatch Logs use it.'
      returned: when it is set
      type: str
    log_group_class:
      description:
        - What the log group can do and costs. Cannot change.
      returned: when it is set
      type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the log group.
      returned: when AWS has decided it
      type: str
    retention_policy:
      description:
        - Name of the policy of the account that decides on the retention instead, where there is one.
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
from ..module_utils.kinds.logs.groups import LogGroup


def main() -> None:
    run_module(LogGroup)


if __name__ == "__main__":
    main()
