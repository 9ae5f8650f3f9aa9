#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
---
module: look_at_headroom
short_description: Tell how many tenants fit, before anything is written
version_added: 0.1.0
description:
  - Reads quotas and their use in the account of every cell that the play has a host of, and says what is left in
    tenants, and which ceiling comes first.
  - Counts all tenants of these cells that the inventory has, whatever C(--limit) says. One that the play is about to
    make and that does not fit is refused, with the whole table.
  - Says which load balancer each tenant is on, and which certificates it sees to.
  - Writes nothing. What AWS refuses to tell is said to be unknown, and nobody is refused because of it.
  - Runs on the controller only, with what C(cell_aws) says of each cell, and without C(async), C(delegate_to) and
    C(become).
options:
  roles:
    description: The role that each group of hosts is given, by group. Those of the group C(tenants) are tenants.
    type: dict
    required: true
author:
  - Venturemond (@venturemond)
"""

EXAMPLES = r"""
- name: Look at what is left
  venturemond.envelope.look_at_headroom:
    roles:
      platforms: venturemond.envelope.platform
      tenants: venturemond.envelope.tenant
  run_once: true
  register: __site_headroom
"""

RETURN = r"""
load_balancers:
  description: The load balancer of each tenant, by host.
  returned: success
  type: dict
certificates:
  description:
    - What each tenant sees to, by host, for those whose names are not on the platform's certificate. One of those who
      share a certificate sees to it, and the lists of the others are empty.
  returned: success
  type: dict
  contains:
    certificates:
      description: Entries for M(venturemond.envelope.acm_certificates).
      type: list
      elements: dict
    shown:
      description: Entries for M(venturemond.envelope.elbv2_listener_certificates), at its load balancer.
      type: list
      elements: dict
    zones:
      description: Entries for M(venturemond.envelope.route53_hosted_zones), in which they are proved.
      type: list
      elements: dict
leaders:
  description: Hosts that see to a certificate which others share with them. They have to come first.
  returned: success
  type: list
  elements: str
cells:
  description: What is left for each cell, by its platform's host.
  returned: always
  type: dict
  contains:
    left:
      description: How many tenants (null where that is unknown) fit, by their sort, and the quota that comes first.
      type: dict
    quotas:
      description: Every quota, with its use (null where that is unknown), its limit and where that is from.
      type: list
      elements: dict
    unknown:
      description: Reads that AWS refused, with its code.
      type: list
      elements: str
msg:
  description: What is left, for a person.
  returned: always
  type: str
"""

from ansible.module_utils.basic import AnsibleModule


def main() -> None:
    module = AnsibleModule(argument_spec={"roles": {"type": "dict", "required": True}}, supports_check_mode=True)
    module.fail_json(msg="look_at_headroom reads the inventory, and so runs on the controller only, as an action")


if __name__ == "__main__":
    main()
