# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an audit came to, for a person at a terminal."""

from __future__ import annotations

import typing as t

from ..listing import few
from .report import Data
from .verdicts import SEVERITIES

FIRST = 5
"""How many findings of a check are shown; the reports have all."""

Findings = t.Sequence[t.Mapping[str, t.Any]]


def lines(report: Data) -> list[str]:
    """A headline, what fails or could not be told by severity, and what was refused."""
    platform, counts = report["platform"], report["summary"]["counts"]
    where = f"{platform['region']}, account {platform['account'] or 'unknown'}"
    every = [check for one in report["requirements"] for check in one["checks"]]
    wrong = [check for severity in SEVERITIES for check in every
             if check["severity"] == severity and check["verdict"] in ("FAIL", "UNKNOWN")]
    return [
        f"Platform {platform['prefix']} ({where}): "
        + ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count),
        *([f"  {platform['note']}"] if platform.get("note") else []),
        *(line for check in wrong for line in _check(check)),
        *_refused(report["refused"]),
        *_orphans(report["orphans"]),
        *_leaving(report["leaving"] or ()),
        *_trend(report["trend"] or {}),
    ]


def _check(check: t.Mapping[str, t.Any]) -> list[str]:
    bad = [one for one in check["findings"] if one["verdict"] in ("FAIL", "UNKNOWN")]
    remedy = check["remedy"]
    by = ", ".join(each for each in (remedy["role"] and f"role {remedy['role']}", remedy["variable"]) if each)
    return [f"  {check['verdict']:<8} {check['severity']:<9} {check['id']}: {check['title']} ({by or remedy['text']})",
            *(f"             {one['subject']}: {one['seen']}" for one in bad[:FIRST]),
            *([f"             and {len(bad) - FIRST} more"] if len(bad) > FIRST else [])]


def _refused(refused: Findings) -> list[str]:
    """What AWS did not tell, by the reason it gave."""
    found: dict[str, list[str]] = {}
    for each in refused:
        found.setdefault(each["code"], []).append(each["api"])
    return [f"  not told    {code}: {few(apis, FIRST)}" for code, apis in found.items()]


def _leaving(leaving: Findings) -> list[str]:
    return [f"  leaving     {len(leaving)} that are being taken away with their tenant"] if leaving else []


def _trend(trend: t.Mapping[str, t.Any]) -> list[str]:
    worse = trend.get("newly_failing")
    return [f"  newly failing since {trend['since']}: {', '.join(worse)}"] if worse else []


def _orphans(orphans: Findings | None) -> list[str]:
    if not orphans:
        return []
    costly = sum(one["cost"] in ("tens", "hundreds") for one in orphans)
    return [f"  orphans     {len(orphans)} in no inventory, {costly} of which cost tens or more a month"]
