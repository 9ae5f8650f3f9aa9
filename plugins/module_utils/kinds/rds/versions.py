# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Versions of engines: `8.0` stands for every 8.0.x."""

from __future__ import annotations

import re


def covers(wanted: str, now: str | None) -> bool:
    """Whether a version is the one that is wanted, or one of those that a prefix stands for."""
    return now is not None and (now == wanted or now.startswith(f"{wanted}."))


def order(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))


def older(wanted: str, now: str) -> bool:
    """Whether a version lies before another; a prefix as long as it goes."""
    short = order(wanted)
    return short < order(now)[:len(short)]


def major(engine: str | None, version: str) -> tuple[int, ...]:
    """What an upgrade does not leave by itself: 16 of PostgreSQL's 16.4, 8.0 of MySQL's 8.0.39."""
    return order(version)[:1 if engine == "postgres" else 2]
