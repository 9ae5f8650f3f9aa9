# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWX is to hold: rows of the role, each valid by the schema of AWX, and what has no row any more."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.awx.templates import rows as template_rows
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.plugin_utils import playbooks
from ansible_collections.venturemond.envelope.tests.awx.checking import problems
from ansible_collections.venturemond.envelope.tests.awx.templates import NOTHING, ROOT, all_templates, plan

FIELDS = {"job_templates": {"name", "description", "job_type", "diff_mode", "playbook", "limit", "ask_limit_on_launch",
                            "job_slice_count", "allow_simultaneous", "survey_enabled"},
          "workflow_job_templates": {"name", "description", "survey_enabled"},
          "notification_templates": {"name", "notification_type"},
          "schedules": {"name", "rrule", "enabled"}}
"""What of a thing is a field of AWX as it is; the rest is a name that the modules look up."""
SLACK = {"type": "slack", "configuration": {"channels": ["ops"], "token": "a-token"}}
WEBHOOK = {"type": "webhook", "configuration": {"url": "https://hook.example", "http_method": "POST", "headers": {}}}
TWO = {"production": {"path": "inventories/production"}, "staging": {"path": "inventories/staging"}}
PARTS = {"organizations": "Envelope", "projects": "envelope", "inventories": "envelope production",
         "labels": "venturemond.envelope envelope", "execution_environments": "envelope",
         "notification_templates": "envelope on call"}
"""What templates refer to, by kind."""


def names(things):
    return [one["name"] for one in things]


@pytest.mark.parametrize("kind", FIELDS)
def test_awx_takes_all_that_is_asked_for(kind):
    found = plan(notifications={"on call": SLACK})[kind]
    wrong = [(one["name"], name, problem) for one in found
             for name, problem in problems(kind, {name: one[name] for name in FIELDS[kind]}, new=False)]
    assert found and wrong == []


def test_each_template_runs_a_playbook_that_is_there():
    assert [one for one in all_templates().values() if not (ROOT / one["playbook"]).is_file()] == []


def test_each_playbook_has_a_template():
    """But for the one that makes them."""
    run = {one["playbook"].removeprefix("playbooks/").removesuffix(".yml") for one in all_templates().values()}
    assert set(playbooks.names()) - run == {"awx_setup"}


def test_a_runbook_has_a_template_without_a_row():
    found = template_rows({}, {"runbooks/stop_task": {}, "deploy": {}})
    assert found == {"runbook stop task": {"playbook": "runbooks/stop_task", "simultaneous": True}}


def test_a_row_of_a_playbook_that_is_none_is_refused():
    with pytest.raises(Invalid, match="the job template deploy: playbook deplo is not known, did you mean deploy"):
        template_rows({"deploy": {"playbook": "deplo"}}, {"deploy": {}})


def test_a_check_writes_nothing():
    assert {name for name, one in all_templates().items() if one["job_type"] == "check" and one["diff_mode"]} == {
        "site check", "drift", "onboard tenant check", "deploy check", "adopt"}


def test_only_tenants_are_sliced_and_never_twice_at_a_time():
    sliced = {name: one for name, one in all_templates(7).items() if one["job_slice_count"] > 1}
    assert list(sliced) == ["tenants"]
    assert sliced["tenants"]["job_slice_count"] == 7 and sliced["tenants"]["limit"] == "all"
    assert not sliced["tenants"]["allow_simultaneous"]


def test_the_steps_of_a_workflow_follow_each_other():
    found = plan()
    links = {(one["workflow"], one["identifier"]): one["success_nodes"] for one in found["links"]}
    assert {step: after for (workflow, step), after in links.items() if workflow == "envelope onboard a tenant"} == {
        "validate": ["approve"], "approve": ["provision"], "provision": ["smoke"]}
    assert [one["approval"]["name"] for one in found["approvals"]] == ["Bring this tenant on board",
                                                                       "Deploy this release"]


def test_a_step_runs_a_template_that_is_there():
    found = plan()
    assert {one["template"] for one in found["steps"]} <= set(names(found["job_templates"]))
    assert {one["unified_job_template"] for one in found["schedules"]} <= set(names(found["job_templates"]))


def test_a_workflow_asks_what_its_steps_ask():
    asked = {one["name"]: one["survey_spec"] for one in plan()["workflow_job_templates"]}
    assert asked["envelope deploy with approval"] == all_templates()["deploy"]["survey_spec"]
    assert asked["envelope site in slices"] == {}


def test_each_inventory_is_read_from_source_control_and_has_its_schedules():
    found = plan(inventories=TWO)
    assert [(one["inventory"], one["source_path"]) for one in found["inventory_sources"]] == [
        ("envelope production", "inventories/production"), ("envelope staging", "inventories/staging")]
    assert names(found["schedules"]) == [
        "envelope nightly audit of production", "envelope nightly audit of staging",
        "envelope nightly drift of production", "envelope nightly drift of staging"]


def test_a_schedule_may_be_for_one_inventory():
    nightly = {"audit": {"template": "audit", "rrule": "x", "inventory": "staging", "enabled": False}}
    [found] = plan(inventories=TWO, schedules=nightly)["schedules"]
    assert found["inventory"] == "envelope staging" and not found["enabled"]


def test_a_schedule_of_no_template_is_refused():
    with pytest.raises(Invalid, match=r"awx_schedules\.nightly\.template: audits is not known, did you mean audit"):
        plan(schedules={"nightly": {"template": "audits", "rrule": "x"}})


@pytest.mark.parametrize(("about", "update_secrets", "state"), [
    (SLACK, False, "exists"), (SLACK, True, "present"), (WEBHOOK, False, "present")])
def test_a_secret_that_awx_does_not_show_is_left_alone(about, update_secrets, state):
    [found] = plan(notifications={"on call": about}, update_secrets=update_secrets)["notification_templates"]
    assert found["state"] == state
    assert "a-token" not in str(found)


def test_a_check_of_a_new_awx_says_what_it_cannot_look_at():
    found = plan(check=True)
    assert found["job_templates"] == found["steps"] == found["schedules"] == []
    assert not found["has_organization"]
    assert {"the inventory envelope production", "the job template envelope site",
            "the workflow envelope site in slices",
            "the step approve of envelope deploy with approval"} <= set(found["awaited"])


def checked(*missing):
    """A check of an AWX that has all that templates refer to, but for some of it."""
    there = {kind: [{"name": name}] for kind, name in PARTS.items() if kind not in missing}
    return plan(check=True, there={**NOTHING, **there}, notifications={"on call": WEBHOOK}, notify=["on call"],
                execution_environment="envelope")


def test_a_check_looks_at_all_whose_parts_are_there():
    found = checked()
    assert len(found["job_templates"]) == len(all_templates())
    assert found["awaited"] and not any(one.startswith("the job template") for one in found["awaited"])


@pytest.mark.parametrize(("missing", "workflows"), [
    ("labels", 0), ("notification_templates", 0), ("execution_environments", 3), ("projects", 3), ("inventories", 0)])
def test_a_check_names_what_waits_for_a_part(missing, workflows):
    found = checked(missing)
    assert found["job_templates"] == [] and len(found["workflow_job_templates"]) == workflows
    assert "the job template envelope site" in found["awaited"]


def test_a_check_links_no_step_to_one_that_is_not_there():
    nodes = [{"id": number, "identifier": name, "summary_fields": {"workflow_job_template": {
        "name": "envelope site in slices"}}} for number, name in enumerate(("platforms", "headroom"))]
    there = {**{kind: [{"name": name}] for kind, name in PARTS.items()}, "nodes": nodes,
             "workflow_job_templates": [{"name": "envelope site in slices"}],
             "job_templates": [{"name": f"envelope {name}"} for name in all_templates()]}
    found = plan(check=True, there={**NOTHING, **there})
    assert [one["identifier"] for one in found["links"]] == ["platforms"]
    assert len(found["steps"]) == 3


def test_drift_is_a_failure_at_night_so_that_somebody_is_told():
    schedules = {one["name"]: one["unified_job_template"] for one in plan()["schedules"]}
    told = all_templates()["drift"]
    assert schedules["envelope nightly drift of production"] == "envelope drift"
    assert (told["extra_vars"], told["job_type"]) == ({"fail_on_drift": True}, "check")
    assert not told["survey_enabled"] or "fail_on_drift" not in str(told["survey_spec"])


def test_what_no_other_template_is_told_is_empty():
    assert {name for name, one in all_templates().items() if one["extra_vars"]} == {"drift"}


def test_nobody_is_asked_for_a_file_that_is_gone_with_its_container():
    found = plan()
    asked = {one["name"]: one["survey_spec"] for kind in ("job_templates", "workflow_job_templates")
             for one in found[kind]}
    assert [name for name, about in asked.items() if "summary_file" in str(about)] == []


@pytest.mark.parametrize(("inventories", "suggested"), [(TWO, None), (
    {"production": TWO["production"]}, "inventories/production/tenants")])
def test_where_tenants_are_is_filled_in_where_there_is_one_place(inventories, suggested):
    [asked] = [question for one in plan(inventories=inventories)["workflow_job_templates"]
               if one["name"] == "envelope onboard a tenant" for question in one["survey_spec"]["spec"]
               if question["variable"] == "directory"]
    assert asked.get("default") == suggested


@pytest.mark.parametrize(("there", "behind"), [
    ({}, False), ({"projects": [{"name": "envelope"}]}, True),
    ({"projects": [{"name": "envelope"}], "playbooks": [one["playbook"] for one in all_templates().values()]}, False)])
def test_a_project_is_updated_where_awx_does_not_know_a_playbook_yet(there, behind):
    assert plan(there={**NOTHING, **there})["is_behind"] is behind
