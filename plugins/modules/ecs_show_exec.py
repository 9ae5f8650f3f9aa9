#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecs_show_exec
short_description: Say by which command a shell is opened in a container of a service, and what it lacks
version_added: 0.1.0
description:
  - Say by which command a shell is opened in a container of a service, and what it lacks. Runs and changes
    nothing.
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
  service:
    description:
      - The service, by its name without the prefix, such as V(api), or with it.
    type: str
    required: true
  task:
    description:
      - The id of a task, or how it begins. The oldest of the service when left out.
    type: str
  container:
    description:
      - The container. The first essential one when left out.
    type: str
  command:
    description:
      - What to run in it.
    type: str
    default: /bin/sh
"""

EXAMPLES = r"""
---
- name: Say by which command a shell is opened in a container of a service, and what it lacks
  venturemond.envelope.ecs_show_exec:
    cluster: envelope-prod-cluster
    name: envelope-prod
    service: api
    command: /bin/sh
"""

RETURN = r"""
---
command:
  description:
    - The command line, to be pasted.
  returned: success
  type: raw
lacking:
  description:
    - What keeps it from working, and what would help.
  returned: success
  type: raw
lines:
  description:
    - The same for a person.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.ecs_show_exec import ShowExec


def main() -> None:
    run_module(ShowExec)


if __name__ == "__main__":
    main()
