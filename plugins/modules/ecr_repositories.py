#!/usr/bin/python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# Written by tools/document.py from the kind: change that and run it again.
from __future__ import annotations

DOCUMENTATION = r"""
---
module: ecr_repositories
short_description: Manage ECR repositories
version_added: 0.1.0
description:
  - A private repository of container images.
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
  ecr_repositories:
    description:
      - The ECR repositories.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
          - Name of the repository.
        type: str
        required: true
      image_tag_mutability:
        description:
          - Whether a tag may be moved to another image.
        type: str
        choices:
          - IMMUTABLE
          - MUTABLE
      scan_on_push:
        description:
          - Whether an image is searched for known vulnerabilities when it is pushed.
        type: bool
      encryption:
        description:
          - How images are encrypted. Cannot change.
          - It cannot change once the resource is made.
        type: dict
        suboptions:
          type:
            description:
              - With which keys.
            type: str
            required: true
            choices:
              - AES256
              - KMS
              - KMS_DSSE
          kms_key:
            description:
              - 'Key to encrypt with: alias, id or ARN. Left out, V(KMS) uses the key that AWS keeps for
                ECR.'
            type: str
      lifecycle_policy:
        description:
          - The lifecycle policy, as AWS writes it. V({}) removes it.
        type: dict
      policy:
        description:
          - 'Who else may use the repository: a policy document. V({}) removes it.'
        type: dict
      tags:
        description:
          - Tags it must have. Tags not named here are left alone.
        type: dict
      force:
        description:
          - Delete the repository although there are images in it.
        type: bool
        default: false
"""

EXAMPLES = r"""
---
- name: Create or update ECR repositories
  venturemond.envelope.ecr_repositories:
    ecr_repositories:
      - name: envelope-prod/api
        image_tag_mutability: IMMUTABLE
        scan_on_push: true
        encryption:
          type: KMS
          kms_key: arn:aws:kms:eu-west-1:111122223333:key/aaaa
        lifecycle_policy:
          rules:
            - rulePriority: 1
              description: Keep what a rollback may need
              action:
                type: expire
              selection:
                tagStatus: any
                countType: imageCountMoreThan
                countNumber: 50
        policy:
          Version: '2012-10-17'
          Statement:
            - Sid: Pull
              Effect: Allow
              Principal:
                AWS: arn:aws:iam::444455556666:root
              Action:
                - ecr:BatchGetImage
                - ecr:GetDownloadUrlForLayer
        tags:
          project: envelope
          environment: prod
- name: Delete ECR repositories
  venturemond.envelope.ecr_repositories:
    state: absent
    ecr_repositories:
      - name: envelope-prod/api
"""

RETURN = r"""
---
ecr_repositories:
  description:
    - The ECR repositories as they are now, or in check mode as they would be, each under its C(name).
    - In check mode C((known after apply\)) stands for what AWS has yet to decide.
  returned: always
  type: dict
  contains:
    name:
      description:
        - Name of the repository.
      returned: when it is set
      type: str
    image_tag_mutability:
      description:
        - Whether a tag may be moved to another image.
      returned: when it is set
      type: str
    scan_on_push:
      description:
        - Whether an image is searched for known vulnerabilities when it is pushed.
      returned: when it is set
      type: bool
    encryption:
      description:
        - How images are encrypted. Cannot change.
      returned: when it is set
      type: dict
      contains:
        type:
          description:
            - With which keys.
          returned: when it is set
          type: str
        kms_key:
          description:
            - 'Key to encrypt with: alias, id or ARN. Left out, V(KMS) uses the key that AWS keeps for
              ECR.'
          returned: when it is set
          type: str
    lifecycle_policy:
      description:
        - The lifecycle policy, as AWS writes it. V({}) removes it.
      returned: when it is set
      type: dict
    policy:
      description:
        - 'Who else may use the repository: a policy document. V({}) removes it.'
      returned: when it is set
      type: dict
    tags:
      description:
        - Tags it must have. Tags not named here are left alone.
      returned: when it is set
      type: dict
    arn:
      description:
        - ARN of the repository.
      returned: when AWS has decided it
      type: str
    uri:
      description:
        - What image names begin with.
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
from ..module_utils.kinds.ecr import EcrRepository


def main() -> None:
    run_module(EcrRepository)


if __name__ == "__main__":
    main()
