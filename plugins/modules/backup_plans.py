#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: backup_plans
short_description: Manage Backup plans
version_added: 0.1.0
description:
  - A plan by which backups are made; what it takes is said by M(venturemond.envelope.backup_selections).
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
  backup_plans:
    description:
      - The Backup plans.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the plan. Where two have the same, nothing is done.
        type: str
        required: true
      rules:
        description:
          - 'Its rules: exactly these. A new plan needs them.'
        type: list
        elements: dict
        suboptions:
          delete_after_days:
            description:
              - Days after which it is deleted. Left out, it is kept, and paid, for ever.
            type: int
          move_to_cold_storage_after_days:
            description:
              - Days after which it is moved to cold storage, where AWS keeps it for 90 at least.
            type: int
          archive:
            description:
              - Whether snapshots of EBS are moved to cold storage, too.
            type: bool
          name:
            description:
              - Name of the rule, unique within its plan.
            type: str
            required: true
          vault:
            description:
              - Name of the vault that backups are kept in.
            type: str
            required: true
          schedule:
            description:
              - When, such as V(cron(0 3 * * ? *\)), whose six fields are AWS's. Left out, at 5 each day.
            type: str
          timezone:
            description:
              - Time zone of that, such as V(Europe/Brussels). Left out, V(Etc/UTC).
            type: str
          start_window_minutes:
            description:
              - Minutes within which a backup has to begin, or is given up; 60 at least. Left out, 480.
            type: int
          completion_window_minutes:
            description:
              - Minutes within which it has to be done, or is given up. Left out, 10080, which is a week.
            type: int
          continuous:
            description:
              - Whether one can go back to any moment (RDS, Aurora, S3). O(backup_plans[].rules[].delete_after_days)
                has to be 35 at most.
            type: bool
          recovery_point_tags:
            description:
              - Tags that its backups get.
            type: dict
          copies:
            description:
              - 'Copies of each backup: exactly these.'
            type: list
            elements: dict
            suboptions:
              delete_after_days:
                description:
                  - Days after which it is deleted. Left out, it is kept, and paid, for ever.
                type: int
              move_to_cold_storage_after_days:
                description:
                  - Days after which it is moved to cold storage, where AWS keeps it for 90 at least.
                type: int
              archive:
                description:
                  - Whether snapshots of EBS are moved to cold storage, too.
                type: bool
              vault:
                description:
                  - 'Vault it goes to: an ARN, or the name of one in this region.'
                type: str
                required: true
      settings:
        description:
          - 'Settings for types of resources, each written behind the type and a slash, such as C(S3/BackupACLs:
            disabled) and C(EC2/WindowsVSS: enabled). Those not named are left alone.'
        type: dict
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update Backup plans
  venturemond.envelope.backup_plans:
    backup_plans:
      - name: envelope-prod
        rules:
          - name: daily
            vault: envelope-prod
            schedule: cron(0 3 * * ? *)
            timezone: Etc/UTC
            start_window_minutes: 60
            completion_window_minutes: 240
            delete_after_days: 35
            move_to_cold_storage_after_days: null
            archive: null
            continuous: true
            recovery_point_tags:
              project: envelope
            copies:
              - vault: arn:aws:backup:eu-central-1:111122223333:backup-vault:envelope-prod
                delete_after_days: 35
                move_to_cold_storage_after_days: null
                archive: null
        settings:
          S3/BackupACLs: disabled
        tags:
          project: envelope
- name: Delete Backup plans
  venturemond.envelope.backup_plans:
    state: absent
    backup_plans:
      - name: envelope-prod
"""

RETURN = r"""
---
backup_plans:
  description:
    - The Backup plans as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the plan. Where two have the same, nothing is done.
      returned: when it is set
      type: str
    rules:
      description:
        - 'Its rules: exactly these. A new plan needs them.'
      returned: when it is set
      type: list
      elements: dict
      contains:
        delete_after_days:
          description:
            - Days after which it is deleted. Left out, it is kept, and paid, for ever.
          returned: when it is set
          type: int
        move_to_cold_storage_after_days:
          description:
            - Days after which it is moved to cold storage, where AWS keeps it for 90 at least.
          returned: when it is set
          type: int
        archive:
          description:
            - Whether snapshots of EBS are moved to cold storage, too.
          returned: when it is set
          type: bool
        name:
          description:
            - Name of the rule, unique within its plan.
          returned: when it is set
          type: str
        vault:
          description:
            - Name of the vault that backups are kept in.
          returned: when it is set
          type: str
        schedule:
          description:
            - When, such as V(cron(0 3 * * ? *\)), whose six fields are AWS's. Left out, at 5 each day.
          returned: when it is set
          type: str
        timezone:
          description:
            - Time zone of that, such as V(Europe/Brussels). Left out, V(Etc/UTC).
          returned: when it is set
          type: str
        start_window_minutes:
          description:
            - Minutes within which a backup has to begin, or is given up; 60 at least. Left out, 480.
          returned: when it is set
          type: int
        completion_window_minutes:
          description:
            - Minutes within which it has to be done, or is given up. Left out, 10080, which is a week.
          returned: when it is set
          type: int
        continuous:
          description:
            - Whether one can go back to any moment (RDS, Aurora, S3). O(backup_plans[].rules[].delete_after_days)
              has to be 35 at most.
          returned: when it is set
          type: bool
        recovery_point_tags:
          description:
            - Tags that its backups get.
          returned: when it is set
          type: dict
        copies:
          description:
            - 'Copies of each backup: exactly these.'
          returned: when it is set
          type: list
          elements: dict
          contains:
            delete_after_days:
              description:
                - Days after which it is deleted. Left out, it is kept, and paid, for ever.
              returned: when it is set
              type: int
            move_to_cold_storage_after_days:
              description:
                - Days after which it is moved to cold storage, where AWS keeps it for 90 at least.
              returned: when it is set
              type: int
            archive:
              description:
                - Whether snapshots of EBS are moved to cold storage, too.
              returned: when it is set
              type: bool
            vault:
              description:
                - 'Vault it goes to: an ARN, or the name of one in this region.'
              returned: when it is set
              type: str
    settings:
      description:
        - 'Settings for types of resources, each written behind the type and a slash, such as C(S3/BackupACLs:
          disabled) and C(EC2/WindowsVSS: enabled). Those not named are left alone.'
      returned: when it is set
      type: dict
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    plan_id:
      description:
        - Id of the plan.
      returned: when AWS has decided it
      type: str
    arn:
      description:
        - ARN of the plan.
      returned: when AWS has decided it
      type: str
    scan_settings:
      description:
        - Its malware scans, which are left as they are.
      returned: when AWS has decided it
      type: list
      elements: dict
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
from ..module_utils.kinds.backup.plans import BackupPlan


def main() -> None:
    run_module(BackupPlan)


if __name__ == "__main__":
    main()
