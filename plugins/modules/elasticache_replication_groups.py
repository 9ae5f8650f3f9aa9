#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: elasticache_replication_groups
short_description: Manage ElastiCache replication groups
version_added: 0.1.0
description:
  - A cache of Valkey or Redis with its replicas, encrypted at rest and in transit, waited for until it
    is there.
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
  elasticache_replication_groups:
    description:
      - The ElastiCache replication groups.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the replication group, in lower case.
        type: str
        required: true
      description:
        description:
          - What it is for. A new one is described by its name where this is left out.
        type: str
      engine:
        description:
          - What it runs. From V(redis) to V(valkey) can be changed, and not back. AWS takes V(redis)
            when left out.
        type: str
        choices:
          - valkey
          - redis
      engine_version:
        description:
          - Version of the engine, such as V(7.1). Never goes down.
        type: str
      node_type:
        description:
          - Type of its nodes, such as V(cache.t4g.small).
        type: str
      num_node_groups:
        description:
          - Shards, 1 to 500. More than one need a parameter group with V(cluster-enabled).
        type: int
      replicas_per_node_group:
        description:
          - Replicas in each shard, 0 to 5.
        type: int
      automatic_failover:
        description:
          - Whether a replica takes over when the primary node fails.
        type: bool
      multi_az:
        description:
          - Whether primary node and replicas are in different availability zones.
        type: bool
      kms_key:
        description:
          - 'Key that encrypts what is on disk: alias, id or ARN. Cannot change.'
          - It cannot change once the resource is made.
        type: str
      subnet_group:
        description:
          - Name of the subnet group. A new one needs it. Cannot change.
          - It cannot change once the resource is made.
        type: str
      security_groups:
        description:
          - Names or ids of its security groups.
        type: list
        elements: str
      parameter_group:
        description:
          - Name of the parameter group.
        type: str
      maintenance_window:
        description:
          - When AWS may maintain it, in UTC, such as V(sun:03:00-sun:04:00).
        type: str
      snapshot_window:
        description:
          - When it is backed up each day, in UTC, such as V(01:00-02:00).
        type: str
      snapshot_retention_limit:
        description:
          - Days that backups are kept, 0 to 35. V(0) makes none.
        type: int
      notification_topic:
        description:
          - Name or ARN of the topic that is told of failovers and the like.
        type: str
      auto_minor_version_upgrade:
        description:
          - Whether AWS upgrades minor versions by itself.
        type: bool
      log_delivery_configurations:
        description:
          - Logs that are sent to CloudWatch. Those not named are not sent.
        type: list
        elements: dict
        suboptions:
          log_type:
            description:
              - 'Which log: that of slow commands or that of the engine.'
            type: str
            required: true
            choices:
              - slow-log
              - engine-log
          log_group:
            description:
              - Name of the log group in CloudWatch.
            type: str
            required: true
          log_format:
            description:
              - How lines are written.
            type: str
            required: true
            choices:
              - json
              - text
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
      auth_token_secret:
        description:
          - Name of the secret that holds the password of the cache. It is read inside the module when
            it has to be sent, and shown nowhere. When the secret has a new one, the cache is given it.
        type: str
      auth_token_key:
        description:
          - Which entry of the secret's JSON object that is.
        type: str
      keep_former_auth_token:
        description:
          - 'Whether the cache goes on taking the password before a new one, until a run without this:
            so that services can be deployed with the new one in between.'
        type: bool
        default: false
      apply_immediately:
        description:
          - Whether another version or another type of nodes comes at once and not in the maintenance
            window. All else comes at once, unless something waits for the window already. What waits
            for it is in RV(elasticache_replication_groups.waits_for_window).
        type: bool
        default: false
      final_snapshot:
        description:
          - Whether a snapshot is taken before it is deleted.
        type: bool
        default: true
"""

EXAMPLES = r"""
---
- name: Create or update ElastiCache replication groups
  venturemond.envelope.elasticache_replication_groups:
    elasticache_replication_groups:
      - name: envelope-prod
        description: Queues, sessions and cache
        engine: valkey
        engine_version: '8.0'
        node_type: cache.t4g.small
        num_node_groups: 1
        replicas_per_node_group: 1
        automatic_failover: true
        multi_az: true
        kms_key: alias/envelope-prod
        subnet_group: envelope-prod
        security_groups:
          - envelope-prod-redis
        parameter_group: envelope-prod
        maintenance_window: sun:03:00-sun:04:00
        snapshot_window: 01:00-02:00
        snapshot_retention_limit: 7
        notification_topic: envelope-prod-alarms
        auth_token_secret: envelope-prod/platform
        auth_token_key: REDIS_PASSWORD
        tags:
          project: envelope
- name: Delete ElastiCache replication groups
  venturemond.envelope.elasticache_replication_groups:
    state: absent
    elasticache_replication_groups:
      - name: envelope-prod
"""

RETURN = r"""
---
elasticache_replication_groups:
  description:
    - The ElastiCache replication groups as they are now, or in check mode as they would be, each under
      its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the replication group, in lower case.
      returned: when it is set
      type: str
    description:
      description:
        - What it is for. A new one is described by its name where this is left out.
      returned: when it is set
      type: str
    engine:
      description:
        - What it runs. From V(redis) to V(valkey) can be changed, and not back. AWS takes V(redis) when
          left out.
      returned: when it is set
      type: str
    engine_version:
      description:
        - Version of the engine, such as V(7.1). Never goes down.
      returned: when it is set
      type: str
    node_type:
      description:
        - Type of its nodes, such as V(cache.t4g.small).
      returned: when it is set
      type: str
    num_node_groups:
      description:
        - Shards, 1 to 500. More than one need a parameter group with V(cluster-enabled).
      returned: when it is set
      type: int
    replicas_per_node_group:
      description:
        - Replicas in each shard, 0 to 5.
      returned: when it is set
      type: int
    automatic_failover:
      description:
        - Whether a replica takes over when the primary node fails.
      returned: when it is set
      type: bool
    multi_az:
      description:
        - Whether primary node and replicas are in different availability zones.
      returned: when it is set
      type: bool
    kms_key:
      description:
        - 'Key that encrypts what is on disk: alias, id or ARN. Cannot change.'
      returned: when it is set
      type: str
    subnet_group:
      description:
        - Name of the subnet group. A new one needs it. Cannot change.
      returned: when it is set
      type: str
    security_groups:
      description:
        - Names or ids of its security groups.
      returned: when it is set
      type: list
      elements: str
    parameter_group:
      description:
        - Name of the parameter group.
      returned: when it is set
      type: str
    maintenance_window:
      description:
        - When AWS may maintain it, in UTC, such as V(sun:03:00-sun:04:00).
      returned: when it is set
      type: str
    snapshot_window:
      description:
        - When it is backed up each day, in UTC, such as V(01:00-02:00).
      returned: when it is set
      type: str
    snapshot_retention_limit:
      description:
        - Days that backups are kept, 0 to 35. V(0) makes none.
      returned: when it is set
      type: int
    notification_topic:
      description:
        - Name or ARN of the topic that is told of failovers and the like.
      returned: when it is set
      type: str
    auto_minor_version_upgrade:
      description:
        - Whether AWS upgrades minor versions by itself.
      returned: when it is set
      type: bool
    log_delivery_configurations:
      description:
        - Logs that are sent to CloudWatch. Those not named are not sent.
      returned: when it is set
      type: list
      elements: dict
      contains:
        log_type:
          description:
            - 'Which log: that of slow commands or that of the engine.'
          returned: when it is set
          type: str
        log_group:
          description:
            - Name of the log group in CloudWatch.
          returned: when it is set
          type: str
        log_format:
          description:
            - How lines are written.
          returned: when it is set
          type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the replication group.
      returned: when AWS has decided it
      type: str
    status:
      description:
        - State, such as V(available).
      returned: when AWS has decided it
      type: str
    primary_endpoint:
      description:
        - Host name of the primary node. None with several shards.
      returned: when AWS has decided it
      type: str
    reader_endpoint:
      description:
        - Host name of the replicas. None with several shards.
      returned: when AWS has decided it
      type: str
    configuration_endpoint:
      description:
        - Host name of all shards, where it has several.
      returned: when AWS has decided it
      type: str
    port:
      description:
        - Port of its endpoints.
      returned: when AWS has decided it
      type: int
    waits_for_window:
      description:
        - Changes that come in the maintenance window.
      returned: when AWS has decided it
      type: list
      elements: str
    created:
      description:
        - When it was made.
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
from ..module_utils.kinds.elasticache.replication_groups import ReplicationGroup


def main() -> None:
    run_module(ReplicationGroup)


if __name__ == "__main__":
    main()
