#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: rds_parameter_groups
short_description: Manage RDS parameter groups
version_added: 0.1.0
description:
  - The parameters of a database engine; those that are not named keep the engine's defaults.
  - One task brings a whole set to what is described, several at a time.
  - An option that is left out is left alone.
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.aws
  - venturemond.envelope.attributes
options:
  rds_parameter_groups:
    description:
      - The RDS parameter groups.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the group, in small letters.
        type: str
        required: true
      family:
        description:
          - Engine and major version, such as V(mysql8.0). A new group needs it.
          - It cannot change once the resource is made.
        type: str
      description:
        description:
          - What the group is for. A new group takes its name where this is left out. AWS keeps it, so
            one that is there stays.
        type: str
      parameters:
        description:
          - Parameters by name. A change comes into force at once, or when the database is rebooted, as
            the engine can take it. Those not named here are left alone.
        type: dict
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update RDS parameter groups
  venturemond.envelope.rds_parameter_groups:
    rds_parameter_groups:
      - name: envelope-prod
        family: mysql8.0
        description: Databases of envelope-prod
        parameters:
          require_secure_transport: 1
          slow_query_log: 1
          long_query_time: 2
        tags:
          project: envelope
- name: Delete RDS parameter groups
  venturemond.envelope.rds_parameter_groups:
    state: absent
    rds_parameter_groups:
      - name: envelope-prod
"""

RETURN = r"""
---
rds_parameter_groups:
  description:
    - The RDS parameter groups as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the group, in small letters.
      returned: when it is set
      type: str
    family:
      description:
        - Engine and major version, such as V(mysql8.0). A new group needs it.
      returned: when it is set
      type: str
    description:
      description:
        - What the group is for. A new group takes its name where this is left out. AWS keeps it, so one
          that is there stays.
      returned: when it is set
      type: str
    parameters:
      description:
        - Parameters by name. A change comes into force at once, or when the database is rebooted, as
          the engine can take it. Those not named here are left alone.
      returned: when it is set
      type: dict
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the group.
      returned: when AWS has decided it
      type: str
actions:
  description:
    - 'What was (or in check mode would be) done to each: C(create), C(update), C(replace), C(delete)
      or C(none).'
  returned: always
  type: dict
  sample:
    acme: create
    bravo: none
refused:
  description:
    - What a run would refuse, and why, under the name of each.
  returned: in check mode, when there is some
  type: dict
unseen:
  description:
    - What the credentials may not see of each, and why. It is taken to be as it is wanted.
  returned: in check mode, when there is some
  type: dict
failures:
  description:
    - What went wrong, under the name of what it befell.
  returned: when something failed
  type: dict
"""

from ..module_utils.binding import run_module
from ..module_utils.kinds.rds.parameter_groups import ParameterGroup


def main() -> None:
    run_module(ParameterGroup)


if __name__ == "__main__":
    main()
