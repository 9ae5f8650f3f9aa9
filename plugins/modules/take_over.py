#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
---
module: take_over
short_description: List what hosts ask for and somebody else has made, and tag it as ours
version_added: 0.1.0
description:
  - Works out what roles of this collection ask for on every host of the play, and looks for what AWS has of it that does
    not bear the tag C(managed-by) that is asked for.
  - Says of each whose it seems to be, what the role would change on it, and what of that AWS takes from a new resource
    only.
  - With O(tagged) it sets the tags that the role asks for, beside those that are there, and changes nothing else.
  - Refuses the credentials of another account than the inventory's. AWS is reached as each host's C(cell_aws) says.
options:
  roles:
    description: The role that the hosts of each group are given, by group.
    type: dict
    required: true
  tagged:
    description: Whether what is found is tagged as ours.
    type: bool
    default: false
author:
  - Venturemond (@venturemond)
"""

EXAMPLES = r"""
- name: List what Terraform has made
  venturemond.envelope.take_over:
    roles:
      platforms: venturemond.envelope.platform
      tenants: venturemond.envelope.tenant
  run_once: true
"""

RETURN = r"""
msg:
  description: What a person is told.
  returned: always
  type: str
foreign:
  description:
    - What is there and is not ours, each with C(host), C(module), C(name), C(id), C(managed_by), C(changes) (the options
      that the role would change) and C(refused) (why it would not).
  returned: without O(tagged)
  type: list
  elements: dict
adopted:
  description: What was tagged (in check mode, what would be), likewise.
  returned: with O(tagged)
  type: list
  elements: dict
"""

from ansible.module_utils.basic import AnsibleModule


def main() -> None:
    module = AnsibleModule(
        argument_spec={"roles": {"type": "dict", "required": True}, "tagged": {"type": "bool", "default": False}},
        supports_check_mode=True)
    module.fail_json(msg="take_over reads the inventory, and so runs on the controller only, as an action")


if __name__ == "__main__":
    main()
