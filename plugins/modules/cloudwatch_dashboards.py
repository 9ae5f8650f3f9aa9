#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: cloudwatch_dashboards
short_description: Manage CloudWatch dashboards
version_added: 0.1.0
description:
  - 'A dashboard, which is the account''s: every region shows it.'
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
  cloudwatch_dashboards:
    description:
      - The CloudWatch dashboards.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the dashboard.
        type: str
        required: true
      body:
        description:
          - 'What it shows, as CloudWatch''s JSON document. A new dashboard cannot do without it. Where
            it says dimensions: Names of load balancers (LoadBalancer), target groups (TargetGroup) and
            distributions (DistributionId) do. A line of a graph whose settings say V(awaited: true) is
            left out while that is not there.'
        type: dict
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update CloudWatch dashboards
  venturemond.envelope.cloudwatch_dashboards:
    cloudwatch_dashboards:
      - name: envelope-prod
        tags:
          project: envelope
        body:
          widgets:
            - type: metric
              x: 0
              y: 0
              width: 12
              height: 6
              properties:
                title: CPU of the API
                region: eu-west-1
                stat: Average
                period: 60
                metrics:
                  - - AWS/ECS
                    - CPUUtilization
                    - ClusterName
                    - envelope-prod-cluster
- name: Delete CloudWatch dashboards
  venturemond.envelope.cloudwatch_dashboards:
    state: absent
    cloudwatch_dashboards:
      - name: envelope-prod
"""

RETURN = r"""
---
cloudwatch_dashboards:
  description:
    - The CloudWatch dashboards as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the dashboard.
      returned: when it is set
      type: str
    body:
      description:
        - 'What it shows, as CloudWatch''s JSON document. A new dashboard cannot do without it. Where
          it says dimensions: Names of load balancers (LoadBalancer), target groups (TargetGroup) and
          distributions (DistributionId) do. A line of a graph whose settings say V(awaited: true) is
          left out while that is not there.'
      returned: when it is set
      type: dict
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the dashboard.
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
from ..module_utils.kinds.cloudwatch.dashboards import Dashboard


def main() -> None:
    run_module(Dashboard)


if __name__ == "__main__":
    main()
