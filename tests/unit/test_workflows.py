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
    assert job["timeout-minutes"] <= 360
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
    assert flow["concurrency"] == {"group": "changes", "cancel-in-progress": False, "queue": "max"}, \
        "both change the same: one group, in which what waits is not dropped"
    assert all("ENVELOPE_ENVIRONMENT" in job["environment"] for job in flow["jobs"].values())


def test_a_run_stays_signed_in_as_long_as_the_repository_says():
    steps = [step for flow in WORKFLOWS.values() for job in flow["jobs"].values() for step in job.get("steps", ())]
    said = [step["with"].get("seconds") or step["with"].get("role-duration-seconds") for step in steps
            if {"role", "role-to-assume"} & step.get("with", {}).keys()]
    assert len(said) == 5 and set(said) == {"${{ vars.ENVELOPE_SESSION_SECONDS || 3600 }}"}
    action = yaml.safe_load((GITHUB / "actions" / SIGNS_IN / "action.yml").read_text())
    assert action["runs"]["steps"][-1]["with"]["role-duration-seconds"] == "${{ inputs.seconds }}"


RECORDING = """#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$RECORD"
case "$*" in
  *describe-images*) echo ImageNotFoundException >&2; exit 254 ;;
  'run download'*) [ -n "$COMMENT" ] || exit 1; mkdir -p look; printf %s "$COMMENT" > look/comment.md ;;
  'issue list'*) printf %s "$OPEN" ;;
esac
"""


@pytest.fixture
def step(tmp_path):
    """`step(workflow, job, name, **variables)` runs a step where commands only note what they are called with; gives
    its status and those notes."""
    for command in ("gh", "aws", ".venv/bin/ansible-playbook"):
        path = tmp_path / "work" / command
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RECORDING)
        path.chmod(0o755)

    def run(workflow, job, name, **variables):
        [script] = [each["run"] for each in WORKFLOWS[workflow]["jobs"][job]["steps"] if each.get("name") == name]
        work, record = tmp_path / "work", tmp_path / "record"
        said = {"PATH": f"{work}:{os.environ['PATH']}", "RECORD": str(record), "RUNNER_TEMP": str(tmp_path),
                "GITHUB_SERVER_URL": "https://github.example", "GITHUB_RUN_ID": "7", "GH_REPO": "a/b",
                "COMMENT": "", "OPEN": "", "INVENTORY": "x", **variables}
        ran = subprocess.run(["bash", "-e", "-c", script], cwd=work, env=said, check=False, capture_output=True)
        return ran.returncode, record.read_text() if record.exists() else ""

    return run


def test_a_release_is_deployed_to_all_or_to_one(step):
    assert step("deploy", "deploy", "Deploy", RELEASE="v1.2_3-a", LIMIT="") == (
        0, "-i x playbooks/deploy.yml --limit all -e release=v1.2_3-a\n")
    assert step("deploy", "deploy", "Deploy", RELEASE="1", LIMIT="tenant-acme")[1].endswith(
        "--limit tenant-acme -e release=1\n")


@pytest.mark.parametrize(("release", "limit"), [
    ("{{lookup('pipe','id')}}", ""), ("1 x={{y}}", ""), ("@file", ""), ("{a: b}", ""), ("1\n", ""), ("a" * 129, ""),
    ("", ""), ("1", "@hosts"), ("1", "-e@x"), ("1", "all:!acme"), ("1", "{{x}}"),
])
def test_what_ansible_would_run_is_refused_before(step, release, limit):
    assert step("deploy", "deploy", "Deploy", RELEASE=release, LIMIT=limit) == (1, "")


def test_nothing_is_left_where_an_image_is_built_from(step, tmp_path):
    looks = "Refuse a tag that is no tag, or is there already"
    status, called = step("images", "image", looks, TAG="1", REPOSITORY="a")
    assert (status, len(called.splitlines())) == (0, 1)
    assert {path.name for path in (tmp_path / "work").iterdir()} == {"gh", "aws", ".venv"}


ISSUE = ("drift", "issue", "Open, update or close the issue")


@pytest.mark.parametrize(("drift", "planned", "title"), [
    ("true", "true", "AWS differs from the inventory"),
    ("true", "false", "It cannot be told whether AWS differs from the inventory"),
    ("", "", "It cannot be told whether AWS differs from the inventory"),
])
def test_an_issue_says_whether_it_could_be_told(step, drift, planned, title):
    for there, done in (("", "issue create"), ("5", "issue edit 5")):
        status, called = step(*ISSUE, DRIFT=drift, PLANNED=planned, OPEN=there, COMMENT="x")
        assert status == 0 and f"{done} --title {title} " in called.splitlines()[-1]


def test_an_issue_is_closed_where_nothing_differs(step):
    assert "issue close 5" in step(*ISSUE, DRIFT="false", PLANNED="true", OPEN="5", COMMENT="x")[1]


@pytest.mark.parametrize("where", [ISSUE, ("plan", "comment", "Comment, or update the comment that is there")])
def test_a_look_that_left_nothing_is_told(step, tmp_path, where):
    status, _called = step(*where, DRIFT="", PLANNED="", NUMBER="3")
    assert status == 0
    comment = (tmp_path / "work/look/comment.md").read_text()
    assert comment.startswith("<!-- envelope: look -->\n## No plan") and "github.example/a/b/actions/runs/7" in comment


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
    assert (output, status) == ("drift=true\nplanned=true\n", 0)


def test_nothing_to_change_is_no_drift(look):
    assert look(changes=0)[1] == "drift=false\nplanned=true\n"


def test_an_audit_that_is_too_long_is_told_by_its_first_line(look):
    comment, _output, _status = look(audit="x" * 65_000)
    assert len(comment) < 300
    assert "# Audit\n" in comment and "https://github.example/a/b/actions/runs/7" in comment


def test_a_plan_that_could_not_be_made_is_said_and_fails(look):
    comment, output, status = look(plan="", status=4)
    assert "No plan: site.yml did not come to its end" in comment and "actions/runs/7" in comment
    assert (output, status) == ("drift=true\nplanned=false\n", 4)
