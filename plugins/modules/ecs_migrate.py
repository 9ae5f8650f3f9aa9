#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecs_migrate
short_description: 'Run the migration of a release with its image, and touch no service: a deploy of that
  release finds it done'
version_added: 0.1.0
description:
  - 'Run the migration of a release with its image, and touch no service: a deploy of that release finds
    it done.'
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
      - 'Whose releases these are: the prefix of the platform''s or tenant''s names.'
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
  release:
    description:
      - 'The release: the tag of the image.'
    type: str
    required: true
  repositories:
    description:
      - The repositories of the application's images.
    type: list
    elements: str
    required: true
  migrate:
    description:
      - The migration.
    type: dict
    required: true
    suboptions:
      service:
        description:
          - The service whose task definition and network it has.
        type: str
        required: true
      container:
        description:
          - The container it is run in, whose exit code counts.
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
          - Variables it has besides the container's own.
        type: dict
      timeout:
        description:
          - Seconds it may take. 1800 when left out.
        type: float
      contracting:
        description:
          - 'Whether it takes away what the release before needs: then nobody goes back behind this release
            by accident.'
        type: bool
"""

EXAMPLES = r"""
---
- name: 'Run the migration of a release with its image, and touch no service: a deploy of that release
    finds it done'
  venturemond.envelope.ecs_migrate:
    release: 1.4.2
    cluster: envelope-prod-cluster
    bucket: envelope-prod-releases
    name: envelope-prod
    repositories:
      - envelope-prod-api
    migrate:
      service: envelope-prod-api
      container: api
      command:
        - php
        - artisan
        - migrate
        - --force
"""

RETURN = r"""
---
migration:
  description:
    - 'What became of it: C(task_arn), C(exit_code), C(seconds), C(started).'
  returned: success
  type: raw
msg:
  description:
    - What it came to.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.ecs_migrate import MigrateOnly


def main() -> None:
    run_module(MigrateOnly)


if __name__ == "__main__":
    main()
