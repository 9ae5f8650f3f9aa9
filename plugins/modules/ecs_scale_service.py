#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecs_scale_service
short_description: Change how many tasks of a service run, and wait until they do; with autoscaling, how
  many it keeps at least
version_added: 0.1.0
description:
  - 'Change how many tasks of a service run, and wait until they do; with autoscaling, how many it keeps
    at least. The next run of the site brings back what the inventory says: which variable keeps it is
    told.'
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
  confirm:
    description:
      - The name of what is changed, once more. Without it nothing is done, and what would be is said.
    type: str
  count:
    description:
      - How many tasks; with autoscaling, how many at least. 0 to 500.
    type: int
  kept_in:
    description:
      - The variable of the inventory that says what is different of services.
    type: str
  timeout:
    description:
      - Seconds to wait for the tasks.
    type: float
    default: 600
"""

EXAMPLES = r"""
---
- name: Change how many tasks of a service run, and wait until they do; with autoscaling, how many it
    keeps at least
  venturemond.envelope.ecs_scale_service:
    cluster: envelope-prod-cluster
    name: envelope-prod
    service: api
    count: 4
    kept_in: ecs_services_overrides
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
before:
  description:
    - How many tasks were wanted.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.ecs_scale_service import ScaleService


def main() -> None:
    run_module(ScaleService)


if __name__ == "__main__":
    main()
