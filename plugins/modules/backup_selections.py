#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: backup_selections
short_description: Manage Backup selections
version_added: 0.1.0
description:
  - 'What a plan takes. AWS changes none: a new one takes the place of one that differs, without a gap.'
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
  backup_selections:
    description:
      - The Backup selections.
    type: list
    elements: dict
    required: true
    suboptions:
      plan:
        description:
          - Plan it belongs to, by name or id.
        type: str
        required: true
      name:
        description:
          - Name of the selection.
        type: str
        required: true
      role:
        description:
          - Role with which AWS Backup copies and restores, by name or ARN. A new selection needs it.
            One that is new itself is waited for.
        type: str
      resources:
        description:
          - 'ARNs of what it takes, with C(*) for any, or V(*) for all: exactly these. A new selection
            needs them, or O(backup_selections[].any_tags).'
        type: list
        elements: str
      not_resources:
        description:
          - 'ARNs of what it leaves out: exactly these.'
        type: list
        elements: str
      any_tags:
        description:
          - 'Tags, with a value or several, of which a resource needs one to be taken, whatever O(backup_selections[].resources)
            says: exactly these.'
        type: dict
      string_equals:
        description:
          - 'Tags that what O(backup_selections[].resources) names has to have with these values as well,
            all of them, to be taken: exactly these.'
        type: dict
      string_not_equals:
        description:
          - Tags that it must not have with these values.
        type: dict
      string_like:
        description:
          - Tags that it has to have with a value that matches, C(*) being any text.
        type: dict
      string_not_like:
        description:
          - Tags that it must not have with a value that matches.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update Backup selections
  venturemond.envelope.backup_selections:
    backup_selections:
      - plan: envelope-prod
        name: tagged
        role: envelope-prod-backup
        resources:
          - '*'
        not_resources:
          - arn:aws:s3:::envelope-prod-audit
        any_tags:
          backup:
            - daily
            - weekly
        string_equals:
          project: envelope
          environment: prod
        string_not_equals:
          tier: test
        string_like:
          tenant: a*
        string_not_like:
          tenant: tmp-*
- name: Delete Backup selections
  venturemond.envelope.backup_selections:
    state: absent
    backup_selections:
      - plan: envelope-prod
        name: tagged
"""

RETURN = r"""
---
backup_selections:
  description:
    - The Backup selections as they are now, or in check mode as they would be, each under its C(plan/name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    plan:
      description:
        - Plan it belongs to, by name or id.
      returned: when it is set
      type: str
    name:
      description:
        - Name of the selection.
      returned: when it is set
      type: str
    role:
      description:
        - Role with which AWS Backup copies and restores, by name or ARN. A new selection needs it. One
          that is new itself is waited for.
      returned: when it is set
      type: str
    resources:
      description:
        - 'ARNs of what it takes, with C(*) for any, or V(*) for all: exactly these. A new selection needs
          them, or O(backup_selections[].any_tags).'
      returned: when it is set
      type: list
      elements: str
    not_resources:
      description:
        - 'ARNs of what it leaves out: exactly these.'
      returned: when it is set
      type: list
      elements: str
    any_tags:
      description:
        - 'Tags, with a value or several, of which a resource needs one to be taken, whatever O(backup_selections[].resources)
          says: exactly these.'
      returned: when it is set
      type: dict
    string_equals:
      description:
        - 'Tags that what O(backup_selections[].resources) names has to have with these values as well,
          all of them, to be taken: exactly these.'
      returned: when it is set
      type: dict
    string_not_equals:
      description:
        - Tags that it must not have with these values.
      returned: when it is set
      type: dict
    string_like:
      description:
        - Tags that it has to have with a value that matches, C(*) being any text.
      returned: when it is set
      type: dict
    string_not_like:
      description:
        - Tags that it must not have with a value that matches.
      returned: when it is set
      type: dict
    selection_id:
      description:
        - Id of the selection.
      returned: when AWS has decided it
      type: str
    superseded:
      description:
        - Ids of others of that name, which are deleted.
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
from ..module_utils.kinds.backup.selections import BackupSelection


def main() -> None:
    run_module(BackupSelection)


if __name__ == "__main__":
    main()
