#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecs_restart_service
short_description: Start the tasks of a service anew, a few at a time
version_added: 0.1.0
description:
  - 'Start the tasks of a service anew, a few at a time. They run what they ran, and no deploy goes on
    meanwhile. It is judged by its own deployment: one that ECS rolls back fails, and says why its tasks
    stopped.'
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.attributes
options:
  bucket:
    description:
      - Bucket that releases are recorded in, as the role C(releases) makes it.
    type: str
    required: true
  name:
    description:
      - 'Whose services these are: the prefix of the platform''s or tenant''s names.'
    type: str
    required: true
  cluster:
    description:
      - Cluster the services run in.
    type: str
    required: true
  holder:
    description:
      - 'Who asks, as others are told who have to wait: a person, a job''s number. User and machine when
        left out.'
    type: str
  lock_seconds:
    description:
      - How long the lock holds when it is not renewed, as after a run that was killed. 60 when left out.
    type: float
  lock_patience_seconds:
    description:
      - How long to wait for whoever holds the lock. 120 when left out.
    type: float
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
  confirm:
    description:
      - The name of what is changed, once more. Without it nothing is done, and what would be is said.
    type: str
  timeout:
    description:
      - Seconds that it may take. 900 when left out.
    type: float
"""

EXAMPLES = r"""
---
- name: Start the tasks of a service anew, a few at a time
  venturemond.envelope.ecs_restart_service:
    cluster: envelope-prod-cluster
    name: envelope-prod
    service: api
    bucket: envelope-prod-releases
    confirm: envelope-prod-api
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
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.ecs_restart_service import RestartService


def main() -> None:
    run_module(RestartService)


if __name__ == "__main__":
    main()
