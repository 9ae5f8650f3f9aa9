#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
---
module: site_summary
short_description: Say what a run of the site came to
version_added: 0.1.0
description:
  - Shows where each platform and tenant of the play is found, what runs, and what has changed. Secrets by name only.
  - Reads what the roles have registered, and never speaks to AWS.
options:
  roles:
    description: The role that each group of hosts was given, by group.
    type: dict
    required: true
  handover:
    description: Whether to tell what the client has to publish in its DNS, and what it can use.
    type: bool
    default: false
  file:
    description:
      - A file to write the same to for programs, as JSON, such as C(plan.json). For a comment on a pull request it is
        written beside it as Markdown, C(plan.md).
      - Check mode writes them too. Empty for none.
    type: path
    default: ""
  fail_on_drift:
    description: Whether check mode fails where a run would change something or be refused it.
    type: bool
    default: false
author:
  - Venturemond (@venturemond)
"""

EXAMPLES = r"""
- name: Say what it came to
  venturemond.envelope.site_summary:
    roles:
      platforms: venturemond.envelope.platform
      tenants: venturemond.envelope.tenant
  run_once: true
"""

RETURN = r"""
msg:
  description: The summary.
  returned: always
  type: str
files:
  description: The files that were written.
  returned: when O(file) is given
  type: list
  elements: str
"""

from ansible.module_utils.basic import AnsibleModule


def main() -> None:
    module = AnsibleModule(argument_spec={
        "roles": {"type": "dict", "required": True},
        "handover": {"type": "bool", "default": False},
        "file": {"type": "path", "default": ""},
        "fail_on_drift": {"type": "bool", "default": False},
    }, supports_check_mode=True)
    module.fail_json(msg="site_summary reads the inventory, and so runs on the controller only, as an action")


if __name__ == "__main__":
    main()
