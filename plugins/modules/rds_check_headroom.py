#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: rds_check_headroom
short_description: Look how much storage, CPU, memory and how many connections a database has left, and
  to when it can be restored
version_added: 0.1.0
description:
  - Look how much storage, CPU, memory and how many connections a database has left, and to when it can
    be restored. Says when storage is full if it goes on as in the last week, and what maintenance waits.
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.attributes
options:
  name:
    description:
      - Name of the instance.
    type: str
    required: true
"""

EXAMPLES = r"""
---
- name: Look how much storage, CPU, memory and how many connections a database has left, and to when it
    can be restored
  venturemond.envelope.rds_check_headroom:
    name: envelope-prod
"""

RETURN = r"""
---
lines:
  description:
    - What was found, for a person.
  returned: success
  type: raw
short:
  description:
    - 'What there is little of: C(state), C(storage), C(CPU), C(connections), C(memory), C(backups).'
  returned: success
  type: raw
figures:
  description:
    - 'The same in figures: bytes, percent of CPU, days; what is not measured is left out.'
  returned: success
  type: raw
waiting:
  description:
    - What waits for the maintenance window.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.rds_check_headroom import CheckHeadroom


def main() -> None:
    run_module(CheckHeadroom)


if __name__ == "__main__":
    main()
