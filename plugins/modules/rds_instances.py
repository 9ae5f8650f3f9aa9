#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: rds_instances
short_description: Manage RDS instances
version_added: 0.1.0
description:
  - An encrypted database instance whose master password RDS makes, keeps in Secrets Manager and rotates.
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
  rds_instances:
    description:
      - The RDS instances.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the instance, in small letters.
        type: str
        required: true
      engine:
        description:
          - What database it is. A new instance needs it.
          - It cannot change once the resource is made.
        type: str
        choices:
          - mysql
          - mariadb
          - postgres
      engine_version:
        description:
          - 'Version of the engine: V(8.0.39), or V(8.0) for whichever of 8.0 it runs.'
        type: str
      instance_class:
        description:
          - Processors and memory, such as V(db.m7g.large). A new instance needs it.
        type: str
      allocated_storage:
        description:
          - 'Storage in GiB, at least. It is never shrunk: AWS cannot, and may have grown it. A new instance
            needs it.'
        type: int
      max_allocated_storage:
        description:
          - GiB up to which AWS grows the storage by itself.
        type: int
      storage_type:
        description:
          - What the storage is made of.
        type: str
        choices:
          - gp2
          - gp3
          - io1
          - io2
      iops:
        description:
          - Operations a second that the storage is paid for. V(gp3) takes them from 400 GiB on, 12000
            or more.
        type: int
      storage_throughput:
        description:
          - MiB a second that storage of type V(gp3) is paid for, from 400 GiB on, 500 or more.
        type: int
      multi_az:
        description:
          - Whether a standby in another zone takes over when it fails.
        type: bool
      kms_key:
        description:
          - 'Key that encrypts it: alias, id or ARN. Left out, AWS''s own for RDS does.'
          - It cannot change once the resource is made.
        type: str
      subnet_group:
        description:
          - Name of its group of subnets. Cannot change.
          - It cannot change once the resource is made.
        type: str
      security_groups:
        description:
          - Names or ids of its security groups.
        type: list
        elements: str
      parameter_group:
        description:
          - Name of its group of parameters. A change comes into force with the next reboot.
        type: str
      database_name:
        description:
          - Database that is made together with the instance.
          - It cannot change once the resource is made.
        type: str
      master_username:
        description:
          - Name of the user that may do everything. RDS makes its password, which nobody gives or is
            shown here. A new instance needs it.
          - It cannot change once the resource is made.
        type: str
      master_user_secret_kms_key:
        description:
          - 'Key that encrypts the secret with that password: alias, id or ARN.'
        type: str
      master_user_secret_rotation_days:
        description:
          - Days after which RDS changes that password, 1 to 1000. AWS begins with 7. The former one is
            worth nothing from then on. A change does not rotate it at once.
        type: int
      backup_retention_period:
        description:
          - Days for which backups are kept, 0 to 35. V(0) makes none.
        type: int
      backup_window:
        description:
          - When it is backed up each day, in UTC, such as V(02:00-03:00).
        type: str
      maintenance_window:
        description:
          - When AWS does each week what it has put off, in UTC, such as V(sun:04:00-sun:05:00).
        type: str
      deletion_protection:
        description:
          - Whether AWS refuses to delete it.
        type: bool
      copy_tags_to_snapshot:
        description:
          - Whether its snapshots have its tags.
        type: bool
      auto_minor_version_upgrade:
        description:
          - Whether AWS upgrades it within its major version.
        type: bool
      enabled_cloudwatch_logs_exports:
        description:
          - Logs that it sends to CloudWatch Logs, such as V(error) and V(slowquery).
        type: list
        elements: str
      performance_insights:
        description:
          - Whether AWS keeps what its load is made of.
        type: bool
      performance_insights_retention_period:
        description:
          - 'Days for which that is kept: 7, 731, or months of 31.'
        type: int
      ca_certificate:
        description:
          - Authority that vouches for its certificate.
        type: str
        choices:
          - rds-ca-rsa2048-g1
          - rds-ca-rsa4096-g1
          - rds-ca-ecc384-g1
      publicly_accessible:
        description:
          - Whether it has a public address.
        type: bool
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
      apply_immediately:
        description:
          - Do at once what AWS would put off until the maintenance window, with the interruption that
            it brings.
        type: bool
        default: false
      allow_major_version_upgrade:
        description:
          - Upgrade to another major version if asked to.
        type: bool
        default: false
      wait:
        description:
          - Wait until the instance is available, or gone.
        type: bool
        default: true
      final_snapshot:
        description:
          - Name of the snapshot that is taken before it is deleted. Left out, it is made of its name
            and resource id.
        type: str
      skip_final_snapshot:
        description:
          - 'Delete it without a snapshot: all its data is lost.'
        type: bool
        default: false
      unprotect:
        description:
          - Delete it although it is protected from deletion.
        type: bool
        default: false
"""

EXAMPLES = r"""
---
- name: Create or update RDS instances
  venturemond.envelope.rds_instances:
    rds_instances:
      - name: envelope-staging
        engine: mysql
        engine_version: '8.0'
        instance_class: db.m7g.large
        allocated_storage: 400
        max_allocated_storage: 1000
        storage_type: gp3
        iops: 12000
        storage_throughput: 500
        multi_az: true
        kms_key: alias/envelope-staging
        subnet_group: envelope-staging
        security_groups:
          - envelope-staging-database
        parameter_group: envelope-staging
        master_username: envelope
        master_user_secret_kms_key: alias/envelope-staging
        master_user_secret_rotation_days: 365
        database_name: envelope
        backup_retention_period: 35
        backup_window: 02:00-03:00
        maintenance_window: sun:04:00-sun:05:00
        deletion_protection: false
        enabled_cloudwatch_logs_exports:
          - error
          - slowquery
        performance_insights: true
        performance_insights_retention_period: 7
        ca_certificate: rds-ca-rsa2048-g1
        publicly_accessible: false
        tags:
          project: envelope
- name: Delete RDS instances
  venturemond.envelope.rds_instances:
    state: absent
    rds_instances:
      - name: envelope-staging
"""

RETURN = r"""
---
rds_instances:
  description:
    - The RDS instances as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the instance, in small letters.
      returned: when it is set
      type: str
    engine:
      description:
        - What database it is. A new instance needs it.
      returned: when it is set
      type: str
    engine_version:
      description:
        - 'Version of the engine: V(8.0.39), or V(8.0) for whichever of 8.0 it runs.'
      returned: when it is set
      type: str
    instance_class:
      description:
        - Processors and memory, such as V(db.m7g.large). A new instance needs it.
      returned: when it is set
      type: str
    allocated_storage:
      description:
        - 'Storage in GiB, at least. It is never shrunk: AWS cannot, and may have grown it. A new instance
          needs it.'
      returned: when it is set
      type: int
    max_allocated_storage:
      description:
        - GiB up to which AWS grows the storage by itself.
      returned: when it is set
      type: int
    storage_type:
      description:
        - What the storage is made of.
      returned: when it is set
      type: str
    iops:
      description:
        - Operations a second that the storage is paid for. V(gp3) takes them from 400 GiB on, 12000 or
          more.
      returned: when it is set
      type: int
    storage_throughput:
      description:
        - MiB a second that storage of type V(gp3) is paid for, from 400 GiB on, 500 or more.
      returned: when it is set
      type: int
    multi_az:
      description:
        - Whether a standby in another zone takes over when it fails.
      returned: when it is set
      type: bool
    kms_key:
      description:
        - 'Key that encrypts it: alias, id or ARN. Left out, AWS''s own for RDS does.'
      returned: when it is set
      type: str
    subnet_group:
      description:
        - Name of its group of subnets. Cannot change.
      returned: when it is set
      type: str
    security_groups:
      description:
        - Names or ids of its security groups.
      returned: when it is set
      type: list
      elements: str
    parameter_group:
      description:
        - Name of its group of parameters. A change comes into force with the next reboot.
      returned: when it is set
      type: str
    database_name:
      description:
        - Database that is made together with the instance.
      returned: when it is set
      type: str
    master_username:
      description:
        - Name of the user that may do everything. RDS makes its password, which nobody gives or is shown
          here. A new instance needs it.
      returned: when it is set
      type: str
    master_user_secret_kms_key:
      description:
        - 'Key that encrypts the secret with that password: alias, id or ARN.'
      returned: when it is set
      type: str
    master_user_secret_rotation_days:
      description:
        - Days after which RDS changes that password, 1 to 1000. AWS begins with 7. The former one is
          worth nothing from then on. A change does not rotate it at once.
      returned: when it is set
      type: int
    backup_retention_period:
      description:
        - Days for which backups are kept, 0 to 35. V(0) makes none.
      returned: when it is set
      type: int
    backup_window:
      description:
        - When it is backed up each day, in UTC, such as V(02:00-03:00).
      returned: when it is set
      type: str
    maintenance_window:
      description:
        - When AWS does each week what it has put off, in UTC, such as V(sun:04:00-sun:05:00).
      returned: when it is set
      type: str
    deletion_protection:
      description:
        - Whether AWS refuses to delete it.
      returned: when it is set
      type: bool
    copy_tags_to_snapshot:
      description:
        - Whether its snapshots have its tags.
      returned: when it is set
      type: bool
    auto_minor_version_upgrade:
      description:
        - Whether AWS upgrades it within its major version.
      returned: when it is set
      type: bool
    enabled_cloudwatch_logs_exports:
      description:
        - Logs that it sends to CloudWatch Logs, such as V(error) and V(slowquery).
      returned: when it is set
      type: list
      elements: str
    performance_insights:
      description:
        - Whether AWS keeps what its load is made of.
      returned: when it is set
      type: bool
    performance_insights_retention_period:
      description:
        - 'Days for which that is kept: 7, 731, or months of 31.'
      returned: when it is set
      type: int
    ca_certificate:
      description:
        - Authority that vouches for its certificate.
      returned: when it is set
      type: str
    publicly_accessible:
      description:
        - Whether it has a public address.
      returned: when it is set
      type: bool
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the instance.
      returned: when AWS has decided it
      type: str
    resource_id:
      description:
        - Id that no other instance ever has.
      returned: when AWS has decided it
      type: str
    endpoint:
      description:
        - Name of the host that clients connect to.
      returned: when AWS has decided it
      type: str
    port:
      description:
        - Port that clients connect to.
      returned: when AWS has decided it
      type: int
    master_user_secret_arn:
      description:
        - ARN of the secret that holds the master password.
      returned: when AWS has decided it
      type: str
    master_user_secret_next_rotation:
      description:
        - When RDS changes it next, where O(rds_instances[].master_user_secret_rotation_days) is said.
      returned: when AWS has decided it
      type: str
    status:
      description:
        - State, such as V(available).
      returned: when AWS has decided it
      type: str
    pending:
      description:
        - What AWS has put off, until the maintenance window or a reboot.
      returned: when AWS has decided it
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
from ..module_utils.kinds.rds.instances import Instance


def main() -> None:
    run_module(Instance)


if __name__ == "__main__":
    main()
