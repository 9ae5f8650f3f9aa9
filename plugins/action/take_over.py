# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""List what hosts ask for and somebody else has made, and tag it as ours on request.

On the controller only, as what all of a play's hosts ask for is worked out from the inventory at once.
"""

from __future__ import annotations

import dataclasses
import typing as t

from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from ..module_utils import adoption_lines as lines
from ..module_utils.errors import EnvelopeError
from ..plugin_utils import taking_over
from ..plugin_utils.invocation import Invocation
from ..plugin_utils.looking import Looked, look
from ..plugin_utils.roles import OURS, variables_of
from ..plugin_utils.settled import Look
from ..plugin_utils.taking_over import Inventory
from ..plugin_utils.templating import Templates

Result = dict[str, t.Any]

ASKING = "adopt"
"""The tag of the task that tags: it chooses no tasks of roles, as other tags of the command line do."""


class ActionModule(ActionBase):
    """Looks without a write, and tags only where it is told to."""

    _requires_connection = False
    _VALID_ARGS = frozenset({"roles", "tagged"})

    def run(self, tmp: None = None, task_vars: dict[str, t.Any] | None = None) -> Result:
        super().run(tmp, task_vars)
        run = Invocation.of(self._loader, t.cast("dict[str, t.Any]", task_vars))
        hosts = self._looked(t.cast("dict[str, t.Any]", task_vars), run)
        if problems := [f"{host}: {problem}" for host, about in hosts.items() for problem in about.problems]:
            return {"failed": True, "msg": "\n".join(problems)}
        try:
            found = taking_over.inventory(hosts)
        except EnvelopeError as error:
            return {"failed": True, "msg": str(error)}
        return self._tagged(found) if self._task.args.get("tagged") else _listed(found, last=ASKING not in run.tags)

    def _looked(self, variables: dict[str, t.Any], run: Invocation) -> dict[str, Looked]:
        """What each host of the play asks for."""
        run = dataclasses.replace(run, tags=run.tags - {ASKING} or {"all"})
        templates, playing = Templates(self._templar), variables["ansible_play_hosts_all"]
        return {host: look(role.removeprefix(OURS), variables_of(variables["hostvars"], host), templates, run)
                for group, role in self._task.args["roles"].items()
                for host in variables["groups"].get(group, ()) if host in playing}

    def _tagged(self, found: Inventory) -> Result:
        check = bool(self._task.check_mode)
        facts = [taking_over.facts(each) for each in found.foreign]
        diffs = [taking_over.diff(each) for each in found.foreign]
        written = [] if check else taking_over.tagged(found.foreign)
        failed = _reasons([each for each in written if isinstance(each.found, EnvelopeError)])
        unknown = _reasons(found.unknown)
        result = {"changed": bool(facts), "adopted": facts, "diff": diffs}
        said = lines.ending(facts, tagged=True, check=check, unknown=len(unknown))
        if failed:
            said = [f"{len(failed)} of {len(facts)} could not be tagged; run the same command again.", *failed,
                    *lines.unseen(len(unknown))]
        if failed or unknown:
            return {**result, "failed": True, "msg": "\n".join([*said, *unknown])}
        return _told(result, said)


def _listed(found: Inventory, *, last: bool) -> Result:
    """What was found, told host by host, and what may be done next where that is the `last` thing done."""
    facts = [taking_over.facts(each) for each in found.foreign]
    told = [line for host in found.hosts for line in lines.host(
        host, [each for each in facts if each["host"] == host], ours=len(taking_over.of(host, found.ours)),
        missing=len(taking_over.of(host, found.missing)),
        unknown=_reasons(taking_over.of(host, found.unknown)))]
    told += lines.ending(facts, tagged=False, check=False, unknown=len(_reasons(found.unknown))) if last else []
    return _told({"changed": False, "foreign": facts}, told)


def _reasons(looks: t.Iterable[Look]) -> list[str]:
    """What AWS refused, and why; what several hosts ask for, once."""
    return list(dict.fromkeys(f"{each.what}: {each.found}" for each in looks))


def _told(result: Result, said: t.Sequence[str]) -> Result:
    """A result that a person reads in lines, rather than as data."""
    Display().display("\n".join(said))
    return {**result, "msg": "\n".join(said)}
