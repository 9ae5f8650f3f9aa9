#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: backup_vaults
short_description: Manage Backup vaults
version_added: 0.1.0
description:
  - A vault that keeps backups, encrypted, and locked where that is wanted.
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
  backup_vaults:
    description:
      - The Backup vaults.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the vault.
        type: str
        required: true
      kms_key:
        description:
          - 'Key that encrypts it: alias, id or ARN. Left out, AWS''s own for Backup does.'
          - It cannot change once the resource is made.
        type: str
      lock:
        description:
          - How long its recovery points must and may be kept, and who can change that.
        type: dict
        suboptions:
          mode:
            description:
              - 'V(governance) can be lifted by whoever may do that; V(compliance) by nobody, once O(backup_vaults[].lock.changeable_for_days)
                are over: until all in it has expired, the vault is there and costs; V(none) lifts it.'
            type: str
            required: true
            choices:
              - none
              - governance
              - compliance
          min_retention_days:
            description:
              - Days for which a backup has to be kept, at least. Others fail.
            type: int
          max_retention_days:
            description:
              - Days for which a backup may be kept, at most. Others fail.
            type: int
          changeable_for_days:
            description:
              - Days for which a lock in mode V(compliance) can still be changed and lifted, 3 at least;
                they begin again when it is changed. AWS does not tell them, so they alone are no change.
            type: int
      policy:
        description:
          - 'Who may do what with it and what it keeps: a policy document. V({}) removes it.'
        type: dict
      notifications:
        description:
          - Who is told what of it.
        type: dict
        suboptions:
          topic:
            description:
              - Topic that is told, by name or ARN. Its policy must let C(backup.amazonaws.com) publish.
            type: str
          events:
            description:
              - 'What it is told: exactly these. V([]) ends it.'
            type: list
            elements: str
            required: true
            choices:
              - BACKUP_JOB_STARTED
              - BACKUP_JOB_COMPLETED
              - COPY_JOB_STARTED
              - COPY_JOB_SUCCESSFUL
              - COPY_JOB_FAILED
              - RESTORE_JOB_STARTED
              - RESTORE_JOB_COMPLETED
              - RECOVERY_POINT_MODIFIED
              - S3_BACKUP_OBJECT_FAILED
              - S3_RESTORE_OBJECT_FAILED
              - CONTINUOUS_BACKUP_INTERRUPTED
              - RECOVERY_POINT_INDEX_COMPLETED
              - RECOVERY_POINT_INDEX_DELETED
              - RECOVERY_POINT_INDEXING_FAILED
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update Backup vaults
  venturemond.envelope.backup_vaults:
    backup_vaults:
      - name: envelope-prod
        kms_key: alias/envelope-prod-backup
        lock:
          mode: governance
          min_retention_days: 7
          max_retention_days: 365
        policy:
          Version: '2012-10-17'
          Statement:
            - Sid: KeepThem
              Effect: Deny
              Principal: '*'
              Action: backup:DeleteRecoveryPoint
              Resource: '*'
        notifications:
          topic: arn:aws:sns:eu-west-1:111122223333:envelope-prod-alarms
          events:
            - BACKUP_JOB_COMPLETED
            - RESTORE_JOB_COMPLETED
        tags:
          project: envelope
- name: Delete Backup vaults
  venturemond.envelope.backup_vaults:
    state: absent
    backup_vaults:
      - name: envelope-prod
"""

RETURN = r"""
---
backup_vaults:
  description:
    - The Backup vaults as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the vault.
      returned: when it is set
      type: str
    kms_key:
      description:
        - 'Key that encrypts it: alias, id or ARN. Left out, AWS''s own for Backup does.'
      returned: when it is set
      type: str
    lock:
      description:
        - How long its recovery points must and may be kept, and who can change that.
      returned: when it is set
      type: dict
      contains:
        mode:
          description:
            - 'V(governance) can be lifted by whoever may do that; V(compliance) by nobody, once O(backup_vaults[].lock.changeable_for_days)
              are over: until all in it has expired, the vault is there and costs; V(none) lifts it.'
          returned: when it is set
          type: str
        min_retention_days:
          description:
            - Days for which a backup has to be kept, at least. Others fail.
          returned: when it is set
          type: int
        max_retention_days:
          description:
            - Days for which a backup may be kept, at most. Others fail.
          returned: when it is set
          type: int
    policy:
      description:
        - 'Who may do what with it and what it keeps: a policy document. V({}) removes it.'
      returned: when it is set
      type: dict
    notifications:
      description:
        - Who is told what of it.
      returned: when it is set
      type: dict
      contains:
        topic:
          description:
            - Topic that is told, by name or ARN. Its policy must let C(backup.amazonaws.com) publish.
          returned: when it is set
          type: str
        events:
          description:
            - 'What it is told: exactly these. V([]) ends it.'
          returned: when it is set
          type: list
          elements: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the vault.
      returned: when AWS has decided it
      type: str
    recovery_points:
      description:
        - How many it holds, roughly.
      returned: when AWS has decided it
      type: int
    lock_date:
      description:
        - When its lock becomes final, or became so; none in governance mode.
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
from ..module_utils.kinds.backup.vaults import BackupVault


def main() -> None:
    run_module(BackupVault)


if __name__ == "__main__":
    main()
