# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a run's progress."""

from __future__ import annotations

import typing as t

from .counting import Progress

SHORT = 1.0
"""Seconds that are not worth a word."""


def line(progress: Progress, now: float) -> str:
    """One line, with what matters most in front: a narrow terminal cuts it."""
    parts = [f"{len(progress.done)} of {len(progress.tenants)} tenants done{_failed(progress)}"]
    left = progress.seconds_left(now)
    if left is not None and left >= SHORT:
        parts.append(f"about {span(left)} left")
    parts += [f"slowest {host} {span(took)}" for host, took in slowest(progress.seconds, 1)]
    if progress.task:
        parts.append(f"{progress.task}: {progress.through} of {len(progress.batch)}")
    return "; ".join(parts)


def summed_up(tenants: int, failed: int, took: float, seconds: t.Mapping[str, float]) -> str:
    """The last line: how many tenants, how long, and who took longest."""
    named = ", ".join(f"{host} {span(each)}" for host, each in slowest(seconds, 3))
    said = f"{tenants} tenants in {span(took)}, {failed or 'none'} failed"
    return f"{said}; slowest: {named}" if named else said


def failure(host: str, task: str, message: str) -> str:
    """One line about a failure, of what anybody may read."""
    first = next((f": {text}" for text in message.splitlines() if text.strip()), "")
    return "".join(character for character in f"{host} failed at {task}{first}" if character.isprintable())


def slowest(seconds: t.Mapping[str, float], count: int) -> list[tuple[str, float]]:
    """Those who took longest, the slowest first."""
    ranked = sorted(seconds.items(), key=lambda item: (-item[1], item[0]))[:count]
    return [(host, took) for host, took in ranked if took >= SHORT]


def span(seconds: float) -> str:
    """A length of time, as exactly as somebody who waits wants it."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    hours, minutes_left = divmod(minutes, 60)
    return f"{hours} h {minutes_left} min" if hours else f"{minutes} min {rest} s"


def _failed(progress: Progress) -> str:
    return f", {len(progress.failed)} failed" if progress.failed else ""
