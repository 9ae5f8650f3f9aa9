# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Log groups that tasks write to."""

from __future__ import annotations

from ...calls import Flow
from ...kinds.logs.groups import group_named
from ..place import Place
from ..reading import Source, each, unless_absent
from .ecs import SERVICES


def _log_groups(place: Place) -> Flow:
    """By name; None for one that is not there."""
    services = yield from SERVICES.flow(place)
    options = [(container.get("logConfiguration") or {}).get("options") or {}
               for one in services for container in one["task"]["containerDefinitions"]]
    names = sorted({one["awslogs-group"] for one in options if "awslogs-group" in one})
    found = yield from each(unless_absent(group_named(name)) for name in names)
    return dict(zip(names, found, strict=True))


LOG_GROUPS = Source("log groups", _log_groups)
EVERY = (LOG_GROUPS,)
