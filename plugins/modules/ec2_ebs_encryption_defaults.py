#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ec2_ebs_encryption_defaults
short_description: Manage EC2 ebs encryption defaults
version_added: 0.1.0
description:
  - How new EBS volumes are encrypted in one region of the account; V(absent) means what AWS gives a new
    account.
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
  ec2_ebs_encryption_defaults:
    description:
      - The EC2 ebs encryption defaults.
    type: list
    elements: dict
    required: true
    suboptions:
      region:
        description:
          - Region it holds in, such as V(eu-west-1), whatever the region of the task.
        type: str
        required: true
      enabled:
        description:
          - Whether new volumes and copies of snapshots are encrypted even if nobody asks. AWS's default
            is V(false).
        type: bool
      kms_key:
        description:
          - 'Key that encrypts them where none is named: alias, id or ARN of a symmetric key in that region.
            AWS''s default is its own key, V(alias/aws/ebs).'
        type: str
"""

EXAMPLES = r"""
---
- name: Create or update EC2 ebs encryption defaults
  venturemond.envelope.ec2_ebs_encryption_defaults:
    ec2_ebs_encryption_defaults:
      - region: eu-west-1
        enabled: true
        kms_key: alias/envelope-prod
- name: Delete EC2 ebs encryption defaults
  venturemond.envelope.ec2_ebs_encryption_defaults:
    state: absent
    ec2_ebs_encryption_defaults:
      - region: eu-west-1
"""

RETURN = r"""
---
ec2_ebs_encryption_defaults:
  description:
    - The EC2 ebs encryption defaults as they are now, or in check mode as they would be, each under its
      C(region).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    region:
      description:
        - Region it holds in, such as V(eu-west-1), whatever the region of the task.
      returned: when it is set
      type: str
    enabled:
      description:
        - Whether new volumes and copies of snapshots are encrypted even if nobody asks. AWS's default
          is V(false).
      returned: when it is set
      type: bool
    kms_key:
      description:
        - 'Key that encrypts them where none is named: alias, id or ARN of a symmetric key in that region.
          AWS''s default is its own key, V(alias/aws/ebs).'
      returned: when it is set
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
from ..module_utils.kinds.ec2.ebs_encryption import EbsEncryptionDefault


def main() -> None:
    run_module(EbsEncryptionDefault)


if __name__ == "__main__":
    main()
