# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look which certificates end, or hang."""

from __future__ import annotations

import typing as t
from dataclasses import asdict, dataclass

from ..calls import Flow, here, in_region
from ..fields import instruction
from ..on_call.certificates.looking import Seen, public_zones, seen
from ..on_call.certificates.standing import RENEWED_BEFORE, UNUSED
from ..on_call.certificates.standing import told as lines_of
from ..on_call.words import now
from ..releasing.revisions import all_of
from ..runbook import told
from ..verb import Verb

EDGE = "us-east-1"
"""Where the certificates of distributions are."""


@dataclass(frozen=True, kw_only=True)
class CheckCertificates(Verb):
    """Look which certificates of the account end soon, which renewals hang, and what their records lack.

    It looks in the region and, for CloudFront, in us-east-1.
    """

    module = "acm_check_certificates"
    examples: t.ClassVar[dict[str, t.Any]] = {"days": 45}
    returns: t.ClassVar[dict[str, str]] = {
        "lines": "What was found, for a person, the worst first.",
        "certificates": "Those that are not issued, or end within 60 days: C(name), C(region), C(arn), C(rank) (0 is "
                        "the worst, 9 is well), C(detail), C(days_left), C(used_by), C(lacks).",
        "fit": "Whether all certificates that are in use are well.",
    }

    days: int = instruction("Days before its end in which a certificate should have been renewed: AWS begins 60 days "
                            "before.", default=45)

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not 1 <= self.days <= RENEWED_BEFORE:
            yield f"days is {self.days}: allowed are 1 to {RENEWED_BEFORE}"

    def act(self, *, check: bool) -> Flow:
        today = now()
        zones: dict[str, str] = yield from public_zones()
        regions = dict.fromkeys([(yield here())["region"], EDGE])
        every: list[Seen] = yield from all_of([
            in_region(region, seen(region, zones, today, self.days)) for region in regions])
        standings = [one for each in every for one in each.standings]
        later = [days for each in every for days in each.later]
        lines = lines_of(standings, sum(each.every for each in every), later)
        if (left_out := sum(each.suspects for each in every) - len(standings)) > 0:
            lines.append(f"{left_out} more that are not issued, or end within {RENEWED_BEFORE} days, were left out")
        yield from told(lines)
        return {"changed": False, "lines": lines, "certificates": [asdict(each) for each in standings],
                "fit": all(each.rank >= UNUSED for each in standings)}
