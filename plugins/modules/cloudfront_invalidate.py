#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: cloudfront_invalidate
short_description: Have distributions forget what they have cached, so that they show the files as they
  are now
version_added: 0.1.0
description:
  - Have distributions forget what they have cached, so that they show the files as they are now.
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.attributes
options:
  distributions:
    description:
      - Names or ids of the distributions.
    type: list
    elements: str
    required: true
  paths:
    description:
      - What is forgotten, each a path from V(/), or the beginning of one and V(*). Everything, V(/*),
        where it is left out, which AWS counts as one path.
    type: list
    elements: str
  reference:
    description:
      - 'What this is done for, such as a release: for one reference it is done once, however often it
        is asked for. Left out, it is done each time.'
    type: str
  wait:
    description:
      - Whether to wait until it is done everywhere.
    type: bool
    default: true
  wait_timeout:
    description:
      - Seconds after which waiting ends in an error.
    type: int
    default: 900
"""

EXAMPLES = r"""
---
- name: Have distributions forget what they have cached, so that they show the files as they are now
  venturemond.envelope.cloudfront_invalidate:
    distributions:
      - envelope-prod-site-help
    paths:
      - /index.html
      - /assets/*
    reference: release-1.4.3
"""

RETURN = r"""
---
invalidations:
  description:
    - C(id) and C(status) of the invalidation of each distribution, V(Completed) or, where it is not waited
      for, V(InProgress). Left out in check mode.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.cloudfront_invalidate import Invalidate


def main() -> None:
    run_module(Invalidate)


if __name__ == "__main__":
    main()
