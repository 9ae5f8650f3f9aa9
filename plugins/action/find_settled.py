# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tell which hosts have all that their role asks for, so that no task need be run on them."""

from __future__ import annotations

import typing as t

from ansible.plugins.action import ActionBase

from ..module_utils.registering import ahead
from ..plugin_utils.invocation import Invocation
from ..plugin_utils.looking import look
from ..plugin_utils.roles import OURS, variables_of
from ..plugin_utils.settled import settled
from ..plugin_utils.templating import Templates


class ActionModule(ActionBase):
    """Never fails: a host that something is wrong with is not settled, and running its role says why."""

    _requires_connection = False
    _VALID_ARGS = frozenset({"role"})

    def run(self, tmp: None = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        super().run(tmp, task_vars)
        variables = t.cast("dict[str, t.Any]", task_vars)
        hosts = {host: variables_of(variables["hostvars"], host) for host in variables["ansible_play_hosts_all"]}
        role = self._task.args["role"].removeprefix(OURS)
        templates, run = Templates(self._templar), Invocation.of(self._loader, variables)
        found = settled({host: look(role, about, templates, run) for host, about in hosts.items()},
                        check=self._task.check_mode)
        said = f"{len(found.settled)} of {len(hosts)} are as they should be"
        return {"changed": False, "msg": said, "held": found.held,
                **ahead(hosts, found.settled, found.refused, found.leaving)}
