#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: logs_metric_filters
short_description: Manage CloudWatch Logs metric filters
version_added: 0.1.0
description:
  - A metric made of the lines of a log group that match a pattern.
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
  logs_metric_filters:
    description:
      - The CloudWatch Logs metric filters.
    type: list
    elements: dict
    required: true
    suboptions:
      log_group:
        description:
          - Log group, which has to be there.
        type: str
        required: true
      name:
        description:
          - Name of the filter, unique within its log group.
        type: str
        required: true
      filter_pattern:
        description:
          - Which lines match, in CloudWatch Logs' pattern syntax; empty for all.
        type: str
      metric_transformations:
        description:
          - 'What they add to which metric: exactly one.'
        type: list
        elements: dict
        suboptions:
          metric_name:
            description:
              - Name of the metric.
            type: str
            required: true
          metric_namespace:
            description:
              - Namespace of the metric, such as V(Envelope/prod).
            type: str
            required: true
          metric_value:
            description:
              - 'What is added: a number, or a field of the line such as V($.duration).'
            type: str
            required: true
          default_value:
            description:
              - What a minute with lines, of which none matches, adds. None if left out.
            type: float
          dimensions:
            description:
              - Fields of the line by the name of the dimension they become, at most 3. Each value is
                a metric that costs.
            type: dict
          unit:
            description:
              - Unit of the metric. V(None) where it is left out.
            type: str
            choices:
              - Seconds
              - Microseconds
              - Milliseconds
              - Bytes
              - Kilobytes
              - Megabytes
              - Gigabytes
              - Terabytes
              - Bits
              - Kilobits
              - Megabits
              - Gigabits
              - Terabits
              - Percent
              - Count
              - Bytes/Second
              - Kilobytes/Second
              - Megabytes/Second
              - Gigabytes/Second
              - Terabytes/Second
              - Bits/Second
              - Kilobits/Second
              - Megabits/Second
              - Gigabits/Second
              - Terabits/Second
              - Count/Second
              - None
              - ''
"""

EXAMPLES = r"""
---
- name: Create or update CloudWatch Logs metric filters
  venturemond.envelope.logs_metric_filters:
    logs_metric_filters:
      - log_group: /ecs/envelope-prod-api
        name: exceptions
        filter_pattern: '{ $.level_name = "ERROR" }'
        metric_transformations:
          - metric_name: Exceptions
            metric_namespace: Envelope/prod
            metric_value: '1'
            default_value: 0.0
            dimensions: {}
            unit: Count
- name: Delete CloudWatch Logs metric filters
  venturemond.envelope.logs_metric_filters:
    state: absent
    logs_metric_filters:
      - log_group: /ecs/envelope-prod-api
        name: exceptions
"""

RETURN = r"""
---
logs_metric_filters:
  description:
    - The CloudWatch Logs metric filters as they are now, or in check mode as they would be, each under
      its C(log_group/name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    log_group:
      description:
        - Log group, which has to be there.
      returned: when it is set
      type: str
    name:
      description:
        - Name of the filter, unique within its log group.
      returned: when it is set
      type: str
    filter_pattern:
      description:
        - Which lines match, in CloudWatch Logs' pattern syntax; empty for all.
      returned: when it is set
      type: str
    metric_transformations:
      description:
        - 'What they add to which metric: exactly one.'
      returned: when it is set
      type: list
      elements: dict
      contains:
        metric_name:
          description:
            - Name of the metric.
          returned: when it is set
          type: str
        metric_namespace:
          description:
            - Namespace of the metric, such as V(Envelope/prod).
          returned: when it is set
          type: str
        metric_value:
          description:
            - 'What is added: a number, or a field of the line such as V($.duration).'
          returned: when it is set
          type: str
        default_value:
          description:
            - What a minute with lines, of which none matches, adds. None if left out.
          returned: when it is set
          type: float
        dimensions:
          description:
            - Fields of the line by the name of the dimension they become, at most 3. Each value is a
              metric that costs.
          returned: when it is set
          type: dict
        unit:
          description:
            - Unit of the metric. V(None) where it is left out.
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
from ..module_utils.kinds.logs.metric_filters import MetricFilter


def main() -> None:
    run_module(MetricFilter)


if __name__ == "__main__":
    main()
