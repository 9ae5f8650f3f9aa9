#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ec2_flow_logs
short_description: Manage EC2 flow logs
version_added: 0.1.0
description:
  - A flow log of a VPC or a subnet; where it has to change, a new one is made before the old one is deleted.
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
  ec2_flow_logs:
    description:
      - The EC2 flow logs.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - 'Name of the flow log, its tag C(Name). Where none bears it, one without a name that brings
            the traffic to the same place is taken for it: AWS allows no second one.'
        type: str
        required: true
      vpc:
        description:
          - VPC whose traffic it records, by name or id. A new one needs this or O(ec2_flow_logs[].subnet).
        type: str
      subnet:
        description:
          - Subnet whose traffic it records, by name or id, in place of a VPC.
        type: str
      log_group:
        description:
          - Name of the log group of CloudWatch Logs that records come to. A new one needs this or O(ec2_flow_logs[].bucket).
        type: str
      bucket:
        description:
          - Bucket that records come to, by name or ARN, with a folder behind a slash if need be. Its
            policy must let C(delivery.logs.amazonaws.com) write; AWS adds that to it where it is not
            there and you may change it.
        type: str
      role:
        description:
          - Role with which records are written to the log group, by name or ARN. C(vpc-flow-logs.amazonaws.com)
            must be able to assume it. A log group needs it, a bucket has none.
        type: str
      traffic_type:
        description:
          - Which traffic it records. V(ALL) for a new one where it is left out.
        type: str
        choices:
          - ALL
          - ACCEPT
          - REJECT
      max_aggregation_interval:
        description:
          - Seconds that a record sums up at most. AWS's default is V(600).
        type: int
        choices:
          - 60
          - 600
      log_format:
        description:
          - Fields of a record, such as V(${srcaddr} ${dstaddr}), in their order. AWS's default are the
            fields of version 2.
        type: str
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update EC2 flow logs
  venturemond.envelope.ec2_flow_logs:
    ec2_flow_logs:
      - name: envelope-prod
        vpc: envelope-prod
        log_group: /vpc/envelope-prod
        role: envelope-prod-flow-logs
        traffic_type: ALL
        max_aggregation_interval: 600
        log_format: ${version} ${interface-id} ${srcaddr} ${dstaddr} ${action}
        tags:
          project: envelope
- name: Delete EC2 flow logs
  venturemond.envelope.ec2_flow_logs:
    state: absent
    ec2_flow_logs:
      - name: envelope-prod
"""

RETURN = r"""
---
ec2_flow_logs:
  description:
    - The EC2 flow logs as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - 'Name of the flow log, its tag C(Name). Where none bears it, one without a name that brings
          the traffic to the same place is taken for it: AWS allows no second one.'
      returned: when it is set
      type: str
    vpc:
      description:
        - VPC whose traffic it records, by name or id. A new one needs this or O(ec2_flow_logs[].subnet).
      returned: when it is set
      type: str
    subnet:
      description:
        - Subnet whose traffic it records, by name or id, in place of a VPC.
      returned: when it is set
      type: str
    log_group:
      description:
        - Name of the log group of CloudWatch Logs that records come to. A new one needs this or O(ec2_flow_logs[].bucket).
      returned: when it is set
      type: str
    bucket:
      description:
        - Bucket that records come to, by name or ARN, with a folder behind a slash if need be. Its policy
          must let C(delivery.logs.amazonaws.com) write; AWS adds that to it where it is not there and
          you may change it.
      returned: when it is set
      type: str
    role:
      description:
        - Role with which records are written to the log group, by name or ARN. C(vpc-flow-logs.amazonaws.com)
          must be able to assume it. A log group needs it, a bucket has none.
      returned: when it is set
      type: str
    traffic_type:
      description:
        - Which traffic it records. V(ALL) for a new one where it is left out.
      returned: when it is set
      type: str
    max_aggregation_interval:
      description:
        - Seconds that a record sums up at most. AWS's default is V(600).
      returned: when it is set
      type: int
    log_format:
      description:
        - Fields of a record, such as V(${srcaddr} ${dstaddr}), in their order. AWS's default are the
          fields of version 2.
      returned: when it is set
      type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    flow_log_id:
      description:
        - Id of the flow log.
      returned: when AWS has decided it
      type: str
    delivery:
      description:
        - V(SUCCESS), or V(FAILED) where records do not arrive.
      returned: when AWS has decided it
      type: str
    delivery_error:
      description:
        - What keeps them from arriving.
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
from ..module_utils.kinds.ec2.flow_logs import FlowLog


def main() -> None:
    run_module(FlowLog)


if __name__ == "__main__":
    main()
