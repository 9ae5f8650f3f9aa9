# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that AWX is to hold, by the module of awx.awx that sees to it, and what it holds no longer."""

from __future__ import annotations

import typing as t

from ..errors import Invalid
from ..spelling import unknown
from .credentials import are_alike, credentials_of, instead
from .former import former, parted, workflow_of
from .naming import named
from .templates import rows, templates
from .workflows import steps, workflow

Wanted = t.Mapping[str, t.Any]
Thing = dict[str, t.Any]
Things = list[Thing]
Reference = tuple[str, str]

SECRET = ("token", "password", "account_token", "grafana_key", "aws_secret_access_key", "aws_session_token")
"""What of the configurations of notifications AWX does not show."""
PARTS_OF_A_STEP = {"workflow_job_templates": "workflow", "job_templates": "template"}
"""What a step refers to, by the kind of it."""
TITLES = {"credentials": "credential", "notification_templates": "notification", "inventories": "inventory",
          "inventory_sources": "inventory source", "job_templates": "job template",
          "workflow_job_templates": "workflow", "schedules": "schedule"}


def awx_plan(wanted: Wanted) -> dict[str, t.Any]:
    """What is to be had of each kind, as its task loops over it; `former_` is what is to be taken away.

    In check mode what refers to something that AWX does not have yet cannot be looked at: it is named in `awaited`.
    """
    wanted = {**wanted, "suggested": _suggested(wanted)}
    things = {kind: found(wanted) for kind, found in KINDS.items()}
    ready = {kind: [one for one in found if _is_ready(one, wanted)] for kind, found in things.items()}
    awaited = [_title(kind, one) for kind, found in things.items() for one in found if one not in ready[kind]]
    nodes = ready.pop("nodes")
    return {
        **ready,
        **former(things, wanted),
        "approvals": [node for node in nodes if node["approval"]],
        "steps": [node for node in nodes if node["template"]],
        "parted": parted(nodes, wanted),
        "links": [node for node in nodes if node["success_nodes"] and _is_followed(node, wanted)],
        "awaited": awaited,
        "has_organization": _is_ready({}, wanted),
        "inventory": _inventory(wanted),
        "is_behind": _is_behind(things["job_templates"], wanted),
        "notified": [named(wanted, name) for name in wanted["notify"]],
    }


def _title(kind: str, thing: Thing) -> str:
    """How somebody calls it who reads the plan."""
    if kind == "nodes":
        return f"the step {thing['identifier']} of {thing['workflow']}"
    return f"the {TITLES[kind]} {thing['name']}"


def _is_ready(thing: Thing, wanted: Wanted) -> bool:
    """Whether all that a thing refers to is there, or will be by the time."""
    there = wanted["there"]
    if not wanted["check"]:
        return True
    needs: list[Reference] = [("organizations", wanted["organization"]), *thing.get("needs", ())]
    return all(name in {one["name"] for one in there.get(kind, ())} for kind, name in needs)


def _is_followed(node: Thing, wanted: Wanted) -> bool:
    """Whether the steps that come after one are there, or will be by the time."""
    there = {(workflow_of(one), one["identifier"]) for one in wanted["there"]["nodes"]}
    return not wanted["check"] or all((node["workflow"], after) in there for after in node["success_nodes"])


def _inventory(wanted: Wanted) -> str:
    return named(wanted, wanted["inventory"])


def _suggested(wanted: Wanted) -> Thing:
    """Answers that are filled in: where tenants' files are, as far as there is one place."""
    paths = [about["path"] for about in wanted["inventories"].values()]
    return {"directory": f"{paths[0]}/tenants"} if len(paths) == 1 else {}


def _shared_needs(wanted: Wanted) -> list[Reference]:
    """What all job templates and workflows refer to."""
    return [("labels", wanted["label"]), ("inventories", _inventory(wanted)),
            *(("notification_templates", named(wanted, name)) for name in wanted["notify"])]


def _credentials(wanted: Wanted) -> Things:
    return [{"name": named(wanted, name), "needs": [("credential_types", wanted["credential_type"])],
             "inputs": {what: str(value) for what, value in about.items() if what != "inventories"}}
            for name, about in wanted["credentials"].items()]


def _notifications(wanted: Wanted) -> Things:
    """Without their configuration, which may hold secrets, and results are shown.

    A secret cannot be compared either, as AWX does not show it: once made, a notification with one is left alone.
    """
    def left_alone(configuration: Thing) -> bool:
        return any(configuration.get(name) for name in SECRET) and not wanted["update_secrets"]

    return [{"name": named(wanted, name), "known_as": name, "notification_type": about["type"],
             "state": "exists" if left_alone(about["configuration"]) else "present"}
            for name, about in wanted["notifications"].items()]


def _inventories(wanted: Wanted) -> Things:
    return [{"name": named(wanted, name)} for name in wanted["inventories"]]


def _sources(wanted: Wanted) -> Things:
    return [{"name": f"{named(wanted, name)} from source control", "inventory": named(wanted, name),
             "source_path": about["path"],
             "needs": [("inventories", named(wanted, name)), ("projects", wanted["prefix"])]}
            for name, about in wanted["inventories"].items()]


def _job_templates(wanted: Wanted) -> Things:
    credentials = credentials_of(wanted, wanted["inventory"])
    environment = wanted["execution_environment"]
    needs = [("projects", wanted["prefix"]), *_shared_needs(wanted),
             *([("execution_environments", environment)] if environment else []),
             *(("credentials", name) for name in credentials)]
    return [{**one, "credentials": credentials, "needs": needs}
            for one in templates(wanted)]


def _workflows(wanted: Wanted) -> Things:
    return [{**workflow(name, row, wanted), "ask_inventory_on_launch": are_alike(wanted),
             "needs": _shared_needs(wanted)} for name, row in wanted["workflows"].items()]


def _nodes(wanted: Wanted) -> Things:
    return [{**step, "needs": [(kind, step[what]) for kind, what in PARTS_OF_A_STEP.items() if step[what]]}
            for name, row in wanted["workflows"].items() for step in steps(name, row, wanted)]


def _schedules(wanted: Wanted) -> Things:
    """Each schedule for each inventory, or for the one that it names."""
    known = rows(wanted["templates"], wanted["specs"])
    for name, about in wanted["schedules"].items():
        if about["template"] not in known:
            raise Invalid(f"awx_schedules.{name}.template: {unknown(about['template'], known)}")
    return [{"name": named(wanted, f"{name} of {inventory}"), "rrule": about["rrule"],
             "enabled": about.get("enabled", True), "inventory": named(wanted, inventory),
             "unified_job_template": named(wanted, about["template"]), "credentials": instead(wanted, inventory),
             "needs": [("job_templates", named(wanted, about["template"])), ("inventories", named(wanted, inventory)),
                       *(("credentials", one) for one in instead(wanted, inventory))]}
            for name, about in wanted["schedules"].items()
            for inventory in ([about["inventory"]] if about.get("inventory") else wanted["inventories"])]


def _is_behind(job_templates: Things, wanted: Wanted) -> bool:
    """Whether AWX has not seen a playbook yet that a job template is to run: it takes none that it does not know."""
    asked = {one["playbook"] for one in job_templates}
    return bool(wanted["there"]["projects"]) and not asked <= set(wanted["there"]["playbooks"])


KINDS: dict[str, t.Callable[[Wanted], Things]] = {
    "credentials": _credentials, "notification_templates": _notifications, "inventories": _inventories,
    "inventory_sources": _sources, "job_templates": _job_templates, "workflow_job_templates": _workflows,
    "nodes": _nodes, "schedules": _schedules}
"""What AWX is to hold of each kind."""
