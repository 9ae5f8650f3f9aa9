#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: route53_hosted_zones
short_description: Manage Route 53 hosted zones
version_added: 0.1.0
description:
  - A public hosted zone, which holds the DNS records of a domain.
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
  route53_hosted_zones:
    description:
      - The Route 53 hosted zones.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Domain name of the zone.
        type: str
        required: true
      comment:
        description:
          - What the zone is for.
        type: str
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update Route 53 hosted zones
  venturemond.envelope.route53_hosted_zones:
    route53_hosted_zones:
      - name: example.com
        comment: Tenants of envelope-prod
        tags:
          project: envelope
- name: Delete Route 53 hosted zones
  venturemond.envelope.route53_hosted_zones:
    state: absent
    route53_hosted_zones:
      - name: example.com
"""

RETURN = r"""
---
route53_hosted_zones:
  description:
    - The Route 53 hosted zones as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Domain name of the zone.
      returned: when it is set
      type: str
    comment:
      description:
        - What the zone is for.
      returned: when it is set
      type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    zone_id:
      description:
        - Id of the zone.
      returned: when AWS has decided it
      type: str
    name_servers:
      description:
        - Name servers of the zone, which the registrar of the domain has to be told.
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
from ..module_utils.kinds.route53.hosted_zones import Route53HostedZone


def main() -> None:
    run_module(Route53HostedZone)


if __name__ == "__main__":
    main()
