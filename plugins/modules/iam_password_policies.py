#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: iam_password_policies
short_description: Manage IAM password policies
version_added: 0.1.0
description:
  - The password policy of an account, which has one or none; what is stricter already is left so.
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
  iam_password_policies:
    description:
      - The IAM password policies.
    type: list
    elements: dict
    required: true
    suboptions:
      account:
        description:
          - Number of the account, that of the credentials.
        type: str
        required: true
      minimum_password_length:
        description:
          - Characters that a password has at least, up to 128. A new policy that does not say asks for
            8, as IAM does without a policy; fewer, down to 6, need O(iam_password_policies[].loosen).
        type: int
      require_symbols:
        description:
          - Whether it needs one that is neither letter nor digit.
        type: bool
      require_numbers:
        description:
          - Whether it needs a digit.
        type: bool
      require_uppercase_characters:
        description:
          - Whether it needs a capital letter.
        type: bool
      require_lowercase_characters:
        description:
          - Whether it needs a small letter.
        type: bool
      max_password_age:
        description:
          - Days after which it expires, 1 to 1095; V(0) for never.
        type: int
      password_reuse_prevention:
        description:
          - How many former passwords cannot be used again, up to 24.
        type: int
      hard_expiry:
        description:
          - Whether only an administrator can give a new one to who let it expire.
        type: bool
      allow_users_to_change_password:
        description:
          - Whether users may change their own.
        type: bool
      loosen:
        description:
          - Make weaker, too, what is stricter than asked for.
        type: bool
        default: false
"""

EXAMPLES = r"""
---
- name: Create or update IAM password policies
  venturemond.envelope.iam_password_policies:
    iam_password_policies:
      - account: '111122223333'
        minimum_password_length: 14
        require_symbols: true
        require_numbers: true
        require_uppercase_characters: true
        require_lowercase_characters: true
        max_password_age: 90
        password_reuse_prevention: 24
        allow_users_to_change_password: true
- name: Delete IAM password policies
  venturemond.envelope.iam_password_policies:
    state: absent
    iam_password_policies:
      - account: '111122223333'
"""

RETURN = r"""
---
iam_password_policies:
  description:
    - The IAM password policies as they are now, or in check mode as they would be, each under its C(account).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    account:
      description:
        - Number of the account, that of the credentials.
      returned: when it is set
      type: str
    minimum_password_length:
      description:
        - Characters that a password has at least, up to 128. A new policy that does not say asks for
          8, as IAM does without a policy; fewer, down to 6, need O(iam_password_policies[].loosen).
      returned: when it is set
      type: int
    require_symbols:
      description:
        - Whether it needs one that is neither letter nor digit.
      returned: when it is set
      type: bool
    require_numbers:
      description:
        - Whether it needs a digit.
      returned: when it is set
      type: bool
    require_uppercase_characters:
      description:
        - Whether it needs a capital letter.
      returned: when it is set
      type: bool
    require_lowercase_characters:
      description:
        - Whether it needs a small letter.
      returned: when it is set
      type: bool
    max_password_age:
      description:
        - Days after which it expires, 1 to 1095; V(0) for never.
      returned: when it is set
      type: int
    password_reuse_prevention:
      description:
        - How many former passwords cannot be used again, up to 24.
      returned: when it is set
      type: int
    hard_expiry:
      description:
        - Whether only an administrator can give a new one to who let it expire.
      returned: when it is set
      type: bool
    allow_users_to_change_password:
      description:
        - Whether users may change their own.
      returned: when it is set
      type: bool
    left_alone:
      description:
        - What is stricter already, and so is left as it is.
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
from ..module_utils.kinds.iam.password_policies import PasswordPolicy


def main() -> None:
    run_module(PasswordPolicy)


if __name__ == "__main__":
    main()
