#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
---
module: validate_inventory
short_description: Look at all of an inventory before anything is asked of AWS
version_added: 0.1.0
description:
  - Works out what the roles of this collection would ask for on every host of some groups, and checks it.
  - Finds missing and misspelt variables (with the nearest real name), values that AWS would refuse, an environment
    contract that does not hold, two tenants with one slug or domain, and networks that overlap.
  - Looks at every host of the groups, whatever C(--limit) says, and does not speak to AWS unless
    O(look_ahead) asks for it.
options:
  roles:
    description: The role that each group of hosts is given, by group.
    type: dict
    required: true
  look_ahead:
    description:
      - Whether to look at AWS as well, where the inventory is as it should be, for the hosts of the play that have all
        they ask for. As M(venturemond.envelope.find_settled), for all roles at once.
    type: bool
    default: false
  tags:
    description:
      - Tags that the playbook has itself. Where it is said, C(--tags) and C(--skip-tags) that neither the playbook nor
        the roles have are a problem.
    type: list
    elements: str
author:
  - Venturemond (@venturemond)
"""

EXAMPLES = r"""
- name: Look at the whole inventory
  venturemond.envelope.validate_inventory:
    roles:
      platforms: venturemond.envelope.platform
      tenants: venturemond.envelope.tenant
  run_once: true
"""

RETURN = r"""
looked_at:
  description: The hosts that were looked at.
  returned: success
  type: list
  elements: str
hosts:
  description: The hosts with nothing to change.
  returned: success, with O(look_ahead)
  type: list
  elements: str
unsettled:
  description: The other hosts.
  returned: success, with O(look_ahead)
  type: list
  elements: str
refused:
  description: Why something cannot be made that a host asks for, by host.
  returned: success, with O(look_ahead)
  type: dict
leaving:
  description: The tenants that are being taken away, and since when. They are among RV(hosts), and left as they are.
  returned: success, with O(look_ahead)
  type: dict
seen:
  description: What a summary tells of each host with nothing to change, by host.
  returned: success, with O(look_ahead)
  type: dict
"""

from ansible.module_utils.basic import AnsibleModule


def main() -> None:
    module = AnsibleModule(argument_spec={
        "roles": {"type": "dict", "required": True},
        "look_ahead": {"type": "bool", "default": False},
        "tags": {"type": "list", "elements": "str"},
    }, supports_check_mode=True)
    module.fail_json(msg="validate_inventory reads the inventory, and so runs on the controller only, as an action")


if __name__ == "__main__":
    main()
