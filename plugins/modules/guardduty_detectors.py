#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: guardduty_detectors
short_description: Manage GuardDuty detectors
version_added: 0.1.0
description:
  - GuardDuty in one region of the account, which has one detector or none, whoever made it.
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
  guardduty_detectors:
    description:
      - The GuardDuty detectors.
    type: list
    elements: dict
    required: true
    suboptions:
      region:
        description:
          - Region it watches, such as V(eu-west-1), whatever the region of the task. A detector that
            is there already is this one; where the tags say C(managed-by), taking it over needs O(adopt).
        type: str
        required: true
      enabled:
        description:
          - Whether it watches; V(false) suspends it. A new one does.
        type: bool
      finding_publishing_frequency:
        description:
          - How soon findings that occur again are published. AWS's default is V(SIX_HOURS).
        type: str
        choices:
          - FIFTEEN_MINUTES
          - ONE_HOUR
          - SIX_HOURS
      features:
        description:
          - 'Features by AWS''s name, each V(true) or V(false), such as C(S3_DATA_EVENTS: true); additional
            configuration behind a slash, as in C(RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT). Those not
            named are left alone; a new one has all but runtime monitoring.'
        type: dict
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update GuardDuty detectors
  venturemond.envelope.guardduty_detectors:
    guardduty_detectors:
      - region: eu-west-1
        enabled: true
        finding_publishing_frequency: FIFTEEN_MINUTES
        features:
          S3_DATA_EVENTS: true
          RUNTIME_MONITORING: true
          RUNTIME_MONITORING/ECS_FARGATE_AGENT_MANAGEMENT: true
        tags:
          project: envelope
- name: Delete GuardDuty detectors
  venturemond.envelope.guardduty_detectors:
    state: absent
    guardduty_detectors:
      - region: eu-west-1
"""

RETURN = r"""
---
guardduty_detectors:
  description:
    - The GuardDuty detectors as they are now, or in check mode as they would be, each under its C(region).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    region:
      description:
        - Region it watches, such as V(eu-west-1), whatever the region of the task. A detector that is
          there already is this one; where the tags say C(managed-by), taking it over needs O(adopt).
      returned: when it is set
      type: str
    enabled:
      description:
        - Whether it watches; V(false) suspends it. A new one does.
      returned: when it is set
      type: bool
    finding_publishing_frequency:
      description:
        - How soon findings that occur again are published. AWS's default is V(SIX_HOURS).
      returned: when it is set
      type: str
    features:
      description:
        - 'Features by AWS''s name, each V(true) or V(false), such as C(S3_DATA_EVENTS: true); additional
          configuration behind a slash, as in C(RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT). Those not named
          are left alone; a new one has all but runtime monitoring.'
      returned: when it is set
      type: dict
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    detector_id:
      description:
        - Id of the detector.
      returned: when AWS has decided it
      type: str
    administrator:
      description:
        - Number of the account that manages it, where that is another one. What that account decides
          is left as it is.
      returned: when AWS has decided it
      type: str
    left_alone:
      description:
        - What that account decided otherwise, and so is left as it is.
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
from ..module_utils.kinds.guardduty.detectors import Detector


def main() -> None:
    run_module(Detector)


if __name__ == "__main__":
    main()
