#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: sts_verify_account
short_description: Refuse to go on with the credentials of another AWS account than the one that is meant
version_added: 0.1.0
description:
  - Refuse to go on with the credentials of another AWS account than the one that is meant.
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.attributes
options:
  account_id:
    description:
      - The account that is meant, 12 digits.
    type: str
    required: true
"""

EXAMPLES = r"""
---
- name: Refuse to go on with the credentials of another AWS account than the one that is meant
  venturemond.envelope.sts_verify_account:
    account_id: '111122223333'
"""

RETURN = r"""
---
account:
  description:
    - The account of the credentials in use.
  returned: success
  type: raw
arn:
  description:
    - Who they belong to.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.sts import VerifyAccount


def main() -> None:
    run_module(VerifyAccount)


if __name__ == "__main__":
    main()
