#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: tenant_check
short_description: 'Look whether what a tenant has works: secret, name, mail and web server'
version_added: 0.1.0
description:
  - 'Look whether what a tenant has works: secret, name, mail and web server. Changes nothing. What waits
    for somebody else, such as records that the client publishes, is pending; that is no failure.'
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.attributes
options:
  host:
    description:
      - Where people find it.
    type: str
    required: true
  zone:
    description:
      - Hosted zone of ours that the name is in. Left out, somebody else has it.
    type: str
  secret:
    description:
      - Its secret.
    type: str
  role:
    description:
      - Role of the tasks that read the secret.
    type: str
  identity:
    description:
      - Its mail identity.
    type: str
"""

EXAMPLES = r"""
---
- name: 'Look whether what a tenant has works: secret, name, mail and web server'
  venturemond.envelope.tenant_check:
    host: acme.example
    zone: acme.example
    secret: envelope-prod-pool-acme
    role: envelope-prod-task
    identity: acme.example
"""

RETURN = r"""
---
checks:
  description:
    - 'Each look: C(what), C(verdict) (ok, pending, failed or unknown), C(detail).'
  returned: success
  type: raw
lines:
  description:
    - The same for a person.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.tenant_check import TenantCheck


def main() -> None:
    run_module(TenantCheck)


if __name__ == "__main__":
    main()
