#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: cloudtrail_trails
short_description: Manage CloudTrail trails
version_added: 0.1.0
description:
  - A trail of CloudTrail that records, and is started again where somebody stopped it.
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
  cloudtrail_trails:
    description:
      - The CloudTrail trails.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the trail. One of another region that bears it and records here is this one, and is
            changed there.
        type: str
        required: true
      bucket:
        description:
          - Bucket that logs come to, whose policy must let C(cloudtrail.amazonaws.com) write. A new trail
            needs it.
        type: str
      prefix:
        description:
          - Folder in the bucket, before C(AWSLogs). Empty for none.
        type: str
      kms_key:
        description:
          - 'Key that encrypts logs: alias, id or ARN. Its policy must let CloudTrail use it.'
        type: str
      multi_region:
        description:
          - Whether it records in all regions. AWS's default is V(false).
        type: bool
      log_file_validation:
        description:
          - Whether digests tell that nobody changed the logs. AWS's default is V(false).
        type: bool
      include_global_service_events:
        description:
          - Whether events of IAM and other global services are recorded. AWS's default is V(true).
        type: bool
      log_group:
        description:
          - Log group that events come to, too, by name or ARN.
        type: str
      role:
        description:
          - Role with which they are written there, by name or ARN.
        type: str
      event_selectors:
        description:
          - 'Which events it records: exactly these. A new trail records all management events.'
        type: list
        elements: dict
        suboptions:
          read_write_type:
            description:
              - 'Which of them: what reads, what writes. AWS''s default is V(All).'
            type: str
            choices:
              - All
              - ReadOnly
              - WriteOnly
          include_management_events:
            description:
              - Whether management events are. AWS's default is V(true).
            type: bool
          exclude_management_event_sources:
            description:
              - 'Sources whose management events are not: V(kms.amazonaws.com), V(rdsdata.amazonaws.com).'
            type: list
            elements: str
          data_resources:
            description:
              - Things whose data events are.
            type: list
            elements: dict
            suboptions:
              type:
                description:
                  - What they are. Other types are for advanced selectors.
                type: str
                required: true
                choices:
                  - AWS::S3::Object
                  - AWS::Lambda::Function
                  - AWS::DynamoDB::Table
              values:
                description:
                  - ARNs or beginnings of ARNs, such as V(arn:aws:s3:::bucket/); V(arn:aws:s3) is all
                    of them.
                type: list
                elements: str
      advanced_event_selectors:
        description:
          - 'Which events it records, told by their fields: exactly these.'
        type: list
        elements: dict
        suboptions:
          name:
            description:
              - What it is for.
            type: str
          field_selectors:
            description:
              - Fields and what they are compared with.
            type: list
            elements: dict
            required: true
            suboptions:
              field:
                description:
                  - Name of the field, such as V(eventCategory), V(eventName) or V(resources.ARN).
                type: str
                required: true
              equals:
                description:
                  - It is one of these.
                type: list
                elements: str
              not_equals:
                description:
                  - It is none of these.
                type: list
                elements: str
              starts_with:
                description:
                  - It starts with one of these.
                type: list
                elements: str
              not_starts_with:
                description:
                  - It starts with none of these.
                type: list
                elements: str
              ends_with:
                description:
                  - It ends with one of these.
                type: list
                elements: str
              not_ends_with:
                description:
                  - It ends with none of these.
                type: list
                elements: str
      insight_selectors:
        description:
          - 'Unusual activity that it records, too: exactly these. V([]) records none.'
        type: list
        elements: str
        choices:
          - ApiCallRateInsight
          - ApiErrorRateInsight
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
      leave_to:
        description:
          - 'Whose trail, where it records all regions, makes this one superfluous, so that none is made:
            that of an organization, in another account; any other; nobody''s. One that is there is kept
            in any case.'
        type: str
        choices:
          - organization
          - any
          - nobody
        default: organization
"""

EXAMPLES = r"""
---
- name: Create or update CloudTrail trails
  venturemond.envelope.cloudtrail_trails:
    cloudtrail_trails:
      - name: envelope-prod
        bucket: envelope-prod-trail
        prefix: trail
        kms_key: alias/envelope-prod
        multi_region: true
        log_file_validation: true
        include_global_service_events: true
        log_group: /cloudtrail/envelope-prod
        role: envelope-prod-cloudtrail
        advanced_event_selectors:
          - name: all management events
            field_selectors:
              - field: eventCategory
                equals:
                  - Management
        tags:
          project: envelope
- name: Delete CloudTrail trails
  venturemond.envelope.cloudtrail_trails:
    state: absent
    cloudtrail_trails:
      - name: envelope-prod
"""

RETURN = r"""
---
cloudtrail_trails:
  description:
    - The CloudTrail trails as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the trail. One of another region that bears it and records here is this one, and is
          changed there.
      returned: when it is set
      type: str
    bucket:
      description:
        - Bucket that logs come to, whose policy must let C(cloudtrail.amazonaws.com) write. A new trail
          needs it.
      returned: when it is set
      type: str
    prefix:
      description:
        - Folder in the bucket, before C(AWSLogs). Empty for none.
      returned: when it is set
      type: str
    kms_key:
      description:
        - 'Key that encrypts logs: alias, id or ARN. Its policy must let CloudTrail use it.'
      returned: when it is set
      type: str
    multi_region:
      description:
        - Whether it records in all regions. AWS's default is V(false).
      returned: when it is set
      type: bool
    log_file_validation:
      description:
        - Whether digests tell that nobody changed the logs. AWS's default is V(false).
      returned: when it is set
      type: bool
    include_global_service_events:
      description:
        - Whether events of IAM and other global services are recorded. AWS's default is V(true).
      returned: when it is set
      type: bool
    log_group:
      description:
        - Log group that events come to, too, by name or ARN.
      returned: when it is set
      type: str
    role:
      description:
        - Role with which they are written there, by name or ARN.
      returned: when it is set
      type: str
    event_selectors:
      description:
        - 'Which events it records: exactly these. A new trail records all management events.'
      returned: when it is set
      type: list
      elements: dict
      contains:
        read_write_type:
          description:
            - 'Which of them: what reads, what writes. AWS''s default is V(All).'
          returned: when it is set
          type: str
        include_management_events:
          description:
            - Whether management events are. AWS's default is V(true).
          returned: when it is set
          type: bool
        exclude_management_event_sources:
          description:
            - 'Sources whose management events are not: V(kms.amazonaws.com), V(rdsdata.amazonaws.com).'
          returned: when it is set
          type: list
          elements: str
        data_resources:
          description:
            - Things whose data events are.
          returned: when it is set
          type: list
          elements: dict
          contains:
            type:
              description:
                - What they are. Other types are for advanced selectors.
              returned: when it is set
              type: str
            values:
              description:
                - ARNs or beginnings of ARNs, such as V(arn:aws:s3:::bucket/); V(arn:aws:s3) is all of
                  them.
              returned: when it is set
              type: list
              elements: str
    advanced_event_selectors:
      description:
        - 'Which events it records, told by their fields: exactly these.'
      returned: when it is set
      type: list
      elements: dict
      contains:
        name:
          description:
            - What it is for.
          returned: when it is set
          type: str
        field_selectors:
          description:
            - Fields and what they are compared with.
          returned: when it is set
          type: list
          elements: dict
          contains:
            field:
              description:
                - Name of the field, such as V(eventCategory), V(eventName) or V(resources.ARN).
              returned: when it is set
              type: str
            equals:
              description:
                - It is one of these.
              returned: when it is set
              type: list
              elements: str
            not_equals:
              description:
                - It is none of these.
              returned: when it is set
              type: list
              elements: str
            starts_with:
              description:
                - It starts with one of these.
              returned: when it is set
              type: list
              elements: str
            not_starts_with:
              description:
                - It starts with none of these.
              returned: when it is set
              type: list
              elements: str
            ends_with:
              description:
                - It ends with one of these.
              returned: when it is set
              type: list
              elements: str
            not_ends_with:
              description:
                - It ends with none of these.
              returned: when it is set
              type: list
              elements: str
    insight_selectors:
      description:
        - 'Unusual activity that it records, too: exactly these. V([]) records none.'
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
        - ARN of the trail.
      returned: when AWS has decided it
      type: str
    home_region:
      description:
        - Region where it can be changed.
      returned: when AWS has decided it
      type: str
    is_organization_trail:
      description:
        - Whether it records all accounts of an organization.
      returned: when AWS has decided it
      type: bool
    left_alone:
      description:
        - What was found in its place, and is left alone.
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
from ..module_utils.kinds.cloudtrail.trails import Trail


def main() -> None:
    run_module(Trail)


if __name__ == "__main__":
    main()
