# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Change how many tasks of a service run."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..fields import instruction, option
from ..on_call.services.asked import AboutService
from ..on_call.services.scaling import Scale, scale_of, scaled
from ..on_call.words import counted
from ..runbook import RETURNS, Mending, Plan

MOST = 500
"""Tasks of a service; a typing error must not start a thousand."""

SILO = "silo-"
"""How the names of tenants' own services begin, where the platform's are asked for."""


@dataclass(frozen=True, kw_only=True)
class ScaleService(Mending, AboutService):
    """Change how many tasks of a service run, and wait until they do; with autoscaling, how many it keeps at least.

    The next run of the site brings back what the inventory says: which variable keeps it is told.
    """

    module = "ecs_scale_service"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "cluster": "envelope-prod-cluster", "name": "envelope-prod", "service": "api", "count": 4,
        "kept_in": "ecs_services_overrides", "confirm": "envelope-prod-api"}
    returns: t.ClassVar[dict[str, str]] = {**RETURNS, "before": "How many tasks were wanted."}

    count: int | None = instruction("How many tasks; with autoscaling, how many at least. 0 to 500.")
    kept_in: str | None = option("The variable of the inventory that says what is different of services.")
    timeout: float = instruction("Seconds to wait for the tasks.", default=600)

    @property
    def phrase(self) -> str:
        return self.whole

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if self.count is None:
            yield "count is missing: say how many tasks, as in -e count=4"
        elif not 0 <= self.count <= MOST:
            yield f"count is {self.count}, allowed are 0 to {MOST}"

    def look(self) -> Flow:
        now: Scale = yield from scale_of(self.cluster, self.name, self.whole)
        wanted = now.wanted(self._wanted)
        data = {"before": now.desired}
        found = [_found(now)]
        if wanted == now:
            return Plan(found, data=data)
        return Plan([*found, *self._warnings(now), self._kept(wanted)], list(self._steps(now, wanted)), data)

    def mend(self, plan: Plan) -> Flow:
        now: Scale = yield from scale_of(self.cluster, self.name, self.whole)
        wanted = now.wanted(self._wanted)
        yield from scaled(now, wanted)
        helps = self.runbook("explain_deployment", service=self.short)
        yield wanted.reached(now, self.timeout, f"It is scaled, and tasks do not come: {helps}")
        others = " or as many as autoscaling wants" if wanted.bounds else ""
        return [f"{self.whole} runs {counted(wanted.desired, 'task')}{others}"]

    @property
    def _wanted(self) -> int:
        return t.cast(int, self.count)

    def _steps(self, now: Scale, wanted: Scale) -> t.Iterator[str]:
        if wanted.bounds and now.bounds and wanted.bounds != now.bounds:
            yield (f"have autoscaling keep {wanted.bounds[0]} to {wanted.bounds[1]} tasks of {self.whole}, "
                   f"instead of {now.bounds[0]} to {now.bounds[1]}")
        if wanted.desired != now.desired:
            yield f"have {self.whole} run {counted(wanted.desired, 'task')} instead of {now.desired}"

    def _warnings(self, now: Scale) -> t.Iterator[str]:
        if not self.count:
            yield f"with no task, whatever {self.whole} does is not done, and who asks it gets errors"
        if now.bounds and self._wanted < now.desired:
            yield (f"autoscaling may start tasks again, up to {max(now.bounds[1], self._wanted)}, when it finds that "
                   "these are too few")
        if now.single and self._wanted > 1:
            yield f"{self.whole} is made to run once (maximum_percent 100): with two, jobs may be done twice"

    def _kept(self, wanted: Scale) -> str:
        """Which variable keeps it beyond the next run of the site."""
        about = f"autoscaling: {{min: {wanted.bounds[0]}, max: {wanted.bounds[1]}}}" if wanted.bounds else \
            f"desired_count: {wanted.desired}"
        if self.short.startswith(SILO):
            return ("playbooks/site.yml brings back what the inventory says; tenant_services of the tenant keeps it: "
                    "ask with -e target= of that tenant to be told how")
        if self.short == "reverb":
            return f"playbooks/site.yml brings back what the inventory says; to keep it: reverb_{about}"
        return (f"playbooks/site.yml brings back what the inventory says; to keep it: "
                f"{self.kept_in or 'ecs_services_overrides'}: {{{self.short}: {{{about}}}}}")


def _found(now: Scale) -> str:
    between = f"; autoscaling keeps {now.bounds[0]} to {now.bounds[1]}" if now.bounds else ""
    return f"{now.service} runs {now.running} of {counted(now.desired, 'task')}{between}"
