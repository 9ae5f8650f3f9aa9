# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A state that a test asked for, rather than the one that what is there would have."""

from __future__ import annotations

import time
import typing as t
from dataclasses import dataclass


@dataclass
class Told:
    """From when on it is shown, and after how many reads more."""

    state: str
    reads: int = 0
    since: float = 0.0

    @property
    def due(self) -> bool:
        return self.reads <= 0 and time.monotonic() >= self.since

    def look(self) -> str | None:
        """The state, if it is due; else this read counts."""
        if self.due:
            return self.state
        self.reads -= 1
        return None


def told(state: t.Any, states: t.Collection[str], reads: t.Any = 0, seconds: t.Any = 0) -> Told | None:
    """What is asked for; None for no state, and `ValueError` for one that there is not."""
    if state is None:
        return None
    if state not in states:
        raise ValueError(f"Unknown state {state!r}. Known: {', '.join(states)}.")
    for name, value in (("after_reads", reads), ("after_seconds", seconds)):
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ValueError(f"The value {value!r} of {name!r} is not a number from 0 on.")
    return Told(state, int(reads), time.monotonic() + seconds)
