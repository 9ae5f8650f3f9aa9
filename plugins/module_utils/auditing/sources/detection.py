# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GuardDuty and Security Hub: who looks for what is wrong in the region."""

from __future__ import annotations

from ...calls import Flow
from ...kinds.guardduty.service import guardduty
from ...kinds.securityhub.service import looking, securityhub
from ..place import Place
from ..reading import Source, asked, each, parts, unless_absent


def _detectors(place: Place) -> Flow:
    """The detector, if there is one."""
    ids = yield from asked(guardduty.list_detectors(), "DetectorIds")
    return (yield from each(asked(guardduty.get_detector(DetectorId=one)) for one in ids))


def _hubs(place: Place) -> Flow:
    """The hub, if there is one, with its `standards`."""
    found = yield from unless_absent(asked(looking.describe_hub()))
    if found is None:
        return []
    hub = yield from parts(found, standards=asked(securityhub.get_enabled_standards(), "StandardsSubscriptions"))
    return [hub]


DETECTORS = Source("detectors", _detectors)
HUBS = Source("hubs", _hubs)
EVERY = (DETECTORS, HUBS)
