#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: iam_open_id_connect_providers
short_description: Manage IAM open id connect providers
version_added: 0.1.0
description:
  - A provider of OpenID Connect, of which an account has one for each URL, whoever made it.
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
  iam_open_id_connect_providers:
    description:
      - The IAM open id connect providers.
    type: list
    elements: dict
    required: true
    suboptions:
      url:
        description:
          - Where it is found, as its tokens name who issued them, such as V(https://token.actions.githubusercontent.com).
        type: str
        required: true
      client_ids:
        description:
          - 'Whom its tokens may be meant for: these at least, as others may rely on further ones. V(sts.amazonaws.com)
            is what AWS''s own action for GitHub says.'
        type: list
        elements: str
      thumbprints:
        description:
          - 'SHA-1 of its certificates'' authorities: exactly these. AWS goes by them only where it does
            not know the authority itself, as it does GitHub''s, and finds one for who gives none.'
        type: list
        elements: str
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update IAM open id connect providers
  venturemond.envelope.iam_open_id_connect_providers:
    iam_open_id_connect_providers:
      - url: https://token.actions.githubusercontent.com
        client_ids:
          - sts.amazonaws.com
        thumbprints:
          - 6938fd4d98bab03faadb97b34396831e3780aea1
        tags:
          project: envelope
- name: Delete IAM open id connect providers
  venturemond.envelope.iam_open_id_connect_providers:
    state: absent
    iam_open_id_connect_providers:
      - url: https://token.actions.githubusercontent.com
"""

RETURN = r"""
---
iam_open_id_connect_providers:
  description:
    - The IAM open id connect providers as they are now, or in check mode as they would be, each under
      its C(url).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    url:
      description:
        - Where it is found, as its tokens name who issued them, such as V(https://token.actions.githubusercontent.com).
      returned: when it is set
      type: str
    client_ids:
      description:
        - 'Whom its tokens may be meant for: these at least, as others may rely on further ones. V(sts.amazonaws.com)
          is what AWS''s own action for GitHub says.'
      returned: when it is set
      type: list
      elements: str
    thumbprints:
      description:
        - 'SHA-1 of its certificates'' authorities: exactly these. AWS goes by them only where it does
          not know the authority itself, as it does GitHub''s, and finds one for who gives none.'
      returned: when it is set
      type: list
      elements: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the provider, which roles trust.
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
from ..module_utils.kinds.iam.open_id_connect_providers import OpenIdConnectProvider


def main() -> None:
    run_module(OpenIdConnectProvider)


if __name__ == "__main__":
    main()
