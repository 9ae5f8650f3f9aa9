#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: kms_keys
short_description: Manage KMS keys
version_added: 0.1.0
description:
  - A customer managed key for encryption, known by its alias.
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
  kms_keys:
    description:
      - The KMS keys.
    type: list
    elements: dict
    required: true
    suboptions:
      alias:
        description:
          - Alias of the key, with or without V(alias/).
        type: str
        required: true
      description:
        description:
          - What the key is for.
        type: str
      policy:
        description:
          - 'Key policy: who may use and manage the key. Left out at creation, the account''s IAM policies
            decide.'
        type: dict
      enabled:
        description:
          - Whether the key can be used. A disabled key can be enabled again.
        type: bool
      enable_key_rotation:
        description:
          - Whether AWS makes new key material every O(kms_keys[].rotation_period_in_days).
        type: bool
      rotation_period_in_days:
        description:
          - Days between two rotations, 90 to 2560. 365 where it is left out.
        type: int
      multi_region:
        description:
          - Whether the key can have replicas in other regions.
          - It cannot change once the resource is made.
        type: bool
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
      deletion_window_in_days:
        description:
          - Days between the deletion and the loss of the key, 7 to 30.
        type: int
        default: 30
      restore:
        description:
          - Cancel a deletion that is scheduled and enable the key again. Without it such an alias is
            refused, so that a reused name does not open what was shredded.
        type: bool
        default: false
"""

EXAMPLES = r"""
---
- name: Create or update KMS keys
  venturemond.envelope.kms_keys:
    kms_keys:
      - alias: envelope-prod-acme
        description: Encrypts what belongs to acme
        policy:
          Version: '2012-10-17'
          Statement:
            - Sid: Account
              Effect: Allow
              Principal:
                AWS: '111122223333'
              Action: kms:*
              Resource: '*'
        enable_key_rotation: true
        rotation_period_in_days: 365
        tags:
          tenant: acme
- name: Delete KMS keys
  venturemond.envelope.kms_keys:
    state: absent
    kms_keys:
      - alias: envelope-prod-acme
"""

RETURN = r"""
---
kms_keys:
  description:
    - The KMS keys as they are now, or in check mode as they would be, each under its C(alias).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    alias:
      description:
        - Alias of the key, with or without V(alias/).
      returned: when it is set
      type: str
    description:
      description:
        - What the key is for.
      returned: when it is set
      type: str
    policy:
      description:
        - 'Key policy: who may use and manage the key. Left out at creation, the account''s IAM policies
          decide.'
      returned: when it is set
      type: dict
    enabled:
      description:
        - Whether the key can be used. A disabled key can be enabled again.
      returned: when it is set
      type: bool
    enable_key_rotation:
      description:
        - Whether AWS makes new key material every O(kms_keys[].rotation_period_in_days).
      returned: when it is set
      type: bool
    rotation_period_in_days:
      description:
        - Days between two rotations, 90 to 2560. 365 where it is left out.
      returned: when it is set
      type: int
    multi_region:
      description:
        - Whether the key can have replicas in other regions.
      returned: when it is set
      type: bool
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    key_id:
      description:
        - Id of the key.
      returned: when AWS has decided it
      type: str
    arn:
      description:
        - ARN of the key.
      returned: when AWS has decided it
      type: str
    deletion_date:
      description:
        - When it is lost, while it awaits deletion.
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
from ..module_utils.kinds.kms import KmsKey


def main() -> None:
    run_module(KmsKey)


if __name__ == "__main__":
    main()
