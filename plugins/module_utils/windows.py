# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows of time in which AWS backs up and maintains databases and caches, in UTC."""

from __future__ import annotations

import re
import typing as t

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY, WEEK = 24 * 60, 7 * 24 * 60
"""Minutes."""

_TIME = r"([01]\d|2[0-3]):([0-5]\d)"
_DAY = f"({'|'.join(DAYS)})"
_DAILY = re.compile(f"{_TIME}-{_TIME}")
_WEEKLY = re.compile(f"{_DAY}:{_TIME}-{_DAY}:{_TIME}", re.IGNORECASE)


class Window(t.NamedTuple):
    """Minutes of the week, from one to before the other."""

    start: int
    length: int

    def meets(self, other: Window) -> bool:
        return ((other.start - self.start) % WEEK < self.length) or ((self.start - other.start) % WEEK < other.length)


def daily(text: str) -> Window | None:
    """The window on Mondays, of one that is every day."""
    found = _DAILY.fullmatch(text)
    if not found:
        return None
    start, end = (int(found[i]) * 60 + int(found[i + 1]) for i in (1, 3))
    return Window(start, (end - start) % DAY)


def weekly(text: str) -> Window | None:
    found = _WEEKLY.fullmatch(text)
    if not found:
        return None
    start, end = (DAYS.index(found[i].lower()) * DAY + int(found[i + 1]) * 60 + int(found[i + 2]) for i in (1, 4))
    return Window(start, (end - start) % WEEK)


def meeting(every_day: Window, once_a_week: Window) -> bool:
    """Whether a daily window, on any day, and a weekly one have a minute in common."""
    return any(Window(every_day.start + day * DAY, every_day.length).meets(once_a_week) for day in range(7))
