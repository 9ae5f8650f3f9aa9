#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
---
module: find_settled
short_description: Tell which hosts have all that their role asks for
version_added: 0.1.0
description:
  - Works out what a role of this collection asks for on every host of the play, and looks whether AWS has it, with
    the reads of all hosts shared. Changes nothing.
  - A play that ends for those hosts, as in the example, spends no task on what is as it should be.
  - Never fails. A host that something is wrong with is not settled, and running its role says what.
  - AWS is reached as each host's C(cell_aws) says.
options:
  role:
    description: The role that the hosts are given.
    type: str
    required: true
author:
  - Venturemond (@venturemond)
"""

EXAMPLES = r"""
- name: Find the tenants that have all they ask for
  venturemond.envelope.find_settled:
    role: venturemond.envelope.tenant
  register: settled
  run_once: true

- name: Leave them as they are
  ansible.builtin.meta: end_host
  when: inventory_hostname in settled.hosts
"""

RETURN = r"""
hosts:
  description: The hosts with nothing to change.
  returned: always
  type: list
  elements: str
unsettled:
  description: The other hosts.
  returned: always
  type: list
  elements: str
refused:
  description: Why something cannot be made that a host asks for, by host.
  returned: always
  type: dict
leaving:
  description: The tenants that are being taken away, and since when. They are among RV(hosts), and left as they are.
  returned: always
  type: dict
held:
  description: The keys and secrets that a host has already, by host.
  returned: always
  type: dict
seen:
  description: What a summary tells of each of them, by host.
  returned: always
  type: dict
"""

from ansible.module_utils.basic import AnsibleModule


def main() -> None:
    module = AnsibleModule(argument_spec={"role": {"type": "str", "required": True}}, supports_check_mode=True)
    module.fail_json(msg="find_settled reads the inventory, and so runs on the controller only, as an action")


if __name__ == "__main__":
    main()
