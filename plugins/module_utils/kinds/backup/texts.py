# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What names, schedules and numbers AWS Backup takes."""

from __future__ import annotations

import re
import typing as t

DEFAULT_SCHEDULE = "cron(0 5 ? * * *)"
LONGEST = 36500
"""Days, or 100 years: the most that AWS Backup keeps anything."""

_CRON = re.compile(r"cron\((?P<fields>[^()]+)\)")
_ZONE = re.compile(r"[A-Za-z]+(/[A-Za-z0-9_+-]+)*")


def name_problems(name: str) -> t.Iterator[str]:
    """What is wrong with the name of a plan, of its rules and selections."""
    if not re.fullmatch(r"[A-Za-z0-9_.-]{1,50}", name):
        yield f"name: {name!r} is not allowed: 1 to 50 letters, digits and . - _"


def tested_name_problems(option: str, name: str) -> t.Iterator[str]:
    """The same for restore tests, whose names take less."""
    if not re.fullmatch(r"[A-Za-z0-9_]{1,50}", name):
        yield f"{option}: {name!r} is not allowed: 1 to 50 letters, digits and _"


def schedule_problems(schedule: str | None, timezone: str | None) -> t.Iterator[str]:
    if schedule is not None and not _scheduled(schedule):
        yield (f"schedule: {schedule!r} is none, allowed is cron() with six fields, of which the day of the month or "
               f"that of the week is ?, such as {DEFAULT_SCHEDULE}")
    if timezone is not None and not _ZONE.fullmatch(timezone):
        yield f"timezone: {timezone!r} is none, allowed are names such as Europe/Brussels and Etc/UTC"


def range_problems(option: str, value: int | None, least: int, most: int, unit: str) -> t.Iterator[str]:
    if value is not None and not least <= value <= most:
        yield f"{option}: {value}, allowed are {least} to {most} {unit}"


def same_zone(wanted: str | None, now: str | None) -> bool:
    """Whether two names are of one time zone: none and `UTC` are `Etc/UTC`."""
    return _zone(wanted) == _zone(now)


def _zone(name: str | None) -> str:
    return "Etc/UTC" if name in (None, "UTC") else str(name)


def _scheduled(schedule: str) -> bool:
    found = _CRON.fullmatch(schedule)
    fields = found["fields"].split() if found else []
    return len(fields) == 6 and "?" in (fields[2], fields[4])
