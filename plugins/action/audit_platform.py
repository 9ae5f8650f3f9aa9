# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judge every requirement on live AWS, and write down what was found."""

from __future__ import annotations

import typing as t
from pathlib import Path

from ansible.errors import AnsibleActionFail, AnsibleError
from ansible_collections.amazon.aws.plugins.module_utils.modules import aws_argument_spec

from ..module_utils.auditing.audit import Audit, audit
from ..module_utils.auditing.options import OPTIONS
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
        options = self._checked(name, OPTIONS, args).validated_parameters
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
        remarks: list[str] = []
        if options["orphans"]:
            report |= _unless_wrong(lambda: _orphans(report, found, extras, perform), {}, remarks)
        directory = Path(options["reports"])
        former, remark = reporting.former(directory, place.name)
        report = reporting.trend(report, former)
        files = reporting.write(report, directory, options["formats"])
        if folder := options["documents"]:
            files += _unless_wrong(lambda: self._documents(report, extras, perform, folder), [], remarks)
        wrong = failures(found.mets, options["fail_on"])
        return {"changed": False, "failed": bool(wrong or remarks), "summary": report["summary"],
                "reports": [str(file) for file in files], "failed_checks": [checked.check.id for checked in wrong],
                "_ansible_verbose_always": True, "msg": "\n".join([
                    *lines(report), *(f"  {each}" for each in (remark, *remarks) if each),
                    *(f"  written     {file}" for file in files)])}

    def _documents(self, report: Variables, extras: Extras, perform: Perform, directory: str) -> list[Path]:
        cells = extras.cells()
        rooms = Loop(perform).run([count(cell) for cell in cells])
        headroom = {cell.name: room.data for cell, room in zip(cells, rooms, strict=True)
                    if not isinstance(room, EnvelopeError)}
        return documents.write(report, headroom, extras.written(), Path(directory))


def _unless_wrong(work_out: t.Callable[[], t.Any], otherwise: t.Any, remarks: list[str]) -> t.Any:
    """What a step beside the audit comes to; an audit that is done is not lost where it cannot be taken."""
    try:
        return work_out()
    except (EnvelopeError, AnsibleError, OSError) as error:
        remarks.append(str(error))
        return otherwise


def _orphans(report: Variables, found: Audit, extras: Extras, perform: Perform) -> Variables:
    """What is in no inventory, or is being taken away, and which reads that took: as entries of the report."""
    [orphans] = Loop(perform).run([look(found.place, extras.asked(), report["generated_at"])])
    if isinstance(orphans, EnvelopeError):
        raise orphans
    known = {(each["api"], each["region"]) for each in report["refused"]}
    refused = [each for each in orphans.refused if (each["api"], each["region"]) not in known]
    return {"orphans": orphans.found, "leaving": orphans.leaving, "refused": [*report["refused"], *refused]}
