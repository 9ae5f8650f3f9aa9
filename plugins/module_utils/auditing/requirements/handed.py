# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How requirements look at what the playbook has found beside AWS and hands to the audit."""

from __future__ import annotations

import typing as t

from ..checks import Subject
from ..live import Live

FEW = 5


def handed(name: str) -> t.Callable[[Live], t.Iterator[Subject]]:
    """What is handed over by that name, as one thing of the platform."""
    def of(live: Live) -> t.Iterator[Subject]:
        yield Subject(f"platform {live.place.prefix}", live.said(name))

    return of


def unless_handed(name: str, instead: str) -> t.Callable[[Live], str]:
    """Why a check does not apply where nothing is handed over by that name."""
    return lambda live: instead if live.said(name) is None else ""


def first(lines: t.Sequence[str]) -> str:
    """The first few of many lines, and how many more there are."""
    more = len(lines) - FEW
    return "; ".join([*lines[:FEW], *([f"and {more} more"] if more > 0 else [])])
