#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecs_clusters
short_description: Manage ECS clusters
version_added: 0.1.0
description:
  - An ECS cluster, in which services and tasks run.
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
  ecs_clusters:
    description:
      - The ECS clusters.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the cluster.
        type: str
        required: true
      container_insights:
        description:
          - Whether CloudWatch collects metrics of every task.
        type: str
        choices:
          - enabled
          - enhanced
          - disabled
      execute_command_logging:
        description:
          - What becomes of sessions that are opened in a container.
        type: dict
        suboptions:
          logging:
            description:
              - V(NONE) keeps no log, V(DEFAULT) writes to the task's own log, V(OVERRIDE) to the places
                given here.
            type: str
            required: true
            choices:
              - NONE
              - DEFAULT
              - OVERRIDE
          kms_key:
            description:
              - 'Key that encrypts sessions: alias, id or ARN.'
            type: str
          log_group:
            description:
              - Log group for V(OVERRIDE).
            type: str
          log_group_encrypted:
            description:
              - Whether to insist that the log group has a key.
            type: bool
          s3_bucket:
            description:
              - Bucket for V(OVERRIDE).
            type: str
          s3_key_prefix:
            description:
              - What the names of objects begin with.
            type: str
          s3_encrypted:
            description:
              - Whether to insist that the bucket is encrypted.
            type: bool
      managed_storage_kms_key:
        description:
          - 'Key that encrypts volumes that ECS makes: alias, id or ARN.'
        type: str
      fargate_storage_kms_key:
        description:
          - 'Key that encrypts the ephemeral storage of Fargate tasks: alias, id or ARN.'
        type: str
      capacity_providers:
        description:
          - Capacity providers its services may use; exactly these.
        type: list
        elements: str
      default_capacity_provider_strategy:
        description:
          - Where tasks run that do not say where.
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
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update ECS clusters
  venturemond.envelope.ecs_clusters:
    ecs_clusters:
      - name: envelope-prod-cluster
        container_insights: enabled
        execute_command_logging:
          logging: OVERRIDE
          log_group: /ecs/envelope-prod-exec
        capacity_providers:
          - FARGATE
          - FARGATE_SPOT
        default_capacity_provider_strategy:
          - capacity_provider: FARGATE
            weight: 1
        tags:
          project: envelope
          environment: prod
- name: Delete ECS clusters
  venturemond.envelope.ecs_clusters:
    state: absent
    ecs_clusters:
      - name: envelope-prod-cluster
"""

RETURN = r"""
---
ecs_clusters:
  description:
    - The ECS clusters as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the cluster.
      returned: when it is set
      type: str
    container_insights:
      description:
        - Whether CloudWatch collects metrics of every task.
      returned: when it is set
      type: str
    execute_command_logging:
      description:
        - What becomes of sessions that are opened in a container.
      returned: when it is set
      type: dict
      contains:
        logging:
          description:
            - V(NONE) keeps no log, V(DEFAULT) writes to the task's own log, V(OVERRIDE) to the places
              given here.
          returned: when it is set
          type: str
        kms_key:
          description:
            - 'Key that encrypts sessions: alias, id or ARN.'
          returned: when it is set
          type: str
        log_group:
          description:
            - Log group for V(OVERRIDE).
          returned: when it is set
          type: str
        log_group_encrypted:
          description:
            - Whether to insist that the log group has a key.
          returned: when it is set
          type: bool
        s3_bucket:
          description:
            - Bucket for V(OVERRIDE).
          returned: when it is set
          type: str
        s3_key_prefix:
          description:
            - What the names of objects begin with.
          returned: when it is set
          type: str
        s3_encrypted:
          description:
            - Whether to insist that the bucket is encrypted.
          returned: when it is set
          type: bool
    managed_storage_kms_key:
      description:
        - 'Key that encrypts volumes that ECS makes: alias, id or ARN.'
      returned: when it is set
      type: str
    fargate_storage_kms_key:
      description:
        - 'Key that encrypts the ephemeral storage of Fargate tasks: alias, id or ARN.'
      returned: when it is set
      type: str
    capacity_providers:
      description:
        - Capacity providers its services may use; exactly these.
      returned: when it is set
      type: list
      elements: str
    default_capacity_provider_strategy:
      description:
        - Where tasks run that do not say where.
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
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the cluster.
      returned: when AWS has decided it
      type: str
    status:
      description:
        - 'Its state: V(ACTIVE) once it can be used.'
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
from ..module_utils.kinds.ecs.clusters import EcsCluster


def main() -> None:
    run_module(EcsCluster)


if __name__ == "__main__":
    main()
