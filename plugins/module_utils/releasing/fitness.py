# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuse a release that would not run, before anything is changed."""

from __future__ import annotations

import typing as t

from ..calls import Flow, Say
from ..errors import EnvelopeError
from .verifying import Candidate, Verified, verified


class Unfit(EnvelopeError):
    """A release that cannot run as things are."""


def refuse_unfit(release: str, candidates: t.Sequence[Candidate]) -> Flow:
    """What was found out of these services' new revisions, as `Verified`; raises `Unfit` with all that is wrong."""
    checked: Verified = yield from verified(candidates)
    for note in checked.notes:
        yield Say(f"  {note}")
    if checked.problems:
        raise Unfit("\n  - ".join([f"{release} is not fit to run; nothing was changed.", *checked.problems]))
    names = ", ".join(each.service["serviceName"] for each in candidates)
    yield Say(f"  {release} is fit to run as {names}")
    return checked
