# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWX holds of ours that is not asked for any more."""

from __future__ import annotations

import typing as t

from .naming import is_named

Wanted = t.Mapping[str, t.Any]
Thing = dict[str, t.Any]
Things = list[Thing]


def former(things: t.Mapping[str, Things], wanted: Wanted) -> dict[str, Things]:
    """What carries our mark in AWX, is called as what we make, and has no row any more."""
    there = wanted["there"]
    templates = {kind: [{"name": one["name"]} for one in _gone(kind, things, wanted)]
                 for kind in ("job_templates", "workflow_job_templates")}
    kept = [(one["name"], one["unified_job_template"]) for one in things["schedules"]]
    schedules = [{"name": one["name"], "unified_job_template": of} for one in there["schedules"]
                 for of in [one["summary_fields"]["unified_job_template"]["name"]]
                 if is_named(wanted, one["name"]) and (one["name"], of) not in kept]
    now = {(one["workflow"], one["identifier"]) for one in things["nodes"]}
    nodes = [{"workflow": workflow_of(one), "identifier": one["identifier"]} for one in there["nodes"]
             if is_named(wanted, workflow_of(one)) and (workflow_of(one), one["identifier"]) not in now]
    return {f"former_{kind}": found for kind, found in
            {**templates, "schedules": schedules, "nodes": nodes}.items()}


def parted(nodes: Things, wanted: Wanted) -> Things:
    """The steps that AWX has followed by another than they are to be.

    All of them are parted before any is followed by the next, as AWX refuses what goes around in a circle.
    """
    there = wanted["there"]["nodes"]
    steps = {one["id"]: one["identifier"] for one in there}
    follow = {(workflow_of(one), one["identifier"]): {steps.get(number) for number in one.get("success_nodes", ())}
              for one in there}
    return [one for one in nodes
            if follow.get((one["workflow"], one["identifier"]), set()) - set(one["success_nodes"])]


def _gone(kind: str, things: t.Mapping[str, Things], wanted: Wanted) -> Things:
    now = {one["name"] for one in things[kind]}
    return [one for one in wanted["there"][kind] if is_named(wanted, one["name"]) and one["name"] not in now]


def workflow_of(node: Thing) -> str:
    """The name of the workflow that a step of AWX is of."""
    return str(node["summary_fields"]["workflow_job_template"]["name"])
