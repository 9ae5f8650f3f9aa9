#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: application_autoscaling_targets
short_description: Manage Application Auto Scaling targets
version_added: 0.1.0
description:
  - What is scaled, most often the desired count of an ECS service, with the policies that do it.
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
  service_namespace:
    description:
      - Namespace of the service that is scaled.
    type: str
    default: ecs
  scalable_dimension:
    description:
      - What of it is scaled.
    type: str
    default: ecs:service:DesiredCount
  application_autoscaling_targets:
    description:
      - The Application Auto Scaling targets.
    type: list
    elements: dict
    required: true
    suboptions:
      resource:
        description:
          - 'What is scaled, as AWS spells it: V(service/cluster/name) for ECS.'
        type: str
        required: true
      min_capacity:
        description:
          - Capacity that scaling keeps at least. A capacity below is raised at once.
        type: int
      max_capacity:
        description:
          - Capacity that scaling never exceeds. A capacity above is lowered at once.
        type: int
      suspended_state:
        description:
          - Which scaling is held for the time being.
        type: dict
        suboptions:
          dynamic_scaling_in_suspended:
            description:
              - Whether no policy may lower the capacity.
            type: bool
          dynamic_scaling_out_suspended:
            description:
              - Whether no policy may raise the capacity.
            type: bool
          scheduled_scaling_suspended:
            description:
              - Whether no scheduled action may change the capacity.
            type: bool
      policies:
        description:
          - Its target tracking policies; exactly these. Others of it, of whatever kind, are removed.
        type: list
        elements: dict
        suboptions:
          name:
            description:
              - Name of the policy.
            type: str
            required: true
          target_value:
            description:
              - 'Value that the metric shall have: percent, or a count.'
            type: float
            required: true
          predefined_metric:
            description:
              - Metric that AWS has ready. For ECS V(ECSServiceAverageCPUUtilization), V(ECSServiceAverageMemoryUtilization)
                and V(ALBRequestCountPerTarget).
            type: str
            choices:
              - DynamoDBReadCapacityUtilization
              - DynamoDBWriteCapacityUtilization
              - ALBRequestCountPerTarget
              - RDSReaderAverageCPUUtilization
              - RDSReaderAverageDatabaseConnections
              - EC2SpotFleetRequestAverageCPUUtilization
              - EC2SpotFleetRequestAverageNetworkIn
              - EC2SpotFleetRequestAverageNetworkOut
              - SageMakerVariantInvocationsPerInstance
              - ECSServiceAverageCPUUtilization
              - ECSServiceAverageMemoryUtilization
              - AppStreamAverageCapacityUtilization
              - ComprehendInferenceUtilization
              - LambdaProvisionedConcurrencyUtilization
              - CassandraReadCapacityUtilization
              - CassandraWriteCapacityUtilization
              - KafkaBrokerStorageUtilization
              - ElastiCacheEngineCPUUtilization
              - ElastiCacheDatabaseMemoryUsagePercentage
              - ElastiCachePrimaryEngineCPUUtilization
              - ElastiCacheReplicaEngineCPUUtilization
              - ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage
              - NeptuneReaderAverageCPUUtilization
              - SageMakerVariantProvisionedConcurrencyUtilization
              - ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage
              - SageMakerInferenceComponentInvocationsPerCopy
              - WorkSpacesAverageUserSessionsCapacityUtilization
              - SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution
              - SageMakerVariantConcurrentRequestsPerModelHighResolution
              - ECSServiceAverageCPUUtilizationHighResolution
              - ECSServiceAverageMemoryUtilizationHighResolution
          target_group:
            description:
              - 'Target group whose requests V(ALBRequestCountPerTarget) counts: name or ARN. It must
                have a load balancer.'
            type: str
          resource_label:
            description:
              - The same as AWS spells it, V(app/name/id/targetgroup/name/id), where the name is not given.
            type: str
          customized_metric:
            description:
              - Metric of one's own, instead of a predefined one.
            type: dict
            suboptions:
              namespace:
                description:
                  - Namespace of the metric.
                type: str
              metric_name:
                description:
                  - Name of the metric. It must go down when there is more capacity.
                type: str
              dimensions:
                description:
                  - Dimensions of the metric.
                type: dict
              statistic:
                description:
                  - Statistic of the metric.
                type: str
                choices:
                  - Average
                  - Minimum
                  - Maximum
                  - SampleCount
                  - Sum
              unit:
                description:
                  - Unit of the metric.
                type: str
              metrics:
                description:
                  - Metrics and expressions, instead of one metric.
                type: list
                elements: dict
                suboptions:
                  id:
                    description:
                      - 'Name of it in expressions: a lower case letter, then letters, digits and C(_).'
                    type: str
                    required: true
                  expression:
                    description:
                      - Expression in the metric math of CloudWatch.
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
                      - Dimensions of the metric.
                    type: dict
                  stat:
                    description:
                      - Statistic of the metric, such as V(Average) or V(p99).
                    type: str
                  unit:
                    description:
                      - Unit of the metric.
                    type: str
                  label:
                    description:
                      - What it is called in graphs.
                    type: str
                  return_data:
                    description:
                      - Whether it is the one that is tracked, as one of them must be.
                    type: bool
          scale_in_cooldown:
            description:
              - Seconds between two steps down. AWS begins with 300 for ECS.
            type: int
          scale_out_cooldown:
            description:
              - Seconds a step up has to show an effect. AWS begins with 300 for ECS.
            type: int
          disable_scale_in:
            description:
              - Whether capacity only ever grows by this policy.
            type: bool
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update Application Auto Scaling targets
  venturemond.envelope.application_autoscaling_targets:
    service_namespace: ecs
    scalable_dimension: ecs:service:DesiredCount
    application_autoscaling_targets:
      - resource: service/envelope-prod-cluster/envelope-prod-api
        min_capacity: 2
        max_capacity: 10
        policies:
          - name: cpu
            predefined_metric: ECSServiceAverageCPUUtilization
            target_value: 60
            scale_in_cooldown: 300
            scale_out_cooldown: 60
          - name: requests
            predefined_metric: ALBRequestCountPerTarget
            target_value: 1000
            target_group: envelope-prod-api
        tags:
          project: envelope
          environment: prod
- name: Delete Application Auto Scaling targets
  venturemond.envelope.application_autoscaling_targets:
    state: absent
    service_namespace: ecs
    scalable_dimension: ecs:service:DesiredCount
    application_autoscaling_targets:
      - resource: service/envelope-prod-cluster/envelope-prod-api
"""

RETURN = r"""
---
application_autoscaling_targets:
  description:
    - The Application Auto Scaling targets as they are now, or in check mode as they would be, each under
      its C(resource).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    service_namespace:
      description:
        - Namespace of the service that is scaled.
      returned: when it is set
      type: str
    scalable_dimension:
      description:
        - What of it is scaled.
      returned: when it is set
      type: str
    resource:
      description:
        - 'What is scaled, as AWS spells it: V(service/cluster/name) for ECS.'
      returned: when it is set
      type: str
    min_capacity:
      description:
        - Capacity that scaling keeps at least. A capacity below is raised at once.
      returned: when it is set
      type: int
    max_capacity:
      description:
        - Capacity that scaling never exceeds. A capacity above is lowered at once.
      returned: when it is set
      type: int
    suspended_state:
      description:
        - Which scaling is held for the time being.
      returned: when it is set
      type: dict
      contains:
        dynamic_scaling_in_suspended:
          description:
            - Whether no policy may lower the capacity.
          returned: when it is set
          type: bool
        dynamic_scaling_out_suspended:
          description:
            - Whether no policy may raise the capacity.
          returned: when it is set
          type: bool
        scheduled_scaling_suspended:
          description:
            - Whether no scheduled action may change the capacity.
          returned: when it is set
          type: bool
    policies:
      description:
        - Its target tracking policies; exactly these. Others of it, of whatever kind, are removed.
      returned: when it is set
      type: list
      elements: dict
      contains:
        name:
          description:
            - Name of the policy.
          returned: when it is set
          type: str
        target_value:
          description:
            - 'Value that the metric shall have: percent, or a count.'
          returned: when it is set
          type: float
        predefined_metric:
          description:
            - Metric that AWS has ready. For ECS V(ECSServiceAverageCPUUtilization), V(ECSServiceAverageMemoryUtilization)
              and V(ALBRequestCountPerTarget).
          returned: when it is set
          type: str
        resource_label:
          description:
            - The same as AWS spells it, V(app/name/id/targetgroup/name/id), where the name is not given.
          returned: when it is set
          type: str
        customized_metric:
          description:
            - Metric of one's own, instead of a predefined one.
          returned: when it is set
          type: dict
          contains:
            namespace:
              description:
                - Namespace of the metric.
              returned: when it is set
              type: str
            metric_name:
              description:
                - Name of the metric. It must go down when there is more capacity.
              returned: when it is set
              type: str
            dimensions:
              description:
                - Dimensions of the metric.
              returned: when it is set
              type: dict
            statistic:
              description:
                - Statistic of the metric.
              returned: when it is set
              type: str
            unit:
              description:
                - Unit of the metric.
              returned: when it is set
              type: str
            metrics:
              description:
                - Metrics and expressions, instead of one metric.
              returned: when it is set
              type: list
              elements: dict
              contains:
                id:
                  description:
                    - 'Name of it in expressions: a lower case letter, then letters, digits and C(_).'
                  returned: when it is set
                  type: str
                expression:
                  description:
                    - Expression in the metric math of CloudWatch.
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
                    - Dimensions of the metric.
                  returned: when it is set
                  type: dict
                stat:
                  description:
                    - Statistic of the metric, such as V(Average) or V(p99).
                  returned: when it is set
                  type: str
                unit:
                  description:
                    - Unit of the metric.
                  returned: when it is set
                  type: str
                label:
                  description:
                    - What it is called in graphs.
                  returned: when it is set
                  type: str
                return_data:
                  description:
                    - Whether it is the one that is tracked, as one of them must be.
                  returned: when it is set
                  type: bool
        scale_in_cooldown:
          description:
            - Seconds between two steps down. AWS begins with 300 for ECS.
          returned: when it is set
          type: int
        scale_out_cooldown:
          description:
            - Seconds a step up has to show an effect. AWS begins with 300 for ECS.
          returned: when it is set
          type: int
        disable_scale_in:
          description:
            - Whether capacity only ever grows by this policy.
          returned: when it is set
          type: bool
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the scalable target.
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
from ..module_utils.kinds.application_autoscaling.targets import ScalableTarget


def main() -> None:
    run_module(ScalableTarget)


if __name__ == "__main__":
    main()
