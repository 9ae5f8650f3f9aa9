# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""See lines of a service."""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass

from ..calls import Flow, Say
from ..fields import instruction
from ..on_call.logs.groups import groups_of
from ..on_call.logs.patterns import filter_pattern, seconds
from ..on_call.logs.reading import LATE, Asked, Event, Read, followed, last, shown
from ..on_call.services.asked import AboutService
from ..on_call.words import at, counted, now
from ..runbook import told

MOST_LINES, LONGEST_FOLLOW = 1000, 3600


@dataclass(frozen=True, kw_only=True)
class ShowLogs(AboutService):
    """Show the last lines of a service, or those that match, and new ones as they come. Changes nothing.

    What looks like a secret is masked.
    """

    module = "logs_show"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "cluster": "envelope-prod-cluster", "name": "envelope-prod", "service": "api", "search": "Connection refused",
        "since": "15m", "lines": 100}
    returns: t.ClassVar[dict[str, str]] = {
        "groups": "The log groups that were read.",
        "lines": "The lines, each with its time in UTC and the task that wrote it, the oldest first.",
    }

    search: str | None = instruction(
        "A text that lines hold, or a filter pattern of CloudWatch, such as V(?ERROR ?FATAL).")
    since: str = instruction("How far back to look: a number with V(s), V(m), V(h) or V(d).", default="15m")
    lines: int = instruction("How many lines at most, the last ones; up to 1000.", default=100)
    follow_seconds: int = instruction("How long to wait for new lines; up to 3600.", default=0)

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not seconds(self.since):
            yield f"since is {self.since!r}, allowed is a number with its unit: 90s, 15m, 2h, 3d"
        if not 1 <= self.lines <= MOST_LINES:
            yield f"lines is {self.lines}, allowed are 1 to {MOST_LINES}"
        if not 0 <= self.follow_seconds <= LONGEST_FOLLOW:
            yield f"follow_seconds is {self.follow_seconds}, allowed are 0 to {LONGEST_FOLLOW}"

    def act(self, *, check: bool) -> Flow:
        groups: tuple[str, ...] = yield from groups_of(self.cluster, self.name, self.whole)
        moment = now()
        asked = Asked(groups=groups, pattern=filter_pattern(self.search or ""), lines=self.lines)
        back = datetime.timedelta(seconds=t.cast(int, seconds(self.since)))
        read: Read = yield from last(asked, moment - back, moment)
        yield Say(self._first(read, moment))
        lines = [shown(each, moment) for each in read.events]
        yield from told(lines)
        if self.follow_seconds:
            yield Say(f"waiting for new lines, {self.follow_seconds} s")
            came: list[Event] = yield from followed(
                asked, read.events, moment - min(back, LATE), self.follow_seconds)
            lines += [shown(each, now()) for each in came]
        return {"changed": False, "groups": list(groups), "lines": lines}

    def _first(self, read: Read, moment: datetime.datetime) -> str:
        """What is shown, and what is not."""
        about = f" with {self.search}" if self.search else ""
        number = len(read.events)
        most = f", the last ones (lines={self.lines})" if number == self.lines else ""
        cut = f"; too many to read all from {at(read.cut, moment)} on: say what to search for" if read.cut else ""
        return f"{self.whole}: {counted(number, 'line') if number else 'no line'}{about} in {self.since}{most}{cut}"
