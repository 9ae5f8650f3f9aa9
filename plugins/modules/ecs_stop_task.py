#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecs_stop_task
short_description: Stop one task, and wait until it has; its service starts another
version_added: 0.1.0
description:
  - Stop one task, and wait until it has; its service starts another. Without a task, list those that
    run.
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.attributes
options:
  cluster:
    description:
      - Cluster the services run in.
    type: str
    required: true
  name:
    description:
      - 'Whose services these are: the prefix of the platform''s or tenant''s names.'
    type: str
    required: true
  services:
    description:
      - Names of its services, without O(name). Left out, all whose names begin with O(name) are.
    type: list
    elements: str
  target:
    description:
      - The host of the inventory that was named, for the commands that are told.
    type: str
  confirm:
    description:
      - The name of what is changed, once more. Without it nothing is done, and what would be is said.
    type: str
  task:
    description:
      - Its id, or how it begins. Left out, those that run are listed.
    type: str
  timeout:
    description:
      - Seconds to wait for its end.
    type: float
    default: 300
"""

EXAMPLES = r"""
---
- name: Stop one task, and wait until it has; its service starts another
  venturemond.envelope.ecs_stop_task:
    cluster: envelope-prod-cluster
    name: envelope-prod
    task: 0123456789abcdef0123456789abcdef
    confirm: 0123456789abcdef0123456789abcdef
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
tasks:
  description:
    - The ids of the tasks that run, where none was named.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.ecs_stop_task import StopTask


def main() -> None:
    run_module(StopTask)


if __name__ == "__main__":
    main()
