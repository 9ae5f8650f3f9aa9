#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ec2_security_group_rules
short_description: Manage EC2 security group rules
version_added: 0.1.0
description:
  - All rules of a security group; one that nobody listed is revoked, and V(absent) means those of a new
    group.
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
  ec2_security_group_rules:
    description:
      - The EC2 security group rules.
    type: list
    elements: dict
    required: true
    suboptions:
      security_group:
        description:
          - Name or id of the security group.
        type: str
        required: true
      ingress:
        description:
          - All rules for what may come in, in any order.
        type: list
        elements: dict
        suboptions:
          protocol:
            description:
              - Protocol; V(all) takes no ports.
            type: str
            required: true
            choices:
              - tcp
              - udp
              - icmp
              - icmpv6
              - all
          from_port:
            description:
              - First port of V(tcp) and V(udp), which need it; type of an ICMP message, all when left
                out.
            type: int
          to_port:
            description:
              - Last port, the first one when left out; code of an ICMP message, all when left out.
            type: int
          cidr_blocks:
            description:
              - IPv4 ranges of the other side.
            type: list
            elements: str
          ipv6_cidr_blocks:
            description:
              - IPv6 ranges of the other side.
            type: list
            elements: str
          security_groups:
            description:
              - Names or ids of security groups of the other side. A group may name itself.
            type: list
            elements: str
          prefix_lists:
            description:
              - Names or ids of prefix lists of the other side, such as V(com.amazonaws.global.cloudfront.origin-facing).
            type: list
            elements: str
          description:
            description:
              - What the rule is for.
            type: str
      egress:
        description:
          - All rules for what may go out, in any order. AWS gives a new group one that allows everything.
        type: list
        elements: dict
        suboptions:
          protocol:
            description:
              - Protocol; V(all) takes no ports.
            type: str
            required: true
            choices:
              - tcp
              - udp
              - icmp
              - icmpv6
              - all
          from_port:
            description:
              - First port of V(tcp) and V(udp), which need it; type of an ICMP message, all when left
                out.
            type: int
          to_port:
            description:
              - Last port, the first one when left out; code of an ICMP message, all when left out.
            type: int
          cidr_blocks:
            description:
              - IPv4 ranges of the other side.
            type: list
            elements: str
          ipv6_cidr_blocks:
            description:
              - IPv6 ranges of the other side.
            type: list
            elements: str
          security_groups:
            description:
              - Names or ids of security groups of the other side. A group may name itself.
            type: list
            elements: str
          prefix_lists:
            description:
              - Names or ids of prefix lists of the other side, such as V(com.amazonaws.global.cloudfront.origin-facing).
            type: list
            elements: str
          description:
            description:
              - What the rule is for.
            type: str
"""

EXAMPLES = r"""
---
- name: Create or update EC2 security group rules
  venturemond.envelope.ec2_security_group_rules:
    ec2_security_group_rules:
      - security_group: envelope-prod-services
        ingress:
          - protocol: tcp
            from_port: 8080
            security_groups:
              - envelope-prod-alb
            description: Load balancer
        egress:
          - protocol: all
            cidr_blocks:
              - 0.0.0.0/0
- name: Delete EC2 security group rules
  venturemond.envelope.ec2_security_group_rules:
    state: absent
    ec2_security_group_rules:
      - security_group: envelope-prod-services
"""

RETURN = r"""
---
ec2_security_group_rules:
  description:
    - The EC2 security group rules as they are now, or in check mode as they would be, each under its
      C(security_group).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    security_group:
      description:
        - Name or id of the security group.
      returned: when it is set
      type: str
    ingress:
      description:
        - All rules for what may come in, in any order.
      returned: when it is set
      type: list
      elements: dict
      contains:
        protocol:
          description:
            - Protocol; V(all) takes no ports.
          returned: when it is set
          type: str
        from_port:
          description:
            - First port of V(tcp) and V(udp), which need it; type of an ICMP message, all when left out.
          returned: when it is set
          type: int
        to_port:
          description:
            - Last port, the first one when left out; code of an ICMP message, all when left out.
          returned: when it is set
          type: int
        cidr_blocks:
          description:
            - IPv4 ranges of the other side.
          returned: when it is set
          type: list
          elements: str
        ipv6_cidr_blocks:
          description:
            - IPv6 ranges of the other side.
          returned: when it is set
          type: list
          elements: str
        security_groups:
          description:
            - Names or ids of security groups of the other side. A group may name itself.
          returned: when it is set
          type: list
          elements: str
        prefix_lists:
          description:
            - Names or ids of prefix lists of the other side, such as V(com.amazonaws.global.cloudfront.origin-facing).
          returned: when it is set
          type: list
          elements: str
        description:
          description:
            - What the rule is for.
          returned: when it is set
          type: str
    egress:
      description:
        - All rules for what may go out, in any order. AWS gives a new group one that allows everything.
      returned: when it is set
      type: list
      elements: dict
      contains:
        protocol:
          description:
            - Protocol; V(all) takes no ports.
          returned: when it is set
          type: str
        from_port:
          description:
            - First port of V(tcp) and V(udp), which need it; type of an ICMP message, all when left out.
          returned: when it is set
          type: int
        to_port:
          description:
            - Last port, the first one when left out; code of an ICMP message, all when left out.
          returned: when it is set
          type: int
        cidr_blocks:
          description:
            - IPv4 ranges of the other side.
          returned: when it is set
          type: list
          elements: str
        ipv6_cidr_blocks:
          description:
            - IPv6 ranges of the other side.
          returned: when it is set
          type: list
          elements: str
        security_groups:
          description:
            - Names or ids of security groups of the other side. A group may name itself.
          returned: when it is set
          type: list
          elements: str
        prefix_lists:
          description:
            - Names or ids of prefix lists of the other side, such as V(com.amazonaws.global.cloudfront.origin-facing).
          returned: when it is set
          type: list
          elements: str
        description:
          description:
            - What the rule is for.
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
from ..module_utils.kinds.ec2.security_group_rules import SecurityGroupRules


def main() -> None:
    run_module(SecurityGroupRules)


if __name__ == "__main__":
    main()
