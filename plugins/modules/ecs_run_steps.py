#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecs_run_steps
short_description: Run commands once each, in their order, in the container of a service, and keep a record
  of those that are done
version_added: 0.1.0
description:
  - Run commands once each, in their order, in the container of a service, and keep a record of those
    that are done. Each is a task of its own, with what the service runs now. One that fails ends the
    module; run again, it goes on with that one.
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
      - Whose steps these are, and what the record is kept under.
    type: str
    required: true
  bucket:
    description:
      - Bucket that the record is kept in, as the role C(releases) makes it.
    type: str
    required: true
  cluster:
    description:
      - Cluster the service runs in.
    type: str
    required: true
  service:
    description:
      - The service whose task definition and network the steps have.
    type: str
    required: true
  container:
    description:
      - The container they are run in, whose exit code counts.
    type: str
    required: true
  steps:
    description:
      - The steps, in their order.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - What it is called, and remembered by.
        type: str
        required: true
      command:
        description:
          - The command.
        type: list
        elements: str
        required: true
  environment:
    description:
      - Variables they have besides the container's own. Secrets are refused here.
    type: dict
  timeout:
    description:
      - Seconds that one step may take. 900 when left out.
    type: float
"""

EXAMPLES = r"""
---
- name: Run commands once each, in their order, in the container of a service, and keep a record of those
    that are done
  venturemond.envelope.ecs_run_steps:
    name: envelope-prod-pool-acme
    bucket: envelope-prod-releases
    cluster: envelope-prod-cluster
    service: envelope-prod-api
    container: api
    environment:
      TENANT: acme
    steps:
      - name: migrate
        command:
          - php
          - artisan
          - migrate
          - --force
      - name: seed
        command:
          - php
          - artisan
          - db:seed
          - --force
"""

RETURN = r"""
---
steps:
  description:
    - 'What became of each step: C(task_arn), C(exit_code), C(seconds).'
  returned: success
  type: raw
msg:
  description:
    - What it came to.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.ecs_run_steps import RunSteps


def main() -> None:
    run_module(RunSteps)


if __name__ == "__main__":
    main()
