# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tell before anything is written how many tenants fit, and which load balancer takes whom."""

from __future__ import annotations

import typing as t

from ansible.errors import AnsibleActionFail
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.utils.display import Display
from ansible_collections.amazon.aws.plugins.module_utils.modules import aws_argument_spec

from ..module_utils.binding import native
from ..module_utils.cloud import Cloud
from ..module_utils.engine import read_only
from ..module_utils.errors import EnvelopeError
from ..module_utils.headroom.looking import Cell, Headroom, look
from ..module_utils.loop import Loop
from ..module_utils.options import mistakes
from ..module_utils.registering import looked_ahead
from ..plugin_utils import in_process
from ..plugin_utils.cells import cells
from ..plugin_utils.roles import Walk
from ..plugin_utils.templating import Templates

Variables = dict[str, t.Any]


class ActionModule(in_process.ActionModule):
    """Looks at every cell that the play has a host of, with all of its tenants in the inventory."""

    def run(self, tmp: None = None, task_vars: Variables | None = None) -> Variables:
        self._variables = t.cast(Variables, task_vars)
        return super().run(tmp, task_vars)

    def _converge(self, name: str, args: Variables) -> Variables:
        cells = self._cells(args.pop("roles"))
        wrong = [f"{host}: {problem}" for cell in cells for host, problem in cell.problems()]
        if wrong:
            return {"failed": True, "msg": "\n".join(["Names do not fit on certificates; nothing was done.", *wrong])}
        try:
            looked = self._looked(cells, args)
        except EnvelopeError as error:
            return {"failed": True, "msg": str(error)}
        return _result(cells, looked)

    def _needs_a_module(self) -> bool:
        if super()._needs_a_module():
            raise AnsibleActionFail("look_at_headroom reads the inventory, and so runs on the controller only: leave "
                                    "out async, delegate_to and become")
        return False

    def _cells(self, given: t.Mapping[str, str]) -> list[Cell]:
        """The cells that the play has hosts of."""
        leaving = looked_ahead(self._variables).get("leaving", ())
        playing = set(self._variables["ansible_play_hosts_all"]) - set(leaving)
        return cells(self._variables, given, Walk(Templates(self._templar)), playing)

    def _looked(self, cells: t.Sequence[Cell], args: Variables) -> list[Headroom]:
        """What each look has shown; those at one account and region share their reads."""
        found: dict[str, Headroom] = {}
        clouds = [self._cloud({**args, **cell.values["cell_aws"]}) for cell in cells]
        for cloud in dict.fromkeys(clouds):
            some = [cell for cell, its in zip(cells, clouds, strict=True) if its is cloud]
            results = Loop(read_only(cloud), report=self._say).run([look(cell) for cell in some])
            for cell, result in zip(some, results, strict=True):
                if isinstance(result, EnvelopeError):
                    raise result
                found[cell.name] = result
        return [found[cell.name] for cell in cells]

    def _cloud(self, args: Variables) -> Cloud:
        checked = ArgumentSpecValidator(aws_argument_spec()).validate(native(args))
        if wrong := mistakes(checked):
            raise AnsibleActionFail(f"cell_aws: {'; '.join(wrong)}")
        return self._clouds.of(checked.validated_parameters)


def _result(cells: t.Sequence[Cell], looked: t.Sequence[Headroom]) -> Variables:
    lines = [line for each in looked for line in (*each.lines, *(f"  later: {note}" for note in each.notes))]
    result: Variables = {
        "changed": False, "msg": "\n".join(lines),
        "load_balancers": {host: name for each in looked for host, name in each.load_balancers.items()},
        "certificates": {host: share for each in looked for host, share in each.certificates.items()},
        "leaders": [host for each in looked for host in each.leaders],
        "cells": {cell.name: each.data for cell, each in zip(cells, looked, strict=True)},
    }
    if problems := [problem for each in looked for problem in each.problems]:
        details = [line for each in looked if each.problems for line in (*each.lines, *each.details)]
        return {**result, "failed": True,
                "msg": "\n".join(["There is no room; nothing was done.", *problems, "", *details])}
    Display().display(result["msg"])
    return result
