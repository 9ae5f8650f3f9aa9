# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which version of each secret a release started with."""

from __future__ import annotations

import typing as t

from ..calls import Flow
from ..errors import AwsError
from ..kinds.secretsmanager import secretsmanager
from .revisions import all_of


def secret_versions(definitions: t.Sequence[t.Mapping[str, t.Any]]) -> Flow:
    """The current version's id, by the ARN of the secret, of all that these task definitions name.

    One that may not be looked at is left out: a release that runs is recorded all the same.
    """
    named = {secret["valueFrom"] for each in definitions for container in each["containerDefinitions"]
             for secret in container.get("secrets") or ()}
    arns = sorted({":".join(name.split(":")[:7]) for name in named if ":secretsmanager:" in name})
    found = yield from all_of([_current(arn) for arn in arns])
    return {arn: version for arn, version in zip(arns, found, strict=True) if version}


def _current(arn: str) -> Flow:
    try:
        reply = yield secretsmanager.describe_secret(SecretId=arn)
    except AwsError:
        return ""
    stages = reply.get("VersionIdsToStages") or {}
    return next((version for version, names in stages.items() if "AWSCURRENT" in names), "")
