#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: tenant_offboard
short_description: 'Take a tenant away: export, freeze, hold, delete, prove'
version_added: 0.1.0
description:
  - 'Take a tenant away: export, freeze, hold, delete, prove. Nothing is done unless its slug is typed
    back. A run that was killed is gone on with by the next one.'
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.attributes
options:
  slug:
    description:
      - The tenant.
    type: str
    required: true
  confirm:
    description:
      - Its slug once more. Left out, everything is listed and nothing is done.
    type: str
    default: ''
  cancel:
    description:
      - Its slug, to call an offboarding off that has deleted nothing yet.
    type: str
    default: ''
  prefix:
    description:
      - What its names in AWS are, or start with.
    type: str
    required: true
  hosts:
    description:
      - Where it is found. What is below one of them is its too.
    type: list
    elements: str
    required: true
  kept_hosts:
    description:
      - Hosts below its own that are another tenant's.
    type: list
    elements: str
  domain:
    description:
      - The platform's own domain, which no host of a tenant is, or is above.
    type: str
    required: true
  zones:
    description:
      - Hosted zones that hold records of its. One that is tagged as its own is deleted as a whole.
    type: list
    elements: str
  cluster:
    description:
      - Cluster that services of its own run in.
    type: str
    required: true
  load_balancers:
    description:
      - Load balancers that may have rules and certificates of its.
    type: list
    elements: str
    required: true
  releases_bucket:
    description:
      - Bucket that its releases are recorded in.
    type: str
  tags:
    description:
      - Tags of everything it has. What lacks one of them is not touched.
    type: dict
    required: true
  archive:
    description:
      - Bucket that keeps the export, the record and the proof.
    type: str
    required: true
  hold_days:
    description:
      - Days between freeze and deletion. V(0) deletes at once.
    type: int
    default: 30
  recovery_days:
    description:
      - Days in which the deletion of its key and its secret can still be cancelled, 7 to 30.
    type: int
    default: 30
  holder:
    description:
      - Who asks, for the proof. User and machine when left out.
    type: str
  about:
    description:
      - What the inventory says of it, to be kept with the export.
    type: dict
"""

EXAMPLES = r"""
---
- name: 'Take a tenant away: export, freeze, hold, delete, prove'
  venturemond.envelope.tenant_offboard:
    slug: acme
    confirm: acme
    prefix: envelope-prod-pool-acme
    hosts:
      - acme.envelope.example
    domain: envelope.example
    zones:
      - envelope.example
    cluster: envelope-prod-cluster
    load_balancers:
      - envelope-prod
    archive: envelope-prod-archive
    releases_bucket: envelope-prod-releases
    tags:
      project: envelope
      environment: prod
      managed-by: venturemond.envelope
      tenant: acme
"""

RETURN = r"""
---
stage:
  description:
    - 'How far it has come: V(none), V(exporting), V(frozen), V(deleting), V(ended), V(called off).'
  returned: success
  type: raw
found:
  description:
    - ARNs of what there is, or was.
  returned: success
  type: raw
left:
  description:
    - ARNs of what bears its name or tags, and is not taken away.
  returned: success
  type: raw
pending:
  description:
    - What is deleted and waits for its end, by ARN.
  returned: success
  type: raw
not_before:
  description:
    - When deletion may begin, while it is held.
  returned: success
  type: raw
clean:
  description:
    - Whether a last look has found nothing.
  returned: success
  type: raw
lines:
  description:
    - All of it for a person to read.
  returned: success
  type: raw
report_json:
  description:
    - The proof, when it has ended.
  returned: success
  type: raw
report_markdown:
  description:
    - The proof as a page.
  returned: success
  type: raw
msg:
  description:
    - What it came to.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.tenant_offboard import OffboardTenant


def main() -> None:
    run_module(OffboardTenant)


if __name__ == "__main__":
    main()
