#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: backup_region_settings
short_description: Manage Backup region settings
version_added: 0.1.0
description:
  - What AWS Backup looks after in one region of the account. They are always there, and never deleted.
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
  backup_region_settings:
    description:
      - The Backup region settings.
    type: list
    elements: dict
    required: true
    suboptions:
      region:
        description:
          - Region, such as V(eu-west-1), whatever that of the task.
        type: str
        required: true
      resource_types:
        description:
          - 'Types of resources, each V(true) or V(false): whether plans take those that they name by
            their tags. Those not named are left alone.'
        type: dict
      full_management:
        description:
          - Types of resources of which AWS Backup can do all with backups, each V(true) or V(false).
            Those not named are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update Backup region settings
  venturemond.envelope.backup_region_settings:
    backup_region_settings:
      - region: eu-west-1
        resource_types:
          RDS: true
          S3: true
          Storage Gateway: false
        full_management:
          DynamoDB: true
- name: Delete Backup region settings
  venturemond.envelope.backup_region_settings:
    state: absent
    backup_region_settings:
      - region: eu-west-1
"""

RETURN = r"""
---
backup_region_settings:
  description:
    - The Backup region settings as they are now, or in check mode as they would be, each under its C(region).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    region:
      description:
        - Region, such as V(eu-west-1), whatever that of the task.
      returned: when it is set
      type: str
    resource_types:
      description:
        - 'Types of resources, each V(true) or V(false): whether plans take those that they name by their
          tags. Those not named are left alone.'
      returned: when it is set
      type: dict
    full_management:
      description:
        - Types of resources of which AWS Backup can do all with backups, each V(true) or V(false). Those
          not named are left alone.
      returned: when it is set
      type: dict
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
from ..module_utils.kinds.backup.region_settings import BackupRegionSettings


def main() -> None:
    run_module(BackupRegionSettings)


if __name__ == "__main__":
    main()
