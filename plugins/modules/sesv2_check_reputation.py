#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: sesv2_check_reputation
short_description: Look how much of the mail of configuration sets bounces or is complained of, and whether
  they may send
version_added: 0.1.0
description:
  - Look how much of the mail of configuration sets bounces or is complained of, and whether they may
    send.
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.attributes
options:
  configuration_sets:
    description:
      - Configuration sets, by name.
    type: list
    elements: str
    required: true
  bounce_rate_limit:
    description:
      - Bounces, as a part of 1, that are too many.
    type: float
    default: 0.02
  complaint_rate_limit:
    description:
      - Complaints, as a part of 1, that are too many.
    type: float
    default: 0.0005
  require:
    description:
      - Whether it is a failure that one is not fit.
    type: bool
    default: false
"""

EXAMPLES = r"""
---
- name: Look how much of the mail of configuration sets bounces or is complained of, and whether they
    may send
  venturemond.envelope.sesv2_check_reputation:
    configuration_sets:
      - envelope-prod-pool-acme
    require: true
"""

RETURN = r"""
---
configuration_sets:
  description:
    - 'By name: RV(ignore:bounce_rate) and RV(ignore:complaint_rate) as parts of 1, which are null where
      no mail was sent lately, and RV(ignore:sending_enabled).'
  returned: success
  type: raw
fit:
  description:
    - By name, whether it may send and neither rate is over its limit.
  returned: success
  type: raw
msg:
  description:
    - The same as a sentence, with the reasons where one is not fit.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.sesv2_check_reputation import CheckReputation


def main() -> None:
    run_module(CheckReputation)


if __name__ == "__main__":
    main()
