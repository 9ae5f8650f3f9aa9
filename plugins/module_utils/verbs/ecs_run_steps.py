# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run commands once, and remember."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..errors import Invalid
from ..fields import option, required
from ..kinds.ecs.plain_secrets import is_secret
from ..onboarding.steps import Steps
from ..releasing.revisions import running
from ..releasing.store import Store
from ..resource import Part
from ..spelling import unknown
from ..verb import Verb
from ..wire import includes


@dataclass(frozen=True, kw_only=True)
class Step(Part):
    """A command that is run once."""

    name: str = required("What it is called, and remembered by.")
    command: list[str] = required("The command.")

    def problems(self) -> t.Iterator[str]:
        if not self.command:
            yield f"{self.name}: command is empty"


@dataclass(frozen=True, kw_only=True)
class RunSteps(Verb):
    """Run commands once each, in their order, in the container of a service, and keep a record of those that are done.

    Each is a task of its own, with what the service runs now. One that fails ends the module; run again, it goes on
    with that one.
    """

    module = "ecs_run_steps"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod-pool-acme", "bucket": "envelope-prod-releases", "cluster": "envelope-prod-cluster",
        "service": "envelope-prod-api", "container": "api", "environment": {"TENANT": "acme"},
        "steps": [{"name": "migrate", "command": ["php", "artisan", "migrate", "--force"]},
                  {"name": "seed", "command": ["php", "artisan", "db:seed", "--force"]}],
    }
    returns: t.ClassVar[dict[str, str]] = {
        "steps": "What became of each step: C(task_arn), C(exit_code), C(seconds).",
        "msg": "What it came to.",
    }

    name: str = required("Whose steps these are, and what the record is kept under.")
    bucket: str = required("Bucket that the record is kept in, as the role C(releases) makes it.")
    cluster: str = required("Cluster the service runs in.")
    service: str = required("The service whose task definition and network the steps have.")
    container: str = required("The container they are run in, whose exit code counts.")
    steps: list[Step] = required("The steps, in their order.")
    environment: dict[str, str] | None = option(
        "Variables they have besides the container's own. Secrets are refused here.", alike=includes)
    timeout: float | None = option("Seconds that one step may take. 900 when left out.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        names = [step.name for step in self.steps]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            yield f"steps names {', '.join(twice)} more than once"
        if self.timeout is not None and self.timeout <= 0:
            yield f"timeout is {self.timeout:g}, allowed are more than 0 seconds"
        yield from (f"environment.{name} would be there for all to read: keep it in a secret that the task definition "
                    "names" for name, value in (self.environment or {}).items() if is_secret(name, str(value)))

    def act(self, *, check: bool) -> Flow:
        steps = self._steps()
        left = yield from steps.left()
        if check or not left:
            said = f"would run {', '.join(left)}" if left else "all done before"
            return {"changed": bool(left), "steps": {}, "msg": f"{self.name}: {said}"}
        [of] = yield from running(self.cluster, [self.service])
        names = {each["name"] for each in of.definition["containerDefinitions"]}
        if self.container not in names:
            raise Invalid(f"container: {unknown(self.container, names)}")
        record = yield from steps.done(of)
        return {"changed": True, "steps": record["done"], "msg": f"{self.name}: {', '.join(left)} done"}

    def _steps(self) -> Steps:
        return Steps(Store(self.bucket, self.name), {step.name: step.command for step in self.steps}, self.container,
                     self.environment or {}, 900 if self.timeout is None else self.timeout)
