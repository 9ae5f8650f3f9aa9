# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look how much room a database has."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow, Reply
from ..fields import required
from ..on_call.databases.headroom import looks, verdict, waiting
from ..on_call.databases.instance import elsewhere, instance, maintenance, memory, most_connections
from ..on_call.databases.measuring import Figures, figures
from ..on_call.words import now
from ..runbook import told
from ..verb import Verb

PAGES = "docs/runbooks"


@dataclass(frozen=True, kw_only=True)
class CheckHeadroom(Verb):
    """Look how much storage, CPU, memory and how many connections a database has left, and to when it can be restored.

    Says when storage is full if it goes on as in the last week, and what maintenance waits.
    """

    module = "rds_check_headroom"
    examples: t.ClassVar[dict[str, t.Any]] = {"name": "envelope-prod"}
    returns: t.ClassVar[dict[str, str]] = {
        "lines": "What was found, for a person.",
        "short": "What there is little of: C(state), C(storage), C(CPU), C(connections), C(memory), C(backups).",
        "figures": "The same in figures: bytes, percent of CPU, days; what is not measured is left out.",
        "waiting": "What waits for the maintenance window.",
    }

    name: str = required("Name of the instance.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from elsewhere(self.name)

    def act(self, *, check: bool) -> Flow:
        today = now()
        found: Reply = yield from instance(self.name)
        measured: Figures = yield from figures(self.name, today)
        size = yield from memory(found)
        most = yield from most_connections(found, size)
        waits = [*waiting(found), *(yield from maintenance(found))]
        every = looks(found, measured, size, most, today)
        lines = [verdict(self.name, every), *(
            f"{'SHORT: ' if each.short else ''}{each.what}: {each.detail}"
            f"{f' ({PAGES}/{each.page})' if each.short and each.page else ''}" for each in every),
            *(f"waits: {each}" for each in waits)]
        yield from told(lines)
        return {"changed": False, "lines": lines, "short": [each.what for each in every if each.short],
                "figures": {name: value for each in every for name, value in each.data.items()}, "waiting": waits}
