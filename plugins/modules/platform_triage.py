#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: platform_triage
short_description: 'Look what is wrong now with a platform or a tenant: tasks, deployments, targets, alarms,
  stores'
version_added: 0.1.0
description:
  - 'Look what is wrong now with a platform or a tenant: tasks, deployments, targets, alarms, stores.
    Changes nothing. All is looked at at once, and what may not be read is said and stops nothing else.'
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
  alarms:
    description:
      - What the names of the platform's alarms begin with. O(name) when left out.
    type: str
  database:
    description:
      - Database instance to look at.
    type: str
  cache:
    description:
      - Replication group to look at.
    type: str
"""

EXAMPLES = r"""
---
- name: 'Look what is wrong now with a platform or a tenant: tasks, deployments, targets, alarms, stores'
  venturemond.envelope.platform_triage:
    cluster: envelope-prod-cluster
    name: envelope-prod
    alarms: envelope-prod
    database: envelope-prod
    cache: envelope-prod
"""

RETURN = r"""
---
verdict:
  description:
    - One of V(well), V(degraded), V(down), and V(unknown) where not all could be told.
  returned: success
  type: raw
parts:
  description:
    - 'What was looked at: C(name), C(wrong) (each with C(what), C(details), C(helps)), C(unreadable).'
  returned: success
  type: raw
lines:
  description:
    - The same for a person, the verdict first.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.platform_triage import Triage


def main() -> None:
    run_module(Triage)


if __name__ == "__main__":
    main()
