#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: config_recorders
short_description: Manage Config Service recorders
version_added: 0.1.0
description:
  - 'AWS Config in one region of the account: the recorder, whatever its name, its channel, and that it
    runs.'
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
  config_recorders:
    description:
      - The Config Service recorders.
    type: list
    elements: dict
    required: true
    suboptions:
      region:
        description:
          - Region it records, such as V(eu-west-1), whatever the region of the task. A recorder that
            is there already is this one, but for those that services of AWS have for themselves; where
            the tags say C(managed-by), taking it over needs O(adopt).
        type: str
        required: true
      role:
        description:
          - Role with which it looks at resources, by name or ARN. A new recorder has AWS's own C(AWSServiceRoleForConfig),
            which is made if need be, where this is left out.
        type: str
      recording_strategy:
        description:
          - Whether all types of resources are recorded, those of O(config_recorders[].resource_types),
            or all but those. A new recorder records all.
        type: str
        choices:
          - ALL_SUPPORTED_RESOURCE_TYPES
          - INCLUSION_BY_RESOURCE_TYPES
          - EXCLUSION_BY_RESOURCE_TYPES
      include_global_resource_types:
        description:
          - Whether users, groups, roles and policies of IAM are recorded, too, which one region should
            do. A new recorder leaves them out.
        type: bool
      resource_types:
        description:
          - 'Types, such as V(AWS::S3::Bucket): exactly these.'
        type: list
        elements: str
      recording_frequency:
        description:
          - Whether every change is recorded, or what is there once a day. AWS's default is V(CONTINUOUS).
        type: str
        choices:
          - CONTINUOUS
          - DAILY
      recording_mode_overrides:
        description:
          - Types that are recorded at another frequency; AWS takes one entry. V([]) for none.
        type: list
        elements: dict
        suboptions:
          resource_types:
            description:
              - The types, such as V(AWS::EC2::NetworkInterface).
            type: list
            elements: str
            required: true
          recording_frequency:
            description:
              - How often they are recorded.
            type: str
            required: true
            choices:
              - CONTINUOUS
              - DAILY
          description:
            description:
              - Why.
            type: str
      bucket:
        description:
          - Bucket that history and snapshots come to, whose policy must let C(config.amazonaws.com) write.
            A new recorder needs it.
        type: str
      prefix:
        description:
          - Folder in the bucket, before C(AWSLogs). Empty for none.
        type: str
      kms_key:
        description:
          - 'Key that encrypts what is delivered: alias, id or ARN. Its policy must let Config use it.'
        type: str
      sns_topic:
        description:
          - Topic that is told of changes, by name or ARN.
        type: str
      delivery_frequency:
        description:
          - How often a snapshot of everything is delivered. None are where it was never said.
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
- name: Create or update Config Service recorders
  venturemond.envelope.config_recorders:
    config_recorders:
      - region: eu-west-1
        role: arn:aws:iam::111122223333:role/envelope-prod-config
        recording_strategy: EXCLUSION_BY_RESOURCE_TYPES
        resource_types:
          - AWS::EC2::NetworkInterface
        include_global_resource_types: false
        recording_frequency: CONTINUOUS
        recording_mode_overrides:
          - resource_types:
              - AWS::IAM::Role
            recording_frequency: DAILY
            description: seldom change
        bucket: envelope-prod-config
        prefix: config
        kms_key: alias/envelope-prod
        delivery_frequency: TwentyFour_Hours
        tags:
          project: envelope
- name: Delete Config Service recorders
  venturemond.envelope.config_recorders:
    state: absent
    config_recorders:
      - region: eu-west-1
"""

RETURN = r"""
---
config_recorders:
  description:
    - The Config Service recorders as they are now, or in check mode as they would be, each under its
      C(region).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    region:
      description:
        - Region it records, such as V(eu-west-1), whatever the region of the task. A recorder that is
          there already is this one, but for those that services of AWS have for themselves; where the
          tags say C(managed-by), taking it over needs O(adopt).
      returned: when it is set
      type: str
    role:
      description:
        - Role with which it looks at resources, by name or ARN. A new recorder has AWS's own C(AWSServiceRoleForConfig),
          which is made if need be, where this is left out.
      returned: when it is set
      type: str
    recording_strategy:
      description:
        - Whether all types of resources are recorded, those of O(config_recorders[].resource_types),
          or all but those. A new recorder records all.
      returned: when it is set
      type: str
    include_global_resource_types:
      description:
        - Whether users, groups, roles and policies of IAM are recorded, too, which one region should
          do. A new recorder leaves them out.
      returned: when it is set
      type: bool
    resource_types:
      description:
        - 'Types, such as V(AWS::S3::Bucket): exactly these.'
      returned: when it is set
      type: list
      elements: str
    recording_frequency:
      description:
        - Whether every change is recorded, or what is there once a day. AWS's default is V(CONTINUOUS).
      returned: when it is set
      type: str
    recording_mode_overrides:
      description:
        - Types that are recorded at another frequency; AWS takes one entry. V([]) for none.
      returned: when it is set
      type: list
      elements: dict
      contains:
        resource_types:
          description:
            - The types, such as V(AWS::EC2::NetworkInterface).
          returned: when it is set
          type: list
          elements: str
        recording_frequency:
          description:
            - How often they are recorded.
          returned: when it is set
          type: str
        description:
          description:
            - Why.
          returned: when it is set
          type: str
    bucket:
      description:
        - Bucket that history and snapshots come to, whose policy must let C(config.amazonaws.com) write.
          A new recorder needs it.
      returned: when it is set
      type: str
    prefix:
      description:
        - Folder in the bucket, before C(AWSLogs). Empty for none.
      returned: when it is set
      type: str
    kms_key:
      description:
        - 'Key that encrypts what is delivered: alias, id or ARN. Its policy must let Config use it.'
      returned: when it is set
      type: str
    sns_topic:
      description:
        - Topic that is told of changes, by name or ARN.
      returned: when it is set
      type: str
    delivery_frequency:
      description:
        - How often a snapshot of everything is delivered. None are where it was never said.
      returned: when it is set
      type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    name:
      description:
        - Name of the recorder.
      returned: when AWS has decided it
      type: str
    arn:
      description:
        - ARN of the recorder.
      returned: when AWS has decided it
      type: str
    delivery_channel:
      description:
        - Name of its channel.
      returned: when AWS has decided it
      type: str
    failure:
      description:
        - What kept it from recording or delivering when it last tried.
      returned: when AWS has decided it
      type: str
    left_alone:
      description:
        - Whose recorder it is, where it is left as it is.
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
from ..module_utils.kinds.config.recorders import ConfigRecorder


def main() -> None:
    run_module(ConfigRecorder)


if __name__ == "__main__":
    main()
