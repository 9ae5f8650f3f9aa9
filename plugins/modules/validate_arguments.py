#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
---
module: validate_arguments
short_description: Look at what a playbook was told before anything is asked of AWS
version_added: 0.1.0
description:
  - Checks the variables that a playbook of this collection takes against the C(.meta.yml) beside it, and finds those
    that are misspelt, with the nearest real name.
  - Is for this collection's own playbooks.
options:
  playbook:
    description: The playbook, by its path in C(playbooks/) without its suffix, such as V(runbooks/restart).
    type: str
    required: true
  hosts:
    description: Variables that name a host, each with the groups whose hosts it may name.
    type: dict
  roles:
    description:
      - Roles whose variables are said here alone, such as V(awx), so that all that begins with the name of one has to
        be a variable of it.
    type: list
    elements: str
    default: []
author:
  - Venturemond (@venturemond)
"""

EXAMPLES = r"""
- name: Look at what was asked
  venturemond.envelope.validate_arguments:
    playbook: runbooks/restart
    hosts:
      target: [platforms, tenants]
  run_once: true
"""

RETURN = r""" # """

from ansible.module_utils.basic import AnsibleModule


def main() -> None:
    module = AnsibleModule(argument_spec={
        "playbook": {"type": "str", "required": True},
        "hosts": {"type": "dict"},
        "roles": {"type": "list", "elements": "str", "default": []},
    }, supports_check_mode=True)
    module.fail_json(msg="validate_arguments reads the inventory, and so runs on the controller only, as an action")


if __name__ == "__main__":
    main()
