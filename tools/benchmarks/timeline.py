# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which role a run's time and calls belong to, from the output of the callback `ansible.posix.json`."""

from __future__ import annotations

import bisect
import json
import re
import typing as t
from dataclasses import dataclass
from datetime import datetime

from .measuring import Measured

OUR_ROLE = re.compile(r"venturemond\.envelope\.(\w+) : ")
ELSEWHERE = "(outside of tasks)"


@dataclass
class Share:
    """What one role took of a run."""

    seconds: float = 0.0
    calls: int = 0


def shares(run: Measured) -> dict[str, Share]:
    """Time and calls by role, in the order roles ran; a task outside of roles stands by its own name."""
    tasks = list(_tasks(run.output))
    found: dict[str, Share] = {}
    for role, start, end in tasks:
        found.setdefault(role, Share()).seconds += (end - start).total_seconds()
    starts = [start for _role, start, _end in tasks]
    for call in run.calls:
        number = bisect.bisect(starts, datetime.fromisoformat(call["at"])) - 1
        found[tasks[max(number, 0)][0]].calls += 1
    found[ELSEWHERE] = Share(run.seconds - sum(share.seconds for share in found.values()))
    return found


def _tasks(output: str) -> t.Iterator[tuple[str, datetime, datetime]]:
    """Each task that ran: its role, its start and its end."""
    start = re.search(r"^\{$", output, re.MULTILINE)  # modules may have reported progress before
    plays = json.JSONDecoder().raw_decode(output, start.start() if start else 0)[0]["plays"]
    for task in (each["task"] for play in plays for each in play["tasks"]):
        role = OUR_ROLE.match(task["name"])
        name = role[1] if role else task["name"].rpartition(" | ")[2]
        if "end" in task["duration"]:
            yield (name, datetime.fromisoformat(task["duration"]["start"]),
                   datetime.fromisoformat(task["duration"]["end"]))
