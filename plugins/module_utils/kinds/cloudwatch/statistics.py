# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What CloudWatch can make of a metric's values, in which units and over which times."""

from __future__ import annotations

import re
import typing as t

Statistic = t.Literal["SampleCount", "Average", "Sum", "Minimum", "Maximum"]

Unit = t.Literal[
    "Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes", "Bits",
    "Kilobits", "Megabits", "Gigabits", "Terabits", "Percent", "Count", "Bytes/Second", "Kilobytes/Second",
    "Megabytes/Second", "Gigabytes/Second", "Terabytes/Second", "Bits/Second", "Kilobits/Second", "Megabits/Second",
    "Gigabits/Second", "Terabits/Second", "Count/Second", "None", ""]
"""V("None") is a unit of CloudWatch's; an empty one says that there is none."""

MOST_DIMENSIONS = 30

HOUR, DAY, WEEK = 3_600, 86_400, 604_800

_NUMBER = r"\d{1,3}(\.\d{1,10})?"
_EXTENDED = re.compile(
    rf"(p|tm|tc|ts|wm){_NUMBER}|IQM|(PR|TC|TM|TS|WM)\((-?{_NUMBER}%?|-?\d*(\.\d+)?)?:(-?{_NUMBER}%?|-?\d*(\.\d+)?)?\)")


def extended(name: str) -> bool:
    """Whether it is a percentile, or a mean, count, sum or rank of a part of the values."""
    return _EXTENDED.fullmatch(name) is not None


def wrong_period(seconds: int | None, finer: tuple[int, ...] = (10, 20, 30)) -> str:
    """What is wrong with a period; empty where nothing is."""
    if seconds is None or seconds in finer or (seconds > 0 and seconds % 60 == 0):
        return ""
    return f"period: {seconds}, allowed are {', '.join(map(str, finer))} and multiples of 60 seconds"


def wrong_span(period: int | None, periods: int | None) -> str:
    """What is wrong with the time that an alarm looks at; empty where nothing is."""
    span = (period or 0) * (periods or 0)
    most = DAY if (period or 0) < HOUR else WEEK
    if span <= most:
        return ""
    return (f"evaluation_periods: {periods} of {period} seconds are {span}, allowed are {most} seconds "
            f"({DAY} with periods of less than an hour)")


def wrong_dimensions(dimensions: t.Mapping[str, str] | None) -> str:
    """What is wrong with dimensions; empty where nothing is."""
    if len(dimensions or ()) > MOST_DIMENSIONS:
        return f"dimensions: {len(dimensions or ())}, allowed are {MOST_DIMENSIONS}"
    empty = sorted(name for name, value in (dimensions or {}).items() if value in ("", None))
    return f"dimensions: {', '.join(empty)} has no value" if empty else ""
