#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: rds_restore_instance
short_description: Make a new database instance of a snapshot or of a moment of one that runs, which is
  not touched
version_added: 0.1.0
description:
  - Make a new database instance of a snapshot or of a moment of one that runs, which is not touched.
    It has the same class, network, parameters and tags, and the key of the backup. Run again after it
    was killed, it goes on.
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
  name:
    description:
      - The instance whose backups are used.
    type: str
    required: true
  to:
    description:
      - Name of the new instance.
    type: str
    required: true
  time:
    description:
      - V(latest), a moment with its time zone, or the name of a snapshot of it.
    type: str
    default: latest
  wait:
    description:
      - Wait until it can be connected to, and RDS keeps its master password.
    type: bool
    default: true
  wait_minutes:
    description:
      - Minutes after which waiting ends in an error; it goes on nevertheless.
    type: int
    default: 90
"""

EXAMPLES = r"""
---
- name: Make a new database instance of a snapshot or of a moment of one that runs, which is not touched
  venturemond.envelope.rds_restore_instance:
    name: envelope-prod
    to: envelope-prod-2
    time: '2026-11-20T09:30:00Z'
    confirm: envelope-prod-2
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
status:
  description:
    - State of the new instance before; V(absent) where there was none.
  returned: success
  type: raw
endpoint:
  description:
    - Name of the host of the new one, as soon as it has one.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.rds_restore_instance import RestoreInstance


def main() -> None:
    run_module(RestoreInstance)


if __name__ == "__main__":
    main()
