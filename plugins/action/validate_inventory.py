# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look at all of an inventory, every platform and tenant, before anything is asked of AWS."""

from __future__ import annotations

import typing as t

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.plugins.action import ActionBase

from ..module_utils import inventory_checks as checks
from ..module_utils.binding import asked, native
from ..module_utils.errors import EnvelopeError
from ..module_utils.options import argument_spec, mistakes
from ..module_utils.registry import KINDS, VERBS
from ..plugin_utils import roles
from ..plugin_utils.roles import Asked, Scope, Walk
from ..plugin_utils.templating import Templates


class ActionModule(ActionBase):
    """Collects every problem of every host, and fails once, with all of them."""

    _requires_connection = False
    _VALID_ARGS = frozenset({"roles"})

    def run(self, tmp: None = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        super().run(tmp, task_vars)
        variables = t.cast("dict[str, t.Any]", task_vars)
        hostvars, groups = variables["hostvars"], variables["groups"]
        self._templates = Templates(self._templar)
        found: dict[str, list[str]] = {}
        values: dict[str, dict[str, t.Any]] = {}
        for group, role in self._task.args["roles"].items():
            for host in groups.get(group, ()):
                values[host], found[host] = self._look(role.removeprefix(roles.OURS), hostvars.raw_get(host))
        self._compare(values, groups, found)
        problems = [f"{host}: {problem}" for host, said in found.items() for problem in dict.fromkeys(said)]
        if problems:
            title = f"The inventory has {len(problems)} problem{'s' * (len(problems) > 1)}; nothing was done."
            return {"failed": True, "msg": "\n".join([title, *problems])}
        return {"changed": False, "msg": f"{len(values)} hosts are as they should be", "hosts": sorted(values)}

    def _look(self, role: str, host: dict[str, t.Any]) -> tuple[dict[str, t.Any], list[str]]:
        """The values that a host's roles go by, and what is wrong with them."""
        walk = Walk(self._templates)
        every = {name: about for each in roles.names() for name, about in roles.options(each).items()}
        problems = list(checks.misspelt(host, every, roles.names()))
        mine = list(dict.fromkeys(roles.imported(role)))
        spec = {name: about for each in mine for name, about in roles.options(each).items()}
        values, undefined = walk.known(role, host)
        problems += undefined + checks.unfit(spec, {name: values[name] for name in values if name in host})
        problems += list(checks.cell(values))
        problems += list(checks.tenant(values)) if "tenant_slug" in values else []
        if not problems:
            known = Scope({**host, **values}).entering(role, {})
            problems += [p for task in walk.role(role, known) for p in self._mistaken(task)] + walk.problems
        return values, problems

    @staticmethod
    def _mistaken(task: Asked) -> list[str]:
        """What is wrong with what a task would ask for."""
        kind = {**KINDS, **VERBS}.get(task.module)
        if kind is None:
            return []
        checked = ArgumentSpecValidator(argument_spec(kind)).validate(native(task.args))
        wrong = mistakes(checked)
        if not wrong and task.module in KINDS:
            wrong = _refused(task, checked.validated_parameters)
        return [f"{task.title}: {problem}" for problem in wrong]

    @staticmethod
    def _compare(values: dict[str, dict[str, t.Any]], groups: dict[str, list[str]],
                 found: dict[str, list[str]]) -> None:
        """What hosts have in common that they must not."""
        tenants = {host: values[host] for host in groups.get("tenants", ())}
        platforms = {host: values[host] for host in groups.get("platforms", ())}
        clashes = [
            *checks.shared(tenants, "tenant_slug", within="cell_prefix"),
            *checks.shared(tenants, "tenant_domain"),
            *checks.shared(platforms, "cell_domain"),
            *checks.shared(platforms, "cell_prefix", within="aws_account_id"),
            *checks.overlapping(platforms),
        ]
        for host, problem in clashes:
            found[host].append(problem)


def _refused(task: Asked, params: dict[str, t.Any]) -> list[str]:
    try:
        return [f"{resource.id}: {problem}" for resource in asked(KINDS[task.module], params)
                for problem in resource.problems()]
    except EnvelopeError as error:
        return [str(error)]
