# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which hosts have all that their role asks for: told for many at once, in one process and with shared reads.

A task of Ansible costs a process for each host, which is most of what a host with nothing to change costs.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ansible.errors import AnsibleError
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ..module_utils.binding import Clouds, asked, native
from ..module_utils.calls import Flow
from ..module_utils.cloud import Cloud
from ..module_utils.engine import Outcome, Plan, planned, read_only
from ..module_utils.errors import EnvelopeError
from ..module_utils.loop import Loop
from ..module_utils.options import argument_spec, mistakes
from ..module_utils.registry import KINDS, VERBS
from ..module_utils.resource import Resource
from ..module_utils.results import report
from ..module_utils.verb import Verb
from .roles import Asked, Scope, Walk
from .templating import Templates

Variables = dict[str, t.Any]

WORKERS = 16


class Unsure(Exception):
    """It cannot be told without running the role's tasks."""


@dataclass
class Look:
    """One resource or verb that a host's role asks for: how it is looked at, and what was seen."""

    host: str
    module: str
    number: int
    """Which of the host's sets it belongs to."""
    cloud: Cloud
    flow: Flow
    found: t.Any = None

    @property
    def settled(self) -> bool:
        if isinstance(self.found, Plan):
            return self.found.action == "none"
        return isinstance(self.found, dict) and not self.found.get("changed", True)


@dataclass
class Settled:
    """Looks at hosts, each with a role and the variables it sees."""

    templates: Templates
    clouds: Clouds = field(default_factory=Clouds)

    def among(self, role: str, hosts: t.Mapping[str, Variables]) -> dict[str, list[Variables]]:
        """The hosts with nothing to change, and for each the results that its tasks would have."""
        looks: dict[str, list[Look]] = {}
        for host, variables in hosts.items():
            try:
                looks[host] = list(self._looks(host, role, variables))
            except (AnsibleError, EnvelopeError, Unsure):
                continue  # running the role says what is wrong
        _look([look for every in looks.values() for look in every])
        return {host: _results(every) for host, every in looks.items() if all(look.settled for look in every)}

    def _looks(self, host: str, role: str, variables: Variables) -> t.Iterator[Look]:
        walk = Walk(self.templates)
        known, _problems = walk.known(role, variables)
        shared = {"adopt": known["cell_adopt"], **known["cell_aws"]}
        for number, task in enumerate(walk.role(role, Scope({**variables, **known}).entering(role, {}))):
            yield from self._of_task(host, number, task, shared)
        if walk.problems or walk.partial:
            raise Unsure

    def _of_task(self, host: str, number: int, task: Asked, shared: Variables) -> t.Iterator[Look]:
        module: t.Any = {**KINDS, **VERBS}.get(task.module)
        if module is None:
            raise Unsure
        spec = argument_spec(module)
        given = {**{name: value for name, value in shared.items() if name in spec}, **native(task.args)}
        checked = ArgumentSpecValidator(spec).validate(given)
        if mistakes(checked):
            raise Unsure
        params = checked.validated_parameters
        cloud = self.clouds.of(params, workers=WORKERS)
        for flow in _flows(module, params, cloud):
            yield Look(host, task.module, number, cloud, flow)


def _flows(module: type[Resource | Verb], params: Variables, cloud: Cloud) -> t.Iterator[Flow]:
    if issubclass(module, Verb):
        yield module.given(params).act(check=True)
        return
    for resource in asked(module, params):
        yield planned(resource, cloud, absent=params["state"] == "absent", adopt=params["adopt"], check=True)


def _look(looks: list[Look]) -> None:
    """Hold all conversations, those with one account and region together."""
    by_cloud: dict[int, list[Look]] = {}
    for look in looks:
        by_cloud.setdefault(id(look.cloud), []).append(look)
    for some in by_cloud.values():
        found = Loop(read_only(some[0].cloud), workers=WORKERS).run([look.flow for look in some])
        for look, result in zip(some, found, strict=True):
            look.found = result


def _results(looks: list[Look]) -> list[Variables]:
    """Module results as the host's tasks would have registered them."""
    sets: dict[int, list[Look]] = {}
    for look in looks:
        if look.module in KINDS:
            sets.setdefault(look.number, []).append(look)
    return [report(KINDS[some[0].module], [Outcome(look.found.wanted.id, look.found, after=look.found.now)
                                           for look in some], check=False) for some in sets.values()]
