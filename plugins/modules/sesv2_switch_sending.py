#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: sesv2_switch_sending
short_description: Say how the mail of a configuration set is taken and whether it may send; pause it,
  or have it send again
version_added: 0.1.0
description:
  - Say how the mail of a configuration set is taken and whether it may send; pause it, or have it send
    again.
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
  configuration_set:
    description:
      - The configuration set, which is one sender's own.
    type: str
    required: true
  identity:
    description:
      - The domain it sends from; empty for one that sends no mail.
    type: str
  secret:
    description:
      - The tenant's secret. With the mark of a tenant that is being taken away, mail stays paused.
    type: str
  host:
    description:
      - Its name in the inventory, for the commands that are offered.
    type: str
    default: ''
  state:
    description:
      - What is to become of its mail.
    type: str
    choices:
      - unchanged
      - paused
      - sending
    default: unchanged
"""

EXAMPLES = r"""
---
- name: Say how the mail of a configuration set is taken and whether it may send; pause it, or have it
    send again
  venturemond.envelope.sesv2_switch_sending:
    configuration_set: envelope-prod-pool-acme
    identity: acme.example
    state: paused
    confirm: envelope-prod-pool-acme
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
sending:
  description:
    - Whether it might send before.
  returned: success
  type: raw
bounce_rate:
  description:
    - Bounces, as a part of 1; null where no mail was sent lately.
  returned: success
  type: raw
complaint_rate:
  description:
    - Complaints, likewise.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.sesv2_switch_sending import SwitchSending


def main() -> None:
    run_module(SwitchSending)


if __name__ == "__main__":
    main()
