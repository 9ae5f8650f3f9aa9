#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: securityhub_hubs
short_description: Manage SecurityHub hubs
version_added: 0.1.0
description:
  - Security Hub in one region of the account, which has one hub or none, whoever enabled it.
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
  securityhub_hubs:
    description:
      - The SecurityHub hubs.
    type: list
    elements: dict
    required: true
    suboptions:
      region:
        description:
          - Region it watches, such as V(eu-west-1), whatever the region of the task. A hub that is there
            already is this one; where the tags say C(managed-by), taking it over needs O(adopt).
        type: str
        required: true
      control_finding_generator:
        description:
          - Whether a control that is in several standards finds a thing once, or once for each. AWS's
            default is V(SECURITY_CONTROL).
        type: str
        choices:
          - SECURITY_CONTROL
          - STANDARD_CONTROL
      auto_enable_controls:
        description:
          - Whether controls that AWS adds to standards are enabled. AWS's default is V(true).
        type: bool
      standards:
        description:
          - Standards that are enabled, by short name, such as V(cis-aws-foundations-benchmark/v/3.0.0),
            or ARN. Others are left alone; a new hub has AWS's default ones where this is left out.
        type: list
        elements: str
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update SecurityHub hubs
  venturemond.envelope.securityhub_hubs:
    securityhub_hubs:
      - region: eu-west-1
        control_finding_generator: SECURITY_CONTROL
        auto_enable_controls: true
        standards:
          - aws-foundational-security-best-practices/v/1.0.0
          - cis-aws-foundations-benchmark/v/3.0.0
        tags:
          project: envelope
- name: Delete SecurityHub hubs
  venturemond.envelope.securityhub_hubs:
    state: absent
    securityhub_hubs:
      - region: eu-west-1
"""

RETURN = r"""
---
securityhub_hubs:
  description:
    - The SecurityHub hubs as they are now, or in check mode as they would be, each under its C(region).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    region:
      description:
        - Region it watches, such as V(eu-west-1), whatever the region of the task. A hub that is there
          already is this one; where the tags say C(managed-by), taking it over needs O(adopt).
      returned: when it is set
      type: str
    control_finding_generator:
      description:
        - Whether a control that is in several standards finds a thing once, or once for each. AWS's default
          is V(SECURITY_CONTROL).
      returned: when it is set
      type: str
    auto_enable_controls:
      description:
        - Whether controls that AWS adds to standards are enabled. AWS's default is V(true).
      returned: when it is set
      type: bool
    standards:
      description:
        - Standards that are enabled, by short name, such as V(cis-aws-foundations-benchmark/v/3.0.0),
          or ARN. Others are left alone; a new hub has AWS's default ones where this is left out.
      returned: when it is set
      type: list
      elements: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the hub.
      returned: when AWS has decided it
      type: str
    wanting:
      description:
        - Standards that AWS cannot check in full, with its reason.
      returned: when AWS has decided it
      type: list
      elements: str
    administrator:
      description:
        - Number of the account that manages it, where that is another one. What that account may decide
          is left alone.
      returned: when AWS has decided it
      type: str
    left_alone:
      description:
        - What differs, and is left as it is as that account decides.
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
from ..module_utils.kinds.securityhub.hubs import Hub


def main() -> None:
    run_module(Hub)


if __name__ == "__main__":
    main()
