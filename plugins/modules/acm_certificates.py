#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: acm_certificates
short_description: Manage ACM certificates
version_added: 0.1.0
description:
  - A public certificate, proved by DNS records and then renewed by AWS.
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
  acm_certificates:
    description:
      - The ACM certificates.
    type: list
    elements: dict
    required: true
    suboptions:
      domain_name:
        description:
          - First domain name of the certificate.
        type: str
        required: true
      subject_alternative_names:
        description:
          - 'Its other domain names. AWS cannot change the names of a certificate: for others, say O(acm_certificates[].replace),
            or ask for one under another O(acm_certificates[].domain_name) (any of the names may come
            first) and remove this one when it is unused.'
          - It cannot change once the resource is made.
        type: list
        elements: str
      key_algorithm:
        description:
          - Kind of key. V(RSA_2048) where it is left out.
          - It cannot change once the resource is made.
        type: str
        choices:
          - RSA_2048
          - EC_prime256v1
          - EC_secp384r1
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
      validation_zone:
        description:
          - Public hosted zone, by name or id, in which the validation records are published and kept.
            Left out, they are returned only, for somebody else to publish.
        type: str
      validation_zones:
        description:
          - 'The same for names that are in several zones, by name: each record goes where its name belongs.'
        type: list
        elements: str
      replace:
        description:
          - 'Whether other names make a new certificate: it is asked for, waited for, shown at the listeners
            beside the former one, and then that is taken from them and deleted. One that something else
            than a load balancer uses is left. Needs O(acm_certificates[].validation_zone) or O(acm_certificates[].validation_zones),
            and a tag C(managed-by), which tells ours.'
        type: bool
        default: false
      wait:
        description:
          - Whether to wait until the certificate is issued. Left out, it is waited for where a zone is
            given.
        type: bool
      wait_timeout:
        description:
          - Seconds after which waiting for the certificate ends in an error.
        type: int
        default: 900
"""

EXAMPLES = r"""
---
- name: Create or update ACM certificates
  venturemond.envelope.acm_certificates:
    acm_certificates:
      - domain_name: example.com
        subject_alternative_names:
          - '*.example.com'
        key_algorithm: RSA_2048
        validation_zone: example.com
        tags:
          project: envelope
- name: Delete ACM certificates
  venturemond.envelope.acm_certificates:
    state: absent
    acm_certificates:
      - domain_name: example.com
"""

RETURN = r"""
---
acm_certificates:
  description:
    - The ACM certificates as they are now, or in check mode as they would be, each under its C(domain_name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    domain_name:
      description:
        - First domain name of the certificate.
      returned: when it is set
      type: str
    subject_alternative_names:
      description:
        - 'Its other domain names. AWS cannot change the names of a certificate: for others, say O(acm_certificates[].replace),
          or ask for one under another O(acm_certificates[].domain_name) (any of the names may come first)
          and remove this one when it is unused.'
      returned: when it is set
      type: list
      elements: str
    key_algorithm:
      description:
        - Kind of key. V(RSA_2048) where it is left out.
      returned: when it is set
      type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the certificate.
      returned: when AWS has decided it
      type: str
    status:
      description:
        - State of the certificate, such as V(ISSUED) or V(PENDING_VALIDATION).
      returned: when AWS has decided it
      type: str
    validation_records:
      description:
        - DNS records (name, type, value) that prove its names. They must stay, or AWS does not renew
          it.
      returned: when AWS has decided it
      type: list
      elements: dict
    names:
      description:
        - All of its names.
      returned: when AWS has decided it
      type: list
      elements: str
    not_after:
      description:
        - When it ends, if AWS does not renew it.
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
from ..module_utils.kinds.acm.certificates import AcmCertificate


def main() -> None:
    run_module(AcmCertificate)


if __name__ == "__main__":
    main()
