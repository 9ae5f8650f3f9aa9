# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An audit as a document: gap by gap in the numbering of the gap analysis, by ISO control, and what is to be done."""

from __future__ import annotations

import collections
import itertools
import typing as t
from dataclasses import dataclass

from ...module_utils.auditing.verdicts import SEVERITIES, VERDICTS, worst
from ..reporting import words
from ..reporting.words import Report

GAPS: t.Mapping[str, str] = {
    "1.1": "Reverb and WebSockets", "1.2": "Environment variables", "1.3": "S3: buckets, access, scanning, uploads",
    "2.1": "Health check endpoints", "2.2": "Environment of the worker", "2.3": "Database migrations",
    "3.1": "A complete example of the variables", "3.2": "Options that are optional",
    "3.3": "Log group of the scheduler",
    "4.1": "ISO 27001 controls", "4.2": "CloudWatch alarms", "5.1": "CI/CD pipeline", "5.2": "Immutable tags in ECR",
    "5.3": "Route 53 and DNS",
}
"""The gaps that the gap analysis numbers, by what they are about."""

PARTS: t.Mapping[str, str] = {
    "1": "Critical (P0)", "2": "High priority (P1)", "3": "Medium priority (P2)", "4": "Security and compliance",
    "5": "Operation (P3)",
}
"""Its chapters."""

MOST = 3
"""Subjects of a check that are told one by one."""


@dataclass(frozen=True)
class Line:
    """A check, in a table."""

    check: Report
    requirement: str
    seen: str
    evidence: str


@dataclass(frozen=True)
class Gap:
    number: str
    title: str
    requirements: tuple[str, ...]
    verdict: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Control:
    """A control of ISO 27001:2013 (Annex A), with those of 2022 beside it."""

    number: str
    in_2022: str
    checks: tuple[str, ...]
    verdict: str


@dataclass(frozen=True)
class View:
    """What the template needs."""

    parts: t.Mapping[str, tuple[Gap, ...]]
    others: tuple[Gap, ...]
    """Requirements that no numbered gap is about, by their ids."""
    controls: tuple[Control, ...]
    steps: t.Mapping[str, tuple[Report, ...]]
    """Failing checks by severity, those with the same remedy once."""
    unknown: tuple[Report, ...]
    explained: tuple[Report, ...]
    verdicts: tuple[str, ...] = VERDICTS


def view(report: Report) -> View:
    every = words.checks(report)
    gaps = [_gap(report, number) for number in _numbers(report)]
    parts = {PARTS.get(part, part): tuple(some) for part, some in itertools.groupby(
        gaps, key=lambda gap: gap.number.partition(".")[0])}
    failing = [check for check in every if check["verdict"] == "FAIL"]
    return View(
        parts=parts, controls=tuple(_controls(every)),
        others=tuple(_of(one["id"], one["title"], [one]) for one in report["requirements"] if not one["gaps"]),
        steps={severity: some for severity in SEVERITIES if (some := _steps(failing, severity))},
        unknown=tuple(check for check in every if check["verdict"] == "UNKNOWN"),
        explained=tuple(check for check in every if check["verdict"] == "EXPLAINED"))


def _numbers(report: Report) -> list[str]:
    """All gaps of the gap analysis, those too that no requirement names, and further ones that some name."""
    return sorted({*GAPS, *(gap for one in report["requirements"] for gap in one["gaps"])})


def _gap(report: Report, number: str) -> Gap:
    return _of(number, GAPS.get(number, ""), [one for one in report["requirements"] if number in one["gaps"]])


def _of(number: str, title: str, requirements: t.Sequence[Report]) -> Gap:
    lines = tuple(_line(one, check) for one in requirements for check in one["checks"])
    verdict = worst(line.check["verdict"] for line in lines) if lines else "UNKNOWN"
    return Gap(number, title, tuple(one["id"] for one in requirements), verdict, lines)


def _line(requirement: Report, check: Report) -> Line:
    """What was seen of those that decide the verdict, and by which reads."""
    telling = [one for one in check["findings"] if one["verdict"] == check["verdict"]]
    seen = [f"{one['subject']}: {one['seen']}" for one in telling[:MOST]]
    more = [f"and {len(telling) - MOST} more"] if len(telling) > MOST else []
    evidence = [f"{one['api']} ({one['region']}, {one['at'][11:19]})" for one in check["evidence"][:MOST]]
    return Line(check, requirement["id"], "; ".join([*seen, *more]), ", ".join(evidence))


def _controls(every: t.Iterable[Report]) -> t.Iterator[Control]:
    found: dict[str, list[Report]] = collections.defaultdict(list)
    for check in every:
        for number in check["iso_2013"]:
            found[number].append(check)
    for number, checks in sorted(found.items(), key=lambda each: _order(each[0])):
        beside = sorted({each for check in checks for each in check["iso_2022"]}, key=_order)
        yield Control(number, ", ".join(beside), tuple(check["id"] for check in checks),
                      worst(check["verdict"] for check in checks))


def _order(number: str) -> list[int]:
    return [int(part) for part in number.split(".") if part.isdecimal()]


def _steps(failing: t.Iterable[Report], severity: str) -> tuple[Report, ...]:
    found = {(words.remedy(check), check["id"]): check for check in failing if check["severity"] == severity}
    return tuple(found.values())
