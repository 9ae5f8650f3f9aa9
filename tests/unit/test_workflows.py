# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the linters of workflows leave open: who may do what, and what becomes of a look's files.

`make lint` holds them against GitHub's schema and what zizmor knows of attacks.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from ansible_collections.venturemond.envelope.plugins.module_utils.pipelines import pipelines
from ansible_collections.venturemond.envelope.tests.unit.roles.wanted import asked

GITHUB = Path(__file__).parents[2] / ".github"
WORKFLOWS = {path.stem: yaml.safe_load(path.read_text()) for path in sorted((GITHUB / "workflows").glob("*.yml"))}
JOBS = [pytest.param(job, id=f"{name}-{key}") for name, flow in WORKFLOWS.items() for key, job in flow["jobs"].items()]
SIGNS_IN = "sign-in"


@pytest.mark.parametrize("job", JOBS)
def test_a_job_ends_by_itself_and_says_what_it_may(job):
    assert job["timeout-minutes"] <= 60
    assert job["permissions"], "a job has no more than it says"


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_gives_nothing_to_all_of_its_jobs_and_knows_no_stored_key(name):
    assert WORKFLOWS[name]["permissions"] == {}
    text = (GITHUB / "workflows" / f"{name}.yml").read_text()
    assert "secrets." not in text and "pull_request_target" not in text


@pytest.mark.parametrize("job", JOBS)
def test_what_signs_in_to_aws_writes_nothing_on_github(job):
    if job["permissions"].get("id-token") == "write":
        assert set(job["permissions"]) == {"id-token", "contents"} and job["permissions"]["contents"] == "read"
        assert "vars.ENVELOPE_ACCOUNT != ''" in job["if"], "a copy without an account leaves it out"


def test_they_take_on_the_roles_that_there_are():
    made = {each["name"] for each in pipelines(asked("pipelines", repository="a/b"))["iam_roles"]}
    steps = [step for flow in WORKFLOWS.values() for job in flow["jobs"].values() for step in job.get("steps", ())]
    said = {step["with"]["role"] for step in steps if step.get("uses", "").endswith(SIGNS_IN)}
    arns = {re.search(r"-(\w+)$", step["with"]["role-to-assume"])[1] for step in steps
            if "role-to-assume" in step.get("with", {})}
    assert {f"envelope-prod-{role}" for role in said | arns} == made


@pytest.mark.parametrize("name", ["apply", "deploy"])
def test_what_changes_something_is_approved_first_and_never_broken_off(name):
    flow = WORKFLOWS[name]
    assert flow["concurrency"] == {"group": name, "cancel-in-progress": False}
    assert all("ENVELOPE_ENVIRONMENT" in job["environment"] for job in flow["jobs"].values())


PLAYBOOK = """#!/usr/bin/env bash
for word in "$@"; do
  case "$word" in
    summary_file=*) [ -z "$PLAN" ] || { printf %s "$COUNTS" > "${word#*=}"; printf %s "$PLAN" > "$LOOK/plan.md"; } ;;
    audit_reports=*) mkdir -p "${word#*=}"; printf '# Audit\\n%s\\n' "$AUDIT" > "${word#*=}/p.md" ;;
  esac
done
case "$*" in *site.yml*) exit "$STATUS" ;; esac
"""


@pytest.fixture
def look(tmp_path):
    """Runs look.sh with a playbook that writes what it is told; gives its comment, its output and its status."""
    playbook = tmp_path / "workspace/.venv/bin/ansible-playbook"
    playbook.parent.mkdir(parents=True)
    playbook.write_text(PLAYBOOK)
    playbook.chmod(0o755)

    def run(*, plan="## Plan: 1 to create\n", changes=1, audit="fine", status=0):
        said = {"PLAN": plan, "COUNTS": json.dumps({"counts": {"create": changes, "delete": 0}}), "AUDIT": audit,
                "STATUS": str(status), "LOOK": str(tmp_path / "look"), "INVENTORY": "inventories/x",
                "GITHUB_SERVER_URL": "https://github.example", "GITHUB_REPOSITORY": "a/b", "GITHUB_RUN_ID": "7",
                "GITHUB_WORKSPACE": str(tmp_path / "workspace"), "GITHUB_OUTPUT": str(tmp_path / "output"),
                "RUNNER_TEMP": str(tmp_path), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        ran = subprocess.run([GITHUB / "actions/look/look.sh"], env=said, check=False, capture_output=True, text=True)
        return (tmp_path / "look/comment.md").read_text(), (tmp_path / "output").read_text(), ran.returncode

    return run


def test_a_comment_has_the_plan_and_the_audit(look):
    comment, output, status = look()
    assert comment == "<!-- envelope: look -->\n## Plan: 1 to create\n\n# Audit\nfine\n"
    assert (output, status) == ("drift=true\n", 0)


def test_nothing_to_change_is_no_drift(look):
    assert look(changes=0)[1] == "drift=false\n"


def test_an_audit_that_is_too_long_is_told_by_its_first_line(look):
    comment, _output, _status = look(audit="x" * 65_000)
    assert len(comment) < 300
    assert "# Audit\n" in comment and "https://github.example/a/b/actions/runs/7" in comment


def test_a_plan_that_could_not_be_made_is_said_and_fails(look):
    comment, output, status = look(plan="", status=4)
    assert "No plan: site.yml did not come to its end" in comment and "actions/runs/7" in comment
    assert (output, status) == ("drift=true\n", 4)
