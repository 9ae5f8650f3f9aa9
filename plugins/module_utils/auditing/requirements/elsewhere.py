# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What reading AWS cannot tell: said so, with what tells instead, and never passed."""

from __future__ import annotations

from ..checks import Check, Judged, Remedy
from ..verdicts import Severity


def elsewhere(name: str, title: str, why: str, remedy: Remedy, *, severity: Severity = "low",
              iso_2013: tuple[str, ...] = (), iso_2022: tuple[str, ...] = ()) -> Check:
    """A check that never applies, because of `why`."""
    return Check(name, title, severity, lambda live: (), lambda live, thing: Judged(False, why), "", remedy,
                 applies=lambda live: why, iso_2013=iso_2013, iso_2022=iso_2022)
