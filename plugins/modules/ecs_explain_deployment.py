#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecs_explain_deployment
short_description: 'Say why the last deployment of a service failed or hangs: what ECS says, why tasks
  stopped, what helps'
version_added: 0.1.0
description:
  - 'Say why the last deployment of a service failed or hangs: what ECS says, why tasks stopped, what
    helps. A migration that failed since is said first: no service was touched after it. Changes nothing.
    ECS shows stopped tasks for an hour.'
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
"""

EXAMPLES = r"""
---
- name: 'Say why the last deployment of a service failed or hangs: what ECS says, why tasks stopped, what
    helps'
  venturemond.envelope.ecs_explain_deployment:
    cluster: envelope-prod-cluster
    name: envelope-prod
    service: api
"""

RETURN = r"""
---
status:
  description:
    - AWS's word for how it went.
  returned: success
  type: raw
reasons:
  description:
    - Why a migration failed after it, and why tasks stopped, the newest of each reason first.
  returned: success
  type: raw
lines:
  description:
    - All that is known, for a person.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.ecs_explain_deployment import ExplainDeployment


def main() -> None:
    run_module(ExplainDeployment)


if __name__ == "__main__":
    main()
