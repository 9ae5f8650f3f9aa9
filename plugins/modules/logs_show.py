#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: logs_show
short_description: Show the last lines of a service, or those that match, and new ones as they come
version_added: 0.1.0
description:
  - Show the last lines of a service, or those that match, and new ones as they come. Changes nothing.
    What looks like a secret is masked.
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
  search:
    description:
      - A text that lines hold, or a filter pattern of CloudWatch, such as V(?ERROR ?FATAL).
    type: str
  since:
    description:
      - 'How far back to look: a number with V(s), V(m), V(h) or V(d).'
    type: str
    default: 15m
  lines:
    description:
      - How many lines at most, the last ones; up to 1000.
    type: int
    default: 100
  follow_seconds:
    description:
      - How long to wait for new lines; up to 3600.
    type: int
    default: 0
"""

EXAMPLES = r"""
---
- name: Show the last lines of a service, or those that match, and new ones as they come
  venturemond.envelope.logs_show:
    cluster: envelope-prod-cluster
    name: envelope-prod
    service: api
    search: Connection refused
    since: 15m
    lines: 100
"""

RETURN = r"""
---
groups:
  description:
    - The log groups that were read.
  returned: success
  type: raw
lines:
  description:
    - The lines, each with its time in UTC and the task that wrote it, the oldest first.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.logs_show import ShowLogs


def main() -> None:
    run_module(ShowLogs)


if __name__ == "__main__":
    main()
