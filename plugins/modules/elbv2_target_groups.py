#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: elbv2_target_groups
short_description: Manage Elastic Load Balancing v2 target groups
version_added: 0.1.0
description:
  - A group of targets that one load balancer forwards requests to, and how their health is checked.
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
  elbv2_target_groups:
    description:
      - The Elastic Load Balancing v2 target groups.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the target group, at most 32 characters.
        type: str
        required: true
      vpc:
        description:
          - Name or id of the VPC that the targets are in.
          - It cannot change once the resource is made.
        type: str
      target_type:
        description:
          - 'What the targets are: V(ip) for Fargate. AWS takes V(instance) when left out.'
          - It cannot change once the resource is made.
        type: str
        choices:
          - ip
          - instance
          - lambda
          - alb
      protocol:
        description:
          - Protocol that the targets speak.
          - It cannot change once the resource is made.
        type: str
        choices:
          - HTTP
          - HTTPS
          - TCP
          - TLS
          - UDP
          - TCP_UDP
      port:
        description:
          - Port that targets listen on, unless they are registered with another.
          - It cannot change once the resource is made.
        type: int
      protocol_version:
        description:
          - Version of HTTP that the targets speak.
          - It cannot change once the resource is made.
        type: str
        choices:
          - HTTP1
          - HTTP2
          - GRPC
      health_check_enabled:
        description:
          - Whether health is checked. Only functions can do without.
        type: bool
      health_check_protocol:
        description:
          - Protocol of the health check.
        type: str
        choices:
          - HTTP
          - HTTPS
          - TCP
          - TLS
          - UDP
          - TCP_UDP
      health_check_path:
        description:
          - Path that the health check asks for.
        type: str
      health_check_port:
        description:
          - Port of the health check, or V(traffic-port).
        type: str
      health_check_interval_seconds:
        description:
          - Seconds between two checks, 5 to 300.
        type: int
      health_check_timeout_seconds:
        description:
          - Seconds after which a check has failed, 2 to 120.
        type: int
      healthy_threshold_count:
        description:
          - Checks in a row that make a target healthy, 2 to 10.
        type: int
      unhealthy_threshold_count:
        description:
          - Failed checks in a row that make a target unhealthy, 2 to 10.
        type: int
      matcher:
        description:
          - HTTP codes of a healthy target, such as V(200) or V(200-299).
        type: str
      attributes:
        description:
          - Attributes by AWS's keys, such as V(deregistration_delay.timeout_seconds). Those not named
            are left alone.
        type: dict
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update Elastic Load Balancing v2 target groups
  venturemond.envelope.elbv2_target_groups:
    elbv2_target_groups:
      - name: envelope-prod-api
        vpc: envelope-prod
        target_type: ip
        protocol: HTTP
        port: 8000
        protocol_version: HTTP1
        health_check_protocol: HTTP
        health_check_port: traffic-port
        health_check_path: /up
        health_check_interval_seconds: 30
        health_check_timeout_seconds: 5
        healthy_threshold_count: 2
        unhealthy_threshold_count: 3
        matcher: 200-299
        attributes:
          deregistration_delay.timeout_seconds: 30
          stickiness.enabled: true
        tags:
          project: envelope
- name: Delete Elastic Load Balancing v2 target groups
  venturemond.envelope.elbv2_target_groups:
    state: absent
    elbv2_target_groups:
      - name: envelope-prod-api
"""

RETURN = r"""
---
elbv2_target_groups:
  description:
    - The Elastic Load Balancing v2 target groups as they are now, or in check mode as they would be,
      each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the target group, at most 32 characters.
      returned: when it is set
      type: str
    vpc:
      description:
        - Name or id of the VPC that the targets are in.
      returned: when it is set
      type: str
    target_type:
      description:
        - 'What the targets are: V(ip) for Fargate. AWS takes V(instance) when left out.'
      returned: when it is set
      type: str
    protocol:
      description:
        - Protocol that the targets speak.
      returned: when it is set
      type: str
    port:
      description:
        - Port that targets listen on, unless they are registered with another.
      returned: when it is set
      type: int
    protocol_version:
      description:
        - Version of HTTP that the targets speak.
      returned: when it is set
      type: str
    health_check_enabled:
      description:
        - Whether health is checked. Only functions can do without.
      returned: when it is set
      type: bool
    health_check_protocol:
      description:
        - Protocol of the health check.
      returned: when it is set
      type: str
    health_check_path:
      description:
        - Path that the health check asks for.
      returned: when it is set
      type: str
    health_check_port:
      description:
        - Port of the health check, or V(traffic-port).
      returned: when it is set
      type: str
    health_check_interval_seconds:
      description:
        - Seconds between two checks, 5 to 300.
      returned: when it is set
      type: int
    health_check_timeout_seconds:
      description:
        - Seconds after which a check has failed, 2 to 120.
      returned: when it is set
      type: int
    healthy_threshold_count:
      description:
        - Checks in a row that make a target healthy, 2 to 10.
      returned: when it is set
      type: int
    unhealthy_threshold_count:
      description:
        - Failed checks in a row that make a target unhealthy, 2 to 10.
      returned: when it is set
      type: int
    matcher:
      description:
        - HTTP codes of a healthy target, such as V(200) or V(200-299).
      returned: when it is set
      type: str
    attributes:
      description:
        - Attributes by AWS's keys, such as V(deregistration_delay.timeout_seconds). Those not named are
          left alone.
      returned: when it is set
      type: dict
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the target group.
      returned: when AWS has decided it
      type: str
    load_balancers:
      description:
        - ARNs of the load balancers that use it.
      returned: when AWS has decided it
      type: list
      elements: str
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
from ..module_utils.kinds.elbv2.target_groups import TargetGroup


def main() -> None:
    run_module(TargetGroup)


if __name__ == "__main__":
    main()
