# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of the platform's policies grow with its tenants: those that name each of them, not all by a pattern."""

from __future__ import annotations

import math
import re
import typing as t

from .tenants import Tenant

QUOTED = 3
"""Two quotes and a comma around each entry of a list."""


def policy_growth(documents: t.Mapping[str, t.Mapping[str, t.Any]], tenants: t.Sequence[Tenant]) -> dict[str, int]:
    """Characters that one more tenant takes in each policy that names some; policies that name none are left out."""
    found = {}
    for name, document in documents.items():
        resources = [each for statement in _listed(document.get("Statement")) for each in _listed(
            statement.get("Resource"))]
        taken = [sum(len(each) + QUOTED for each in named) for tenant in tenants
                 if (named := _naming(tenant, resources))]
        if taken:
            found[name] = math.ceil(sum(taken) / len(taken))
    return found


def _naming(tenant: Tenant, resources: t.Iterable[str]) -> list[str]:
    """The resources of this tenant: `acme` is named in `acme/*` and `acme-??????`, and not in `acme-2/*`."""
    exact = re.compile(rf"(?<![a-z0-9-]){re.escape(tenant.prefix)}(?!-?[a-z0-9])")
    return [each for each in resources if exact.search(each)]


def _listed(value: t.Any) -> list[t.Any]:
    """IAM writes a list of one without brackets."""
    return value if isinstance(value, list) else [] if value is None else [value]
