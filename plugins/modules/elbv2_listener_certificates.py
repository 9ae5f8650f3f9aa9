#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: elbv2_listener_certificates
short_description: Manage Elastic Load Balancing v2 listener certificates
version_added: 0.1.0
description:
  - A certificate that a listener shows to clients which ask for a name on it.
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
  load_balancer:
    description:
      - Name or ARN of the load balancer.
    type: str
    required: true
  port:
    description:
      - Port of the listener.
    type: int
    default: 443
  elbv2_listener_certificates:
    description:
      - The Elastic Load Balancing v2 listener certificates.
    type: list
    elements: dict
    required: true
    suboptions:
      certificate:
        description:
          - Domain name or ARN of the certificate.
        type: str
        required: true
      once_issued:
        description:
          - Leave a certificate that is not issued yet to a later run, rather than have AWS refuse it.
        type: bool
        default: false
"""

EXAMPLES = r"""
---
- name: Create or update Elastic Load Balancing v2 listener certificates
  venturemond.envelope.elbv2_listener_certificates:
    load_balancer: envelope-prod
    port: 443
    elbv2_listener_certificates:
      - certificate: acme.example
- name: Delete Elastic Load Balancing v2 listener certificates
  venturemond.envelope.elbv2_listener_certificates:
    state: absent
    load_balancer: envelope-prod
    port: 443
    elbv2_listener_certificates:
      - certificate: acme.example
"""

RETURN = r"""
---
elbv2_listener_certificates:
  description:
    - The Elastic Load Balancing v2 listener certificates as they are now, or in check mode as they would
      be, each under its C(certificate).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    load_balancer:
      description:
        - Name or ARN of the load balancer.
      returned: when it is set
      type: str
    port:
      description:
        - Port of the listener.
      returned: when it is set
      type: int
    certificate:
      description:
        - Domain name or ARN of the certificate.
      returned: when it is set
      type: str
    listener:
      description:
        - ARN of the listener.
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
from ..module_utils.kinds.elbv2.listener_certificates import ListenerCertificate


def main() -> None:
    run_module(ListenerCertificate)


if __name__ == "__main__":
    main()
