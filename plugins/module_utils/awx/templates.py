# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The job templates of AWX: a row for each, and one for each runbook there is."""

from __future__ import annotations

import typing as t

from ..errors import Invalid
from ..spelling import unknown
from .naming import named
from .surveys import survey

Row = t.Mapping[str, t.Any]
Specs = t.Mapping[str, t.Mapping[str, t.Any]]
Wanted = t.Mapping[str, t.Any]
Template = dict[str, t.Any]

RUNBOOKS = "runbooks/"


def rows(given: t.Mapping[str, Row], specs: Specs) -> dict[str, Row]:
    """The rows by name, with those of the runbooks; raises `Invalid` for a playbook that is none."""
    for name, row in given.items():
        if row["playbook"] not in specs:
            raise Invalid(f"the job template {name}: playbook {unknown(row['playbook'], specs)}")
    runbooks = {f"runbook {name.removeprefix(RUNBOOKS).replace('_', ' ')}": {"playbook": name, "simultaneous": True}
                for name in specs if name.startswith(RUNBOOKS)}
    return {**given, **runbooks}


def templates(wanted: Wanted) -> list[Template]:
    """Every job template, in the order of the rows."""
    return [_template(name, row, wanted) for name, row in rows(wanted["templates"], wanted["specs"]).items()]


def _template(name: str, row: Row, wanted: Wanted) -> Template:
    """A row as `awx.awx.job_template` takes it, but for what all of them share."""
    spec = wanted["specs"][row["playbook"]]
    told = dict(row.get("told", {}))
    unasked = {*row.get("unasked", ()), *told}
    asked = {option: about for option, about in (spec.get("options") or {}).items() if option not in unasked}
    questions = survey(asked, wanted.get("suggested"))
    check = bool(row.get("check"))
    return {
        "name": named(wanted, name),
        "description": spec["short_description"] + (", as a plan that nothing is written of" if check else ""),
        "job_type": "check" if check else "run",
        "diff_mode": check,
        "playbook": f"{wanted['playbooks']}/{row['playbook']}.yml",
        "limit": row.get("limit", ""),
        "ask_limit_on_launch": "limit" not in row,
        "job_slice_count": wanted["slices"] if row.get("sliced") else 1,
        "allow_simultaneous": bool(row.get("simultaneous")),
        "survey_enabled": bool(questions),
        "survey_spec": questions,
        "extra_vars": told,
    }
