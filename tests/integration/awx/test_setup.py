# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`playbooks/awx_setup.yml`, with the modules of awx.awx, on an embedded AWX that counts writes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from ansible_collections.venturemond.envelope.tests.awx.server import TOKEN, running
from ansible_collections.venturemond.envelope.tests.awx.store import Store
from ansible_collections.venturemond.envelope.tests.awx.templates import ROOT, all_templates, rows, specs

SOME = ["platforms", "headroom", "tenants", "deploy", "deploy check", "audit", "drift", "runbook triage"]
WORKFLOWS = ["deploy with approval", "site in slices"]
"""Each call of a module takes most of a second, and so some of the rows have to do."""
FEWER = {
    "__awx_templates": {name: row for name, row in rows("templates").items() if name in SOME},
    "__awx_workflows": {name: row for name, row in rows("workflows").items() if name in WORKFLOWS},
    "__awx_specs": {name: about for name, about in specs().items()
                    if not name.startswith("runbooks/") or name == "runbooks/triage"}}
ASKED = {
    **FEWER,
    "awx_project_url": "https://git.example/envelope.git",
    "awx_inventories": {"production": {"path": "inventories/production"}, "staging": {"path": "inventories/staging"}},
    "awx_credentials": {"production": {"role_arn": "arn:aws:iam::111122223333:role/envelope-prod-apply"}},
    "awx_execution_environment": "registry.example/envelope-ee:1.0.0",
    "awx_notifications": {"on call": {"type": "slack", "configuration": {"channels": ["ops"], "token": "a-token"}}}}


Finished = subprocess.CompletedProcess[str]


def set_up(address: str, folder: Path, *options: str, token: str = TOKEN, **other: object) -> Finished:
    variables = folder / "awx.yml"
    variables.write_text(yaml.safe_dump({**ASKED, "awx_host": address, **other}))
    command = [Path(sys.executable).with_name("ansible-playbook"), "playbooks/awx_setup.yml", "-e", f"@{variables}"]
    environment = {**os.environ, "ANSIBLE_CONFIG": str(ROOT / "ansible.cfg"), "CONTROLLER_OAUTH_TOKEN": token}
    return subprocess.run([*command, *options], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def store() -> Store:
    return Store([one["playbook"] for one in all_templates().values()])


@pytest.mark.long
def test_a_check_writes_nothing_a_run_makes_all_and_a_second_run_writes_nothing(store, tmp_path):
    with running(store) as address:
        checked = set_up(address, tmp_path, "--check", "--diff")
        assert (checked.returncode, store.writes) == (0, []), checked.stdout
        assert "the job template envelope deploy" in checked.stdout

        made = set_up(address, tmp_path)
        assert made.returncode == 0, made.stdout
        assert_all_is_there(store)
        store.writes.clear()

        again = set_up(address, tmp_path)
        assert (again.returncode, store.writes) == (0, []), again.stdout
        assert "changed=0" in again.stdout

        others = {**ASKED["awx_inventories"]}
        others.pop("staging")
        fewer = set_up(address, tmp_path, awx_inventories=others)
        assert fewer.returncode == 0, fewer.stdout
        assert store.writes == ["DELETE schedules", "DELETE schedules"]
        assert TOKEN not in checked.stdout + made.stdout + again.stdout
        assert "a-token" not in made.stdout


def assert_all_is_there(store: Store) -> None:
    templates = {one["name"]: one for one in store.of("job_templates").values()}
    assert {name.removeprefix("envelope ") for name in templates} == set(SOME)
    for name in SOME:
        found, survey = templates[f"envelope {name}"], all_templates()[name]["survey_spec"]
        assert store.surveys.get(("job_templates", found["id"]), {}) == survey
        assert store.related["job_templates", found["id"], "labels"]
        assert store.related["job_templates", found["id"], "notification_templates_error"]
    assert len(store.of("workflow_job_templates")) == 2
    assert len(store.of("workflow_approval_templates")) == 1
    assert len(store.of("schedules")) == 4
    followed = [after for (kind, _id, what), after in store.related.items() if what == "success_nodes" and after]
    assert len(followed) == 4


@pytest.mark.long
@pytest.mark.parametrize(("version", "token", "said"), [
    ("21.14.0", TOKEN, "is of version 21.14.0: the modules of awx.awx need 24 or later"),
    ("24.6.1", "another", "does not take our token (401)")])
def test_an_awx_that_cannot_be_used_is_refused_before_anything(store, tmp_path, version, token, said):
    with running(store, version) as address:
        refused = set_up(address, tmp_path, token=token)
    assert refused.returncode == 2
    assert said in " ".join(refused.stdout.split())
    assert store.writes == []


def test_a_variable_of_another_type_is_told_in_a_line_and_the_token_is_not(store, tmp_path):
    with running(store) as address:
        refused = set_up(address, tmp_path, "-vvvv", token="canary-of-the-token", awx_credentials="foo")
    assert refused.returncode == 2 and store.writes == []
    assert "1 of the playbook's arguments is wrong; nothing was done." in refused.stdout
    assert "argument 'awx_credentials'" in refused.stdout and "canary-of-the-token" not in refused.stdout
