# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which role a job takes on: that of its inventory, and never that of another."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.awx.credentials import look_at_credentials
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.tests.awx.templates import plan

TWO = {"production": {"path": "inventories/production"}, "staging": {"path": "inventories/staging"}}
EACH = {"production": {"role_arn": "a", "inventories": ["production"]},
        "staging": {"role_arn": "c", "inventories": ["staging"]}}
BOTH = {"all": {"role_arn": "b"}}


def test_jobs_take_on_the_role_that_is_for_their_inventory():
    found = plan(inventories=TWO, credentials=EACH, further_credentials=["vault"])
    assert found["job_templates"][0]["credentials"] == ["envelope production", "vault"]
    assert found["credentials"][0]["inputs"] == {"role_arn": "a"}


@pytest.mark.parametrize(("credentials", "staging"), [(EACH, ["envelope staging"]), (BOTH, [])])
def test_a_schedule_takes_on_the_role_of_its_inventory(credentials, staging):
    """What its template has AWX would refuse to have said again."""
    found = plan(inventories=TWO, credentials=credentials, further_credentials=["vault"])
    assert {one["name"]: one["credentials"] for one in found["schedules"]} == {
        "envelope nightly audit of production": [], "envelope nightly audit of staging": staging,
        "envelope nightly drift of production": [], "envelope nightly drift of staging": staging}


def test_a_check_does_not_look_at_a_schedule_whose_credential_is_not_there_yet():
    [found] = [one for one in plan(inventories=TWO, credentials=EACH)["schedules"]
               if one["name"] == "envelope nightly audit of staging"]
    assert ("credentials", "envelope staging") in found["needs"]


@pytest.mark.parametrize(("credentials", "asks"), [(EACH, False), (BOTH, True), ({}, True)])
def test_a_workflow_is_launched_for_another_inventory_only_where_all_take_on_one_role(credentials, asks):
    found = plan(inventories=TWO, credentials=credentials)["workflow_job_templates"]
    assert {one["ask_inventory_on_launch"] for one in found} == {asks}


def looked(credentials):
    look_at_credentials({"inventories": TWO, "inventory": "production", "credentials": credentials})


@pytest.mark.parametrize("credentials", [
    EACH, BOTH, {}, {"staging": EACH["staging"]},
    {"all": {"role_arn": "a", "credential_source": "WebIdentity", "profile": "envelope"}},
    {"all": {"role_arn": "a", "credential_source": "EcsContainer"}}])
def test_one_role_for_each_inventory_is_as_it_should_be(credentials):
    looked(credentials)


@pytest.mark.parametrize(("credentials", "said"), [
    ({**EACH, **BOTH}, "production and all are all for the inventory production, and a job takes on one role"),
    ({"production": EACH["production"]}, "none is for the inventory staging, .* take on the role of production"),
    ({"all": {"role_arn": "a", "credential_source": "Environment"}}, "awx_credentials.all.profile is missing"),
    ({"all": {"role_arn": "a", "credential_source": "WebIdentity", "profile": "default"}}, "all.profile is missing"),
])
def test_a_job_that_would_take_on_none_or_another_is_refused(credentials, said):
    with pytest.raises(Invalid, match=said):
        looked(credentials)
