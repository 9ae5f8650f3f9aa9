# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names in AWS: `{project}-{environment}-{thing}`, cut where AWS's limit is shorter."""

from __future__ import annotations

import hashlib
import typing as t

DIGEST = 6
"""Characters of the hash that keeps a shortened name unique."""


def short_name(name: str, limit: int = 32) -> str:
    """`name` itself while it fits, else its beginning and a hash of the whole: the same every time."""
    if len(name) <= limit:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:DIGEST]
    return f"{name[:limit - DIGEST - 1].rstrip('-')}-{digest}"


def prefixed(things: t.Iterable[str], *prefixes: str) -> list[str]:
    """Each thing with the prefixes before it: `a` -> `envelope-prod-public-a`."""
    return ["-".join((*prefixes, thing)) for thing in things]
