# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose a service is, by its name.

A beginning alone does not tell it: `envelope-prod-silo-kestrel-two-api` begins like a service of tenant kestrel.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass


@dataclass(frozen=True)
class Whose:
    """A platform or a tenant, whose services are looked at."""

    prefix: str
    services: t.Collection[str] = ()
    """Its services, by their names without the prefix; empty for all whose names begin so."""
    without: str = ""
    """How the names of those begin that belong to others: a platform's silo tenants."""

    def has(self, name: str) -> bool:
        """Whether a service, or the family of its tasks, is one of them."""
        if not name.startswith(f"{self.prefix}-") or (self.without and name.startswith(self.without)):
            return False
        return not self.services or name.removeprefix(f"{self.prefix}-") in self.services
