# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Say what a run of the site came to."""

from __future__ import annotations

import typing as t
from pathlib import Path

from ansible.plugins.action import ActionBase

from ..module_utils import site_summary as summary
from ..module_utils import summary_data as data
from ..module_utils.onboarding.handover import handover
from ..module_utils.registering import looked_ahead
from ..plugin_utils.invocation import Invocation
from ..plugin_utils.reporting import plan
from ..plugin_utils.roles import OURS, Scope, Walk, variables_of
from ..plugin_utils.templating import Templates

CELL = ("aws_account_id", "cell_aws", "cell_domain", "cell_prefix")
SCAN = ("storage_scan_mode", "storage_scan_enforced")
ALARMS = ("monitoring_topic", "monitoring_subscribers")
TENANT = ("tenant_domain", "tenant_host", "tenant_prefix", "tenant_slug", "tenant_tier", "tenant_zone")


class ActionModule(ActionBase):
    """Reads what the roles have registered on every host of the play."""

    _requires_connection = False
    _VALID_ARGS = frozenset({"roles", "handover", "file", "fail_on_drift"})

    def run(self, tmp: None = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        super().run(tmp, task_vars)
        variables = t.cast("dict[str, t.Any]", task_vars)
        self._templates = Templates(self._templar)
        self._part = Invocation.of(self._loader, variables).part
        lines: list[str] = []
        values: dict[str, t.Any] = {}
        found: list[data.Data] = []
        for group, role in self._task.args["roles"].items():
            for host in (h for h in variables["groups"].get(group, ()) if h in variables["ansible_play_hosts_all"]):
                values = self._values(role.removeprefix(OURS), variables_of(variables["hostvars"], host))
                lines += self._about(host, values)
                found.append(_data(host, values))
        lines += summary.how_to_look(values) if values and not self._task.check_mode else []
        return {"changed": False, "_ansible_verbose_always": True, **self._told(lines, found)}

    def _told(self, lines: list[str], found: list[data.Data]) -> dict[str, t.Any]:
        """The summary; where it was asked for in a file too, in check mode as well, for it is the plan one keeps."""
        summed = data.summed(found, check=self._task.check_mode)
        asked = self._task.check_mode and self._task.args.get("fail_on_drift")
        lines = [*lines, *summary.unseen(found)]
        drift = summary.drift(summed["counts"]) if asked else None
        told = {"failed": True, "msg": "\n".join([*lines, drift])} if drift else {"msg": "\n".join(lines)}
        if not (file := self._task.args.get("file")):
            return told
        try:
            written = plan.write(summed, Path(file))
        except OSError as error:
            return {"failed": True, "msg": f"{told['msg']}\nThe summary could not be written: {error}"}
        return {**told, "files": [str(each) for each in written]}

    def _about(self, host: str, values: dict[str, t.Any]) -> list[str]:
        if "tenant_host" not in values:
            return summary.platform(host, values, check=self._task.check_mode)
        if self._task.args.get("handover"):
            return [*summary.tenant(host, values, check=self._task.check_mode),
                    *handover(values, check=self._task.check_mode)]
        ahead = looked_ahead(values)
        if why := ahead.get("leaving", {}).get(host):
            return summary.leaving_tenant(host, values, why)
        if host in ahead.get("hosts", ()):
            return summary.settled_tenant(host, values, self._part)
        return summary.tenant(host, values, check=self._task.check_mode)

    def _values(self, role: str, host: dict[str, t.Any]) -> dict[str, t.Any]:
        wanted = CELL + SCAN + (TENANT if role == "tenant" else ALARMS)
        said_by = ("storage",) if role == "tenant" else ("storage", "monitoring")
        found, _problems = Walk(self._templates).values(Scope(host).entering(role, {}), said_by, wanted)
        return {**host, **found}


def _data(host: str, values: dict[str, t.Any]) -> data.Data:
    ahead = looked_ahead(values)
    settled = "tenant_host" in values and host in ahead.get("hosts", ())
    return data.about(host, values, leaving=ahead.get("leaving", {}).get(host, ""), settled=settled)
