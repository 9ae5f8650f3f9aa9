#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecs_services
short_description: Manage ECS services
version_added: 0.1.0
description:
  - A service, which keeps tasks running in an ECS cluster. It is changed without waiting for the rollout.
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
  cluster:
    description:
      - Cluster the services run in.
    type: str
    required: true
  revisions:
    description:
      - Task definitions by family, as M(venturemond.envelope.ecs_task_definitions) returned them. A family
        that is not among them is looked up.
    type: dict
  ecs_services:
    description:
      - The ECS services.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the service.
        type: str
        required: true
      task_definition:
        description:
          - 'What it runs: a family in its newest revision, V(family:revision) or an ARN.'
        type: str
      desired_count:
        description:
          - How many tasks to keep running.
        type: int
      autoscaled:
        description:
          - O(ecs_services[].desired_count) counts when the service is made only; then autoscaling decides.
        type: bool
        default: false
      launch_type:
        description:
          - What its tasks run on. Cannot change, but O(ecs_services[].capacity_provider_strategy) may
            take its place.
          - It cannot change once the resource is made.
        type: str
        choices:
          - FARGATE
          - EC2
          - EXTERNAL
      capacity_provider_strategy:
        description:
          - Capacity providers its tasks run on. A change starts a new deployment.
        type: list
        elements: dict
        suboptions:
          capacity_provider:
            description:
              - Name of the capacity provider, such as V(FARGATE) or V(FARGATE_SPOT).
            type: str
            required: true
          weight:
            description:
              - Its share of the tasks beyond every base, relative to the others'. 0 when left out.
            type: int
          base:
            description:
              - Tasks that run on it before shares are counted. 0 when left out.
            type: int
      platform_version:
        description:
          - Platform version of Fargate, such as V(LATEST).
        type: str
      subnets:
        description:
          - Subnets of its tasks, by name or id.
        type: list
        elements: str
      security_groups:
        description:
          - Security groups of its tasks, by name or id.
        type: list
        elements: str
      assign_public_ip:
        description:
          - Whether its tasks get public addresses.
        type: bool
      load_balancers:
        description:
          - Target groups that its tasks are registered with; exactly these.
        type: list
        elements: dict
        suboptions:
          target_group:
            description:
              - Target group, by name or ARN.
            type: str
            required: true
          container_name:
            description:
              - Container that is reached through it.
            type: str
            required: true
          container_port:
            description:
              - Port of that container.
            type: int
            required: true
      service_registries:
        description:
          - Cloud Map services that its tasks are registered with; exactly these.
        type: list
        elements: dict
        suboptions:
          registry:
            description:
              - ARN of the Cloud Map service.
            type: str
            required: true
          port:
            description:
              - Port in an SRV record.
            type: int
          container_name:
            description:
              - Container whose address and port are registered.
            type: str
          container_port:
            description:
              - Port of that container.
            type: int
      minimum_healthy_percent:
        description:
          - Percent of the desired count that keep running during a rollout.
        type: int
      maximum_percent:
        description:
          - Percent of the desired count that may run during a rollout.
        type: int
      circuit_breaker:
        description:
          - Whether a deployment whose tasks do not start is given up.
        type: dict
        suboptions:
          enable:
            description:
              - Whether it is given up.
            type: bool
            required: true
          rollback:
            description:
              - Whether the last deployment that worked comes back then.
            type: bool
            required: true
          reset_on_healthy_task:
            description:
              - Whether a task that becomes healthy makes the failures forgotten.
            type: bool
          threshold:
            description:
              - How many tasks may fail. Half of the desired count, but 3 to 200, when left out.
            type: dict
            suboptions:
              type:
                description:
                  - What the value counts.
                type: str
                required: true
                choices:
                  - COUNT
                  - BOUNDED_PERCENT
                  - UNBOUNDED_PERCENT
              value:
                description:
                  - How many tasks, or how much of the desired count.
                type: int
                required: true
      deployment_alarms:
        description:
          - Alarms on which a deployment is given up.
        type: dict
        suboptions:
          alarm_names:
            description:
              - Names of the alarms.
            type: list
            elements: str
            required: true
          enable:
            description:
              - Whether it is given up.
            type: bool
            required: true
          rollback:
            description:
              - Whether the last deployment that worked comes back then.
            type: bool
            required: true
      health_check_grace_period_seconds:
        description:
          - Seconds after its start in which the load balancer's verdict on a task does not count.
        type: int
      enable_execute_command:
        description:
          - Whether C(aws ecs execute-command) may be used in tasks that start from now on.
        type: bool
      propagate_tags:
        description:
          - Whose tags tasks get that start from now on.
        type: str
        choices:
          - SERVICE
          - TASK_DEFINITION
          - NONE
      enable_ecs_managed_tags:
        description:
          - Whether tasks that start from now on are tagged with cluster and service.
        type: bool
      availability_zone_rebalancing:
        description:
          - Whether tasks are kept spread over zones.
        type: bool
      scheduling_strategy:
        description:
          - Whether there is a number of tasks, or one on each instance. Cannot change.
          - It cannot change once the resource is made.
        type: str
        choices:
          - REPLICA
          - DAEMON
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update ECS services
  venturemond.envelope.ecs_services:
    cluster: envelope-prod-cluster
    ecs_services:
      - name: envelope-prod-api
        task_definition: envelope-prod-api
        desired_count: 2
        autoscaled: true
        capacity_provider_strategy:
          - capacity_provider: FARGATE
            weight: 1
        subnets:
          - private-a
          - private-b
        security_groups:
          - services
        assign_public_ip: false
        load_balancers:
          - target_group: envelope-prod-api
            container_name: api
            container_port: 8080
        minimum_healthy_percent: 100
        maximum_percent: 200
        circuit_breaker:
          enable: true
          rollback: true
        health_check_grace_period_seconds: 120
        propagate_tags: SERVICE
        tags:
          project: envelope
          environment: prod
- name: Delete ECS services
  venturemond.envelope.ecs_services:
    state: absent
    cluster: envelope-prod-cluster
    ecs_services:
      - name: envelope-prod-api
"""

RETURN = r"""
---
ecs_services:
  description:
    - The ECS services as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    cluster:
      description:
        - Cluster the services run in.
      returned: when it is set
      type: str
    revisions:
      description:
        - Task definitions by family, as M(venturemond.envelope.ecs_task_definitions) returned them. A
          family that is not among them is looked up.
      returned: when it is set
      type: dict
    name:
      description:
        - Name of the service.
      returned: when it is set
      type: str
    task_definition:
      description:
        - 'What it runs: a family in its newest revision, V(family:revision) or an ARN.'
      returned: when it is set
      type: str
    desired_count:
      description:
        - How many tasks to keep running.
      returned: when it is set
      type: int
    launch_type:
      description:
        - What its tasks run on. Cannot change, but O(ecs_services[].capacity_provider_strategy) may take
          its place.
      returned: when it is set
      type: str
    capacity_provider_strategy:
      description:
        - Capacity providers its tasks run on. A change starts a new deployment.
      returned: when it is set
      type: list
      elements: dict
      contains:
        capacity_provider:
          description:
            - Name of the capacity provider, such as V(FARGATE) or V(FARGATE_SPOT).
          returned: when it is set
          type: str
        weight:
          description:
            - Its share of the tasks beyond every base, relative to the others'. 0 when left out.
          returned: when it is set
          type: int
        base:
          description:
            - Tasks that run on it before shares are counted. 0 when left out.
          returned: when it is set
          type: int
    platform_version:
      description:
        - Platform version of Fargate, such as V(LATEST).
      returned: when it is set
      type: str
    subnets:
      description:
        - Subnets of its tasks, by name or id.
      returned: when it is set
      type: list
      elements: str
    security_groups:
      description:
        - Security groups of its tasks, by name or id.
      returned: when it is set
      type: list
      elements: str
    assign_public_ip:
      description:
        - Whether its tasks get public addresses.
      returned: when it is set
      type: bool
    load_balancers:
      description:
        - Target groups that its tasks are registered with; exactly these.
      returned: when it is set
      type: list
      elements: dict
      contains:
        target_group:
          description:
            - Target group, by name or ARN.
          returned: when it is set
          type: str
        container_name:
          description:
            - Container that is reached through it.
          returned: when it is set
          type: str
        container_port:
          description:
            - Port of that container.
          returned: when it is set
          type: int
    service_registries:
      description:
        - Cloud Map services that its tasks are registered with; exactly these.
      returned: when it is set
      type: list
      elements: dict
      contains:
        registry:
          description:
            - ARN of the Cloud Map service.
          returned: when it is set
          type: str
        port:
          description:
            - Port in an SRV record.
          returned: when it is set
          type: int
        container_name:
          description:
            - Container whose address and port are registered.
          returned: when it is set
          type: str
        container_port:
          description:
            - Port of that container.
          returned: when it is set
          type: int
    minimum_healthy_percent:
      description:
        - Percent of the desired count that keep running during a rollout.
      returned: when it is set
      type: int
    maximum_percent:
      description:
        - Percent of the desired count that may run during a rollout.
      returned: when it is set
      type: int
    circuit_breaker:
      description:
        - Whether a deployment whose tasks do not start is given up.
      returned: when it is set
      type: dict
      contains:
        enable:
          description:
            - Whether it is given up.
          returned: when it is set
          type: bool
        rollback:
          description:
            - Whether the last deployment that worked comes back then.
          returned: when it is set
          type: bool
        reset_on_healthy_task:
          description:
            - Whether a task that becomes healthy makes the failures forgotten.
          returned: when it is set
          type: bool
        threshold:
          description:
            - How many tasks may fail. Half of the desired count, but 3 to 200, when left out.
          returned: when it is set
          type: dict
          contains:
            type:
              description:
                - What the value counts.
              returned: when it is set
              type: str
            value:
              description:
                - How many tasks, or how much of the desired count.
              returned: when it is set
              type: int
    deployment_alarms:
      description:
        - Alarms on which a deployment is given up.
      returned: when it is set
      type: dict
      contains:
        alarm_names:
          description:
            - Names of the alarms.
          returned: when it is set
          type: list
          elements: str
        enable:
          description:
            - Whether it is given up.
          returned: when it is set
          type: bool
        rollback:
          description:
            - Whether the last deployment that worked comes back then.
          returned: when it is set
          type: bool
    health_check_grace_period_seconds:
      description:
        - Seconds after its start in which the load balancer's verdict on a task does not count.
      returned: when it is set
      type: int
    enable_execute_command:
      description:
        - Whether C(aws ecs execute-command) may be used in tasks that start from now on.
      returned: when it is set
      type: bool
    propagate_tags:
      description:
        - Whose tags tasks get that start from now on.
      returned: when it is set
      type: str
    enable_ecs_managed_tags:
      description:
        - Whether tasks that start from now on are tagged with cluster and service.
      returned: when it is set
      type: bool
    availability_zone_rebalancing:
      description:
        - Whether tasks are kept spread over zones.
      returned: when it is set
      type: bool
    scheduling_strategy:
      description:
        - Whether there is a number of tasks, or one on each instance. Cannot change.
      returned: when it is set
      type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the service.
      returned: when AWS has decided it
      type: str
    status:
      description:
        - 'Its state: V(ACTIVE).'
      returned: when AWS has decided it
      type: str
    running_count:
      description:
        - How many tasks run.
      returned: when AWS has decided it
      type: int
    deployments:
      description:
        - 'Its deployments, the newest first: C(id), C(status), C(rollout_state), C(task_definition),
          C(running_count).'
      returned: when AWS has decided it
      type: list
      elements: dict
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
from ..module_utils.kinds.ecs.services import EcsService


def main() -> None:
    run_module(EcsService)


if __name__ == "__main__":
    main()
