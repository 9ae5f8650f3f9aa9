#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: cloudwatch_composite_alarms
short_description: Manage CloudWatch composite ALARMs
version_added: 0.1.0
description:
  - An alarm that goes into alarm as others do.
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
  cloudwatch_composite_alarms:
    description:
      - The CloudWatch composite ALARMs.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the alarm.
        type: str
        required: true
      description:
        description:
          - What the alarm means and what to do about it, for people.
        type: str
      alarm_actions:
        description:
          - 'What is told when it goes into alarm: SNS topics by name, or ARNs of topics, functions and
            so on. At most 5, exactly these; none where the list is empty.'
        type: list
        elements: str
      ok_actions:
        description:
          - 'What is told when it is well again: SNS topics by name, or ARNs of topics, functions and
            so on. At most 5, exactly these; none where the list is empty.'
        type: list
        elements: str
      insufficient_data_actions:
        description:
          - 'What is told when it can no longer tell: SNS topics by name, or ARNs of topics, functions
            and so on. At most 5, exactly these; none where the list is empty.'
        type: list
        elements: str
      actions_enabled:
        description:
          - Whether anything is told. V(true) where it is left out at creation.
        type: bool
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
      rule:
        description:
          - 'When it goes into alarm: V({any: [...]}), V({all: [...]}) or V({not: ...}) of names of alarms
            that are in alarm, and of such again; or CloudWatch''s own text, such as V(ALARM(a\) AND NOT
            OK(b\)). All of these alarms have to be there beforehand. A new composite alarm cannot do
            without it.'
        type: raw
      actions_suppressor:
        description:
          - Alarm during which nothing is told, by name or ARN; empty for none.
        type: str
      suppressor_wait_seconds:
        description:
          - How long it is waited for that one to go into alarm, before something is told.
        type: int
      suppressor_extension_seconds:
        description:
          - How long nothing is told after that one was in alarm.
        type: int
"""

EXAMPLES = r"""
---
- name: Create or update CloudWatch composite ALARMs
  venturemond.envelope.cloudwatch_composite_alarms:
    cloudwatch_composite_alarms:
      - name: envelope-prod-api-down
        description: Clients see errors. See docs/runbooks/api_down.md
        rule:
          any:
            - envelope-prod-target-5xx
            - all:
                - envelope-prod-api-cpu
                - envelope-prod-latency
        alarm_actions:
          - arn:aws:sns:eu-west-1:111122223333:envelope-prod-alarms
        actions_suppressor: envelope-prod-deploying
        suppressor_wait_seconds: 60
        suppressor_extension_seconds: 120
        tags:
          project: envelope
- name: Delete CloudWatch composite ALARMs
  venturemond.envelope.cloudwatch_composite_alarms:
    state: absent
    cloudwatch_composite_alarms:
      - name: envelope-prod-api-down
"""

RETURN = r"""
---
cloudwatch_composite_alarms:
  description:
    - The CloudWatch composite ALARMs as they are now, or in check mode as they would be, each under its
      C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the alarm.
      returned: when it is set
      type: str
    description:
      description:
        - What the alarm means and what to do about it, for people.
      returned: when it is set
      type: str
    alarm_actions:
      description:
        - 'What is told when it goes into alarm: SNS topics by name, or ARNs of topics, functions and
          so on. At most 5, exactly these; none where the list is empty.'
      returned: when it is set
      type: list
      elements: str
    ok_actions:
      description:
        - 'What is told when it is well again: SNS topics by name, or ARNs of topics, functions and so
          on. At most 5, exactly these; none where the list is empty.'
      returned: when it is set
      type: list
      elements: str
    insufficient_data_actions:
      description:
        - 'What is told when it can no longer tell: SNS topics by name, or ARNs of topics, functions and
          so on. At most 5, exactly these; none where the list is empty.'
      returned: when it is set
      type: list
      elements: str
    actions_enabled:
      description:
        - Whether anything is told. V(true) where it is left out at creation.
      returned: when it is set
      type: bool
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the alarm.
      returned: when AWS has decided it
      type: str
    state:
      description:
        - V(OK), V(ALARM) or V(INSUFFICIENT_DATA).
      returned: when AWS has decided it
      type: str
    rule:
      description:
        - 'When it goes into alarm: V({any: [...]}), V({all: [...]}) or V({not: ...}) of names of alarms
          that are in alarm, and of such again; or CloudWatch''s own text, such as V(ALARM(a\) AND NOT
          OK(b\)). All of these alarms have to be there beforehand. A new composite alarm cannot do without
          it.'
      returned: when it is set
      type: raw
    actions_suppressor:
      description:
        - Alarm during which nothing is told, by name or ARN; empty for none.
      returned: when it is set
      type: str
    suppressor_wait_seconds:
      description:
        - How long it is waited for that one to go into alarm, before something is told.
      returned: when it is set
      type: int
    suppressor_extension_seconds:
      description:
        - How long nothing is told after that one was in alarm.
      returned: when it is set
      type: int
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
from ..module_utils.kinds.cloudwatch.composite_alarms import CompositeAlarm


def main() -> None:
    run_module(CompositeAlarm)


if __name__ == "__main__":
    main()
