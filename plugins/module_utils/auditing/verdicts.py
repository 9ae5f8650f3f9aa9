# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be said of a requirement, and which of several sayings counts."""

from __future__ import annotations

import typing as t

Verdict = t.Literal["PASS", "FAIL", "UNKNOWN", "NOT APPLICABLE", "EXPLAINED"]
Severity = t.Literal["critical", "high", "medium", "low"]

VERDICTS: tuple[Verdict, ...] = ("FAIL", "UNKNOWN", "EXPLAINED", "PASS", "NOT APPLICABLE")
"""The worst first."""

SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low")


def worst(verdicts: t.Iterable[Verdict]) -> Verdict:
    """The verdict that counts of several; NOT APPLICABLE of none."""
    return min(verdicts, key=VERDICTS.index, default="NOT APPLICABLE")


def as_severe(severity: Severity, least: str) -> bool:
    """Whether it is at least as severe; `none` is more severe than anything."""
    return least != "none" and SEVERITIES.index(severity) <= SEVERITIES.index(t.cast(Severity, least))
