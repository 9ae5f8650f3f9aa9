#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecs_release
short_description: 'Deploy a release to ECS services: verify it, migrate, roll out, judge each deployment,
  record; or undo all'
version_added: 0.1.0
description:
  - 'Deploy a release to ECS services: verify it, migrate, roll out, judge each deployment, record; or
    undo all. The services run what they ran, with other tags on the application''s images: how many tasks
    there are, and everything else, stays. Where one service fails, those before it go back too.'
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
  services:
    description:
      - The services, in the order they are rolled out.
    type: list
    elements: str
    required: true
  timeout:
    description:
      - Seconds that one service may take. 900 when left out.
    type: float
  release:
    description:
      - 'The release: the tag of the images.'
    type: str
    required: true
  repositories:
    description:
      - The repositories of the application's images. Other images stay as they are.
    type: list
    elements: str
    required: true
  migrate:
    description:
      - The migration, if there is one.
    type: dict
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
  keep:
    description:
      - How many releases can be gone back to, this one among them. 5 when left out.
    type: int
"""

EXAMPLES = r"""
---
- name: 'Deploy a release to ECS services: verify it, migrate, roll out, judge each deployment, record;
    or undo all'
  venturemond.envelope.ecs_release:
    release: 1.4.2
    cluster: envelope-prod-cluster
    bucket: envelope-prod-releases
    name: envelope-prod
    services:
      - envelope-prod-api
      - envelope-prod-worker
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
release:
  description:
    - The release.
  returned: success
  type: raw
previous:
  description:
    - The release that was live before.
  returned: success
  type: raw
services:
  description:
    - 'What each service runs now: its C(images), and the C(seconds) its rollout took.'
  returned: success
  type: raw
migration:
  description:
    - 'What became of the migration: C(task_arn), C(exit_code), C(seconds).'
  returned: success
  type: raw
notes:
  description:
    - What could not be checked, and what would help.
  returned: success
  type: raw
msg:
  description:
    - What it came to.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.ecs_release import Release


def main() -> None:
    run_module(Release)


if __name__ == "__main__":
    main()
