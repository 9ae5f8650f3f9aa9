#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: secretsmanager_secrets
short_description: Manage Secrets Manager secrets
version_added: 0.1.0
description:
  - A secret holding a JSON object, whose values are given or generated inside the module and never returned.
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
  secretsmanager_secrets:
    description:
      - The Secrets Manager secrets.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the secret.
        type: str
        required: true
      description:
        description:
          - What the secret is for.
        type: str
      kms_key:
        description:
          - 'Key that encrypts the value: id, ARN or V(alias/name).'
        type: str
      generate:
        description:
          - Entries to make where the secret does not hold them yet. What is there is kept.
        type: list
        elements: dict
        suboptions:
          key:
            description:
              - Name of the entry in the JSON object that the secret holds.
            type: str
            required: true
          format:
            description:
              - How the value is made.
            type: str
            choices:
              - text
              - laravel_app_key
              - hex
            default: text
          length:
            description:
              - Characters of a V(text), bytes of a V(hex) value.
            type: int
            default: 32
          alphabet:
            description:
              - Characters that a V(text) value is drawn from.
            type: str
            default: abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789
      values:
        description:
          - Entries with given values. Entries that are not named are left alone.
          - What it holds is never shown.
        type: dict
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
      restore:
        description:
          - Cancel a deletion that is scheduled, and so take over the values held before it. Without it
            such a name is refused, so that a reused name inherits nothing.
        type: bool
        default: false
      recovery_window_in_days:
        description:
          - Days between the deletion and the loss of the value, 7 to 30.
        type: int
        default: 30
"""

EXAMPLES = r"""
---
- name: Create or update Secrets Manager secrets
  venturemond.envelope.secretsmanager_secrets:
    secretsmanager_secrets:
      - name: envelope-prod/acme
        kms_key: alias/envelope-prod-acme
        values:
          MAIL_USERNAME: acme
        generate:
          - key: APP_KEY
            format: laravel_app_key
          - key: DB_PASSWORD
            length: 40
        tags:
          tenant: acme
- name: Delete Secrets Manager secrets
  venturemond.envelope.secretsmanager_secrets:
    state: absent
    secretsmanager_secrets:
      - name: envelope-prod/acme
"""

RETURN = r"""
---
secretsmanager_secrets:
  description:
    - The Secrets Manager secrets as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the secret.
      returned: when it is set
      type: str
    description:
      description:
        - What the secret is for.
      returned: when it is set
      type: str
    kms_key:
      description:
        - 'Key that encrypts the value: id, ARN or V(alias/name).'
      returned: when it is set
      type: str
    generate:
      description:
        - Entries to make where the secret does not hold them yet. What is there is kept.
      returned: when it is set
      type: list
      elements: dict
      contains:
        key:
          description:
            - Name of the entry in the JSON object that the secret holds.
          returned: when it is set
          type: str
    values:
      description:
        - Entries with given values. Entries that are not named are left alone.
      returned: when it is set
      type: dict
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the secret.
      returned: when AWS has decided it
      type: str
    keys:
      description:
        - Names of the entries it holds.
      returned: when AWS has decided it
      type: list
      elements: str
    deletion_date:
      description:
        - When it is lost, while it awaits deletion.
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
from ..module_utils.kinds.secretsmanager import Secret


def main() -> None:
    run_module(Secret)


if __name__ == "__main__":
    main()
