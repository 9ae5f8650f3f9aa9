# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The workflow templates of AWX: a row for each, with its steps in their order."""

from __future__ import annotations

import typing as t

from .naming import named
from .surveys import survey

Row = t.Mapping[str, t.Any]
Wanted = t.Mapping[str, t.Any]
Workflow = dict[str, t.Any]

PATIENCE = 7 * 24 * 3600
"""Seconds after which AWX takes a step that nobody has approved as denied."""


def workflow(name: str, row: Row, wanted: Wanted) -> Workflow:
    """A row as `awx.awx.workflow_job_template` takes it, but for what all of them share."""
    asked = wanted["specs"][row["asks"]].get("options") or {} if row.get("asks") else {}
    questions = survey({option: about for option, about in asked.items() if option not in row.get("unasked", ())},
                       wanted.get("suggested"))
    return {"name": named(wanted, name), "description": row["description"],
            "survey_enabled": bool(questions), "survey_spec": questions}


def steps(name: str, row: Row, wanted: Wanted) -> list[Workflow]:
    """The nodes of a workflow, each with those that come after it where it went well."""
    last = len(row["steps"]) - 1
    return [{
        "workflow": named(wanted, name),
        "identifier": step["name"],
        "template": named(wanted, step["template"]) if "template" in step else "",
        "approval": _approval(step),
        "success_nodes": [row["steps"][place + 1]["name"]] if place < last else [],
    } for place, step in enumerate(row["steps"])]


def _approval(step: Row) -> Workflow:
    """What somebody is asked to approve; empty for a step that runs a template."""
    if "approval" not in step:
        return {}
    return {"name": step["approval"], "description": step["description"], "timeout": PATIENCE}
