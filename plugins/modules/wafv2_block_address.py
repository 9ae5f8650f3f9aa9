#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: wafv2_block_address
short_description: Block an address or a range in the web ACL of a platform, or release it; without one,
  say who is blocked
version_added: 0.1.0
description:
  - Block an address or a range in the web ACL of a platform, or release it; without one, say who is blocked.
    It is a list of its own, that of whoever is on call, which playbooks leave as it is.
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.attributes
options:
  confirm:
    description:
      - The name of what is changed, once more. Without it nothing is done, and what would be is said.
    type: str
  web_acl:
    description:
      - Name of the platform's web ACL.
    type: str
    required: true
  address:
    description:
      - The address, or a range in CIDR notation; empty says who is blocked.
    type: str
    default: ''
  state:
    description:
      - What is to become of it.
    type: str
    choices:
      - blocked
      - released
    default: blocked
"""

EXAMPLES = r"""
---
- name: Block an address or a range in the web ACL of a platform, or release it; without one, say who
    is blocked
  venturemond.envelope.wafv2_block_address:
    web_acl: envelope-prod
    address: 203.0.113.7
    state: blocked
    confirm: envelope-prod-on-call
"""

RETURN = r"""
---
lines:
  description:
    - What was found and done, for a person, a line each.
  returned: success
  type: raw
steps:
  description:
    - What is, or would be, done.
  returned: success
  type: raw
addresses:
  description:
    - Who is on the list of whoever is on call.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.wafv2_block_address import BlockAddress


def main() -> None:
    run_module(BlockAddress)


if __name__ == "__main__":
    main()
