# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An onboarding without the seconds that Ansible's processes take: the same sets and steps, in one process."""

from __future__ import annotations

import threading
import typing as t
from pathlib import Path

from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader
from ansible.vars.manager import VariableManager
from ansible_collections.venturemond.envelope.plugins.module_utils.binding import Clouds, Params, native, run
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.cloud import Cloud
from ansible_collections.venturemond.envelope.plugins.module_utils.options import argument_spec
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import VERBS
from ansible_collections.venturemond.envelope.plugins.plugin_utils.invocation import Invocation
from ansible_collections.venturemond.envelope.plugins.plugin_utils.looking import Looked, Set, look
from ansible_collections.venturemond.envelope.plugins.plugin_utils.roles import Scope, Variables, Walk
from ansible_collections.venturemond.envelope.plugins.plugin_utils.tenant_files import TenantFile
from ansible_collections.venturemond.envelope.tests.unit.templating import templates


class Killed(Exception):
    """The process has ended: nothing that comes after it is done."""


class Moment:
    """When a run is killed: before a write of it is sent, or after it was carried out and before anybody heard."""

    def __init__(self, number: int = 0, *, carried_out: bool = False) -> None:
        self.number = number
        self.carried_out = carried_out
        self.writes: list[str] = []
        """What was sent."""
        self._lock = threading.Lock()

    def pass_on(self, call: Call, send: t.Callable[[Call], Reply]) -> Reply:
        if call.reads:
            return send(call)
        with self._lock:  # one write after the other, so that each has its number
            if self.number and len(self.writes) >= self.number - (not self.carried_out):
                raise Killed
            self.writes.append(f"{call.service.name}:{call.operation}")
            reply = send(call)
            if len(self.writes) == self.number and self.carried_out:
                raise Killed
            return reply


class Mortal(Clouds):
    """AWS as a process that may be killed reaches it.

    Clients are shared with all others: they remember nothing, and to make one costs more than a call.
    """

    shared = Clouds()

    def __init__(self, moment: Moment) -> None:
        super().__init__()
        self.moment = moment

    def of(self, params: Params, **options: t.Any) -> Cloud:
        return t.cast(Cloud, Watched(self.shared.of(params, **options), self.moment))


class Watched:
    """A cloud whose writes are counted."""

    def __init__(self, cloud: Cloud, moment: Moment) -> None:
        self._cloud = cloud
        self._moment = moment
        self.check = cloud.check

    def __call__(self, call: Call) -> Reply:
        return self._moment.pass_on(call, self._cloud)


class Inventory:
    """An inventory, to which tenants are added without a file."""

    def __init__(self, place: Path, cell: str, **extra: t.Any) -> None:
        loader = DataLoader()
        self._cell = cell
        self._hosts = InventoryManager(loader=loader, sources=[str(place)])
        self._variables = VariableManager(loader=loader, inventory=self._hosts)
        self._variables.extra_vars.update(extra)
        self._templates = templates()

    def tenant(self, slug: str, tier: str = "pool", **variables: t.Any) -> Onboarding:
        described = TenantFile(slug, self._cell, tier, variables)
        for group in described.groups:
            self._hosts.add_host(slug, group)
        for name, value in variables.items():
            self._hosts.get_host(slug).set_variable(name, value)
        looked = self._looked(slug)
        return Onboarding(slug, looked, self._steps(slug, looked.values["cell_aws"]))

    def asked(self, slug: str, tasks: str, **said: t.Any) -> t.Iterator[tuple[str, Variables]]:
        """What a file of the role asks for: modules by name, with their options, and those for AWS."""
        scope = Scope({**self._about(slug), **said}).entering("tenant", {})
        aws = self._looked(slug).values["cell_aws"]
        yield from ((each.module, {**aws, **each.args})
                    for each in Walk(self._templates).role("tenant", scope, tasks))

    def _looked(self, slug: str) -> Looked:
        found = look("tenant", self._about(slug), self._templates, Invocation())
        assert found.complete and not found.problems, found.problems
        return found

    def _steps(self, slug: str, aws: Variables) -> Set:
        """What `roles/tenant/tasks/start.yml` runs first."""
        scope = Scope(self._about(slug)).entering("tenant", {})
        [asked] = [each for each in Walk(self._templates).role("tenant", scope, "start.yml")
                   if each.module == "ecs_run_steps"]
        spec = argument_spec(VERBS[asked.module])
        return Set(VERBS[asked.module], {**dict.fromkeys(spec), **native({**aws, **asked.args})})

    def _about(self, slug: str) -> Variables:
        return t.cast(Variables, self._variables.get_vars(host=self._hosts.get_host(slug), include_hostvars=False))


class Onboarding:
    """A tenant's sets in their order, then its first steps."""

    def __init__(self, slug: str, looked: Looked, steps: Set) -> None:
        self.slug = slug
        self.looked = looked
        self._sets = [*looked.sets, steps]

    def run(self, moment: Moment | None = None) -> Moment:
        """Do it all, or up to a moment; what was written until then."""
        moment = moment or Moment()
        clouds = Mortal(moment)
        for one in self._sets:
            result = run(one.module, one.params, check=False, clouds=clouds)
            assert not result.get("failed"), result["msg"]
        return moment
