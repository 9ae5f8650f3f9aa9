# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWX tells a job of itself is nobody's mistake, though it begins as the variables of the role do."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.inventory_checks import misspelt
from ansible_collections.venturemond.envelope.plugins.plugin_utils import roles

OPTIONS = roles.options("awx")


@pytest.mark.parametrize("prefix", ["awx", "tower"])
@pytest.mark.parametrize("name", [
    "job_id", "job_launch_type", "job_template_id", "job_template_name", "workflow_job_id", "workflow_job_name",
    "parent_job_schedule_id", "schedule_id", "schedule_name", "user_id", "user_name", "user_email", "user_first_name",
    "inventory_id", "inventory_name", "project_revision", "project_scm_branch", "job_scm_branch", "execution_node",
    "webhook_event_type"])
def test_what_awx_gives_is_passed_over(prefix, name):
    assert list(misspelt([f"{prefix}_{name}"], OPTIONS, ["awx"])) == []


@pytest.mark.parametrize(("name", "meant"), [
    ("awx_credential", "awx_credentials"), ("awx_slice", "awx_slices"), ("awx_project_brnch", "awx_project_branch")])
def test_a_misspelt_variable_of_the_role_is_told(name, meant):
    assert list(misspelt([name], OPTIONS, ["awx"])) == [f"{name} is not a variable of any role, did you mean {meant}?"]
