# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies of resources, which may let a role in that its own policies do not."""

from __future__ import annotations

from ...calls import Call, Flow
from ...errors import AwsError
from ...kinds.kms import kms
from ...kinds.secretsmanager import secretsmanager
from .ecr_images import ecr


def grants(action: str, resource: str, role: str) -> Flow:
    """Whether the policy of a resource mentions a role, so that what the role lacks is no certain refusal."""
    try:
        if action.startswith("secretsmanager:"):
            text = (yield secretsmanager.get_resource_policy(SecretId=resource)).get("ResourcePolicy")
        elif action.startswith("kms:"):
            text = (yield kms.get_key_policy(KeyId=resource, PolicyName="default")).get("Policy")
        elif resource.partition(":repository/")[2]:
            text = (yield _of_repository(resource)).get("policyText")
        else:
            return False
    except AwsError:
        return False
    return f'"{role}"' in (text or "")


def _of_repository(arn: str) -> Call:
    return ecr.get_repository_policy(registryId=arn.split(":")[4], repositoryName=arn.partition(":repository/")[2])
