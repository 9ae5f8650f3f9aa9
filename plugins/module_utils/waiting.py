# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for a state: bounded, with growing pauses, and said aloud."""

from __future__ import annotations

import time
import typing as t
from concurrent.futures import Future

from .calls import Reply, Wait
from .errors import Absent, AwsError, GaveUp

FIRST, GROWTH, LONGEST = 0.1, 1.5, 5.0
"""Seconds before the first repeat, how that grows, and where it stops."""

SAY_EVERY = 10.0
"""Seconds between two lines about a wait whose state does not change."""


class Patience:
    """How a `Wait` goes on: when to look again, and when to give up."""

    def __init__(self, wait: Wait) -> None:
        self.wait = wait
        self._began = self._said_at = time.monotonic()
        self._pause = FIRST
        self._said = ""

    def again(self, future: Future[Reply], report: t.Callable[[str], None]) -> float | None:
        """Seconds until the next look, None when the state is reached; raises what ends the wait.

        Looks fall on multiples of the pause, so that those of waits which
        began at different times meet, and share their calls.
        """
        seen = self._state(future)
        waited = time.monotonic() - self._began
        if seen in self.wait.done:
            return None
        if seen in self.wait.failed or waited >= self.wait.timeout:
            raise GaveUp(self.wait, seen, waited)
        self._tell(seen, waited, report)
        pause, self._pause = self._pause, min(self._pause * GROWTH, LONGEST)
        now = time.monotonic()
        return min(round(now / pause + 1) * pause - now, max(0.0, self.wait.timeout - waited))

    def _state(self, future: Future[Reply]) -> str:
        error = future.exception()
        if isinstance(error, Absent) and self.wait.absent:
            return self.wait.absent
        if isinstance(error, AwsError) and (error.code in self.wait.call.service.transient or self.wait.passing(error)):
            return error.code
        if error is not None:
            raise error
        return self.wait.state(future.result())

    def _tell(self, seen: str, waited: float, report: t.Callable[[str], None]) -> None:
        due = time.monotonic() - self._said_at >= SAY_EVERY
        if waited >= 1 and (seen != self._said or due):
            report(f"{self.wait.what}: {seen} ({waited:.0f} s of at most {self.wait.timeout:.0f} s)")
            self._said, self._said_at = seen, time.monotonic()
