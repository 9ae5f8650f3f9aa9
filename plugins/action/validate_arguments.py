# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look at what a playbook was told, before anything is asked of AWS."""

from __future__ import annotations

import typing as t

from ansible.plugins.action import ActionBase

from ..module_utils.inventory_checks import unfit
from ..module_utils.playbook_arguments import for_several, left_out, no_host, problems
from ..plugin_utils import playbooks
from ..plugin_utils.invocation import Invocation
from ..plugin_utils.roles import every_option, options

Variables = dict[str, t.Any]


class ActionModule(ActionBase):
    """Collects every problem, and fails once, with all of them."""

    _requires_connection = False
    _VALID_ARGS = frozenset({"playbook", "hosts", "roles"})

    def run(self, tmp: None = None, task_vars: Variables | None = None) -> Variables:
        super().run(tmp, task_vars)
        variables = t.cast(Variables, task_vars)
        spec = playbooks.spec(self._task.args["playbook"]).get("options") or {}
        values = {name: self._templar.template(variables[name]) for name in spec if name in variables}
        said = Invocation.of(self._loader, variables).said
        roles = self._task.args.get("roles") or ()
        wrong = [*problems(spec, values, said, every_option(), roles), *self._of_roles(roles, said, variables),
                 *self._no_hosts(values, variables)]
        if wrong:
            title = f"{len(wrong)} of the playbook's arguments {'is' if len(wrong) == 1 else 'are'} wrong; " \
                    "nothing was done."
            return {"failed": True, "msg": "\n".join([title, *wrong])}
        return {"changed": False, "msg": "they are as they should be"}

    def _of_roles(self, roles: t.Iterable[str], said: t.Collection[str], variables: Variables) -> t.Iterator[str]:
        """What is wrong with variables of roles; where Ansible finds that out, it prints the role's whole spec."""
        for role in roles:
            own = {name: about for name, about in options(role).items() if name in said}
            yield from unfit(own, {name: self._templar.template(variables[name]) for name in own})

    def _no_hosts(self, values: Variables, variables: Variables) -> t.Iterator[str]:
        groups, playing = variables["groups"], variables.get("ansible_play_hosts_all") or ()
        hosts, confirmed = self._task.args.get("hosts") or {}, bool(values.get("confirm"))
        found = [no_host(name, values[name], allowed, playing, groups) if values.get(name) else
                 left_out(name, allowed, playing, groups, confirmed=confirmed) for name, allowed in hosts.items()]
        if confirmed and not hosts:
            found.append(for_several(sorted(playing), "--limit "))
        yield from filter(None, found)
