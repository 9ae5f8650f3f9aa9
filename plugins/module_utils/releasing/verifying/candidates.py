# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A service and the revision that it is about to run."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

T = t.TypeVar("T", bound=t.Hashable)

Container = t.Mapping[str, t.Any]


@dataclass(frozen=True)
class Candidate:
    service: t.Mapping[str, t.Any]
    """As DescribeServices shows it."""
    definition: t.Mapping[str, t.Any]
    """As RegisterTaskDefinition takes it, with the new images."""
    release: str
    changed: tuple[str, ...]
    """The images that are of this release."""

    @property
    def name(self) -> str:
        return t.cast(str, self.service["serviceName"])

    @property
    def containers(self) -> list[Container]:
        return list(self.definition.get("containerDefinitions") or ())

    @property
    def network(self) -> t.Mapping[str, t.Any]:
        """Subnets and security groups of the tasks."""
        return (self.service.get("networkConfiguration") or {}).get("awsvpcConfiguration") or {}


def by_thing(uses: t.Iterable[tuple[T, str]]) -> dict[T, str]:
    """Each thing once, with all who use it: `api, worker`."""
    users: dict[T, dict[str, None]] = {}
    for thing, user in uses:
        users.setdefault(thing, {})[user] = None
    return {thing: ", ".join(named) for thing, named in users.items()}
