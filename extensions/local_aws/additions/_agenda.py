# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a service is going to do, and when.

Nothing runs in the background: the steps that have become due are taken, each at its own time, before the next call is
answered.  So state does not depend on when, or how often, somebody looks.
"""

from __future__ import annotations

import heapq
import itertools
import time
import typing as t
from datetime import UTC, datetime

Step = t.Callable[[], None]


class Agenda:
    """Steps in the order of their times; `now` is the time of the step that is being taken."""

    def __init__(self) -> None:
        self.now = time.time()
        self._order = itertools.count()
        self._steps: list[tuple[float, int, Step]] = []

    def after(self, seconds: float, step: Step) -> None:
        heapq.heappush(self._steps, (self.now + seconds, next(self._order), step))

    def catch_up(self) -> None:
        until = time.time()
        while self._steps and self._steps[0][0] <= until:
            self.now, _unused, step = heapq.heappop(self._steps)
            step()
        self.now = max(self.now, until)

    @property
    def date(self) -> datetime:
        """Now, as moto has its times (in UTC, and without saying so), to the millisecond as ECS does."""
        return datetime.fromtimestamp(int(self.now * 1000) / 1000, UTC).replace(tzinfo=None)
