# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS Config's recorders."""

from __future__ import annotations

from ...calls import Flow
from ...kinds.config.service import config
from ..place import Place
from ..reading import Source, asked, each


def _recorders(place: Place) -> Flow:
    """Those of the region but for what services of AWS have for themselves, each with its `status`."""
    found, states = yield from each([
        asked(config.describe_configuration_recorders(), "ConfigurationRecorders"),
        asked(config.describe_configuration_recorder_status(), "ConfigurationRecordersStatus")])
    status = {one["name"]: one for one in states}
    return [{**one, "status": status.get(one["name"], {})} for one in found if not one.get("servicePrincipal")]


RECORDERS = Source("recorders", _recorders)
EVERY = (RECORDERS,)
