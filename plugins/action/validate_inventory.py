# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look at all of an inventory, every platform and tenant, before anything is asked of AWS."""

from __future__ import annotations

import typing as t

from ansible.plugins.action import ActionBase

from ..module_utils import inventory_checks as checks
from ..module_utils.registering import ahead
from ..plugin_utils.invocation import Invocation
from ..plugin_utils.looking import Looked, look
from ..plugin_utils.roles import OURS, tags_of, variables_of
from ..plugin_utils.settled import settled
from ..plugin_utils.templating import Templates


class ActionModule(ActionBase):
    """Collects every problem of every host, and fails once, with all of them."""

    _requires_connection = False
    _VALID_ARGS = frozenset({"roles", "look_ahead", "tags"})

    def run(self, tmp: None = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        super().run(tmp, task_vars)
        variables = t.cast("dict[str, t.Any]", task_vars)
        hostvars, groups = variables["hostvars"], variables["groups"]
        templates, run = Templates(self._templar), Invocation.of(self._loader, variables)
        found = {host: look(role.removeprefix(OURS), variables_of(hostvars, host), templates, run)
                 for group, role in self._task.args["roles"].items() for host in groups.get(group, ())}
        _compare(found, groups)
        for host, problem in checks.left_out(groups):
            found.setdefault(host, Looked()).problems.append(problem)
        if problems := [*self._unknown_tags(run), *_told(found)]:
            title = f"The inventory has {len(problems)} problem{'s' * (len(problems) > 1)}; nothing was done."
            return {"failed": True, "msg": "\n".join([title, *problems])}
        result = {"changed": False, "msg": f"{len(found)} hosts are as they should be", "looked_at": sorted(found)}
        if not self._task.args.get("look_ahead"):
            return result
        hosts = {host: found[host] for host in variables["ansible_play_hosts_all"] if host in found}
        seen = settled(hosts, check=self._task.check_mode)
        return {**result, **ahead(hosts, seen.settled, seen.refused, seen.leaving)}

    def _unknown_tags(self, run: Invocation) -> t.Iterator[str]:
        """What is wrong with the tags of a run of whole roles; `tags` are those that the playbook has itself."""
        own = self._task.args.get("tags")
        if own is not None:
            roles = self._task.args["roles"].values()
            known = frozenset(own).union(*(tags_of(role.removeprefix(OURS)) for role in roles))
            yield from checks.unknown_tags(run.tags, run.skipped, known)


def _told(found: dict[str, Looked]) -> t.Iterator[str]:
    """Every problem, each with its host; what is wrong on all of them, such as an option of the command line, once."""
    everywhere = set.intersection(*({*about.problems} for about in found.values())) if len(found) > 1 else set()
    yield from (f"every host: {problem}" for problem in sorted(everywhere))
    for host, about in found.items():
        yield from (f"{host}: {problem}" for problem in dict.fromkeys(about.problems) if problem not in everywhere)


def _compare(found: dict[str, Looked], groups: dict[str, list[str]]) -> None:
    """What hosts have in common that they must not."""
    tenants = {host: found[host].values for host in groups.get("tenants", ())}
    platforms = {host: found[host].values for host in groups.get("platforms", ())}
    clashes = [
        *checks.alike(tenants),
        *checks.shared(platforms, "cell_domain"),
        *checks.shared(platforms, "cell_prefix", within="aws_account_id"),
        *checks.intruding(platforms, tenants),
        *checks.overlapping(platforms),
        *checks.reaching(platforms, tenants),
    ]
    for host, problem in clashes:
        found[host].problems.append(problem)
