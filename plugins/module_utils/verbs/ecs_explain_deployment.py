# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Explain the last deployment of a service."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..on_call.explaining.explained import Evidence, evidence, lines_of
from ..on_call.explaining.last import LastDeployment, last_deployment
from ..on_call.services.asked import AboutService
from ..on_call.services.found import Service, the_service
from ..on_call.words import command, now
from ..runbook import told


@dataclass(frozen=True, kw_only=True)
class ExplainDeployment(AboutService):
    """Say why the last deployment of a service failed or hangs: what ECS says, why tasks stopped, what helps.

    A migration that failed since is said first: no service was touched after it. Changes nothing. ECS shows stopped
    tasks for an hour.
    """

    module = "ecs_explain_deployment"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "cluster": "envelope-prod-cluster", "name": "envelope-prod", "service": "api"}
    returns: t.ClassVar[dict[str, str]] = {
        "status": "AWS's word for how it went.",
        "reasons": "Why a migration failed after it, and why tasks stopped, the newest of each reason first.",
        "lines": "All that is known, for a person.",
    }

    def act(self, *, check: bool) -> Flow:
        service: Service = yield from the_service(self.cluster, self.name, self.whole)
        last: LastDeployment = yield from last_deployment(self.cluster, service)
        found: Evidence = yield from evidence(self.cluster, self.whose, service, last.at)
        lines = lines_of(service, last, found, now())
        if last.failed or (last.under_way and found.stops.shown):
            lines.append(f"to go back to the release before: {command('rollback', limit=self.target or 'HOST')}")
        yield from told(lines)
        reasons = [each.why for each in (found.migration, *found.stops.shown) if each]
        return {"changed": False, "status": last.status, "reasons": reasons, "lines": lines}
