# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trails."""

from __future__ import annotations

from ...calls import Flow
from ...kinds.cloudtrail.service import cloudtrail
from ..place import Place
from ..reading import Source, asked, each, parts


def _trails(place: Place) -> Flow:
    """All that record in the region, those of other regions and of the organization too, each with its `status`."""
    found = yield from asked(cloudtrail.describe_trails(includeShadowTrails=True), "trailList")
    return (yield from each(parts(one, status=asked(cloudtrail.get_trail_status(Name=one["TrailARN"])))
                            for one in found))


TRAILS = Source("trails", _trails)
EVERY = (TRAILS,)
