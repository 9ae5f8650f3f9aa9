#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: sesv2_release_suppressed
short_description: Say whether an address is on the suppression list of the account, since when and why;
  take it off
version_added: 0.1.0
description:
  - Say whether an address is on the suppression list of the account, since when and why; take it off.
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
  address:
    description:
      - The address of mail.
    type: str
    required: true
"""

EXAMPLES = r"""
---
- name: Say whether an address is on the suppression list of the account, since when and why; take it
    off
  venturemond.envelope.sesv2_release_suppressed:
    address: ann@client.example
    confirm: ann@client.example
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
suppressed:
  description:
    - Whether it was on the list.
  returned: success
  type: raw
reason:
  description:
    - V(BOUNCE) or V(COMPLAINT).
  returned: success
  type: raw
since:
  description:
    - When it came there.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.sesv2_release_suppressed import ReleaseSuppressed


def main() -> None:
    run_module(ReleaseSuppressed)


if __name__ == "__main__":
    main()
