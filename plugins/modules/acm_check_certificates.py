#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: acm_check_certificates
short_description: Look which certificates of the account end soon, which renewals hang, and what their
  records lack
version_added: 0.1.0
description:
  - Look which certificates of the account end soon, which renewals hang, and what their records lack.
    It looks in the region and, for CloudFront, in us-east-1.
author:
  - Venturemond (@venturemond)
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - venturemond.envelope.attributes
options:
  days:
    description:
      - 'Days before its end in which a certificate should have been renewed: AWS begins 60 days before.'
    type: int
    default: 45
"""

EXAMPLES = r"""
---
- name: Look which certificates of the account end soon, which renewals hang, and what their records lack
  venturemond.envelope.acm_check_certificates:
    days: 45
"""

RETURN = r"""
---
lines:
  description:
    - What was found, for a person, the worst first.
  returned: success
  type: raw
certificates:
  description:
    - 'Those that are not issued, or end within 60 days: C(name), C(region), C(arn), C(rank) (0 is the
      worst, 9 is well), C(detail), C(days_left), C(used_by), C(lacks).'
  returned: success
  type: raw
fit:
  description:
    - Whether all certificates that are in use are well; not where some could not be told.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.acm_check_certificates import CheckCertificates


def main() -> None:
    run_module(CheckCertificates)


if __name__ == "__main__":
    main()
