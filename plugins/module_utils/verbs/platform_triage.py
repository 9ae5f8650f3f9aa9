# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look what is wrong now."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..fields import option
from ..on_call.services.asked import AboutServices
from ..on_call.triage.alarms import alarms
from ..on_call.triage.lately import stopped_lately
from ..on_call.triage.running import rolled_out, tasks_run
from ..on_call.triage.stores import cache_there, database_there
from ..on_call.triage.targets import targets_healthy
from ..on_call.triage.verdict import RETURNS, judged
from ..on_call.words import now


@dataclass(frozen=True, kw_only=True)
class Triage(AboutServices):
    """Look what is wrong now with a platform or a tenant: tasks, deployments, targets, alarms, stores. Changes nothing.

    All is looked at at once, and what may not be read is said and stops nothing else.
    """

    module = "platform_triage"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "cluster": "envelope-prod-cluster", "name": "envelope-prod", "alarms": "envelope-prod",
        "database": "envelope-prod", "cache": "envelope-prod"}
    returns: t.ClassVar[dict[str, str]] = {**RETURNS}

    alarms: str | None = option("What the names of the platform's alarms begin with. O(name) when left out.")
    database: str | None = option("Database instance to look at.")
    cache: str | None = option("Replication group to look at.")

    def act(self, *, check: bool) -> Flow:
        return (yield from judged(self.name, self._looks()))

    def _looks(self) -> t.Iterator[tuple[str, Flow]]:
        moment = now()
        yield "alarms", alarms(self.alarms or self.name, moment)
        yield "services", tasks_run(self.cluster, self.whose, self.target, moment)
        yield "targets", targets_healthy(self.cluster, self.whose, self.target, moment)
        yield "deployments", rolled_out(self.cluster, self.whose, self.target, moment)
        yield "tasks", stopped_lately(self.cluster, self.whose, moment)
        if self.database:
            yield "database", database_there(self.database)
        if self.cache:
            yield "cache", cache_there(self.cache)
