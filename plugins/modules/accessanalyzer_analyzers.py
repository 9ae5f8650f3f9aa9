#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: accessanalyzer_analyzers
short_description: Manage AccessAnalyzer analyzers
version_added: 0.1.0
description:
  - What finds out who else has access to what, in one region; whoever made it, it serves, as AWS takes
    but one.
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
  type:
    description:
      - 'Whom they trust: the account alone, or all accounts of its organization, which the organization''s
        administrator can ask for. Where that one''s is in the same account, it serves for V(ACCOUNT),
        too.'
    type: str
    choices:
      - ACCOUNT
      - ORGANIZATION
    default: ACCOUNT
  accessanalyzer_analyzers:
    description:
      - The AccessAnalyzer analyzers.
    type: list
    elements: dict
    required: true
    suboptions:
      region:
        description:
          - Region whose resources it looks at, such as V(eu-west-1), whatever the region of the task.
            Roles of IAM are looked at in each.
        type: str
        required: true
      name:
        description:
          - Name of a new one, which needs it. One that is there keeps its own.
        type: str
      tags:
        description:
          - Tags it must have. Tags not named here are left alone; so is an analyzer of somebody else,
            where the tags say C(managed-by) and it does not bear the same.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update AccessAnalyzer analyzers
  venturemond.envelope.accessanalyzer_analyzers:
    type: ACCOUNT
    accessanalyzer_analyzers:
      - region: eu-west-1
        name: envelope-prod
        tags:
          project: envelope
- name: Delete AccessAnalyzer analyzers
  venturemond.envelope.accessanalyzer_analyzers:
    state: absent
    type: ACCOUNT
    accessanalyzer_analyzers:
      - region: eu-west-1
"""

RETURN = r"""
---
accessanalyzer_analyzers:
  description:
    - The AccessAnalyzer analyzers as they are now, or in check mode as they would be, each under its
      C(region).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    type:
      description:
        - 'Whom they trust: the account alone, or all accounts of its organization, which the organization''s
          administrator can ask for. Where that one''s is in the same account, it serves for V(ACCOUNT),
          too.'
      returned: when it is set
      type: str
    region:
      description:
        - Region whose resources it looks at, such as V(eu-west-1), whatever the region of the task. Roles
          of IAM are looked at in each.
      returned: when it is set
      type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone; so is an analyzer of somebody else, where
          the tags say C(managed-by) and it does not bear the same.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the analyzer.
      returned: when AWS has decided it
      type: str
    analyzer_name:
      description:
        - Name of the analyzer.
      returned: when AWS has decided it
      type: str
    status:
      description:
        - Its state, V(ACTIVE) where it works.
      returned: when AWS has decided it
      type: str
    left_alone:
      description:
        - Which analyzer of somebody else was found in its place, and is left alone.
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
from ..module_utils.kinds.accessanalyzer import Analyzer


def main() -> None:
    run_module(Analyzer)


if __name__ == "__main__":
    main()
