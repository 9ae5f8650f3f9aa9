# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a playbook of runbooks is told comes to its module: no name is misspelt on the way."""

from __future__ import annotations

import typing as t
from pathlib import Path

import pytest
import yaml
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import VERBS
from ansible_collections.venturemond.envelope.plugins.module_utils.resource import properties
from jinja2 import Environment
from jinja2.meta import find_undeclared_variables

ROOT = Path(__file__).parents[3]
ROLE, PLAYBOOKS = ROOT / "roles/runbooks", ROOT / "playbooks/runbooks"
RUNBOOKS = sorted(path.name.removesuffix(".meta.yml") for path in PLAYBOOKS.glob("*.meta.yml"))
OURS = "venturemond.envelope."


def read(path: Path) -> t.Any:
    return yaml.safe_load(path.read_text())


def named(templates: t.Any) -> set[str]:
    """The variables that a value of YAML mentions."""
    return find_undeclared_variables(Environment().parse(str(templates)))


SAID = {**read(ROLE / "defaults/main.yml"), **read(ROLE / "vars/main.yml")}


def module(runbook: str) -> tuple[str, dict[str, t.Any]]:
    """The module of a runbook, and what it is told."""
    path = ROOT / "roles/tenant/tasks/triage.yml" if runbook == "tenant" else ROLE / f"tasks/{runbook}.yml"
    [task] = read(path)
    [(whole, about)] = ((key, value) for key, value in task.items() if key.startswith(OURS))
    return whole.removeprefix(OURS), about


@pytest.mark.parametrize("runbook", RUNBOOKS)
def test_a_module_is_told_what_it_takes_and_needs(runbook: str):
    name, about = module(runbook)
    options = {each.name: each for each in properties(VERBS[name])}
    assert about.keys() <= options.keys()
    assert {each for each, about_it in options.items() if about_it.required} <= about.keys()


@pytest.mark.parametrize("runbook", [name for name in RUNBOOKS if name != "tenant"])
def test_every_answer_comes_to_the_module_and_nothing_else_is_looked_for(runbook: str):
    _name, about = module(runbook)
    used = named(about)
    assert {each for each in used if "runbooks_" in each} <= SAID.keys()
    answers = set(read(PLAYBOOKS / f"{runbook}.meta.yml")["argument_specs"][runbook]["options"])
    asked = {answer for each in used & SAID.keys() if each.startswith("__") for answer in named(SAID[each])}
    assert asked - {"runbooks_prefix", "cell_prefix"} == answers - {"target"}


@pytest.mark.parametrize("runbook", RUNBOOKS)
def test_a_playbook_runs_its_own_runbook(runbook: str):
    first, *plays = read(PLAYBOOKS / f"{runbook}.yml")
    [looked] = first["tasks"]
    assert looked[f"{OURS}validate_arguments"]["playbook"] == f"runbooks/{runbook}"
    files = [play["vars"]["__tenant_runbook"] if "vars" in play else
             play["tasks"][0]["ansible.builtin.import_role"]["tasks_from"] for play in plays]
    assert set(files) == {"triage.yml" if runbook == "tenant" else f"{runbook}.yml"}
