# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credentials that may not read values of secrets: a plan says what it has not seen, and a run does not begin."""

from __future__ import annotations

import contextlib
import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.tests.integration.judging import asked, judge, written
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site

ENTRIES = ("Not seen, and taken to be as it should be: entries (AccessDeniedException of "
           "secretsmanager:BatchGetSecretValue) of secretsmanager_secrets ")


@contextlib.contextmanager
def without_values(site: Site) -> t.Iterator[None]:
    site.aws.fault(kind="refuse", service="secretsmanager", operation="BatchGetSecretValue", writes_only=False,
                   times=None)
    try:
        yield
    finally:
        site.aws.clear_faults()


@pytest.fixture(scope="module")
def unseeing(site: Site, again: Run) -> Run:
    with without_values(site):
        return site.run("--check", summary_file=str(site.directory / "written/unseeing.json"))


def test_a_plan_says_so_once_and_sees_all_else(site: Site, unseeing: Run) -> None:
    assert unseeing.code == 0 and unseeing.writes == [], unseeing.printed
    assert unseeing.summary.count(ENTRIES) == 1 and "as it should be" in unseeing.summary, unseeing.printed
    plan = json.loads((site.directory / "written/unseeing.json").read_text())
    listed = site.client("secretsmanager").list_secrets()["SecretList"]
    secrets = sorted(secret["Name"] for secret in listed if not secret["Name"].startswith("rds!"))  # not ours to fill
    assert len(secrets) > 1 and sorted(each["name"] for host in plan["hosts"] for each in host["unseen"]) == secrets
    assert not any(plan["counts"].values())
    assert ENTRIES in (site.directory / "written/unseeing.md").read_text()


def test_that_is_all_that_the_policy_of_a_plan_lacks(unseeing: Run) -> None:
    values = {"secretsmanager:BatchGetSecretValue", "secretsmanager:GetSecretValue"}
    every = asked(unseeing.calls)
    with judge() as judging:
        assert judging.refused([each for each in every if each.action not in values], written("plan")) is None
        mine = [each for each in every if each.action in values]
        assert {each.action for each in mine} == values
        assert all(judging.refused([each], written("plan")) for each in mine)


def test_a_run_ends_before_it_writes_what_comes_after(site: Site, unseeing: Run) -> None:
    with without_values(site):
        run = site.run(ecs_services_log_retention_days=400)
    assert run.code != 0 and run.writes == [], run.printed
    assert "the credentials in use may not do that; allow this action, see docs/permissions.md" in run.printed
