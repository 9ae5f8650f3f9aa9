# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report in the order in which the page shows it."""

from __future__ import annotations

import collections
import typing as t
from dataclasses import dataclass

from ...module_utils.auditing.verdicts import VERDICTS
from .words import TO_READ, Report

Findings = list[Report]
Told = tuple[Report, Report]
"""A check, and a finding of it."""


@dataclass(frozen=True)
class Check:
    """A check, and what all of its findings share: said once, a hundred tenants stay readable."""

    about: Report
    to_read: Findings
    quiet: Findings
    expected: str | None
    """What all of them expect; none where they differ."""
    of_tenants: bool


@dataclass(frozen=True)
class Requirement:
    about: Report
    checks: list[Check]


@dataclass(frozen=True)
class Area:
    name: str
    requirements: list[Requirement]


@dataclass(frozen=True)
class Tenant:
    about: Report
    counts: dict[str, int]
    """How many findings bear its name, by verdict: the worst first, and no zeros."""
    findings: list[Told]


def slug(words: str) -> str:
    """A class for a verdict: `not-applicable`."""
    return words.lower().replace(" ", "-")


def areas(report: Report) -> list[Area]:
    """The requirements in their order, those of one area together."""
    grouped: dict[str, list[Requirement]] = {}
    for each in report["requirements"]:
        grouped.setdefault(each["area"], []).append(Requirement(each, [_check(check) for check in each["checks"]]))
    return [Area(name, requirements) for name, requirements in grouped.items()]


def tenants(report: Report) -> list[Tenant]:
    """The worst first, and then by name."""
    found: dict[str, list[Told]] = collections.defaultdict(list)
    for requirement in report["requirements"]:
        for check in requirement["checks"]:
            for finding in check["findings"]:
                found[finding["tenant"]].append((check, finding))
    every = [_tenant(each, found[each["name"]]) for each in report["tenants"]]
    return sorted(every, key=lambda one: (VERDICTS.index(one.about["verdict"]), one.about["name"]))


def _tenant(about: Report, findings: list[Told]) -> Tenant:
    counted = collections.Counter(finding["verdict"] for _check, finding in findings)
    worst_first = sorted(findings, key=lambda told: VERDICTS.index(told[1]["verdict"]))
    return Tenant(about, {verdict: counted[verdict] for verdict in VERDICTS if counted[verdict]}, worst_first)


def _check(about: Report) -> Check:
    every = sorted(about["findings"], key=lambda finding: VERDICTS.index(finding["verdict"]))
    return Check(
        about,
        to_read=[one for one in every if one["verdict"] in TO_READ],
        quiet=[one for one in every if one["verdict"] not in TO_READ],
        expected=_shared(one["expected"] for one in every), of_tenants=any(one["tenant"] for one in every))


def _shared(values: t.Iterable[t.Any]) -> t.Any:
    """What all of them are; none where they differ."""
    first, *others = [*values] or [None]
    return first if all(other == first for other in others) else None
