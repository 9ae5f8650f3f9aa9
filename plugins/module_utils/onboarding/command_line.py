# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said with `-e` when a tenant is brought on board, which wins over every file of the inventory."""

from __future__ import annotations

import typing as t

from ..errors import Invalid

SHORT = {"tenant_slug": "tenant", "tenant_tier": "tier", "tenant_domain": "domain", "tenant_zone": "zone"}
"""Variables of a tenant that have an option of their own."""


def refuse_misplaced(said: t.Iterable[str], variables: t.Collection[str]) -> None:
    """Raise `Invalid` for a tenant's variable among what was said: it would be every tenant's."""
    problems = [_problem(name) for name in sorted(said) if name in variables and name.startswith("tenant_")]
    if problems:
        raise Invalid("; ".join(problems))


def _problem(name: str) -> str:
    instead = f"-e {SHORT[name]}=..." if name in SHORT else f"-e '{{\"variables\": {{\"{name}\": ...}}}}'"
    return f"-e {name} would be every tenant's, and in no file: say {instead}"
