#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: iam_roles
short_description: Manage IAM roles
version_added: 0.1.0
description:
  - A role that services or people assume, with exactly the permissions that are stated.
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
  iam_roles:
    description:
      - The IAM roles.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the role.
        type: str
        required: true
      path:
        description:
          - Path it is filed under, such as V(/envelope/). V(/) where it is left out at creation.
          - It cannot change once the resource is made.
        type: str
      description:
        description:
          - What the role is for.
        type: str
      assume_role_policy:
        description:
          - 'Trust policy: who may assume the role. A new role cannot do without it.'
        type: dict
      managed_policies:
        description:
          - 'Managed policies it has, by name or ARN: exactly these. Those of AWS are found by their names
            too, such as V(AmazonECSTaskExecutionRolePolicy).'
        type: list
        elements: str
      inline_policies:
        description:
          - 'Inline policies it has, as JSON documents by name: exactly these.'
        type: dict
      permissions_boundary:
        description:
          - Managed policy that bounds what the role can be allowed, by name or ARN.
        type: str
      max_session_duration:
        description:
          - Seconds a session of the role may last, 3600 to 43200.
        type: int
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update IAM roles
  venturemond.envelope.iam_roles:
    iam_roles:
      - name: envelope-prod-task
        path: /
        description: What the tasks of the services may do
        assume_role_policy:
          Version: '2012-10-17'
          Statement:
            - Effect: Allow
              Principal:
                Service: ecs-tasks.amazonaws.com
              Action: sts:AssumeRole
        managed_policies:
          - AmazonECSTaskExecutionRolePolicy
          - envelope-prod-tenant-bucket-data-access
        inline_policies:
          logs:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: logs:PutLogEvents
                Resource: '*'
        permissions_boundary: envelope-prod-boundary
        max_session_duration: 3600
        tags:
          project: envelope
- name: Delete IAM roles
  venturemond.envelope.iam_roles:
    state: absent
    iam_roles:
      - name: envelope-prod-task
"""

RETURN = r"""
---
iam_roles:
  description:
    - The IAM roles as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the role.
      returned: when it is set
      type: str
    path:
      description:
        - Path it is filed under, such as V(/envelope/). V(/) where it is left out at creation.
      returned: when it is set
      type: str
    description:
      description:
        - What the role is for.
      returned: when it is set
      type: str
    assume_role_policy:
      description:
        - 'Trust policy: who may assume the role. A new role cannot do without it.'
      returned: when it is set
      type: dict
    managed_policies:
      description:
        - 'Managed policies it has, by name or ARN: exactly these. Those of AWS are found by their names
          too, such as V(AmazonECSTaskExecutionRolePolicy).'
      returned: when it is set
      type: list
      elements: str
    inline_policies:
      description:
        - 'Inline policies it has, as JSON documents by name: exactly these.'
      returned: when it is set
      type: dict
    permissions_boundary:
      description:
        - Managed policy that bounds what the role can be allowed, by name or ARN.
      returned: when it is set
      type: str
    max_session_duration:
      description:
        - Seconds a session of the role may last, 3600 to 43200.
      returned: when it is set
      type: int
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the role.
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
from ..module_utils.kinds.iam.roles import IamRole


def main() -> None:
    run_module(IamRole)


if __name__ == "__main__":
    main()
