# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a certificate stands: whether it is good, ends soon, or waits for somebody."""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass

from ...calls import Reply
from ...kinds.acm.validation import DEAD
from ..words import DAY, counted, lasting

RENEWED_BEFORE = 60
"""Days before its end from which on AWS renews a certificate."""

SOON = 45
"""Days before its end in which it should have been renewed, unless somebody says otherwise."""

HANGING = "PENDING_VALIDATION"
WELL, UNUSED = 9, 5
"""Ranks: the worst is 0."""


@dataclass(frozen=True)
class Standing:
    """What a certificate came to."""

    name: str
    region: str
    arn: str
    rank: int
    detail: str
    days_left: int | None
    used_by: int
    lacks: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        used = f"used by {self.used_by}" if self.used_by else "unused: nobody would miss it"
        return f"{self.name} ({self.region}) {self.detail}; {used}"


def days_left(about: Reply, today: datetime.datetime) -> int | None:
    """Days until it ends, negative where it has; None for one that was never issued."""
    end: datetime.datetime | None = about.get("NotAfter")
    return None if end is None else int((end - today).total_seconds() // DAY)


def suspect(summary: Reply, today: datetime.datetime) -> bool:
    """Whether a certificate has to be looked at: it is not issued, or in the time in which AWS renews it."""
    left = days_left(summary, today)
    return summary.get("Status") != "ISSUED" or left is None or left < RENEWED_BEFORE


def standing(about: Reply, region: str, today: datetime.datetime, soon: int) -> Standing:
    """How a certificate stands that AWS has described; `soon` are the days in which something has to happen."""
    rank, detail = _judged(about, today, soon)
    used = len(about.get("InUseBy") or ())
    if rank < WELL and not used and about["Status"] != HANGING:
        rank = UNUSED
    return Standing(about["DomainName"], region, about["CertificateArn"], rank, detail, days_left(about, today), used)


def _judged(about: Reply, today: datetime.datetime, soon: int) -> tuple[int, str]:
    left = days_left(about, today)
    status = about["Status"]
    if status == "EXPIRED" or (left is not None and left < 0):
        return 0, "has expired" if left is None else f"expired {counted(-left, 'day')} ago"
    if status in DEAD:
        return 1, f"is {status}{_because(about)}: ask for another"
    if status == HANGING:
        asked = about.get("CreatedAt")
        age = f", asked for {lasting((today - asked).total_seconds())} ago" if asked else ""
        return 3, f"is not issued: AWS waits for its records{age}, and gives up after 72 hours"
    return _issued(about, counted(left or 0, "day"), ending=left is not None and left < soon)


def _issued(about: Reply, left: str, *, ending: bool) -> tuple[int, str]:
    renewal = about.get("RenewalSummary") or {}
    state = renewal.get("RenewalStatus")
    if state == "FAILED":
        return 1, f"ends in {left} and its renewal failed{_because(renewal, 'RenewalStatusReason')}"
    if state == HANGING:
        return 2, f"ends in {left} and its renewal waits for its records"
    if ending and about.get("Type") == "IMPORTED":
        return 2, f"ends in {left} and nobody renews it: it was imported"
    if ending:
        begun = state if state != "SUCCESS" else None  # that of the renewal before: this one would end late
        return 2, f"ends in {left} and AWS has not renewed it yet ({begun or 'not begun'})"
    return WELL, f"ends in {left}"


def _because(about: Reply, reason: str = "FailureReason") -> str:
    return f" ({about[reason]})" if about.get(reason) else ""


def hangs(about: Reply) -> bool:
    """Whether AWS waits for records, to issue it or to renew it."""
    return HANGING in (about["Status"], (about.get("RenewalSummary") or {}).get("RenewalStatus"))


def unproved(about: Reply) -> list[dict[str, str]]:
    """The records by which AWS does not prove its names, each once."""
    renewal = (about.get("RenewalSummary") or {}).get("DomainValidationOptions")
    found = [each["ResourceRecord"] for each in renewal or about.get("DomainValidationOptions") or ()
             if each.get("ValidationStatus") != "SUCCESS" and "ResourceRecord" in each]
    return list({each["Name"]: each for each in found}.values())


def told(found: t.Sequence[Standing], every: int, later: t.Sequence[int] = (),
         lost: t.Sequence[str] = ()) -> list[str]:
    """The lines for a person: the verdict, then the worst first with what each lacks, then that the others are well.

    `later` are the days that those have left which were not looked at, and `lost` what could not be told.
    """
    wrong = sorted((each for each in found if each.rank < WELL), key=lambda each: (each.rank, each.days_left or 0))
    used = [each for each in wrong if each.rank != UNUSED]
    well_so_far = "no certificate is known to be wrong, and not all could be told" if lost \
        else "all certificates in use are well"
    lines = [f"{counted(len(used), 'certificate needs', 'certificates need')} somebody, of {every}" if used
             else f"{well_so_far}, of {every}"]
    for each in wrong:
        lines += [each.line, *(f"- {lack}" for lack in each.lacks)]
    lines += [f"could not be told: {each}" for each in lost]
    well = [each.days_left for each in found if each.rank == WELL and each.days_left is not None]
    if ends := [*well, *later]:
        lines.append(f"{len(ends)} are well; the first of them ends in {counted(min(ends), 'day')}")
    return lines
