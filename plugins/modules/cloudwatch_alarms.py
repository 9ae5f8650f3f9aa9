#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: cloudwatch_alarms
short_description: Manage CloudWatch ALARMs
version_added: 0.1.0
description:
  - An alarm on a metric, or on what is worked out from several.
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
  cloudwatch_alarms:
    description:
      - The CloudWatch ALARMs.
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
      namespace:
        description:
          - Namespace of the metric, such as V(AWS/ECS).
        type: str
      metric_name:
        description:
          - Name of the metric; or else O(cloudwatch_alarms[].metrics) say what is watched.
        type: str
      dimensions:
        description:
          - 'Dimensions of the metric: all that it is published with. Names of load balancers (LoadBalancer),
            target groups (TargetGroup) and distributions (DistributionId) do.'
        type: dict
      statistic:
        description:
          - What becomes of the values of a period.
        type: str
        choices:
          - Average
          - Minimum
          - Maximum
          - SampleCount
          - Sum
      extended_statistic:
        description:
          - 'Or a percentile and the like: V(p99), V(tm90), V(PR(0:300\)).'
        type: str
      period:
        description:
          - 'Seconds that one value stands for: 10, 20, 30 or a multiple of 60.'
        type: int
      unit:
        description:
          - Unit of the values that count; empty for all. AWS advises to leave it out.
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
      metrics:
        description:
          - 'Metrics and expressions, of which the alarm watches one: exactly these.'
        type: list
        elements: dict
        suboptions:
          id:
            description:
              - 'Name by which expressions refer to it: a small letter, then letters, digits and _.'
            type: str
            required: true
          expression:
            description:
              - Expression over other entries, such as V(100 * errors / requests), or a query, in whose
                conditions names do as in O(cloudwatch_alarms[].metrics[].dimensions).
            type: str
          namespace:
            description:
              - Namespace of the metric.
            type: str
          metric_name:
            description:
              - Name of the metric.
            type: str
          dimensions:
            description:
              - 'Dimensions of the metric: all that it is published with. Names of load balancers (LoadBalancer),
                target groups (TargetGroup) and distributions (DistributionId) do.'
            type: dict
          statistic:
            description:
              - V(Sum), V(Average), V(p99) and so on.
            type: str
          unit:
            description:
              - Unit of the values that count; all where it is left out.
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
          period:
            description:
              - 'Seconds that one value stands for: 1, 5, 10, 20, 30 or a multiple of 60.'
            type: int
          label:
            description:
              - What it is called where it is shown.
            type: str
          return_data:
            description:
              - Whether the alarm watches this one; exactly one entry is watched. V(true) where it is
                left out.
            type: bool
          account_id:
            description:
              - Account that has the metric, where it is another one.
            type: str
      comparison_operator:
        description:
          - How the value is compared with the threshold.
        type: str
        choices:
          - GreaterThanOrEqualToThreshold
          - GreaterThanThreshold
          - LessThanThreshold
          - LessThanOrEqualToThreshold
          - LessThanLowerOrGreaterThanUpperThreshold
          - LessThanLowerThreshold
          - GreaterThanUpperThreshold
      threshold:
        description:
          - What it is compared with, in the unit of the metric.
        type: float
      threshold_metric:
        description:
          - Or the id of the entry that holds C(ANOMALY_DETECTION_BAND).
        type: str
      evaluation_periods:
        description:
          - How many of the last periods are looked at.
        type: int
      datapoints_to_alarm:
        description:
          - In how many of these it has to be beyond the threshold; all if left out.
        type: int
      treat_missing_data:
        description:
          - What a period without values counts as. V(missing) where it is left out at creation.
        type: str
        choices:
          - breaching
          - notBreaching
          - ignore
          - missing
      evaluate_low_sample_count_percentile:
        description:
          - Whether percentiles of few values count. V(evaluate) where it is left out at creation.
        type: str
        choices:
          - evaluate
          - ignore
      awaits_dimensions:
        description:
          - Whether it is left for a later run while what its dimensions name is not there.
        type: bool
        default: false
"""

EXAMPLES = r"""
---
- name: Create or update CloudWatch ALARMs
  venturemond.envelope.cloudwatch_alarms:
    cloudwatch_alarms:
      - name: envelope-prod-api-cpu
        description: The API is short of CPU. See docs/runbooks/scaling.md
        namespace: AWS/ECS
        metric_name: CPUUtilization
        dimensions:
          ClusterName: envelope-prod-cluster
          ServiceName: envelope-prod-api
        statistic: Average
        period: 60
        evaluation_periods: 5
        datapoints_to_alarm: 3
        threshold: 80.0
        comparison_operator: GreaterThanThreshold
        treat_missing_data: missing
        alarm_actions:
          - arn:aws:sns:eu-west-1:111122223333:envelope-prod-alarms
        tags:
          project: envelope
- name: Delete CloudWatch ALARMs
  venturemond.envelope.cloudwatch_alarms:
    state: absent
    cloudwatch_alarms:
      - name: envelope-prod-api-cpu
"""

RETURN = r"""
---
cloudwatch_alarms:
  description:
    - The CloudWatch ALARMs as they are now, or in check mode as they would be, each under its C(name).
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
    namespace:
      description:
        - Namespace of the metric, such as V(AWS/ECS).
      returned: when it is set
      type: str
    metric_name:
      description:
        - Name of the metric; or else O(cloudwatch_alarms[].metrics) say what is watched.
      returned: when it is set
      type: str
    dimensions:
      description:
        - 'Dimensions of the metric: all that it is published with. Names of load balancers (LoadBalancer),
          target groups (TargetGroup) and distributions (DistributionId) do.'
      returned: when it is set
      type: dict
    statistic:
      description:
        - What becomes of the values of a period.
      returned: when it is set
      type: str
    extended_statistic:
      description:
        - 'Or a percentile and the like: V(p99), V(tm90), V(PR(0:300\)).'
      returned: when it is set
      type: str
    period:
      description:
        - 'Seconds that one value stands for: 10, 20, 30 or a multiple of 60.'
      returned: when it is set
      type: int
    unit:
      description:
        - Unit of the values that count; empty for all. AWS advises to leave it out.
      returned: when it is set
      type: str
    metrics:
      description:
        - 'Metrics and expressions, of which the alarm watches one: exactly these.'
      returned: when it is set
      type: list
      elements: dict
      contains:
        id:
          description:
            - 'Name by which expressions refer to it: a small letter, then letters, digits and _.'
          returned: when it is set
          type: str
        expression:
          description:
            - Expression over other entries, such as V(100 * errors / requests), or a query, in whose
              conditions names do as in O(cloudwatch_alarms[].metrics[].dimensions).
          returned: when it is set
          type: str
        namespace:
          description:
            - Namespace of the metric.
          returned: when it is set
          type: str
        metric_name:
          description:
            - Name of the metric.
          returned: when it is set
          type: str
        dimensions:
          description:
            - 'Dimensions of the metric: all that it is published with. Names of load balancers (LoadBalancer),
              target groups (TargetGroup) and distributions (DistributionId) do.'
          returned: when it is set
          type: dict
        statistic:
          description:
            - V(Sum), V(Average), V(p99) and so on.
          returned: when it is set
          type: str
        unit:
          description:
            - Unit of the values that count; all where it is left out.
          returned: when it is set
          type: str
        period:
          description:
            - 'Seconds that one value stands for: 1, 5, 10, 20, 30 or a multiple of 60.'
          returned: when it is set
          type: int
        label:
          description:
            - What it is called where it is shown.
          returned: when it is set
          type: str
        return_data:
          description:
            - Whether the alarm watches this one; exactly one entry is watched. V(true) where it is left
              out.
          returned: when it is set
          type: bool
        account_id:
          description:
            - Account that has the metric, where it is another one.
          returned: when it is set
          type: str
    comparison_operator:
      description:
        - How the value is compared with the threshold.
      returned: when it is set
      type: str
    threshold:
      description:
        - What it is compared with, in the unit of the metric.
      returned: when it is set
      type: float
    threshold_metric:
      description:
        - Or the id of the entry that holds C(ANOMALY_DETECTION_BAND).
      returned: when it is set
      type: str
    evaluation_periods:
      description:
        - How many of the last periods are looked at.
      returned: when it is set
      type: int
    datapoints_to_alarm:
      description:
        - In how many of these it has to be beyond the threshold; all if left out.
      returned: when it is set
      type: int
    treat_missing_data:
      description:
        - What a period without values counts as. V(missing) where it is left out at creation.
      returned: when it is set
      type: str
    evaluate_low_sample_count_percentile:
      description:
        - Whether percentiles of few values count. V(evaluate) where it is left out at creation.
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
from ..module_utils.kinds.cloudwatch.metric_alarms import MetricAlarm


def main() -> None:
    run_module(MetricAlarm)


if __name__ == "__main__":
    main()
