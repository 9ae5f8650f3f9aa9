#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: cloudfront_origin_access_controls
short_description: Manage CloudFront origin access controls
version_added: 0.1.0
description:
  - 'An origin access control: how CloudFront signs what it asks of a private origin.'
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
  cloudfront_origin_access_controls:
    description:
      - The CloudFront origin access controls.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the origin access control.
        type: str
        required: true
      description:
        description:
          - What it is for.
        type: str
      origin_type:
        description:
          - Kind of origin. V(s3) where it is left out at creation.
        type: str
        choices:
          - s3
          - lambda
          - mediastore
          - mediapackagev2
      signing_behavior:
        description:
          - Which requests are signed. V(always) where it is left out at creation.
        type: str
        choices:
          - always
          - never
          - no-override
"""

EXAMPLES = r"""
---
- name: Create or update CloudFront origin access controls
  venturemond.envelope.cloudfront_origin_access_controls:
    cloudfront_origin_access_controls:
      - name: envelope-prod-site-help
        description: Reads the bucket of help.example.com
- name: Delete CloudFront origin access controls
  venturemond.envelope.cloudfront_origin_access_controls:
    state: absent
    cloudfront_origin_access_controls:
      - name: envelope-prod-site-help
"""

RETURN = r"""
---
cloudfront_origin_access_controls:
  description:
    - The CloudFront origin access controls as they are now, or in check mode as they would be, each under
      its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the origin access control.
      returned: when it is set
      type: str
    description:
      description:
        - What it is for.
      returned: when it is set
      type: str
    origin_type:
      description:
        - Kind of origin. V(s3) where it is left out at creation.
      returned: when it is set
      type: str
    signing_behavior:
      description:
        - Which requests are signed. V(always) where it is left out at creation.
      returned: when it is set
      type: str
    access_control_id:
      description:
        - Id of the origin access control.
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
from ..module_utils.kinds.cloudfront.origin_access_controls import OriginAccessControl


def main() -> None:
    run_module(OriginAccessControl)


if __name__ == "__main__":
    main()
