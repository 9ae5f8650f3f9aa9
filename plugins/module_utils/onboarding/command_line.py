# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said with `-e` when a tenant is brought on board, which wins over every file of the inventory."""

from __future__ import annotations

import typing as t

from ..errors import Invalid
from ..spelling import nearest

SHORT = {"tenant_slug": "tenant", "tenant_tier": "tier", "tenant_domain": "domain", "tenant_zone": "zone"}
"""Variables of a tenant that have an option of their own."""


def refuse_misplaced(said: t.Collection[str], options: t.Collection[str], variables: t.Collection[str]) -> None:
    """Raise `Invalid` for what is no option and is spelt like one, and for a tenant's variable.

    That would be every tenant's. Anything else may be what an inventory goes by, such as `local_aws_port`.
    """
    problems = [problem for name in sorted(said) if name not in options
                for problem in _problem(name, options, variables)]
    if problems:
        raise Invalid("; ".join(problems))


def _problem(name: str, options: t.Collection[str], variables: t.Collection[str]) -> t.Iterator[str]:
    if name in variables:
        if name.startswith("tenant_"):
            instead = f"-e {SHORT[name]}=..." if name in SHORT else f"-e '{{\"variables\": {{\"{name}\": ...}}}}'"
            yield f"-e {name} would be every tenant's, and in no file: say {instead}"
    elif near := nearest(name, options, cutoff=0.7):
        yield f"-e {name} is no option, did you mean {near}? (allowed: {', '.join(sorted(options))})"
