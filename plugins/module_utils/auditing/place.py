# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is audited: a platform as far as it is known before AWS is asked."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tenant:
    """A tenant of the inventory, or one that was found."""

    name: str
    tier: str | None = None
    """`pool` or `silo`; None where nothing tells."""
    prefix: str = ""
    """What the names of its things begin with, such as `envelope-prod-pool-acme`."""
    host: str | None = None
    """Where people find it."""
    domain: str | None = None
    """A domain of its own; None where it is on the platform's."""
    mail_domain: str | None = None
    declared: bool = True
    """Whether the inventory has it."""


@dataclass(frozen=True)
class Place:
    """A platform."""

    name: str
    project: str
    environment: str
    region: str
    domain: str | None = None
    tenants: tuple[Tenant, ...] = ()
    known_from: t.Literal["inventory", "discovery"] = "inventory"
    values: t.Mapping[str, t.Any] = field(default_factory=dict)
    """What else the inventory says by role variables, such as `waf_enabled`; empty on discovery."""

    @property
    def prefix(self) -> str:
        """What names in AWS begin with."""
        return str(self.values.get("cell_prefix") or f"{self.project}-{self.environment}")
