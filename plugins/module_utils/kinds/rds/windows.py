# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When AWS backs up and maintains databases."""

from __future__ import annotations

import typing as t

from ...windows import DAY, daily, meeting, weekly

SHORTEST = 30
"""Minutes."""


def window_problems(backup: str | None, maintenance: str | None) -> t.Iterator[str]:
    """What is wrong with the two windows, each and together."""
    every_day, once_a_week = (daily(backup) if backup else None), (weekly(maintenance) if maintenance else None)
    if backup and (every_day is None or every_day.length < SHORTEST):
        yield f"backup_window: {backup!r}, allowed are 30 minutes or more in UTC, such as 02:00-03:00"
    if maintenance and (once_a_week is None or not SHORTEST <= once_a_week.length < DAY):
        yield (f"maintenance_window: {maintenance!r}, allowed are 30 minutes to less than a day in UTC, such as "
               "sun:04:00-sun:05:00")
    elif every_day and once_a_week and meeting(every_day, once_a_week):
        yield f"maintenance_window: {maintenance} meets backup_window {backup}, AWS wants them apart"
