# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look which certificates end, or hang."""

from __future__ import annotations

import typing as t
from dataclasses import asdict, dataclass

from ..calls import Flow, Together, here, in_region
from ..errors import EnvelopeError
from ..fields import instruction
from ..kinds.cloudfront.references import CERTIFICATES
from ..on_call.certificates.looking import MOST, Seen, public_zones, seen
from ..on_call.certificates.standing import RENEWED_BEFORE, SOON, UNUSED, Standing
from ..on_call.certificates.standing import told as lines_of
from ..on_call.words import now
from ..runbook import told
from ..verb import Verb


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
        "fit": "Whether all certificates that are in use are well; not where some could not be told.",
    }

    days: int = instruction("Days before its end in which a certificate should have been renewed: AWS begins 60 days "
                            "before.", default=SOON)

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not 1 <= self.days <= RENEWED_BEFORE:
            yield f"days is {self.days}: allowed are 1 to {RENEWED_BEFORE}"

    def act(self, *, check: bool) -> Flow:
        today = now()
        [zones] = yield Together([public_zones()])
        regions = list(dict.fromkeys([(yield here())["region"], CERTIFICATES]))
        known = None if isinstance(zones, EnvelopeError) else zones
        found: list[Seen | EnvelopeError] = yield Together([
            in_region(region, seen(region, known, today, self.days)) for region in regions])
        every = [each for each in found if isinstance(each, Seen)]
        unread = [f"{what}: {error}" for what, error in zip(["zones", *regions], [zones, *found], strict=True)
                  if isinstance(error, EnvelopeError)]
        standings = [one for each in every for one in each.standings]
        lost = [*unread, *(one for each in every for one in each.lost)]
        lines = self._lines(every, standings, lost)
        yield from told(lines)
        return {"changed": False, "lines": lines, "certificates": [asdict(each) for each in standings],
                "fit": not lost and all(each.rank >= UNUSED for each in standings)}

    @staticmethod
    def _lines(every: t.Sequence[Seen], standings: t.Sequence[Standing], lost: t.Sequence[str]) -> list[str]:
        later = [days for each in every for days in each.later]
        lines = lines_of(standings, sum(each.every for each in every), later, lost)
        if (left_out := sum(max(0, each.suspects - MOST) for each in every)) > 0:
            lines.append(f"{left_out} more that are not issued, or end within {RENEWED_BEFORE} days, were left out")
        return lines
