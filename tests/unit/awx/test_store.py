# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The embedded AWX refuses what a real one refuses of relations."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.awx.store import Refused, Store

NODES = "workflow_job_template_nodes"


@pytest.fixture
def store() -> Store:
    held = Store(["site.yml"])
    held.things["credentials"] = {1: {"credential_type": 7}, 2: {"credential_type": 7}, 3: {"credential_type": 8}}
    held.things["job_templates"] = {4: {"id": 4}}
    held.things["schedules"] = {5: {"id": 5, "unified_job_template": 4}}
    held.things[NODES] = {number: {"id": number} for number in (11, 12, 13)}
    return held


def test_a_template_has_one_credential_of_a_type(store):
    store.relate("job_templates", 4, "credentials", 1)
    store.relate("job_templates", 4, "credentials", 3)
    with pytest.raises(Refused, match="Cannot assign multiple"):
        store.relate("job_templates", 4, "credentials", 2)


def test_a_schedule_has_no_credential_that_its_template_has(store):
    store.relate("job_templates", 4, "credentials", 1)
    store.relate("schedules", 5, "credentials", 2)
    with pytest.raises(Refused, match="already uses"):
        Store(store.playbooks, store.things, {("job_templates", 4, "credentials"): [1]}).relate(
            "schedules", 5, "credentials", 1)


def test_steps_do_not_go_around_in_a_circle(store):
    store.relate(NODES, 11, "success_nodes", 12)
    store.relate(NODES, 12, "success_nodes", 13)
    with pytest.raises(Refused, match="Cycle detected"):
        store.relate(NODES, 13, "success_nodes", 11)


def test_a_step_that_is_taken_away_follows_nothing(store):
    store.relate(NODES, 11, "success_nodes", 12)
    store.delete(NODES, 12)
    assert store.related[NODES, 11, "success_nodes"] == []
