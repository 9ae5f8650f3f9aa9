# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What changed since the last audit, as its report tells."""

from __future__ import annotations

import json
import typing as t
from pathlib import Path

from ...module_utils.auditing.report import SCHEMA
from .words import Report, checks
from .writing import path_of

Verdicts = dict[str, str]


def former(directory: Path, platform: str) -> tuple[Report | None, str]:
    """The report of this platform that is there, and why one that is there cannot be compared with (else empty)."""
    path = path_of(directory, platform, "json")
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        if report["schema"] != SCHEMA:
            return None, f"{path} is not compared with: it is of schema {report['schema']}, and this is {SCHEMA}"
        if report["platform"]["name"] != platform:
            return None, f"{path} is not compared with: it is about {report['platform']['name']}"
        _compared(report)
    except FileNotFoundError:
        return None, ""
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return None, f"{path} is not compared with: it cannot be read as a report ({type(error).__name__}: {error})"
    return report, ""


def trend(report: Report, former: Report | None) -> dict[str, t.Any]:
    """The report, with what changed since the former one; a check that only one of them knows neither failed nor was
    mended, it is told as new."""
    if former is None:
        return {**report, "trend": None}
    since, before, was = _compared(former)
    now = _verdicts(report)
    return {**report, "trend": {
        "since": since, "before": before,
        "newly_failing": [one for one in now if now[one] == "FAIL" and was.get(one, "FAIL") != "FAIL"],
        "mended": [one for one in now if now[one] == "PASS" and was.get(one) == "FAIL"],
        "new_checks": [one for one in now if one not in was],
    }}


def _compared(report: Report) -> tuple[str, dict[str, int], Verdicts]:
    """What a later report wants to know of it."""
    return str(report["generated_at"]), dict(report["summary"]["counts"]), _verdicts(report)


def _verdicts(report: Report) -> Verdicts:
    return {check["id"]: check["verdict"] for check in checks(report)}
