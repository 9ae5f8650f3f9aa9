# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows of time in which AWS backs up and maintains databases, in UTC."""

from __future__ import annotations

import re
import typing as t

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY, WEEK, SHORTEST = 24 * 60, 7 * 24 * 60, 30
"""Minutes."""

_TIME = r"([01]\d|2[0-3]):([0-5]\d)"
_DAY = f"({'|'.join(DAYS)})"
_BACKUP = re.compile(f"{_TIME}-{_TIME}")
_MAINTENANCE = re.compile(f"{_DAY}:{_TIME}-{_DAY}:{_TIME}", re.IGNORECASE)


class Window(t.NamedTuple):
    """Minutes of the week, from one to before the other."""

    start: int
    length: int

    def meets(self, other: Window) -> bool:
        return ((other.start - self.start) % WEEK < self.length) or ((self.start - other.start) % WEEK < other.length)


def backup_window(text: str) -> Window | None:
    """The window on Mondays, of one that is every day."""
    found = _BACKUP.fullmatch(text)
    if not found:
        return None
    start, end = (int(found[i]) * 60 + int(found[i + 1]) for i in (1, 3))
    return Window(start, (end - start) % DAY)


def maintenance_window(text: str) -> Window | None:
    found = _MAINTENANCE.fullmatch(text)
    if not found:
        return None
    start, end = (DAYS.index(found[i].lower()) * DAY + int(found[i + 1]) * 60 + int(found[i + 2]) for i in (1, 4))
    return Window(start, (end - start) % WEEK)


def window_problems(backup: str | None, maintenance: str | None) -> t.Iterator[str]:
    """What is wrong with the two windows, each and together."""
    daily, weekly = (backup_window(backup) if backup else None), (maintenance_window(maintenance) if maintenance else
                                                                  None)
    if backup and (daily is None or daily.length < SHORTEST):
        yield f"backup_window: {backup!r}, allowed are 30 minutes or more in UTC, such as 02:00-03:00"
    if maintenance and (weekly is None or not SHORTEST <= weekly.length < DAY):
        yield (f"maintenance_window: {maintenance!r}, allowed are 30 minutes to less than a day in UTC, such as "
               "sun:04:00-sun:05:00")
    elif daily and weekly and any(Window(daily.start + day * DAY, daily.length).meets(weekly) for day in range(7)):
        yield f"maintenance_window: {maintenance} meets backup_window {backup}, AWS wants them apart"
