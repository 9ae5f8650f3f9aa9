#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecs_list_releases
short_description: List the releases that are recorded, the newest first, and say which is live
version_added: 0.1.0
description:
  - List the releases that are recorded, the newest first, and say which is live.
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
"""

EXAMPLES = r"""
---
- name: List the releases that are recorded, the newest first, and say which is live
  venturemond.envelope.ecs_list_releases:
    bucket: envelope-prod-releases
    name: envelope-prod
"""

RETURN = r"""
---
live:
  description:
    - The release that runs.
  returned: success
  type: raw
before:
  description:
    - The releases that can be gone back to, the newest first.
  returned: success
  type: raw
releases:
  description:
    - 'What each consists of: C(release), C(at), C(by), C(task_definitions), C(images), C(secrets), C(contracting).'
  returned: success
  type: raw
lines:
  description:
    - The same for a person, a line each.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.ecs_list_releases import ListReleases


def main() -> None:
    run_module(ListReleases)


if __name__ == "__main__":
    main()
