#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: elbv2_listeners
short_description: Manage Elastic Load Balancing v2 listeners
version_added: 0.1.0
description:
  - A port of a load balancer, and what is done with requests that no rule is for.
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
  elbv2_listeners:
    description:
      - The Elastic Load Balancing v2 listeners.
    type: list
    elements: dict
    required: true
    suboptions:
      load_balancer:
        description:
          - Name or ARN of the load balancer.
        type: str
        required: true
      port:
        description:
          - Port it listens on.
        type: int
        required: true
      protocol:
        description:
          - Protocol that clients speak.
        type: str
        choices:
          - HTTP
          - HTTPS
          - TCP
          - TLS
          - UDP
          - TCP_UDP
      ssl_policy:
        description:
          - AWS's name for the TLS versions and ciphers that are accepted.
        type: str
      certificate:
        description:
          - Domain name or ARN of the default certificate; M(venturemond.envelope.elbv2_listener_certificates)
            adds more.
        type: str
      default_actions:
        description:
          - What is done with requests that no rule is for. Exactly one.
        type: list
        elements: dict
        suboptions:
          type:
            description:
              - What is done.
            type: str
            required: true
            choices:
              - forward
              - redirect
              - fixed-response
          target_group:
            description:
              - Name or ARN of the target group that gets the request.
            type: str
          target_groups:
            description:
              - Target groups that share the requests, at most five, instead of C(target_group).
            type: list
            elements: dict
            suboptions:
              target_group:
                description:
                  - Name or ARN of the target group.
                type: str
                required: true
              weight:
                description:
                  - Its share, relative to the others', 0 to 999. AWS takes 1 when left out.
                type: int
          stickiness:
            description:
              - Whether clients stay with one of C(target_groups). Off when left out.
            type: dict
            suboptions:
              enabled:
                description:
                  - Whether clients stay with the target group they met first.
                type: bool
                required: true
              duration_seconds:
                description:
                  - For how long, 1 to 604800 seconds.
                type: int
          redirect:
            description:
              - Where the client is sent.
            type: dict
            suboptions:
              protocol:
                description:
                  - Protocol.
                type: str
                choices:
                  - HTTP
                  - HTTPS
                  - '#{protocol}'
              port:
                description:
                  - Port.
                type: str
              host:
                description:
                  - Host name.
                type: str
              path:
                description:
                  - Path, beginning with V(/).
                type: str
              query:
                description:
                  - Query, without the leading V(?). An empty one drops that of the request.
                type: str
              status_code:
                description:
                  - V(HTTP_301) is for good (and kept by browsers), V(HTTP_302) for now.
                type: str
                required: true
                choices:
                  - HTTP_301
                  - HTTP_302
          fixed_response:
            description:
              - What is answered.
            type: dict
            suboptions:
              status_code:
                description:
                  - HTTP status, 2xx, 4xx or 5xx.
                type: str
                required: true
              content_type:
                description:
                  - Content type. AWS takes V(text/plain) when left out.
                type: str
                choices:
                  - text/plain
                  - text/css
                  - text/html
                  - application/javascript
                  - application/json
              message_body:
                description:
                  - Body, at most 1024 characters.
                type: str
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update Elastic Load Balancing v2 listeners
  venturemond.envelope.elbv2_listeners:
    elbv2_listeners:
      - load_balancer: envelope-prod
        port: 443
        protocol: HTTPS
        ssl_policy: ELBSecurityPolicy-TLS13-1-2-2021-06
        certificate: example.com
        default_actions:
          - type: forward
            target_group: envelope-prod-tenant
        tags:
          project: envelope
- name: Delete Elastic Load Balancing v2 listeners
  venturemond.envelope.elbv2_listeners:
    state: absent
    elbv2_listeners:
      - load_balancer: envelope-prod
        port: 443
"""

RETURN = r"""
---
elbv2_listeners:
  description:
    - The Elastic Load Balancing v2 listeners as they are now, or in check mode as they would be, each
      under its C(load_balancer/port).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    load_balancer:
      description:
        - Name or ARN of the load balancer.
      returned: when it is set
      type: str
    port:
      description:
        - Port it listens on.
      returned: when it is set
      type: int
    protocol:
      description:
        - Protocol that clients speak.
      returned: when it is set
      type: str
    ssl_policy:
      description:
        - AWS's name for the TLS versions and ciphers that are accepted.
      returned: when it is set
      type: str
    certificate:
      description:
        - Domain name or ARN of the default certificate; M(venturemond.envelope.elbv2_listener_certificates)
          adds more.
      returned: when it is set
      type: str
    default_actions:
      description:
        - What is done with requests that no rule is for. Exactly one.
      returned: when it is set
      type: list
      elements: dict
      contains:
        type:
          description:
            - What is done.
          returned: when it is set
          type: str
        target_group:
          description:
            - Name or ARN of the target group that gets the request.
          returned: when it is set
          type: str
        target_groups:
          description:
            - Target groups that share the requests, at most five, instead of C(target_group).
          returned: when it is set
          type: list
          elements: dict
          contains:
            target_group:
              description:
                - Name or ARN of the target group.
              returned: when it is set
              type: str
            weight:
              description:
                - Its share, relative to the others', 0 to 999. AWS takes 1 when left out.
              returned: when it is set
              type: int
        stickiness:
          description:
            - Whether clients stay with one of C(target_groups). Off when left out.
          returned: when it is set
          type: dict
          contains:
            enabled:
              description:
                - Whether clients stay with the target group they met first.
              returned: when it is set
              type: bool
            duration_seconds:
              description:
                - For how long, 1 to 604800 seconds.
              returned: when it is set
              type: int
        redirect:
          description:
            - Where the client is sent.
          returned: when it is set
          type: dict
          contains:
            protocol:
              description:
                - Protocol.
              returned: when it is set
              type: str
            port:
              description:
                - Port.
              returned: when it is set
              type: str
            host:
              description:
                - Host name.
              returned: when it is set
              type: str
            path:
              description:
                - Path, beginning with V(/).
              returned: when it is set
              type: str
            query:
              description:
                - Query, without the leading V(?). An empty one drops that of the request.
              returned: when it is set
              type: str
            status_code:
              description:
                - V(HTTP_301) is for good (and kept by browsers), V(HTTP_302) for now.
              returned: when it is set
              type: str
        fixed_response:
          description:
            - What is answered.
          returned: when it is set
          type: dict
          contains:
            status_code:
              description:
                - HTTP status, 2xx, 4xx or 5xx.
              returned: when it is set
              type: str
            content_type:
              description:
                - Content type. AWS takes V(text/plain) when left out.
              returned: when it is set
              type: str
            message_body:
              description:
                - Body, at most 1024 characters.
              returned: when it is set
              type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the listener.
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
from ..module_utils.kinds.elbv2.listeners import Listener


def main() -> None:
    run_module(Listener)


if __name__ == "__main__":
    main()
