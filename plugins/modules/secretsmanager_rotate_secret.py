#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: secretsmanager_rotate_secret
short_description: Give entries of a secret new values, and start anew what reads them, service after
  service; or undo all
version_added: 0.1.0
description:
  - Give entries of a secret new values, and start anew what reads them, service after service; or undo
    all. The former generation stays, and where a service does not start with the new one it counts again.
    An entry whose former values are listed in another (O(former)) is announced there first, so that all
    tasks can read what any of them writes. A run that was killed is completed by the next. No value is
    shown anywhere.
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.attributes
options:
  bucket:
    description:
      - Bucket that releases are recorded in, as the role C(releases) makes it.
    type: str
    required: true
  name:
    description:
      - 'Whose releases these are: the prefix of the platform''s or tenant''s names.'
    type: str
    required: true
  cluster:
    description:
      - Cluster the services run in.
    type: str
    required: true
  holder:
    description:
      - 'Who asks, as others are told who have to wait: a person, a job''s number. User and machine when
        left out.'
    type: str
  lock_seconds:
    description:
      - How long the lock holds when it is not renewed, as after a run that was killed. 60 when left out.
    type: float
  lock_patience_seconds:
    description:
      - How long to wait for whoever holds the lock. 120 when left out.
    type: float
  secret:
    description:
      - Name of the secret.
    type: str
    required: true
  entries:
    description:
      - The entries that get a new value.
    type: list
    elements: str
    required: true
  generate:
    description:
      - The entries that are generated, as in M(venturemond.envelope.secretsmanager_secrets). Only these
        can be rotated.
    type: list
    elements: dict
    required: true
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
  own_values:
    description:
      - Entries with values of your own. They are refused.
    type: list
    elements: str
  former:
    description:
      - The entry that lists the former values of another, comma separated, by the name of that other.
    type: dict
  keep_former:
    description:
      - How many former values are listed. 3 when left out.
    type: int
  outside:
    description:
      - Who else has to know an entry, such as a database its password, by the entry's name. They are
        refused.
    type: dict
  caches:
    description:
      - Entries that are the password of a cache, each with the name of the replication group that M(venturemond.envelope.elasticache_replication_groups)
        gives it to. All services that read them are started anew. Where there is no such group, O(outside)
        counts.
    type: dict
  databases:
    description:
      - Entries that are the master password of a database, each with the name of its instance. Where
        services read the one that RDS keeps, it is rotated there, and they are started anew at once.
        Otherwise O(outside) counts.
    type: dict
  taken_by_both:
    description:
      - Entries of O(outside) that are rotated all the same, because the other side reads this secret
        itself and takes the current value and the previous one.
    type: list
    elements: str
  services:
    description:
      - The services that may be started anew, in that order. Which of them read the secret is found out.
    type: list
    elements: str
    required: true
  timeout:
    description:
      - Seconds that one service may take. 900 when left out.
    type: float
  confirm:
    description:
      - The name of the secret once more. Without it nothing is done, and what would be is said.
    type: str
"""

EXAMPLES = r"""
---
- name: Give entries of a secret new values, and start anew what reads them, service after service; or
    undo all
  venturemond.envelope.secretsmanager_rotate_secret:
    secret: envelope-prod-app
    entries:
      - APP_KEY
    confirm: envelope-prod-app
    generate:
      - key: APP_KEY
        format: laravel_app_key
      - key: DB_PASSWORD
        length: 40
    former:
      APP_KEY: APP_PREVIOUS_KEYS
    outside:
      DB_PASSWORD: the database
    caches:
      REDIS_PASSWORD: envelope-prod
    databases:
      DB_PASSWORD: envelope-prod
    cluster: envelope-prod-cluster
    bucket: envelope-prod-releases
    name: envelope-prod
    services:
      - envelope-prod-api
      - envelope-prod-worker
"""

RETURN = r"""
---
secret:
  description:
    - The secret.
  returned: success
  type: raw
entries:
  description:
    - The names of the entries that have new values.
  returned: success
  type: raw
services:
  description:
    - The services that read them, each with the C(seconds) it took to start anew.
  returned: success
  type: raw
unconcerned:
  description:
    - The given services that read none of them, and were left alone.
  returned: success
  type: raw
caches:
  description:
    - The caches that have a new password.
  returned: success
  type: raw
msg:
  description:
    - What it came to.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.secretsmanager_rotate_secret import RotateSecret


def main() -> None:
    run_module(RotateSecret)


if __name__ == "__main__":
    main()
