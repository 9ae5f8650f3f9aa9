#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: wafv2_web_acls
short_description: Manage WAFV2 web ACLs
version_added: 0.1.0
description:
  - 'A web ACL: rules, tried in the order of their priorities, that say what becomes of a request.'
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
  scope:
    description:
      - V(CLOUDFRONT) for distributions, whose region is always us-east-1; V(REGIONAL) for others.
    type: str
    choices:
      - REGIONAL
      - CLOUDFRONT
    default: REGIONAL
  wafv2_web_acls:
    description:
      - The WAFV2 web ACLs.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the web ACL.
        type: str
        required: true
      default_action:
        description:
          - 'What becomes of a request that no rule decides: V(allow) or V(block), each with a dictionary
            that may be empty.'
        type: dict
      rules:
        description:
          - Rules as AWS has them, in snake_case; where an ARN is asked for, the name of an IP set, a
            regex pattern set or a rule group will do. V(visibility_config) may be left out, and V(override_action)
            of a rule group.
        type: list
        elements: dict
      visibility_config:
        description:
          - Whether requests are sampled and counted. Left out, a new web ACL does both, under its name.
        type: dict
      description:
        description:
          - What it is for.
        type: str
      custom_response_bodies:
        description:
          - Texts that actions answer with, by name, each V(content_type) and V(content).
        type: dict
      captcha_config:
        description:
          - How long a solved puzzle is good for.
        type: dict
      challenge_config:
        description:
          - How long a passed challenge is good for.
        type: dict
      token_domains:
        description:
          - Domains that take each other's tokens.
        type: list
        elements: str
      association_config:
        description:
          - How much of a body is looked at, by the sort of resource.
        type: dict
      data_protection_config:
        description:
          - 'What of requests nobody is to read, in samples and logs: C(data_protections).'
        type: dict
      logging:
        description:
          - Where its log is written.
        type: dict
        suboptions:
          destination:
            description:
              - Name of a log group, or ARN of a log group, a bucket or a delivery stream. The name starts
                with V(aws-waf-logs-). Empty for no log.
            type: str
            required: true
          redacted_fields:
            description:
              - What of a request is not written, each V(method), V(query_string), V(uri_path) or V(single_header)
                with a V(name).
            type: list
            elements: dict
          filter:
            description:
              - 'Which requests are written: C(LoggingFilter) of AWS in snake_case.'
            type: dict
      capacity:
        description:
          - WCU that its rules may need; AWS charges more for a web ACL of over 1500, and takes no more
            than 5000.
        type: int
        default: 1500
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update WAFV2 web ACLs
  venturemond.envelope.wafv2_web_acls:
    scope: REGIONAL
    wafv2_web_acls:
      - name: envelope-prod
        description: In front of the platform
        default_action:
          allow: {}
        visibility_config:
          sampled_requests_enabled: true
          cloud_watch_metrics_enabled: true
          metric_name: envelope-prod
        rules:
          - name: requests-of-a-tenant
            priority: 0
            action:
              count: {}
            statement:
              rate_based_statement:
                limit: 2000
                aggregate_key_type: CUSTOM_KEYS
                custom_keys:
                  - header:
                      name: host
                      text_transformations:
                        - priority: 0
                          type: LOWERCASE
          - name: common
            priority: 10
            override_action:
              count: {}
            statement:
              managed_rule_group_statement:
                vendor_name: AWS
                name: AWSManagedRulesCommonRuleSet
        custom_response_bodies:
          slow:
            content_type: APPLICATION_JSON
            content: '{"error": "slow down"}'
        captcha_config:
          immunity_time_property:
            immunity_time: 300
        challenge_config:
          immunity_time_property:
            immunity_time: 300
        token_domains:
          - example.com
        association_config:
          request_body:
            API_GATEWAY:
              default_size_inspection_limit: KB_32
        data_protection_config:
          data_protections:
            - action: SUBSTITUTION
              field:
                field_type: SINGLE_HEADER
                field_keys:
                  - authorization
        logging:
          destination: arn:aws:logs:eu-west-1:111122223333:log-group:aws-waf-logs-envelope-prod
          redacted_fields:
            - single_header:
                name: authorization
          filter:
            default_behavior: DROP
            filters:
              - behavior: KEEP
                requirement: MEETS_ANY
                conditions:
                  - action_condition:
                      action: BLOCK
        tags:
          project: envelope
          environment: prod
- name: Delete WAFV2 web ACLs
  venturemond.envelope.wafv2_web_acls:
    state: absent
    scope: REGIONAL
    wafv2_web_acls:
      - name: envelope-prod
"""

RETURN = r"""
---
wafv2_web_acls:
  description:
    - The WAFV2 web ACLs as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    scope:
      description:
        - V(CLOUDFRONT) for distributions, whose region is always us-east-1; V(REGIONAL) for others.
      returned: when it is set
      type: str
    name:
      description:
        - Name of the web ACL.
      returned: when it is set
      type: str
    default_action:
      description:
        - 'What becomes of a request that no rule decides: V(allow) or V(block), each with a dictionary
          that may be empty.'
      returned: when it is set
      type: dict
    rules:
      description:
        - Rules as AWS has them, in snake_case; where an ARN is asked for, the name of an IP set, a regex
          pattern set or a rule group will do. V(visibility_config) may be left out, and V(override_action)
          of a rule group.
      returned: when it is set
      type: list
      elements: dict
    visibility_config:
      description:
        - Whether requests are sampled and counted. Left out, a new web ACL does both, under its name.
      returned: when it is set
      type: dict
    description:
      description:
        - What it is for.
      returned: when it is set
      type: str
    custom_response_bodies:
      description:
        - Texts that actions answer with, by name, each V(content_type) and V(content).
      returned: when it is set
      type: dict
    captcha_config:
      description:
        - How long a solved puzzle is good for.
      returned: when it is set
      type: dict
    challenge_config:
      description:
        - How long a passed challenge is good for.
      returned: when it is set
      type: dict
    token_domains:
      description:
        - Domains that take each other's tokens.
      returned: when it is set
      type: list
      elements: str
    association_config:
      description:
        - How much of a body is looked at, by the sort of resource.
      returned: when it is set
      type: dict
    data_protection_config:
      description:
        - 'What of requests nobody is to read, in samples and logs: C(data_protections).'
      returned: when it is set
      type: dict
    logging:
      description:
        - Where its log is written.
      returned: when it is set
      type: dict
      contains:
        destination:
          description:
            - Name of a log group, or ARN of a log group, a bucket or a delivery stream. The name starts
              with V(aws-waf-logs-). Empty for no log.
          returned: when it is set
          type: str
        redacted_fields:
          description:
            - What of a request is not written, each V(method), V(query_string), V(uri_path) or V(single_header)
              with a V(name).
          returned: when it is set
          type: list
          elements: dict
        filter:
          description:
            - 'Which requests are written: C(LoggingFilter) of AWS in snake_case.'
          returned: when it is set
          type: dict
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the web ACL.
      returned: when AWS has decided it
      type: str
    acl_id:
      description:
        - Id that AWS gives it.
      returned: when AWS has decided it
      type: str
    label_namespace:
      description:
        - What the labels of its rules start with.
      returned: when AWS has decided it
      type: str
    needed_capacity:
      description:
        - WCU that its rules need.
      returned: when AWS has decided it
      type: int
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
from ..module_utils.kinds.wafv2.web_acls import WebAcl


def main() -> None:
    run_module(WebAcl)


if __name__ == "__main__":
    main()
