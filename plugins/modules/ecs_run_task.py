#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecs_run_task
short_description: Run a task in an ECS cluster to its end
version_added: 0.1.0
description:
  - Run a task in an ECS cluster to its end. Its lines are shown, and the exit code of one container decides.
    A step of a release that goes on or has gone well is not run again, for the hour in which ECS shows
    ended tasks; one that failed is.
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
      - Cluster to run it in.
    type: str
    required: true
  task_definition:
    description:
      - 'What to run: a family in its newest revision, V(family:revision) or an ARN.'
    type: str
    required: true
  container:
    description:
      - Container whose exit code and lines count. The only essential one when left out.
    type: str
  command:
    description:
      - What the container runs, instead of its own command.
    type: list
    elements: str
  environment:
    description:
      - 'Variables of the container, besides its own. Everybody may see them who may describe tasks: secrets
        are refused here.'
    type: dict
  subnets:
    description:
      - Subnets to run it in, by name or id. Fargate needs them.
    type: list
    elements: str
  security_groups:
    description:
      - Security groups of the task, by name or id.
    type: list
    elements: str
  assign_public_ip:
    description:
      - Whether the task gets a public address.
    type: bool
  launch_type:
    description:
      - What it runs on. V(FARGATE) when left out, unless O(capacity_provider_strategy) says it.
    type: str
    choices:
      - FARGATE
      - EC2
      - EXTERNAL
  capacity_provider_strategy:
    description:
      - Capacity providers it may run on.
    type: list
    elements: dict
    suboptions:
      capacity_provider:
        description:
          - Name of the capacity provider, such as V(FARGATE) or V(FARGATE_SPOT).
        type: str
        required: true
      weight:
        description:
          - Its share of the tasks beyond every base, relative to the others'. 0 when left out.
        type: int
      base:
        description:
          - Tasks that run on it before shares are counted. 0 when left out.
        type: int
  platform_version:
    description:
      - Platform version of Fargate, such as V(LATEST).
    type: str
  release:
    description:
      - Release that it belongs to, such as V(1.4.2).
    type: str
    required: true
  step:
    description:
      - Which step of that release it is. Release, step and tenant tell one task from another.
    type: str
    required: true
  tenant:
    description:
      - Tenant that it is done for.
    type: str
  timeout:
    description:
      - Seconds after which it is stopped, and the module fails.
    type: int
    default: 900
  tags:
    description:
      - Tags of the task.
    type: dict
"""

EXAMPLES = r"""
---
- name: Run a task in an ECS cluster to its end
  venturemond.envelope.ecs_run_task:
    cluster: envelope-prod-cluster
    task_definition: envelope-prod-api
    container: api
    command:
      - php
      - artisan
      - migrate
      - --force
    subnets:
      - private-a
      - private-b
    security_groups:
      - services
    release: 1.4.2
    step: migrate
    timeout: 1800
"""

RETURN = r"""
---
task_arn:
  description:
    - ARN of the task that did it.
  returned: success
  type: raw
exit_code:
  description:
    - 'Exit code of the container, which is 0: any other fails the module.'
  returned: success
  type: raw
lines:
  description:
    - The last 20 lines that the container wrote.
  returned: success
  type: raw
seconds:
  description:
    - How long the task took, by AWS's clock.
  returned: success
  type: raw
started:
  description:
    - Whether the task was started now. An earlier run's, which goes on or has done it, is as good.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.ecs_run_task import RunTask


def main() -> None:
    run_module(RunTask)


if __name__ == "__main__":
    main()
