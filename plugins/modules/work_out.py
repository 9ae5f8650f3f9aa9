#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
---
module: work_out
short_description: Work out what a role asks for, once
version_added: 0.1.0
description:
  - Turns the variables of a role of this collection into the lists that its tasks converge. Pure, and without AWS.
  - The roles register the result, so that their tasks only name what they ask for.
options:
  awx:
    description: What the role C(awx) asks of AWX.
    type: dict
  awx_answers:
    description: How AWX answers; refused where it is none that can be used.
    type: dict
  awx_asked:
    description: What the role C(awx) is told; refused where that cannot be.
    type: dict
  data_stores:
    description: What the role C(data_stores) asks for.
    type: dict
  monitoring:
    description: What the role C(monitoring) asks for.
    type: dict
  network:
    description: What the role C(network) asks for.
    type: dict
  pipelines:
    description: What the role C(pipelines) asks for.
    type: dict
  security_baseline:
    description: What the role C(security_baseline) asks for.
    type: dict
  services:
    description: What the role C(ecs_services) asks for.
    type: dict
  waf:
    description: What the role C(waf) asks for.
    type: dict
author:
  - Venturemond (@venturemond)
"""

EXAMPLES = r"""
- name: Network | Work out its parts
  venturemond.envelope.work_out:
    network: "{{ __network_wanted }}"
  register: __network
"""

RETURN = r"""
subnets:
  description: With O(network), the subnets, and likewise every other part by its name.
  returned: success
  type: list
  elements: dict
services:
  description: With O(services), the services, and likewise everything else they need by its name.
  returned: success
  type: list
  elements: dict
"""

from ansible.module_utils.basic import AnsibleModule


def main() -> None:
    said = ("awx", "awx_answers", "awx_asked", "data_stores", "monitoring", "network", "pipelines",
            "security_baseline", "services", "waf")
    module = AnsibleModule(argument_spec={name: {"type": "dict"} for name in said}, supports_check_mode=True)
    module.fail_json(msg="work_out belongs to the roles, and so runs on the controller only, as an action")


if __name__ == "__main__":
    main()
