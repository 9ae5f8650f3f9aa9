# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a tenant needs to have run once, such as its migration and its seed, and the record that it was."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..errors import Invalid
from ..generating import generate
from ..releasing.revisions import Running
from ..releasing.store import Store
from ..releasing.tasks import Ran, Run, ran

KEY = "steps.json"

Record = dict[str, t.Any]


@dataclass(frozen=True)
class Steps:
    """Commands by name, in their order, and where they are run."""

    store: Store
    """Where it is kept which of them are done; the name is the tenant's."""
    commands: t.Mapping[str, t.Sequence[str]]
    container: str
    environment: t.Mapping[str, str]
    timeout: float

    def left(self) -> Flow:
        """The names of those that are not done yet."""
        found = yield from self.store.read(KEY)
        return self._left(found.content if found else {"done": {}})

    def done(self, of: Running) -> Flow:
        """Run those that are left with what a service runs; returns the record."""
        record = yield from self._record()
        for name in self._left(record):
            result: Ran = yield from ran(self._run(name, record["id"], of))
            record["done"][name] = {"task_arn": result.task_arn, "exit_code": result.exit_code,
                                    "seconds": result.seconds}
            yield from self.store.write(KEY, record)
        return record

    def _left(self, record: t.Mapping[str, t.Any]) -> list[str]:
        return [name for name in self.commands if name not in record["done"]]

    def _record(self) -> Flow:
        """The record; a new one tells this tenant from one that had its name before."""
        found = yield from self.store.read(KEY)
        if found is None:
            new: Record = {"id": generate("hex", length=6), "done": {}}
            if (yield from self.store.write(KEY, new, over="")):
                return new
            found = yield from self.store.read(KEY)  # a second run was faster
        if found is None:
            raise Invalid(f"the record of the steps of {self.store.name} was taken away while they were run: run the "
                          "same command again")
        return {**found.content, "done": dict(found.content["done"])}

    def _run(self, name: str, life: str, of: Running) -> Run:
        service = of.service
        network = (service.get("networkConfiguration") or {}).get("awsvpcConfiguration")
        return Run(
            what=f"{name} of {self.store.name}", cluster=service["clusterArn"], task_definition=of.arn,
            container=self.container, started_by=f"{life}/{name}/{self.store.name}", command=self.commands[name],
            environment=self.environment, network=network, launch_type=service.get("launchType"),
            capacity_provider_strategy=service.get("capacityProviderStrategy"),
            platform_version=service.get("platformVersion"), timeout=self.timeout)
