# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judge every requirement on live AWS, and write down what was found."""

from __future__ import annotations

import typing as t
from pathlib import Path

from ansible.errors import AnsibleActionFail
from ansible_collections.amazon.aws.plugins.module_utils.modules import aws_argument_spec

from ..module_utils.auditing.audit import Audit, audit
from ..module_utils.auditing.orphans import look
from ..module_utils.auditing.report import failures
from ..module_utils.auditing.telling import lines
from ..module_utils.engine import read_only
from ..module_utils.errors import EnvelopeError
from ..module_utils.headroom.looking import look as count
from ..module_utils.loop import Loop, Perform
from ..plugin_utils import documents, in_process, reporting
from ..plugin_utils.audit_extras import Extras
from ..plugin_utils.audited import Cell
from ..plugin_utils.invocation import Invocation
from ..plugin_utils.templating import Templates

Variables = dict[str, t.Any]
SPEC: Variables = {
    "reports": {"type": "path", "required": True},
    "formats": {"type": "list", "elements": "str", "choices": list(reporting.FORMATS), "default": ["json"]},
    "fail_on": {"type": "str", "choices": ["critical", "high", "medium", "low", "none"], "default": "high"},
    "explained": {"type": "dict", "default": {}},
    "orphans": {"type": "bool", "default": True},
    "drift": {"type": "bool", "default": False},
    "compose_file": {"type": "path", "default": ""},
    "compose_services": {"type": "dict", "default": {}},
    "compose_names": {"type": "dict", "default": {}},
    "documents": {"type": "path", "default": ""},
}


class ActionModule(in_process.ActionModule):
    """Reads the inventory, which a module cannot, and so runs on the controller only."""

    def run(self, tmp: None = None, task_vars: Variables | None = None) -> Variables:
        self._variables = t.cast(Variables, task_vars)
        return super().run(tmp, task_vars)

    def _needs_a_module(self) -> bool:
        if super()._needs_a_module():
            raise AnsibleActionFail("audit_platform reads the inventory, and so runs on the controller only: leave out "
                                    "async, delegate_to and become")
        return False

    def _converge(self, name: str, args: Variables) -> Variables:
        options = self._checked(name, SPEC, args).validated_parameters
        cell = Cell(self._variables, Templates(self._templar), Invocation.of(self._loader, self._variables))
        try:
            return self._audited(cell, options)
        except (EnvelopeError, OSError) as error:
            return {"failed": True, "msg": str(error)}

    def _audited(self, cell: Cell, options: Variables) -> Variables:
        place = cell.place()
        reached = self._checked("cell_aws", aws_argument_spec(), cell.aws()).validated_parameters
        perform = read_only(self._clouds.of(reached))
        extras = Extras(cell, options, whole=place.known_from == "inventory")
        found = audit(place, perform, explained=options["explained"], further=extras.known)
        report = {**found.data, "parity": extras.parity}
        if options["orphans"]:
            report = _with_orphans(report, found, extras, perform)
        written = [str(each) for each in self._documents(report, extras, perform, options["documents"])]
        directory = Path(options["reports"])
        former, remark = reporting.former(directory, place.name)
        report = reporting.trend(report, former)
        files = [*written, *map(str, reporting.write(report, directory, options["formats"]))]
        result = {"changed": False, "reports": files, "summary": report["summary"], "_ansible_verbose_always": True,
                  "msg": "\n".join([*lines(report), *([f"  {remark}"] if remark else []),
                                    *(f"  written     {file}" for file in files)])}
        if wrong := failures(found.mets, options["fail_on"]):
            return {**result, "failed": True, "failed_checks": [checked.check.id for checked in wrong]}
        return {**result, "failed_checks": []}

    def _documents(self, report: Variables, extras: Extras, perform: Perform, directory: str) -> list[Path]:
        if not directory:
            return []
        cells = extras.cells()
        rooms = Loop(perform).run([count(cell) for cell in cells])
        headroom = {cell.name: room.data for cell, room in zip(cells, rooms, strict=True)
                    if not isinstance(room, EnvelopeError)}
        return documents.write(report, headroom, extras.written(), Path(directory))


def _with_orphans(report: Variables, found: Audit, extras: Extras, perform: Perform) -> Variables:
    [orphans] = Loop(perform).run([look(found.place, extras.asked(), report["generated_at"])])
    if isinstance(orphans, EnvelopeError):
        raise orphans
    known = {(each["api"], each["region"]) for each in report["refused"]}
    refused = [each for each in orphans.refused if (each["api"], each["region"]) not in known]
    return {**report, "orphans": orphans.found, "refused": [*report["refused"], *refused]}
