# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs as AWX launches them: through ansible-runner, with the answers to the survey, in slices of the inventory."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.awx.inventories import Inventory
from ansible_collections.venturemond.envelope.tests.awx.launching import launch
from ansible_collections.venturemond.envelope.tests.awx.templates import ROOT, all_templates

LOCAL = ROOT / "inventories/local"
TEMPLATES = all_templates()
UPLOAD_TRIED_OUT = ["PutObject", "DeleteObjects"]
"""All that a second run writes: whether a tenant works is looked at each time."""


@pytest.fixture(scope="module")
def inventory(local_aws):
    return Inventory.synced(LOCAL, {"local_aws_port": int(local_aws.url.rpartition(":")[2])})


def said(job):
    return " ".join(job.printed.split())


def test_an_answer_that_names_nothing_gets_as_far_as_the_playbook_and_not_to_aws(local_aws, inventory):
    before = local_aws.mark()
    [job] = launch(TEMPLATES["offboard tenant"], {"tenant": "kestral"}, inventory)
    assert job.code == 2
    assert "kestral" in said(job) and "kestrel" in said(job)
    assert local_aws.calls(since=before) == []


def test_an_answer_outside_of_its_choices_is_refused_by_the_playbook_where_awx_did_not_ask(local_aws, inventory):
    unasked = {**TEMPLATES["audit"], "survey_spec": {"spec": [
        {"variable": "audit_fail_on", "type": "text", "required": True, "question_name": "Fail on"}]}}
    before = local_aws.mark()
    [job] = launch(unasked, {"audit_fail_on": "hihg"}, inventory)
    assert job.code == 2
    assert "audit_fail_on" in said(job) and "critical, high, medium, low, none" in said(job)
    assert local_aws.calls(since=before) == []


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name, one in TEMPLATES.items()
                                  if not any(asked["required"] for asked in one["survey_spec"].get("spec", []))])
def test_a_job_begins_with_no_more_than_its_template_says(name, inventory):
    """In check mode, on an account that is empty: it may find that nothing is there, but nothing wrong with itself."""
    jobs = launch(TEMPLATES[name], {}, inventory, check=True)
    for job in jobs:
        assert "of the playbook's arguments" not in said(job) and "is not a variable of any role" not in said(job)
        assert "is undefined" not in said(job) and "Traceback" not in said(job)
        assert job.code in (0, 2)


@pytest.mark.long
def test_a_tenant_comes_on_board_by_the_answers_to_a_survey(local_aws, inventory, tmp_path):
    local_aws.reset()
    for image in ("api", "hq", "tenant"):
        local_aws.push(f"envelope-local-{image}", "1.0.0")
    [platform] = launch(TEMPLATES["platforms"], {}, inventory)
    assert platform.code == 0, platform.printed

    answers = {"tenant": "osprey", "tier": "pool", "directory": str(tmp_path)}
    [checked] = launch(TEMPLATES["onboard tenant check"], answers, inventory)
    assert (checked.code, list(tmp_path.iterdir())) == (0, []), checked.printed

    [made] = launch(TEMPLATES["onboard tenant"], answers, inventory)
    assert made.code == 0, made.printed
    assert [file.name for file in tmp_path.iterdir()] == ["osprey.yml"]

    before = local_aws.mark()
    [again] = launch(TEMPLATES["onboard tenant"], answers, inventory)
    assert again.code == 0, again.printed
    assert [call["operation"] for call in local_aws.writes(since=before)] == UPLOAD_TRIED_OUT
