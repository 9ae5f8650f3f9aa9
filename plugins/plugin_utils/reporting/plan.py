# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run of the site came to, as a comment on a pull request and as data beside it."""

from __future__ import annotations

import bisect
import functools
import json
import re
import typing as t
from pathlib import Path

import jinja2

from ...module_utils.site_summary import counted, unseen
from . import words
from .markdown import LONGEST, cell
from .page import TEMPLATES
from .words import Report
from .writing import keep

MARKS = {"create": "🆕", "update": "✏️", "replace": "♻️", "delete": "🗑️"}
LONGEST_VALUE = 200
SHORTEST_ROW, SHORTEST_HOST = 40, 30
"""Characters that a change and a host take at least: what cannot fit is not tried."""
MOST_LEAVING = 50
DETAILS = (2, 1)
"""What is told of each change where there is room for any: its options, or its name."""


def write(summary: Report, file: Path) -> list[Path]:
    """Write the data into a file, and the comment beside it: `plan.json` and `plan.md`."""
    comment = file.with_suffix(".md") if file.suffix == ".json" else file.with_name(f"{file.name}.md")
    file.parent.mkdir(parents=True, exist_ok=True)
    keep(file, json.dumps(summary, indent=1, ensure_ascii=False) + "\n")
    keep(comment, text(summary))
    return [file, comment]


def text(summary: Report) -> str:
    """The comment, in as much detail as there is room for; what is left out is said."""
    telling = [host for host in summary["hosts"] if _tells(host)]
    rows = sum(len(host["changes"]) for host in telling)
    details = DETAILS if rows * SHORTEST_ROW <= LONGEST else ()
    found = (_rendered(summary, telling, detail) for detail in details)
    return next((each for each in found if len(each) <= LONGEST), None) or _cut(summary, telling)


def _cut(summary: Report, telling: t.Sequence[Report]) -> str:
    """How much changes on as many hosts as there is room for."""
    def of_first(count: int) -> str:
        return _rendered(summary, telling[:count], 0, len(telling) - count)

    counts = range(min(len(telling), LONGEST // SHORTEST_HOST) + 1)
    place = bisect.bisect_right(counts, LONGEST, key=lambda count: len(of_first(count)))
    return of_first(max(place - 1, 0))


def _tells(host: Report) -> bool:
    """Whether there is anything to read about a host, beside that it leaves."""
    return bool(not host["leaving"] and (any(host["counts"].values()) or host["remarks"]))


def _rendered(summary: Report, telling: t.Sequence[Report], detail: int, left_out: int = 0) -> str:
    leaving = [host for host in summary["hosts"] if host["leaving"]]
    made = _template().render(
        summary=summary, check=summary["check"], shown=telling, detail=detail, marks=MARKS, leaving=leaving,
        most_leaving=MOST_LEAVING, left_out=left_out, unseen=unseen(summary["hosts"]),
        quiet=len(summary["hosts"]) - len(leaving) - len(telling) - left_out)
    return re.sub(r"\n{3,}", "\n\n", made).strip() + "\n"


def _counted(counts: Report, check: bool) -> str:
    return counted(counts, check=check) or "nothing changes"


def _differing(change: Report) -> list[tuple[str, t.Any, t.Any]]:
    """The options of what is there and changes, each with what differs of it; all of what is new is new."""
    if change["action"] not in ("update", "replace"):
        return []
    pairs = {name: (pair.get("before"), pair.get("after")) for name, pair in change["options"].items()}
    return [(name, *_apart(*pair)) for name, pair in pairs.items() if pair[0] != pair[1]]


def _apart(was: t.Any, now: t.Any) -> tuple[t.Any, t.Any]:
    """Of two values what only one of them has, so that a change is seen in a long policy."""
    if isinstance(was, dict) and isinstance(now, dict):
        names = [name for name in {**was, **now} if was.get(name) != now.get(name)]
        parts = {name: _apart(was.get(name), now.get(name)) for name in names}
        return ({name: pair[0] for name, pair in parts.items() if name in was},
                {name: pair[1] for name, pair in parts.items() if name in now})
    if isinstance(was, list) and isinstance(now, list) and sorted(map(str, was)) != sorted(map(str, now)):
        return [each for each in was if each not in now], [each for each in now if each not in was]
    return was, now


def _short(value: t.Any) -> str:
    """A value as one cell of a table, and no longer than one reads at a glance."""
    if value in (None, {}, []):
        return "nothing"
    line = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return cell(line if len(line) <= LONGEST_VALUE else f"{line[:LONGEST_VALUE]}…")


@functools.cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=False, trim_blocks=True,
                                     lstrip_blocks=True)
    environment.filters.update(cell=cell, counted=_counted, differing=_differing, many=words.many, short=_short)
    return environment.get_template("plan.md.j2")
