#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: config_rules
short_description: Manage Config Service rules
version_added: 0.1.0
description:
  - A check of AWS Config that AWS has ready, as its managed rules are.
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
  config_rules:
    description:
      - The Config Service rules.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the rule.
        type: str
        required: true
      source_identifier:
        description:
          - What AWS calls the managed rule, such as V(CLOUD_TRAIL_ENABLED). A new rule needs it.
        type: str
      description:
        description:
          - What it is for.
        type: str
      input_parameters:
        description:
          - 'Parameters of the managed rule by name, such as C(maxAccessKeyAge: 90): exactly these.'
        type: dict
      scope:
        description:
          - Which resources it looks at. V({}) for all that the managed rule is about.
        type: dict
        suboptions:
          resource_types:
            description:
              - Those of these types, such as V(AWS::S3::Bucket).
            type: list
            elements: str
          resource_id:
            description:
              - The one with this id, which needs one type.
            type: str
          tag_key:
            description:
              - Those that bear this tag.
            type: str
          tag_value:
            description:
              - Those whose tag has this value.
            type: str
      maximum_execution_frequency:
        description:
          - How often it looks, where it does so from time to time. AWS's default is V(TwentyFour_Hours).
        type: str
        choices:
          - One_Hour
          - Three_Hours
          - Six_Hours
          - Twelve_Hours
          - TwentyFour_Hours
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update Config Service rules
  venturemond.envelope.config_rules:
    config_rules:
      - name: envelope-prod-required-tags
        source_identifier: REQUIRED_TAGS
        description: Everything says whose it is.
        input_parameters:
          tag1Key: managed-by
        scope:
          resource_types:
            - AWS::S3::Bucket
        maximum_execution_frequency: TwentyFour_Hours
        tags:
          project: envelope
- name: Delete Config Service rules
  venturemond.envelope.config_rules:
    state: absent
    config_rules:
      - name: envelope-prod-required-tags
"""

RETURN = r"""
---
config_rules:
  description:
    - The Config Service rules as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the rule.
      returned: when it is set
      type: str
    source_identifier:
      description:
        - What AWS calls the managed rule, such as V(CLOUD_TRAIL_ENABLED). A new rule needs it.
      returned: when it is set
      type: str
    description:
      description:
        - What it is for.
      returned: when it is set
      type: str
    input_parameters:
      description:
        - 'Parameters of the managed rule by name, such as C(maxAccessKeyAge: 90): exactly these.'
      returned: when it is set
      type: dict
    scope:
      description:
        - Which resources it looks at. V({}) for all that the managed rule is about.
      returned: when it is set
      type: dict
      contains:
        resource_types:
          description:
            - Those of these types, such as V(AWS::S3::Bucket).
          returned: when it is set
          type: list
          elements: str
        resource_id:
          description:
            - The one with this id, which needs one type.
          returned: when it is set
          type: str
        tag_key:
          description:
            - Those that bear this tag.
          returned: when it is set
          type: str
        tag_value:
          description:
            - Those whose tag has this value.
          returned: when it is set
          type: str
    maximum_execution_frequency:
      description:
        - How often it looks, where it does so from time to time. AWS's default is V(TwentyFour_Hours).
      returned: when it is set
      type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the rule.
      returned: when AWS has decided it
      type: str
    left_alone:
      description:
        - Who made the rule, where it is left as it is.
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
from ..module_utils.kinds.config.rules import ConfigRule


def main() -> None:
    run_module(ConfigRule)


if __name__ == "__main__":
    main()
