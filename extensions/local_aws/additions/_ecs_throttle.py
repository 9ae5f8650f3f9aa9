# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the scheduler waits before it starts a task again that keeps failing.

AWS restarts tasks at once at first, and ever more seldom when they keep failing shortly after their start.
"""

from __future__ import annotations

from ._agenda import Agenda, Step

AT_ONCE = 2
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 60.0
SHORT_LIFE = 10.0


class Throttle:
    """Counts tasks that failed young, one after the other."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._failures = 0
        self._not_before = 0.0
        self._waiting = False

    def failed(self, lived: float) -> None:
        """A task has failed after so many seconds."""
        self._failures = self._failures + 1 if lived < SHORT_LIFE else 1
        pauses = min(self._failures - AT_ONCE, 16)
        pause = min(FIRST_PAUSE * 2 ** (pauses - 1), LONGEST_PAUSE) if pauses > 0 else 0.0
        self._not_before = self._agenda.now + pause

    def holds(self, then: Step) -> bool:
        """Whether nothing may be started yet; `then` is taken as soon as it may."""
        seconds = self._not_before - self._agenda.now
        if seconds > 0 and not self._waiting:
            self._waiting = True
            self._agenda.after(seconds, lambda: self._over(then))
        return seconds > 0

    def clear(self) -> None:
        self._failures, self._not_before = 0, 0.0

    def _over(self, then: Step) -> None:
        self._waiting = False
        then()
