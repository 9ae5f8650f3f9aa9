# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of a report that all its forms share."""

from __future__ import annotations

import datetime
import typing as t

from ...module_utils.auditing.verdicts import SEVERITIES, VERDICTS

Report = t.Mapping[str, t.Any]
"""An audit's data, or a part of it; docs/audit-report.schema.json describes all of it."""

TO_READ = ("FAIL", "UNKNOWN", "EXPLAINED")
"""The verdicts that somebody has to read about; of the others it is enough to know that they are there."""


def checks(report: Report) -> list[Report]:
    """Those of all requirements."""
    return [check for requirement in report["requirements"] for check in requirement["checks"]]


def worries(report: Report) -> list[Report]:
    """The checks that fail or could not be judged, the most severe first."""
    return sorted((check for check in checks(report) if check["verdict"] in ("FAIL", "UNKNOWN")),
                  key=lambda check: (VERDICTS.index(check["verdict"]), SEVERITIES.index(check["severity"])))


def headline(report: Report) -> str:
    """What came of it, in one line."""
    counts = report["summary"]["counts"]
    failed, unknown, explained = (counts[verdict] for verdict in TO_READ)
    judged = sum(counts.values()) - counts["NOT APPLICABLE"]
    if failed:
        also = f", {unknown} could not be judged" if unknown else ""
        return f"{failed} of {many(judged, 'check')} {'fails' if failed == 1 else 'fail'}{also}"
    if unknown:
        return f"No check fails, {unknown} of {number(judged)} could not be judged"
    if explained:
        return f"No check fails, {explained} of {number(judged)} {'is' if explained == 1 else 'are'} explained"
    if judged == 1:
        return "The only check passes"
    return f"All {number(judged)} checks pass" if judged else "Nothing to judge was found"


def number(value: float | None) -> str:
    """With separators between thousands; what AWS did not tell is unknown."""
    return "unknown" if value is None else f"{value:,}"


def many(count: int | None, noun: str) -> str:
    """So many of these: `1 check`, `1,200 checks`, `an unknown number of checks`."""
    said = "an unknown number of" if count is None else number(count)
    return f"{said} {noun}{'' if count == 1 else 's'}"


def size(part: t.Sized | None) -> int | None:
    """How many there are of a part of what was found; None where AWS did not tell."""
    return None if part is None else len(part)


def moment(value: str) -> str:
    """A time of the report as people write it, in UTC."""
    when = datetime.datetime.fromisoformat(value).astimezone(datetime.UTC)
    return f"{when.day} {when:%B %Y, %H:%M} UTC"


def remedy(check: Report) -> str:
    """What makes a check pass, in one line."""
    about = check["remedy"]
    where = [f"{kind} {about[kind]}" for kind in ("role", "variable") if about[kind]]
    return ": ".join(part for part in (", ".join(where), about["text"]) if part)
