# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Judge every requirement on live AWS, and write down what was found."""

from __future__ import annotations

import contextlib
import functools
import typing as t
from dataclasses import dataclass, field
from pathlib import Path

from ansible.errors import AnsibleActionFail, AnsibleError
from ansible_collections.amazon.aws.plugins.module_utils.modules import aws_argument_spec

from ..module_utils.auditing.audit import Audit, Counted, Looked, looked_at
from ..module_utils.auditing.judging import refuse_unknown
from ..module_utils.auditing.options import OPTIONS
from ..module_utils.auditing.orphans import Orphans, look
from ..module_utils.auditing.report import failures
from ..module_utils.auditing.requirements import EVERY as REQUIREMENTS
from ..module_utils.auditing.telling import lines
from ..module_utils.engine import read_only
from ..module_utils.errors import EnvelopeError
from ..module_utils.headroom.looking import look as count
from ..module_utils.loop import Loop
from ..plugin_utils import documents, in_process, reporting
from ..plugin_utils.audit_extras import Extras
from ..plugin_utils.audited import Cell
from ..plugin_utils.invocation import Invocation
from ..plugin_utils.templating import Templates

Variables = dict[str, t.Any]
WRONG = (EnvelopeError, AnsibleError, OSError)
"""What keeps a step beside the audit from being taken."""


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

    def _inherited_defaults(self) -> Variables:
        """None: how AWS is reached is the inventory's `cell_aws`, whatever a play says for other modules."""
        return {}

    def _converge(self, name: str, args: Variables) -> Variables:
        options = self._checked(name, OPTIONS, args).validated_parameters
        cell = Cell(self._variables, Templates(self._templar), Invocation.of(self._loader, self._variables))
        try:
            return self._audited(cell, options)
        except (EnvelopeError, OSError) as error:
            return {"failed": True, "msg": str(error)}

    def _audited(self, cell: Cell, options: Variables) -> Variables:
        place = cell.place()
        refuse_unknown(options["explained"], REQUIREMENTS)
        reached = self._checked("cell_aws", aws_argument_spec(), cell.aws()).validated_parameters
        counted = Counted(read_only(self._clouds.of(reached)))
        loop = Loop(counted)
        extras = Extras(cell, place, options)
        audited = Audited(looked_at(place, loop), extras, options)
        if options["orphans"]:
            audited.look_for_orphans(loop)
        if options["documents"]:
            audited.look_at_headroom(loop)
        found, files = audited.written_down(counted)
        return _reported(found, files, audited.remarks, options)


@dataclass
class Audited:
    """What was read for an audit, and what came of the steps beside it; where one fails, the audit is not lost."""

    looked: Looked
    extras: Extras
    options: Variables
    orphans: Orphans | None = None
    headroom: Variables = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    """Why a step could not be taken."""

    def look_for_orphans(self, loop: Loop) -> None:
        """Look for what is in no inventory; what the loop has read before is not read again."""
        with self._remarking():
            [found] = loop.run([look(self.looked.place, self.extras.asked(), self.looked.at)])
            if isinstance(found, EnvelopeError):
                raise found
            self.orphans = found

    def look_at_headroom(self, loop: Loop) -> None:
        """Look how many more tenants fit; the documents say so where that is not known."""
        with self._remarking():
            cells = self.extras.cells()
            rooms = loop.run([count(cell) for cell in cells])
            self.headroom = {cell.name: room.data for cell, room in zip(cells, rooms, strict=True)
                             if not isinstance(room, EnvelopeError)}

    def written_down(self, counted: Counted) -> tuple[Audit, list[Path]]:
        """The audit and the documents made of it.

        They say of themselves that they are written, which is so wherever they are read; else the audit says why not.
        """
        values, folder = self.extras.known(self.looked.live), self.options["documents"]
        judged = functools.partial(self._judged, values, counted.calls)
        if not folder:
            return judged(), []
        every = [str(Path(folder) / name) for name in documents.DOCUMENTS]
        found = judged(documents=dict.fromkeys(every, ""))
        try:
            return found, documents.write(found.data, self.headroom, self.extras.written(), Path(folder))
        except WRONG as error:
            self.remarks.append(f"documents could not be written: {error}")
            return judged(documents=dict.fromkeys(every, str(error))), []

    def _judged(self, values: Variables, calls: int, **more: t.Any) -> Audit:
        return self.looked.judged(self.options["explained"], {**values, **more}, orphans=self.orphans, calls=calls)

    @contextlib.contextmanager
    def _remarking(self) -> t.Iterator[None]:
        try:
            yield
        except WRONG as error:
            self.remarks.append(str(error))


def _reported(found: Audit, files: list[Path], remarks: list[str], options: Variables) -> Variables:
    """Write the reports of an audit, and say what a person reads of it."""
    directory = Path(options["reports"])
    former, remark = reporting.former(directory, found.data["platform"]["name"])
    report = reporting.trend(found.data, former)
    written = [*reporting.write(report, directory, options["formats"]), *files]
    wrong = failures(found.mets, options["fail_on"])
    return {"changed": False, "failed": bool(wrong or remarks), "summary": report["summary"],
            "reports": [str(file) for file in written], "failed_checks": [checked.check.id for checked in wrong],
            "_ansible_verbose_always": True, "msg": "\n".join([
                *lines(report), *(f"  {each}" for each in (remark, *remarks) if each),
                *(f"  written     {file}" for file in written)])}
