#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecs_roll_back
short_description: 'Go back to a release that was live before: its very revisions, rolled out and judged
  as a deploy is'
version_added: 0.1.0
description:
  - 'Go back to a release that was live before: its very revisions, rolled out and judged as a deploy
    is.'
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
      - The release to go back to. The one before the live one when left out.
    type: str
  across_contracting:
    description:
      - Whether to go back across a migration that took away what the older release needs.
    type: bool
    default: false
"""

EXAMPLES = r"""
---
- name: 'Go back to a release that was live before: its very revisions, rolled out and judged as a deploy
    is'
  venturemond.envelope.ecs_roll_back:
    cluster: envelope-prod-cluster
    bucket: envelope-prod-releases
    name: envelope-prod
    services:
      - envelope-prod-api
      - envelope-prod-worker
"""

RETURN = r"""
---
release:
  description:
    - The release that is live now.
  returned: success
  type: raw
previous:
  description:
    - The release that was live before.
  returned: success
  type: raw
services:
  description:
    - The C(seconds) that each service's rollout took.
  returned: success
  type: raw
msg:
  description:
    - What it came to.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.ecs_roll_back import RollBack


def main() -> None:
    run_module(RollBack)


if __name__ == "__main__":
    main()
