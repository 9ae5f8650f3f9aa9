# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start the tasks of a service anew."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..fields import option
from ..on_call.services.asked import AboutService
from ..on_call.services.found import Service, revision, the_service
from ..on_call.words import counted
from ..releasing.verbs import Locking, least
from ..rotating.redeploying import Redeploy
from ..runbook import RETURNS, Mending, Plan


@dataclass(frozen=True, kw_only=True)
class RestartService(Mending, AboutService, Locking):
    """Start the tasks of a service anew, a few at a time. They run what they ran, and no deploy goes on meanwhile.

    It is judged by its own deployment: one that ECS rolls back fails, and says why its tasks stopped.
    """

    module = "ecs_restart_service"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "cluster": "envelope-prod-cluster", "name": "envelope-prod", "service": "api",
        "bucket": "envelope-prod-releases", "confirm": "envelope-prod-api"}
    returns: t.ClassVar[dict[str, str]] = {**RETURNS}

    timeout: float | None = option("Seconds that it may take. 900 when left out.")

    @property
    def phrase(self) -> str:
        return self.whole

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from least("timeout", self.timeout, 1)

    def look(self) -> Flow:
        now: Service = yield from the_service(self.cluster, self.name, self.whole)
        runs = revision(now["taskDefinition"])
        found = [f"{self.whole} runs {now['runningCount']} of {counted(now['desiredCount'], 'task')} of {runs}"]
        if not now["desiredCount"]:
            return Plan([*found, f"no task is wanted: {self.runbook('scale', service=self.short, count=1)}"])
        about = now.get("deploymentConfiguration") or {}
        least_up, most_up = about.get("minimumHealthyPercent", 100), about.get("maximumPercent", 200)
        return Plan(found, [f"start {counted(now['desiredCount'], 'task')} of {self.whole} anew with {runs}, "
                            f"{least_up}% to {most_up}% of them running meanwhile"])

    def mend(self, plan: Plan) -> Flow:
        lease = self.lease(f"restart of {self.whole}")
        redeploy = Redeploy(cluster=self.cluster, timeout=900 if self.timeout is None else self.timeout,
                            meanwhile=lease.kept)
        seconds = yield from lease.holding(lambda: redeploy.renewed(self.whole))
        return [f"all tasks of {self.whole} were started anew ({seconds:.0f} s)"]
