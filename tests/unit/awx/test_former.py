# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is taken away in AWX is ours, and of this project, and steps are parted before they are put in another order."""

from __future__ import annotations

from ansible_collections.venturemond.envelope.plugins.plugin_utils.roles import read
from ansible_collections.venturemond.envelope.tests.awx.store import Store
from ansible_collections.venturemond.envelope.tests.awx.templates import NOTHING, plan
from jinja2 import Environment

SLICES = "envelope site in slices"


def node(number, identifier, *after, workflow=SLICES):
    return {"id": number, "identifier": identifier, "success_nodes": list(after),
            "summary_fields": {"workflow_job_template": {"name": workflow}}}


def schedule(name, template):
    return {"name": name, "summary_fields": {"unified_job_template": {"name": template}}}


def test_what_has_our_label_and_no_row_is_taken_away():
    there = {"job_templates": [{"name": "envelope site"}, {"name": "envelope runbook former"}],
             "workflow_job_templates": [{"name": "envelope former"}], "nodes": [node(1, "former")],
             "schedules": [schedule("envelope hourly", "envelope site")]}
    found = plan(there={**NOTHING, **there})
    assert found["former_job_templates"] == [{"name": "envelope runbook former"}]
    assert found["former_workflow_job_templates"] == [{"name": "envelope former"}]
    assert found["former_schedules"] == [{"name": "envelope hourly", "unified_job_template": "envelope site"}]
    assert found["former_nodes"] == [{"workflow": SLICES, "identifier": "former"}]


def test_a_schedule_that_runs_another_template_now_is_taken_away_where_it_was():
    there = [schedule("envelope nightly drift of production", f"envelope {name}") for name in ("site check", "drift")]
    assert plan(there={**NOTHING, "schedules": there})["former_schedules"] == [
        {"name": "envelope nightly drift of production", "unified_job_template": "envelope site check"}]


def test_what_is_of_another_project_is_left_alone():
    there = {"job_templates": [{"name": "other site"}], "workflow_job_templates": [{"name": "other deploy"}],
             "nodes": [node(1, "plan", workflow="other deploy")], "schedules": [schedule("other hourly", "other site")]}
    found = plan(there={**NOTHING, **there})
    assert {kind: about for kind, about in found.items() if kind.startswith("former_") and about} == {}


def asked_for(project, organization="Envelope"):
    """What the role asks AWX for of its own, as filters."""
    said = {"awx_project": project, "awx_organization": organization}
    said |= {name: filled(value, said) for name, value in read("awx", "vars", "main", "main.yml").items()
             if name in ("__awx_label", "__awx_made_by")}
    return filled(read("awx", "vars", "main", "there.yml")["__awx_by"],
                  {**said, "__awx_credential_type": {"name": "Envelope AWS role"}})


def filled(value, said):
    if isinstance(value, dict):
        return {name: filled(each, said) for name, each in value.items()}
    return Environment().from_string(value).render(said)


def with_projects(*projects):
    """An AWX with a template and its schedule of each project, all marked as the role marks them."""
    store = Store(["site.yml"])
    for name, owner in projects:
        found = store.find("organizations", {"name": owner})
        of = (found or [store.create("organizations", {"name": owner})])[0]["id"]
        by = asked_for(name, owner)
        label = store.create("labels", {"name": by["label"]["labels__name"], "organization": of})
        project = store.create("projects", {"name": name, "organization": of, "scm_type": "git"})
        made = store.create("job_templates", {"name": f"{name} site", "project": project["id"], "playbook": "site.yml"})
        store.relate("job_templates", made["id"], "labels", label["id"])
        store.create("schedules", {"name": f"{name} nightly", "unified_job_template": made["id"],
                                   "description": by["description"]["description"],
                                   "rrule": "DTSTART;TZID=Etc/UTC:20260101T020000 RRULE:FREQ=DAILY;INTERVAL=1"})
    return store


def test_two_projects_of_an_organization_and_one_of_another_do_not_see_each_other():
    """One project's name may begin as another's does, and another organization may have one of the same name."""
    store = with_projects(("envelope", "Envelope"), ("envelope eu", "Envelope"), ("envelope", "Another"))
    by = asked_for("envelope")
    for kind, filters in (("job_templates", by["label"]), ("schedules", by["description"])):
        [found] = store.find(kind, filters)
        assert found["name"] in ("envelope site", "envelope nightly") and found["id"] == min(store.of(kind))


def test_steps_that_follow_each_other_as_they_should_are_left_alone():
    nodes = [node(1, "platforms", 2), node(2, "headroom", 3), node(3, "tenants")]
    assert plan(there={**NOTHING, "nodes": nodes})["parted"] == []


def test_steps_in_another_order_are_parted_first():
    nodes = [node(1, "platforms"), node(2, "headroom", 1), node(3, "tenants", 2)]
    found = plan(there={**NOTHING, "nodes": nodes})["parted"]
    assert [(one["workflow"], one["identifier"]) for one in found] == [(SLICES, "headroom"), (SLICES, "tenants")]


def test_the_last_step_is_followed_by_nothing():
    nodes = [node(1, "platforms", 2), node(2, "headroom", 3), node(3, "tenants", 4), node(4, "former")]
    assert [one["identifier"] for one in plan(there={**NOTHING, "nodes": nodes})["parted"]] == ["tenants"]
