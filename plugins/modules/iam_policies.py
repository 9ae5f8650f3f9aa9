#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: iam_policies
short_description: Manage IAM policies
version_added: 0.1.0
description:
  - A managed policy of the account, whose default version is what is stated.
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
  iam_policies:
    description:
      - The IAM policies.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the policy.
        type: str
        required: true
      path:
        description:
          - Path it is filed under, such as V(/envelope/). V(/) where it is left out at creation.
          - It cannot change once the resource is made.
        type: str
      description:
        description:
          - What the policy allows, for people. AWS keeps it, so that of one that is there stays.
        type: str
      policy:
        description:
          - The JSON document. A change makes a new default version; the oldest of five goes for it.
        type: dict
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update IAM policies
  venturemond.envelope.iam_policies:
    iam_policies:
      - name: envelope-prod-tenant-bucket-data-access
        path: /
        description: What the tasks may do in the tenants' buckets
        policy:
          Version: '2012-10-17'
          Statement:
            - Sid: Objects
              Effect: Allow
              Action:
                - s3:GetObject
                - s3:PutObject
                - s3:DeleteObject
              Resource: arn:aws:s3:::envelope-prod-*/*
        tags:
          project: envelope
- name: Delete IAM policies
  venturemond.envelope.iam_policies:
    state: absent
    iam_policies:
      - name: envelope-prod-tenant-bucket-data-access
"""

RETURN = r"""
---
iam_policies:
  description:
    - The IAM policies as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the policy.
      returned: when it is set
      type: str
    path:
      description:
        - Path it is filed under, such as V(/envelope/). V(/) where it is left out at creation.
      returned: when it is set
      type: str
    description:
      description:
        - What the policy allows, for people. AWS keeps it, so that of one that is there stays.
      returned: when it is set
      type: str
    policy:
      description:
        - The JSON document. A change makes a new default version; the oldest of five goes for it.
      returned: when it is set
      type: dict
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the policy.
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
from ..module_utils.kinds.iam.policies import IamPolicy


def main() -> None:
    run_module(IamPolicy)


if __name__ == "__main__":
    main()
