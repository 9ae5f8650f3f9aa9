# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a service of AWS can assume a role."""

from __future__ import annotations

import json

from moto.iam.models import iam_backends

from ._policy import Asked, verdict


def assumable(account: str, arn: str, service: str) -> bool:
    """Whether there is such a role, and its trust policy lets the service in."""
    role = next((each for each in iam_backends[account]["aws"].roles.values() if each.arn == arn), None)
    if role is None:
        return False
    # a trust policy has no resource
    trust = json.loads(role.assume_role_policy_document)
    listed = trust["Statement"] if isinstance(trust["Statement"], list) else [trust["Statement"]]
    document = json.dumps({"Statement": [{**each, "Resource": "*"} for each in listed]})
    context = {"aws:SourceAccount": account, "aws:SourceArn": None}
    return verdict(document, Asked(service, "sts:AssumeRole", arn, context)) == "Allow"
