# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report as a comment on a pull request."""

from __future__ import annotations

import bisect
import itertools
import re
import typing as t

from ...module_utils.auditing.verdicts import SEVERITIES, VERDICTS
from .words import Report, checks, headline, many, moment, number, remedy, worries

LONGEST = 60_000
"""GitHub takes 65,536 characters."""
LONGEST_CELL = 300
MOST_SUBJECTS = 5

Lines = list[str]

_MARKS = {"FAIL": "❌", "UNKNOWN": "❔", "EXPLAINED": "📝", "PASS": "✅", "NOT APPLICABLE": "⚪"}
_MARKUP = re.compile(r"[\\`*\[\]<>#|~@&$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
# GitHub looks for people and issues in what it has rendered: only something between sign and name hides them.
_SIGNS = re.compile(r"(&#(?:35|64);)(?=\w)")


def text(report: Report) -> str:
    """All that fails or is unknown is in the open, the rest is folded; what is too long is cut, and that is said."""
    head = [*_head(report), *_trend(report["trend"])]
    parts = [
        _fit(_worries(worries(report)), LONGEST // 2),
        _fit(_folded("What AWS did not tell", _refused(report["refused"])), LONGEST // 10),
        _fit(_folded("Accepted, and why", _explained(checks(report))), LONGEST // 10),
    ]
    length = _length([*head, *(line for part in parts for line in part)])
    rest = _folded("All requirements", _requirements(report))
    return "\n".join([*head, *(line for part in parts for line in part), *_fit(rest, LONGEST - length)]) + "\n"


def cell(value: t.Any) -> str:
    """Text from AWS as one cell of a table."""
    line = " ".join(str(value).split())
    short = line if len(line) <= LONGEST_CELL else f"{line[:LONGEST_CELL]}…"
    shown = _MARKUP.sub(lambda found: f"&#{ord(found.group())};", short)
    return _SIGNS.sub(r"\1&#8203;", shown)


def _head(report: Report) -> Lines:
    platform, summary = report["platform"], report["summary"]
    place = ", ".join(filter(None, (platform["region"], platform["account"] and f"account {platform['account']}")))
    counts = " · ".join(f"{_MARKS[verdict]} {number(summary['counts'][verdict])} {verdict.lower()}"
                        for verdict in VERDICTS)
    severities = ", ".join(f"{summary['failed_by_severity'][severity]} {severity}" for severity in SEVERITIES
                           if summary["failed_by_severity"][severity])
    return [
        f"## Audit of {cell(platform['name'])}: {headline(report)}", "",
        f"{cell(place)} · {moment(report['generated_at'])} · {many(len(report['tenants']), 'tenant')} · "
        f"{many(summary['calls'], 'call')} in {summary['seconds']} s", "",
        counts + (f" (failing: {severities})" if severities else ""), "",
        *([cell(platform["note"]), ""] if platform["note"] else []),
    ]


def _trend(trend: Report | None) -> Lines:
    if trend is None:
        return []
    changes = (("newly failing", trend["newly_failing"]), ("mended", trend["mended"]), ("new", trend["new_checks"]))
    said = [f"{word}: {', '.join(f'`{one}`' for one in ids)}" for word, ids in changes if ids]
    return [f"Since {moment(trend['since'])}: {'; '.join(said) or 'no check has changed sides'}.", ""]


def _worries(every: t.Sequence[Report]) -> Lines:
    if not every:
        return []
    return [*_header("", "Check", "Severity", "Where, and what was seen", "Remedy"), *map(_worry, every), ""]


def _worry(check: Report) -> str:
    told = [one for one in check["findings"] if one["verdict"] in ("FAIL", "UNKNOWN")]
    seen = [f"{cell(one['subject'])}: {cell(one['seen'])}" for one in told[:MOST_SUBJECTS]]
    more = [f"… and {number(len(told) - MOST_SUBJECTS)} more"] if len(told) > MOST_SUBJECTS else []
    return _row(_MARKS[check["verdict"]], f"`{check['id']}` {cell(check['title'])}", check["severity"],
                "<br>".join([*seen, *more]), cell(remedy(check)))


def _refused(every: t.Sequence[Report]) -> Lines:
    rows = [_row(*(cell(one[key]) for key in ("api", "region", "code", "message"))) for one in every]
    return [*_header("API", "Region", "Code", "Message"), *rows] if rows else []


def _explained(every: t.Iterable[Report]) -> Lines:
    said = [_row(f"`{check['id']}` {cell(check['title'])}", cell(check["explained"] or "by subject, in the inventory"))
            for check in every if check["verdict"] == "EXPLAINED"]
    return [*_header("Check", "Why"), *said] if said else []


def _requirements(report: Report) -> Lines:
    return [*_header("", "Requirement", "Checks"), *(
        _row(_MARKS[one["verdict"]], f"{one['id']} {cell(one['title'])}",
             "<br>".join(f"{_MARKS[check['verdict']]} `{check['id']}` {cell(check['title'])}"
                         for check in one["checks"]))
        for one in report["requirements"])]


def _folded(title: str, lines: Lines) -> Lines:
    return [f"<details><summary>{title}</summary>", "", *lines, "", "</details>", ""] if lines else []


def _header(*names: str) -> Lines:
    return [_row(*names), _row(*("---" for _name in names))]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _fit(lines: Lines, room: int) -> Lines:
    """As many rows of a table as there is room for, its end, and how many were left out."""
    if _length(lines) <= room:
        return lines
    rows = [place for place, line in enumerate(lines) if line.startswith("| ")][2:]
    head, table, end = lines[:rows[0]], lines[rows[0]:rows[-1] + 1], lines[rows[-1] + 1:]
    lengths = itertools.accumulate((len(row) + 1 for row in table), initial=_length([*head, *_left_out(table), *end]))
    kept = max(bisect.bisect_right([*lengths], room) - 1, 0)
    return [*head, *table[:kept], *_left_out(table[kept:]), *end]


def _left_out(rows: Lines) -> Lines:
    return ["", f"{many(len(rows), 'row')} left out for length; the page and the JSON have all of them."]


def _length(lines: t.Iterable[str]) -> int:
    return sum(len(line) + 1 for line in lines)
