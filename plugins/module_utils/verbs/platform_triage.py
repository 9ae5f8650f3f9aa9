# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look what is wrong now."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow, Together
from ..errors import EnvelopeError
from ..fields import option
from ..on_call.services.asked import AboutServices
from ..on_call.triage.alarms import alarms_off
from ..on_call.triage.lately import stopped_lately
from ..on_call.triage.part import told
from ..on_call.triage.running import rolled_out, tasks_run
from ..on_call.triage.stores import cache_there, database_there
from ..on_call.triage.targets import targets_healthy
from ..on_call.triage.verdict import Verdict
from ..on_call.words import now
from ..runbook import told as say


@dataclass(frozen=True, kw_only=True)
class Triage(AboutServices):
    """Look what is wrong now with a platform or a tenant: tasks, deployments, targets, alarms, stores. Changes nothing.

    All is looked at at once, and what may not be read is said and stops nothing else.
    """

    module = "platform_triage"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "cluster": "envelope-prod-cluster", "name": "envelope-prod", "alarms": "envelope-prod",
        "database": "envelope-prod", "cache": "envelope-prod"}
    returns: t.ClassVar[dict[str, str]] = {
        "verdict": "One of V(well), V(degraded), V(down), and V(unknown) where not all could be told.",
        "parts": "What was looked at: C(name), C(wrong) (each with C(what), C(details), C(helps)), C(unreadable).",
        "lines": "The same for a person, the verdict first.",
    }

    alarms: str | None = option("What the names of the platform's alarms begin with. O(name) when left out.")
    database: str | None = option("Database instance to look at.")
    cache: str | None = option("Replication group to look at.")

    def act(self, *, check: bool) -> Flow:
        looks = dict(self._looks())
        parts: list[t.Any] = yield Together([told(name, look) for name, look in looks.items()])
        for each in parts:
            if isinstance(each, EnvelopeError):
                raise each
        verdict = Verdict(self.name, parts)
        yield from say(verdict.lines)
        return {"changed": False, "verdict": verdict.word, "lines": verdict.lines,
                "parts": [part.data for part in parts]}

    def _looks(self) -> t.Iterator[tuple[str, Flow]]:
        moment = now()
        yield "alarms", alarms_off(self.alarms or self.name, moment)
        yield "services", tasks_run(self.cluster, self.whose, self.target, moment)
        yield "targets", targets_healthy(self.cluster, self.whose, self.target, moment)
        yield "deployments", rolled_out(self.cluster, self.whose, self.target, moment)
        yield "tasks", stopped_lately(self.cluster, self.whose, moment)
        if self.database:
            yield "database", database_there(self.database, self.target)
        if self.cache:
            yield "cache", cache_there(self.cache)
