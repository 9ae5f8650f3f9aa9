# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converge several sets in one go, one after the other: a task costs more than most of what a set asks."""

from __future__ import annotations

import typing as t

from ansible.errors import AnsibleActionFail

from ..module_utils.options import argument_spec, several_spec
from ..module_utils.registry import KINDS
from ..module_utils.spelling import unknown
from ..plugin_utils import in_process


class ActionModule(in_process.ActionModule):
    """Runs the modules that are named in `sets`, in that order, until one of them fails."""

    def _converge(self, name: str, args: dict[str, t.Any]) -> dict[str, t.Any]:
        sets = self._checked(name, several_spec(), args).validated_parameters["sets"]
        shared = {option: value for option, value in args.items() if option != "sets"}
        asked = [(module, self._checked(module, argument_spec(KINDS[module]), {**shared, **options}))
                 for module, options in _sets(sets)]
        results: list[dict[str, t.Any]] = []
        for module, checked in asked:
            checked.validated_parameters.update(_handed(module, results))
            results.append({"module": module, **self._done(module, checked)})
            if results[-1].get("failed"):
                break
        return _whole(results)

    def _needs_a_module(self) -> bool:
        if super()._needs_a_module():
            raise AnsibleActionFail("converge runs on the controller only: give async, delegate_to and become to the "
                                    "modules of the sets, each in a task of its own")
        return False


def _sets(asked: t.Sequence[dict[str, t.Any]]) -> t.Iterator[tuple[str, dict[str, t.Any]]]:
    """The module of each set, by its short name, and its options."""
    for number, entry in enumerate(asked, start=1):
        if len(entry) != 1:
            raise AnsibleActionFail(f"sets: entry {number} must be one module and its options")
        [(name, options)] = entry.items()
        if name not in KINDS:
            raise AnsibleActionFail(f"sets: entry {number}: {unknown(name, KINDS)}")
        yield name, options or {}


def _handed(module: str, results: t.Sequence[dict[str, t.Any]]) -> dict[str, t.Any]:
    """What a module is handed of the results before it."""
    takes = KINDS[module].takes.items()
    return {option: found[other] for option, other in takes for found in results if other in found}


def _whole(results: list[dict[str, t.Any]]) -> dict[str, t.Any]:
    """The result of the task: those of its sets, what all of them changed, and what went wrong in the last one."""
    last = results[-1] if results else {}
    failed = {"failed": True, "msg": _named(last["module"], last["msg"])} if last.get("failed") else {}
    warned = [warning for each in results for warning in each.pop("warnings", ())]
    return {"changed": any(each.get("changed") for each in results),
            "diff": [entry for each in results for entry in each.get("diff", ())],
            "results_by_set": [{name: value for name, value in each.items() if name != "diff"} for each in results],
            **({"warnings": warned} if warned else {}), **failed}


def _named(module: str, message: str) -> str:
    """A message that says of which set it is; those of resources do."""
    return message if module in message.split(" ", 2)[:2] else f"{module}: {message}"
