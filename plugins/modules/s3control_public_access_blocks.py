#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: s3control_public_access_blocks
short_description: Manage S3 Control public access blocks
version_added: 0.1.0
description:
  - What S3 refuses to open to the public in all of an account, whatever its buckets say; in all regions.
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
  s3control_public_access_blocks:
    description:
      - The S3 Control public access blocks.
    type: list
    elements: dict
    required: true
    suboptions:
      account:
        description:
          - Number of the account, that of the credentials.
        type: str
        required: true
      block_public_acls:
        description:
          - Whether ACLs that open something to the public are refused. AWS's default is V(false), as
            for the others.
        type: bool
      ignore_public_acls:
        description:
          - Whether such ACLs that are there already have no effect.
        type: bool
      block_public_policy:
        description:
          - Whether policies that open a bucket to the public are refused.
        type: bool
      restrict_public_buckets:
        description:
          - Whether a bucket with such a policy opens to services of AWS and to its own account alone.
        type: bool
"""

EXAMPLES = r"""
---
- name: Create or update S3 Control public access blocks
  venturemond.envelope.s3control_public_access_blocks:
    s3control_public_access_blocks:
      - account: '111122223333'
        block_public_acls: true
        ignore_public_acls: true
        block_public_policy: true
        restrict_public_buckets: true
- name: Delete S3 Control public access blocks
  venturemond.envelope.s3control_public_access_blocks:
    state: absent
    s3control_public_access_blocks:
      - account: '111122223333'
"""

RETURN = r"""
---
s3control_public_access_blocks:
  description:
    - The S3 Control public access blocks as they are now, or in check mode as they would be, each under
      its C(account).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    account:
      description:
        - Number of the account, that of the credentials.
      returned: when it is set
      type: str
    block_public_acls:
      description:
        - Whether ACLs that open something to the public are refused. AWS's default is V(false), as for
          the others.
      returned: when it is set
      type: bool
    ignore_public_acls:
      description:
        - Whether such ACLs that are there already have no effect.
      returned: when it is set
      type: bool
    block_public_policy:
      description:
        - Whether policies that open a bucket to the public are refused.
      returned: when it is set
      type: bool
    restrict_public_buckets:
      description:
        - Whether a bucket with such a policy opens to services of AWS and to its own account alone.
      returned: when it is set
      type: bool
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
from ..module_utils.kinds.s3control import PublicAccessBlock


def main() -> None:
    run_module(PublicAccessBlock)


if __name__ == "__main__":
    main()
