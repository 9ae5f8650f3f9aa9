#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: backup_restore_testing_selections
short_description: Manage Backup restore testing selections
version_added: 0.1.0
description:
  - Of which resources of one type a restore testing plan restores backups, and how.
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
  backup_restore_testing_selections:
    description:
      - The Backup restore testing selections.
    type: list
    elements: dict
    required: true
    suboptions:
      plan:
        description:
          - Name of the restore testing plan.
        type: str
        required: true
      name:
        description:
          - 'Name of the selection: letters, digits and C(_).'
        type: str
        required: true
      resource_type:
        description:
          - Type of the resources. A new selection needs it.
          - It cannot change once the resource is made.
        type: str
        choices:
          - Aurora
          - DocumentDB
          - DynamoDB
          - EBS
          - EC2
          - EFS
          - FSx
          - Neptune
          - RDS
          - S3
      role:
        description:
          - Role with which they are restored, by name or ARN. A new selection needs it. One that is new
            itself is waited for.
        type: str
      resources:
        description:
          - 'ARNs of the resources, at most 30, or V([*]) for all of the type: exactly these. A new selection
            needs them.'
        type: list
        elements: str
      string_equals:
        description:
          - 'Tags that they have to have with these values, where O(backup_restore_testing_selections[].resources)
            is V([*]): exactly these.'
        type: dict
      string_not_equals:
        description:
          - Tags that they must not have with these values.
        type: dict
      restore_metadata:
        description:
          - How they are restored, where that is not as AWS infers it, such as C(dbSubnetGroupName). Those
            not named are left alone.
        type: dict
      validation_window_hours:
        description:
          - Hours for which what was restored is there to be looked at before it is deleted, 0 to 168.
        type: int
"""

EXAMPLES = r"""
---
- name: Create or update Backup restore testing selections
  venturemond.envelope.backup_restore_testing_selections:
    backup_restore_testing_selections:
      - plan: envelope_prod
        name: databases
        resource_type: RDS
        role: envelope-prod-backup
        resources:
          - '*'
        string_equals:
          project: envelope
        string_not_equals:
          tier: test
        restore_metadata:
          dbSubnetGroupName: envelope-prod
        validation_window_hours: 4
- name: Delete Backup restore testing selections
  venturemond.envelope.backup_restore_testing_selections:
    state: absent
    backup_restore_testing_selections:
      - plan: envelope_prod
        name: databases
"""

RETURN = r"""
---
backup_restore_testing_selections:
  description:
    - The Backup restore testing selections as they are now, or in check mode as they would be, each under
      its C(plan/name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    plan:
      description:
        - Name of the restore testing plan.
      returned: when it is set
      type: str
    name:
      description:
        - 'Name of the selection: letters, digits and C(_).'
      returned: when it is set
      type: str
    resource_type:
      description:
        - Type of the resources. A new selection needs it.
      returned: when it is set
      type: str
    role:
      description:
        - Role with which they are restored, by name or ARN. A new selection needs it. One that is new
          itself is waited for.
      returned: when it is set
      type: str
    resources:
      description:
        - 'ARNs of the resources, at most 30, or V([*]) for all of the type: exactly these. A new selection
          needs them.'
      returned: when it is set
      type: list
      elements: str
    string_equals:
      description:
        - 'Tags that they have to have with these values, where O(backup_restore_testing_selections[].resources)
          is V([*]): exactly these.'
      returned: when it is set
      type: dict
    string_not_equals:
      description:
        - Tags that they must not have with these values.
      returned: when it is set
      type: dict
    restore_metadata:
      description:
        - How they are restored, where that is not as AWS infers it, such as C(dbSubnetGroupName). Those
          not named are left alone.
      returned: when it is set
      type: dict
    validation_window_hours:
      description:
        - Hours for which what was restored is there to be looked at before it is deleted, 0 to 168.
      returned: when it is set
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
from ..module_utils.kinds.backup.restore_testing_selections import RestoreTestingSelection


def main() -> None:
    run_module(RestoreTestingSelection)


if __name__ == "__main__":
    main()
