# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ECS is going to do, and when.

Nothing runs in the background: the steps that have become due are taken, each at its own time, before the next call is
answered.  So state does not depend on when, or how often, somebody looks.
"""

from __future__ import annotations

import heapq
import itertools
import time
import typing as t
from datetime import UTC, datetime

from moto.core.responses import BaseResponse
from moto.ecs.models import EC2ContainerServiceBackend, ecs_backends

from ._mend import mends

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


def agenda_of(backend: EC2ContainerServiceBackend) -> Agenda:
    """The agenda of a region of an account; it is forgotten with the rest of the region's state."""
    if "agenda" not in backend.__dict__:
        backend.__dict__["agenda"] = Agenda()
    return t.cast(Agenda, backend.__dict__["agenda"])


def catch_up() -> None:
    """Bring all regions of all accounts up to now."""
    for account in list(ecs_backends.values()):
        for backend in list(account.values()):
            agenda_of(backend).catch_up()


def kept_up(owner: type[BaseResponse]) -> None:
    """Have a service's calls answered from what ECS has come to by now."""

    @mends(owner)
    def call_action(former: t.Any, self: BaseResponse) -> t.Any:
        agenda_of(ecs_backends[self.current_account][self.region]).catch_up()
        return former(self)
