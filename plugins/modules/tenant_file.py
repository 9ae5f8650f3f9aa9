#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
---
module: tenant_file
short_description: Write the file of the inventory that is all there is to a tenant
version_added: 0.1.0
description:
  - Writes C(tenants/<slug>.yml) beside the inventory's hosts, with the tenant as a host in the groups of its cell and
    of its tier.
  - A file that is there, and says what is asked for, is left alone. One that says something else is refused, and so
    is a slug that a host has already.
options:
  tenant:
    description: Slug of the tenant, which is its name in the inventory.
    type: str
    required: true
  cell:
    description: Group of the platform it is on. May be left out where the inventory has one cell.
    type: str
    default: ""
  tier:
    description: Tier, of which the inventory has a group C(tier_<tier>). V(pool) when left out.
    type: str
    default: ""
  domain:
    description: A domain of its own, C(tenant_domain).
    type: str
    default: ""
  zone:
    description: The hosted zone of ours that the domain is in, C(tenant_zone).
    type: str
    default: ""
  variables:
    description: Further variables of the tenant. Empty ones are left out.
    type: dict
    default: {}
  directory:
    description: Folder of the tenants' files. C(tenants) beside the inventory's hosts when left out.
    type: path
  command_line:
    description:
      - Whether to look at what is said with C(-e). A variable of a tenant is refused, as it would be every tenant's.
    type: bool
    default: false
  state:
    description: Whether there is to be such a file.
    type: str
    choices: [present, absent]
    default: present
author:
  - Venturemond (@venturemond)
"""

EXAMPLES = r"""
- name: Write the file of a tenant
  venturemond.envelope.tenant_file:
    tenant: acme
    domain: acme.example
    variables:
      tenant_database: { DB_DATABASE: acme }
"""

RETURN = r"""
path:
  description: The file.
  returned: always
  type: str
content:
  description: What it says.
  returned: state is present
  type: str
is_new:
  description: Whether there was no such file.
  returned: state is present
  type: bool
groups:
  description: The groups that the tenant is in.
  returned: state is present
  type: list
  elements: str
host:
  description: The tenant as M(ansible.builtin.add_host) takes it, for plays that follow.
  returned: state is present
  type: dict
"""

from ansible.module_utils.basic import AnsibleModule


def main() -> None:
    module = AnsibleModule(argument_spec={
        "tenant": {"type": "str", "required": True},
        "cell": {"type": "str", "default": ""},
        "tier": {"type": "str", "default": ""},
        "domain": {"type": "str", "default": ""},
        "zone": {"type": "str", "default": ""},
        "variables": {"type": "dict", "default": {}},
        "directory": {"type": "path"},
        "command_line": {"type": "bool", "default": False},
        "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    }, supports_check_mode=True)
    module.fail_json(msg="tenant_file writes into the inventory, and so runs on the controller only, as an action")


if __name__ == "__main__":
    main()
