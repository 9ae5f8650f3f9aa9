# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The record of every API call the embedded AWS answered.

It never holds a body, so no secret can be in it; tests count writes here and do not believe `changed`.
"""

from __future__ import annotations

import threading
import typing as t
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from .operations import Operation


@dataclass(frozen=True)
class Entry:
    """One answered call: `n` counts from 1, `at` is ISO 8601 in UTC, `status` 0 means the connection was dropped."""

    n: int
    at: str
    service: str
    operation: str
    write: bool
    status: int
    principal: str
    ruling: dict[str, t.Any] | None = None
    """What IAM was asked, and what it refused, where that is looked at: actions, ARNs, tags and condition keys."""


class Journal:
    """Entries in the order in which calls took effect."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: list[Entry] = []

    def add(
        self, operation: Operation, status: int, principal: str, ruling: dict[str, t.Any] | None = None
    ) -> None:
        with self._lock:
            at = datetime.now(UTC).isoformat(timespec="milliseconds")
            n = len(self._entries) + 1
            entry = Entry(n, at, operation.service, operation.name, operation.write, status, principal, ruling)
            self._entries.append(entry)

    def since(self, n: int) -> list[dict[str, t.Any]]:
        """Entries after number `n`."""
        with self._lock:
            return [_shown(entry) for entry in self._entries[max(n, 0) :]]

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()

    def __len__(self) -> int:
        return len(self._entries)


def _shown(entry: Entry) -> dict[str, t.Any]:
    """Without a ruling where nobody looks at them."""
    return {name: value for name, value in asdict(entry).items() if name != "ruling" or value is not None}
