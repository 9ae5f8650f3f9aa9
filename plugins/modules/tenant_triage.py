#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: tenant_triage
short_description: 'Look what is wrong with a tenant: name, certificate, secret, bucket, mail, services,
  alarms, errors'
version_added: 0.1.0
description:
  - 'Look what is wrong with a tenant: name, certificate, secret, bucket, mail, services, alarms, errors.
    Changes nothing. All is looked at at once, and what may not be read is said and stops nothing else.'
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.attributes
options:
  cluster:
    description:
      - Cluster the services run in.
    type: str
    required: true
  name:
    description:
      - 'Whose services these are: the prefix of the platform''s or tenant''s names.'
    type: str
    required: true
  services:
    description:
      - Names of its services, without O(name). Left out, all whose names begin with O(name) are.
    type: list
    elements: str
  target:
    description:
      - The host of the inventory that was named, for the commands that are told.
    type: str
  tenant:
    description:
      - 'What the tenant''s names in AWS begin with: its secret, bucket and configuration set.'
    type: str
    required: true
  slug:
    description:
      - Its slug, which lines of a log name it by.
    type: str
    required: true
  platform:
    description:
      - What the names of its platform, and of the alarms, begin with.
    type: str
    required: true
  host:
    description:
      - Where people find it.
    type: str
    required: true
  zone:
    description:
      - Hosted zone of ours that the name is in. Left out, somebody else has it.
    type: str
  role:
    description:
      - Role of the tasks that read its secret.
    type: str
    required: true
  identity:
    description:
      - Its mail identity.
    type: str
"""

EXAMPLES = r"""
---
- name: 'Look what is wrong with a tenant: name, certificate, secret, bucket, mail, services, alarms,
    errors'
  venturemond.envelope.tenant_triage:
    tenant: envelope-prod-pool-acme
    slug: acme
    platform: envelope-prod
    cluster: envelope-prod-cluster
    name: envelope-prod
    host: acme.example
    zone: acme.example
    role: envelope-prod-task
    identity: acme.example
"""

RETURN = r"""
---
verdict:
  description:
    - One of V(well), V(degraded), V(down), and V(unknown) where not all could be told.
  returned: success
  type: raw
parts:
  description:
    - 'What was looked at: C(name), C(wrong) (each with C(what), C(details), C(helps)), C(unreadable).'
  returned: success
  type: raw
lines:
  description:
    - The same for a person, the verdict first.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.tenant_triage import TenantTriage


def main() -> None:
    run_module(TenantTriage)


if __name__ == "__main__":
    main()
