#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: sesv2_identities
short_description: Manage SESv2 identities
version_added: 0.1.0
description:
  - A domain (or address) that mail is sent from, with its DNS records; that it is verified is never waited
    for.
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
  sesv2_identities:
    description:
      - The SESv2 identities.
    type: list
    elements: dict
    required: true
    suboptions:
      email_identity:
        description:
          - Domain (or address) that mail is sent from, in lower case.
        type: str
        required: true
      dkim_signing_key_length:
        description:
          - Length of the keys that SES signs with. AWS takes a change once a day.
        type: str
        choices:
          - RSA_1024_BIT
          - RSA_2048_BIT
      mail_from_domain:
        description:
          - Domain below this one that bounces go to, so that SPF is aligned; empty for SES's own.
        type: str
      behavior_on_mx_failure:
        description:
          - What is done with mail while the MX record of the MAIL FROM domain is not found.
        type: str
        choices:
          - USE_DEFAULT_VALUE
          - REJECT_MESSAGE
      feedback_forwarding:
        description:
          - Whether bounces and complaints are sent on by mail as well. V(true) where it is left out at
            creation.
        type: bool
      configuration_set:
        description:
          - Configuration set of mail that names none; empty for none.
        type: str
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
      zone:
        description:
          - Public hosted zone, by name or id, in which all records are published and kept. Left out,
            they are returned only, for somebody else to publish.
        type: str
      spf:
        description:
          - Whether SES is to be among the senders that the domain's SPF text names. Texts of others are
            kept.
        type: bool
        default: false
      dmarc_policy:
        description:
          - What others are to do with mail that is not the domain's. A stricter policy that is published
            stays, and it is made stricter only while bounces and complaints are within their limits.
        type: str
        choices:
          - none
          - quarantine
          - reject
      dmarc_reports:
        description:
          - Address that DMARC reports are sent to, beside those that are published.
        type: str
      dmarc_loosen:
        description:
          - Whether a stricter DMARC policy that is published gives way to O(sesv2_identities[].dmarc_policy).
        type: bool
        default: false
      bounce_rate_limit:
        description:
          - Bounces, as a part of 1, over which DMARC is not made stricter.
        type: float
        default: 0.02
      complaint_rate_limit:
        description:
          - Complaints, as a part of 1, over which DMARC is not made stricter.
        type: float
        default: 0.0005
      inbound:
        description:
          - Whether mail to the domain comes to SES. Mail servers of somebody else's are never replaced.
        type: bool
        default: false
"""

EXAMPLES = r"""
---
- name: Create or update SESv2 identities
  venturemond.envelope.sesv2_identities:
    sesv2_identities:
      - email_identity: acme.example.com
        dkim_signing_key_length: RSA_2048_BIT
        mail_from_domain: bounce.acme.example.com
        behavior_on_mx_failure: USE_DEFAULT_VALUE
        configuration_set: envelope-prod-pool-acme
        zone: example.com
        spf: true
        dmarc_policy: none
        dmarc_reports: dmarc@example.com
        tags:
          tenant: acme
- name: Delete SESv2 identities
  venturemond.envelope.sesv2_identities:
    state: absent
    sesv2_identities:
      - email_identity: acme.example.com
"""

RETURN = r"""
---
sesv2_identities:
  description:
    - The SESv2 identities as they are now, or in check mode as they would be, each under its C(email_identity).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    email_identity:
      description:
        - Domain (or address) that mail is sent from, in lower case.
      returned: when it is set
      type: str
    dkim_signing_key_length:
      description:
        - Length of the keys that SES signs with. AWS takes a change once a day.
      returned: when it is set
      type: str
    mail_from_domain:
      description:
        - Domain below this one that bounces go to, so that SPF is aligned; empty for SES's own.
      returned: when it is set
      type: str
    behavior_on_mx_failure:
      description:
        - What is done with mail while the MX record of the MAIL FROM domain is not found.
      returned: when it is set
      type: str
    feedback_forwarding:
      description:
        - Whether bounces and complaints are sent on by mail as well. V(true) where it is left out at
          creation.
      returned: when it is set
      type: bool
    configuration_set:
      description:
        - Configuration set of mail that names none; empty for none.
      returned: when it is set
      type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the identity.
      returned: when AWS has decided it
      type: str
    state:
      description:
        - 'How far it is: V(pending), V(verified) or V(failed).'
      returned: when AWS has decided it
      type: str
    dkim_status:
      description:
        - SES's word on the DKIM records, such as V(PENDING) or V(SUCCESS).
      returned: when AWS has decided it
      type: str
    mail_from_status:
      description:
        - SES's word on the MAIL FROM domain; not there where there is none.
      returned: when AWS has decided it
      type: str
    verified:
      description:
        - Whether mail can be sent from it.
      returned: when AWS has decided it
      type: bool
    dns_records:
      description:
        - DNS records (name, type, value, ttl) that its mail needs, and whether each is published where
          that is known.
      returned: when AWS has decided it
      type: list
      elements: dict
    published_dmarc_policy:
      description:
        - The DMARC policy in its zone; not there where there is none.
      returned: when AWS has decided it
      type: str
    held:
      description:
        - Why DMARC is not made as strict as it is asked for.
      returned: when AWS has decided it
      type: list
      elements: str
    conflicts:
      description:
        - What is in the zone and stands in the way; nothing is changed before.
      returned: when AWS has decided it
      type: list
      elements: str
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
from ..module_utils.kinds.sesv2.identities import EmailIdentity


def main() -> None:
    run_module(EmailIdentity)


if __name__ == "__main__":
    main()
