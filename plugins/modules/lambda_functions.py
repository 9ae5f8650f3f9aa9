#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: lambda_functions
short_description: Manage Lambda functions
version_added: 0.1.0
description:
  - A Lambda function with its code, its settings and who may invoke it.
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
  lambda_functions:
    description:
      - The Lambda functions.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the function.
        type: str
        required: true
      description:
        description:
          - What it does, for people.
        type: str
      runtime:
        description:
          - What runs it, such as V(python3.13). A new function cannot do without it.
        type: str
      handler:
        description:
          - 'What of the code is called, such as V(handler.handle): function in module.'
        type: str
      role:
        description:
          - Role it has, by name or ARN. A new function cannot do without it. One that is new itself is
            waited for.
        type: str
      code:
        description:
          - 'Its code: a directory on the controller, or texts by the names of their files. Files of equal
            content are never sent again.'
        type: raw
      architectures:
        description:
          - Processor it runs on, one. Changes together with O(lambda_functions[].code) only.
        type: list
        elements: str
        choices:
          - x86_64
          - arm64
      memory_size:
        description:
          - MiB of memory, 128 to 10240; processor time grows with it.
        type: int
      timeout:
        description:
          - Seconds after which a call is ended, 1 to 900.
        type: int
      environment:
        description:
          - 'Environment variables: exactly these. No place for secrets.'
        type: dict
      log_group:
        description:
          - Log group that takes its output.
        type: str
      reserved_concurrency:
        description:
          - How many may run at once, kept free for it; V(0) stops it, V(-1) reserves none.
        type: int
      permissions:
        description:
          - 'Who may invoke it: exactly these.'
        type: list
        elements: dict
        suboptions:
          statement_id:
            description:
              - Name of the statement, unique in the policy of the function.
            type: str
            required: true
          principal:
            description:
              - Service, account or ARN, such as V(s3.amazonaws.com).
            type: str
            required: true
          action:
            description:
              - What they may do, V(lambda:InvokeFunction) where it is left out.
            type: str
          source_arn:
            description:
              - ARN of what a service acts for, in which V(*) stands for anything.
            type: str
          source_account:
            description:
              - 'Account that owns it: an ARN of S3 does not say.'
            type: str
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
"""

EXAMPLES = r"""
---
- name: Create or update Lambda functions
  venturemond.envelope.lambda_functions:
    lambda_functions:
      - name: envelope-prod-tag-clean
        description: Tags uploads as clean
        runtime: python3.13
        handler: handler.handle
        role: arn:aws:iam::111122223333:role/envelope-prod-tag-clean
        architectures:
          - arm64
        code:
          handler.py: "def handle(event, context):\n    return len(event['Records'])\n"
        memory_size: 128
        timeout: 30
        environment:
          STATUS: Clean
        reserved_concurrency: 10
        log_group: /aws/lambda/envelope-prod-tag-clean
        permissions:
          - statement_id: s3
            principal: s3.amazonaws.com
            action: lambda:InvokeFunction
            source_arn: arn:aws:s3:::envelope-prod-pool-*
            source_account: '111122223333'
        tags:
          project: envelope
- name: Delete Lambda functions
  venturemond.envelope.lambda_functions:
    state: absent
    lambda_functions:
      - name: envelope-prod-tag-clean
"""

RETURN = r"""
---
lambda_functions:
  description:
    - The Lambda functions as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the function.
      returned: when it is set
      type: str
    description:
      description:
        - What it does, for people.
      returned: when it is set
      type: str
    runtime:
      description:
        - What runs it, such as V(python3.13). A new function cannot do without it.
      returned: when it is set
      type: str
    handler:
      description:
        - 'What of the code is called, such as V(handler.handle): function in module.'
      returned: when it is set
      type: str
    role:
      description:
        - Role it has, by name or ARN. A new function cannot do without it. One that is new itself is
          waited for.
      returned: when it is set
      type: str
    code:
      description:
        - 'Its code: a directory on the controller, or texts by the names of their files. Files of equal
          content are never sent again.'
      returned: when it is set
      type: raw
    architectures:
      description:
        - Processor it runs on, one. Changes together with O(lambda_functions[].code) only.
      returned: when it is set
      type: list
      elements: str
    memory_size:
      description:
        - MiB of memory, 128 to 10240; processor time grows with it.
      returned: when it is set
      type: int
    timeout:
      description:
        - Seconds after which a call is ended, 1 to 900.
      returned: when it is set
      type: int
    environment:
      description:
        - 'Environment variables: exactly these. No place for secrets.'
      returned: when it is set
      type: dict
    log_group:
      description:
        - Log group that takes its output.
      returned: when it is set
      type: str
    reserved_concurrency:
      description:
        - How many may run at once, kept free for it; V(0) stops it, V(-1) reserves none.
      returned: when it is set
      type: int
    permissions:
      description:
        - 'Who may invoke it: exactly these.'
      returned: when it is set
      type: list
      elements: dict
      contains:
        statement_id:
          description:
            - Name of the statement, unique in the policy of the function.
          returned: when it is set
          type: str
        principal:
          description:
            - Service, account or ARN, such as V(s3.amazonaws.com).
          returned: when it is set
          type: str
        action:
          description:
            - What they may do, V(lambda:InvokeFunction) where it is left out.
          returned: when it is set
          type: str
        source_arn:
          description:
            - ARN of what a service acts for, in which V(*) stands for anything.
          returned: when it is set
          type: str
        source_account:
          description:
            - 'Account that owns it: an ARN of S3 does not say.'
          returned: when it is set
          type: str
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the function.
      returned: when AWS has decided it
      type: str
    state:
      description:
        - V(ready), or what AWS says of it meanwhile.
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
from ..module_utils.kinds.lambda_.functions import LambdaFunction


def main() -> None:
    run_module(LambdaFunction)


if __name__ == "__main__":
    main()
