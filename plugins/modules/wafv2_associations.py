#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: wafv2_associations
short_description: Manage WAFV2 associations
version_added: 0.1.0
description:
  - 'A resource that a web ACL protects: every request to it is looked at first.'
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
  wafv2_associations:
    description:
      - The WAFV2 associations.
    type: list
    elements: dict
    required: true
    suboptions:
      resource:
        description:
          - Name of a load balancer; ARN of that, or of anything else that WAF protects.
        type: str
        required: true
      web_acl:
        description:
          - 'Name or ARN of its web ACL, of the same region. One that does not exist is an error: the
            resource would stay open. With O(state=absent), the only one that is taken from it.'
        type: str
"""

EXAMPLES = r"""
---
- name: Create or update WAFV2 associations
  venturemond.envelope.wafv2_associations:
    wafv2_associations:
      - resource: envelope-production-public
        web_acl: envelope-production-public
- name: Delete WAFV2 associations
  venturemond.envelope.wafv2_associations:
    state: absent
    wafv2_associations:
      - resource: envelope-production-public
"""

RETURN = r"""
---
wafv2_associations:
  description:
    - The WAFV2 associations as they are now, or in check mode as they would be, each under its C(resource).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    resource:
      description:
        - Name of a load balancer; ARN of that, or of anything else that WAF protects.
      returned: when it is set
      type: str
    web_acl:
      description:
        - 'Name or ARN of its web ACL, of the same region. One that does not exist is an error: the resource
          would stay open. With O(state=absent), the only one that is taken from it.'
      returned: when it is set
      type: str
    other:
      description:
        - Whether it is another web ACL than the one named.
      returned: when AWS has decided it
      type: bool
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
from ..module_utils.kinds.wafv2.associations import Association


def main() -> None:
    run_module(Association)


if __name__ == "__main__":
    main()
