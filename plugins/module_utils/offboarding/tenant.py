# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose things are looked for, and how one tells that a thing is theirs."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..tagging import Tags


@dataclass(frozen=True, kw_only=True)
class Tenant:
    slug: str
    prefix: str
    """What its names in AWS are, or start with."""
    hosts: tuple[str, ...]
    """Where it is found; what is below one of them is its too."""
    tags: Tags
    """What everything it has is tagged with."""
    zones: tuple[str, ...]
    """Hosted zones that may hold its records."""
    cluster: str
    load_balancers: tuple[str, ...]
    releases_bucket: str = ""
    """Where its releases are recorded; empty for nowhere."""
    kept_hosts: tuple[str, ...] = ()
    """Hosts below its own that are somebody else's."""
    recovery_days: int = 30
    """Days between the deletion of its key and secret, and their loss."""

    def owns(self, tags: Tags) -> bool:
        return all(tags.get(name) == value for name, value in self.tags.items())

    def shares(self, tags: Tags) -> bool:
        """Whether something is its cell's, and so not another tenant's alone."""
        return "tenant" not in tags and all(
            tags.get(name) == value for name, value in self.tags.items() if name != "tenant")

    def names(self, name: str) -> bool:
        """Whether a name may be one of its; whether it is, its tags tell: another slug may start with this one."""
        return name == self.prefix or name.startswith(f"{self.prefix}-")

    def serves(self, host: str) -> bool:
        """Whether a host is its own, or below one of its own."""
        return _within(host, self.hosts) and not _within(host, self.kept_hosts)


def _within(host: str, those: t.Iterable[str]) -> bool:
    plain = host.lower().rstrip(".")
    return any(plain == each.lower() or plain.endswith(f".{each.lower()}") for each in those)
