# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks that stopped lately and should not have."""

from __future__ import annotations

import datetime

from ...calls import Flow
from ...releasing.task_failures import ended
from ..services.stops import Stops, stops_of
from ..whose import Whose
from ..words import ago, counted
from .part import Finding, Part

LATELY = datetime.timedelta(minutes=30)
SHOWN = 3
"""Reasons that are shown, each with its newest task."""


def stopped_lately(cluster: str, whose: Whose, now: datetime.datetime) -> Flow:
    """The `Part` on tasks that stopped: exit code, reason, what helps and the last lines."""
    found: Stops = yield from stops_of(cluster, whose, now - LATELY, SHOWN)
    wrong = [Finding(f"{each.what}, {ago(ended(each.task), now)}: {each.shown[0]}", each.lines)
             for each in found.shown]
    told = sum(1 + each.alike for each in found.shown)
    more = [f"{found.number - told} more tasks stopped for other reasons"] if told < found.number else []
    if found.by_person:
        more.append(f"{counted(found.by_person, 'task was', 'tasks were')} stopped by a person")
    more += found.notes
    return Part("tasks", wrong, f"{counted(found.number, 'task')} stopped",
                f"no task stopped within {LATELY.seconds // 60} min that should not have", notes=more)
