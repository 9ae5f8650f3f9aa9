#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: s3_check_upload
short_description: Upload a file with a pre-signed URL and read it with another, as the application's
  pages do
version_added: 0.1.0
description:
  - Upload a file with a pre-signed URL and read it with another, as the application's pages do. Where
    uploads are scanned, it waits until the file may be read. What it wrote is removed, all versions of
    it.
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
      - Bucket to try.
    type: str
    required: true
  prefix:
    description:
      - How the keys of the files start that are written and removed.
    type: str
    default: envelope-check/
  origin:
    description:
      - Origin of the pages that upload, such as V(https://acme.example.com). The bucket is asked whether
        it lets them.
    type: str
  role:
    description:
      - Role that the application's tasks run as, by name. IAM is asked whether it may do what these URLs
        are signed for.
    type: str
  scan_mode:
    description:
      - Who scans uploads, as the role P(venturemond.envelope.storage#role) is told.
    type: str
    choices:
      - guardduty
      - tag_clean
      - 'off'
    default: 'off'
  scan_enforced:
    description:
      - Whether what is not found clean cannot be read. Left out, in the mode V(guardduty) alone.
    type: bool
  scan_timeout:
    description:
      - Seconds within which a file has to be scanned.
    type: int
    default: 300
  malware:
    description:
      - Upload the harmless EICAR test file too, which scanners take for malware, and see that nobody
        can read it.
    type: bool
    default: false
"""

EXAMPLES = r"""
---
- name: Upload a file with a pre-signed URL and read it with another, as the application's pages do
  venturemond.envelope.s3_check_upload:
    bucket: envelope-prod-pool-acme
    origin: https://acme.example.com
    role: envelope-prod-task
    scan_mode: guardduty
    scan_timeout: 300
    malware: true
"""

RETURN = r"""
---
steps:
  description:
    - 'What was tried, in order: C(step), C(ok) and C(why). No URL is ever shown: it lets in whoever has
      it. In check mode, what would be tried.'
  returned: success
  type: raw
lines:
  description:
    - The same for a person, a line each.
  returned: success
  type: raw
"""

from ..module_utils.binding import run_module
from ..module_utils.verbs.s3_check_upload import CheckUpload


def main() -> None:
    run_module(CheckUpload)


if __name__ == "__main__":
    main()
