# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that is looked at, at once."""

from __future__ import annotations

import typing as t

from ...calls import Flow, here
from . import capacity, images, permissions, secrets, wiring
from .candidates import Candidate
from .findings import all_of


def verified(candidates: t.Sequence[Candidate]) -> Flow:
    """All that can be told of these services' new revisions by reading; returns `Verified`.

    Everything is looked at although something is wrong already, so that one run shows all there is to mend.
    """
    place = yield here()
    return (yield from all_of([
        ("images", images.checked(candidates, place)),
        ("secrets", secrets.checked(candidates, place)),
        ("roles", permissions.checked(candidates, place)),
        ("wiring", wiring.checked(candidates, place)),
        ("capacity", capacity.checked(candidates)),
    ]))
