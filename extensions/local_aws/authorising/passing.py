# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which roles a request hands to a service.

It is told from the request and from whom the role trusts, and not from the table of which policies are made: so a role
that the table forgets is missed here.
"""

from __future__ import annotations

import json
import typing as t

from moto.iam.models import iam_backends

from ..operations import Operation

NOT_PASSING = {"iam", "kms", "resourcegroupstaggingapi"}
"""Whose requests name roles to change or to tag them, or to trust them, and hand none over."""


def passed(operation: Operation, named: t.Iterable[str]) -> t.Iterator[tuple[str, str]]:
    """Each role that a change names, with each service that it trusts; with none where it is missing."""
    if not operation.write or operation.service in NOT_PASSING:
        return
    for arn in named:
        if arn.split(":")[2] == "iam" and ":role/" in arn:
            for service in _trusted(arn) or [""]:
                yield arn, service


def _trusted(arn: str) -> list[str]:
    """The services that a role lets take it on."""
    roles = iam_backends[arn.split(":")[4]]["aws"].roles.values()
    documents = [json.loads(role.assume_role_policy_document) for role in roles if role.arn == arn]
    statements = [one for document in documents for one in _listed(document["Statement"])]
    principals = [one["Principal"] for one in statements if isinstance(one.get("Principal"), dict)]
    return [service for each in principals for service in _listed(each.get("Service") or [])]


def _listed(value: t.Any) -> list[t.Any]:
    return value if isinstance(value, list) else [value]
