#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
---
module: converge
short_description: Converge several sets, one after the other
version_added: 0.1.0
description:
  - Does what a task for each of the sets would do, in their order, and stops at the first that fails.
  - On a large inventory that saves time, since a task costs more than most of what a set asks of AWS.
  - Runs on the controller only, without C(async), C(delegate_to) and C(become).
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.attributes
options:
  sets:
    description:
      - The sets, each as the name of a module of this collection that converges one, and its options.
      - A set that refers to what another one makes comes after it. M(venturemond.envelope.ecs_services) is handed what
        M(venturemond.envelope.ecs_task_definitions) returned before it.
    type: list
    elements: dict
    required: true
  adopt:
    description: Whether resources that exist and do not bear the tag C(managed-by) that is asked for are taken over.
    type: bool
    default: false
  replace:
    description: Which resources may be deleted and made again, as lists of names by module.
    type: dict
  workers:
    description: How many calls are made at a time.
    type: int
    default: 16
"""

EXAMPLES = r"""
- name: Services | Have log groups and a cluster
  venturemond.envelope.converge:
    sets:
      - logs_groups:
          logs_groups:
            - name: /ecs/envelope-prod-api
              retention_in_days: 30
      - ecs_clusters:
          ecs_clusters:
            - name: envelope-prod-cluster
              container_insights: enabled
"""

RETURN = r"""
results_by_set:
  description: What the module of each set returned, with its name under C(module).
  returned: always
  type: list
  elements: dict
"""

from ansible.module_utils.basic import AnsibleModule

from ..module_utils.options import several_spec


def main() -> None:
    module = AnsibleModule(argument_spec=several_spec(), supports_check_mode=True)
    module.fail_json(msg="converge runs on the controller only, as an action")


if __name__ == "__main__":
    main()
