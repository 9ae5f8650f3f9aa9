#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: backup_restore_testing_plans
short_description: Manage Backup restore testing plans
version_added: 0.1.0
description:
  - When AWS Backup restores backups on trial, and which; what is restored is deleted afterwards.
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
  backup_restore_testing_plans:
    description:
      - The Backup restore testing plans.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - 'Name of the plan: letters, digits and C(_).'
        type: str
        required: true
      schedule:
        description:
          - When, such as V(cron(0 6 1 * ? *\)), whose six fields are AWS's. A new plan needs it.
        type: str
      timezone:
        description:
          - Time zone of that, such as V(Europe/Brussels). A new plan has V(Etc/UTC).
        type: str
      start_window_hours:
        description:
          - Hours within which a test has to begin, or is given up, at most 168. A new plan has 24.
        type: int
      algorithm:
        description:
          - Which backup of a resource is restored. A new plan needs it.
        type: str
        choices:
          - LATEST_WITHIN_WINDOW
          - RANDOM_WITHIN_WINDOW
      include_vaults:
        description:
          - 'Vaults that they are taken from: names, ARNs with C(*) for any, or V(*) for all: exactly
            these. A new plan needs them.'
        type: list
        elements: str
      exclude_vaults:
        description:
          - 'Vaults that they are not taken from: exactly these.'
        type: list
        elements: str
      recovery_point_types:
        description:
          - 'Sorts of backups: exactly these. A new plan needs them.'
        type: list
        elements: str
        choices:
          - SNAPSHOT
          - CONTINUOUS
      selection_window_days:
        description:
          - Days that a backup may be old, 1 to 365. A new plan has 30.
        type: int
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update Backup restore testing plans
  venturemond.envelope.backup_restore_testing_plans:
    backup_restore_testing_plans:
      - name: envelope_prod
        schedule: cron(0 6 1 * ? *)
        timezone: Europe/Brussels
        start_window_hours: 8
        algorithm: LATEST_WITHIN_WINDOW
        include_vaults:
          - arn:aws:backup:eu-west-1:111122223333:backup-vault:envelope-prod
        exclude_vaults: []
        recovery_point_types:
          - SNAPSHOT
        selection_window_days: 7
        tags:
          project: envelope
- name: Delete Backup restore testing plans
  venturemond.envelope.backup_restore_testing_plans:
    state: absent
    backup_restore_testing_plans:
      - name: envelope_prod
"""

RETURN = r"""
---
backup_restore_testing_plans:
  description:
    - The Backup restore testing plans as they are now, or in check mode as they would be, each under
      its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - 'Name of the plan: letters, digits and C(_).'
      returned: when it is set
      type: str
    schedule:
      description:
        - When, such as V(cron(0 6 1 * ? *\)), whose six fields are AWS's. A new plan needs it.
      returned: when it is set
      type: str
    timezone:
      description:
        - Time zone of that, such as V(Europe/Brussels). A new plan has V(Etc/UTC).
      returned: when it is set
      type: str
    start_window_hours:
      description:
        - Hours within which a test has to begin, or is given up, at most 168. A new plan has 24.
      returned: when it is set
      type: int
    algorithm:
      description:
        - Which backup of a resource is restored. A new plan needs it.
      returned: when it is set
      type: str
    include_vaults:
      description:
        - 'Vaults that they are taken from: names, ARNs with C(*) for any, or V(*) for all: exactly these.
          A new plan needs them.'
      returned: when it is set
      type: list
      elements: str
    exclude_vaults:
      description:
        - 'Vaults that they are not taken from: exactly these.'
      returned: when it is set
      type: list
      elements: str
    recovery_point_types:
      description:
        - 'Sorts of backups: exactly these. A new plan needs them.'
      returned: when it is set
      type: list
      elements: str
    selection_window_days:
      description:
        - Days that a backup may be old, 1 to 365. A new plan has 30.
      returned: when it is set
      type: int
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the plan.
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
from ..module_utils.kinds.backup.restore_testing_plans import RestoreTestingPlan


def main() -> None:
    run_module(RestoreTestingPlan)


if __name__ == "__main__":
    main()
