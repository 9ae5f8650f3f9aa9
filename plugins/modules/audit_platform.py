#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

DOCUMENTATION = r"""
---
module: audit_platform
short_description: Judge every requirement on live AWS, without a write
version_added: 0.1.0
description:
  - Reads a platform once, and says of each requirement whether it holds, with what was seen, by which calls and when.
  - What AWS refuses to show is C(UNKNOWN). What does not apply, or cannot be told from AWS, is C(NOT APPLICABLE).
  - Of the inventory it needs C(cell_project), C(cell_environment) and the region in C(cell_aws); it works on a platform
    that this collection has never provisioned.
  - Runs on the controller only, where it writes the reports, and without C(async), C(delegate_to) and C(become).
options:
  reports:
    description: Directory of the reports. What the last run left there is what this one is compared with.
    type: path
    required: true
  formats:
    description: Which reports are written.
    type: list
    elements: str
    choices: [json, markdown, html]
    default: [json]
  fail_on:
    description: The least severity of what fails, or could not be told, that fails the task.
    type: str
    choices: [critical, high, medium, low, none]
    default: high
  explained:
    description: Why a failure is accepted, by the id of a requirement or check, or by check and subject.
    type: dict
    default: {}
  orphans:
    description: Whether what is in no inventory is looked for.
    type: bool
    default: true
  drift:
    description: Whether it is looked at what C(playbooks/site.yml) would change.
    type: bool
    default: false
  compose_file:
    description: A Docker Compose file that the tasks are compared with.
    type: path
    default: ""
  compose_services:
    description: Services of the platform by the names they have in that file; null for one that has no match.
    type: dict
    default: {}
  compose_names:
    description: Names that variables of that file have here, by service.
    type: dict
    default: {}
  documents:
    description: Directory of the documents made from what was found; empty for none.
    type: path
    default: ""
author:
  - Venturemond (@venturemond)
"""

EXAMPLES = r"""
- name: Audit a platform
  venturemond.envelope.audit_platform:
    reports: audit
    fail_on: critical
"""

RETURN = r"""
summary:
  description: Counts of checks by verdict, and of failed ones by severity.
  returned: when there is a report
  type: dict
failed_checks:
  description: Ids of the checks for which the task fails.
  returned: when there is a report
  type: list
  elements: str
reports:
  description: The files that were written.
  returned: when there is a report
  type: list
  elements: str
"""

from ansible.module_utils.basic import AnsibleModule

from ..module_utils.auditing.options import OPTIONS


def main() -> None:
    module = AnsibleModule(OPTIONS, supports_check_mode=True)
    module.fail_json(msg="audit_platform reads the inventory, and so runs on the controller only, as an action")


if __name__ == "__main__":
    main()
