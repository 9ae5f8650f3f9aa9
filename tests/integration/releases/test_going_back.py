# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rollbacks on the embedded AWS."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.integration.releases.stage import SERVICES, Stage


@pytest.fixture
def twice(stage: Stage) -> Stage:
    """The application at 1.2.0, after 1.1.0 and 1.0.0."""
    for release in ("1.1.0", "1.2.0"):
        stage.push(release)
        assert not stage.deploy(release).get("failed")
    return stage


def everywhere(release: str) -> dict[str, str]:
    return dict.fromkeys(SERVICES, release)


def test_to_the_release_before_and_the_one_before_that(twice: Stage):
    assert twice.roll_back()["release"] == "1.1.0"
    assert twice.runs() == everywhere("1.1.0")
    assert twice.roll_back()["release"] == "1.0.0"
    assert twice.runs() == everywhere("1.0.0")
    assert "no release before the live one is recorded" in twice.roll_back()["msg"]


def test_to_a_named_release_and_nothing_when_it_is_live(twice: Stage):
    before = twice.aws.mark()
    plan = twice.roll_back("1.0.0", check=True)
    assert plan["changed"] and twice.aws.writes(since=before) == []

    assert twice.roll_back("1.0.0")["previous"] == "1.2.0"
    before = twice.aws.mark()
    assert not twice.roll_back("1.0.0")["changed"]
    assert twice.aws.writes(since=before) == []


def test_an_unknown_release_is_named_with_the_nearest(twice: Stage):
    assert "9.9.9 is not known" in twice.roll_back("9.9.9")["msg"]
    assert "did you mean 1.2.0?" in twice.roll_back("1.2.00")["msg"]


def test_the_revisions_are_those_that_ran_then(twice: Stage):
    twice.roll_back("1.1.0")
    assert twice.document("releases/1.1.0.json")["task_definitions"]["shop-api"].endswith("shop-api:2")
    [api] = twice.client("ecs").describe_services(cluster="shop", services=["shop-api"])["services"]
    assert api["taskDefinition"].endswith("shop-api:2")


def test_not_across_a_migration_that_took_something_away(stage: Stage):
    stage.push("1.1.0")
    migrate = {"service": "shop-api", "container": "api", "command": ["php", "artisan", "migrate"], "contracting": True}
    stage.deploy("1.1.0", migrate=migrate)
    refused = stage.roll_back()
    assert "1.0.0 needs what the migration of 1.1.0 took away" in refused["msg"]
    assert "across_contracting=true" in refused["msg"]
    assert stage.deploy("1.0.0")["failed"]
    assert stage.runs() == everywhere("1.1.0")

    assert stage.roll_back(across_contracting=True)["changed"]
    assert stage.runs() == everywhere("1.0.0")


def test_nor_when_the_services_of_that_release_failed(stage: Stage):
    stage.push("1.1.0")
    assert stage.deploy("1.1.0")["changed"]
    stage.push("1.2.0")
    stage.aws.script(image="*shop-hq:1.2.0", exit_code=1)
    migrate = {"service": "shop-api", "container": "api", "command": ["php", "artisan", "migrate"], "contracting": True}
    assert stage.deploy("1.2.0", migrate=migrate)["failed"]
    assert stage.runs() == everywhere("1.1.0")
    assert "1.0.0 needs what the migration of 1.2.0 took away" in stage.roll_back()["msg"]

    stage.aws.clear_scripts()
    assert stage.deploy("1.2.0")["changed"]
    assert stage.document("releases/1.2.0.json")["contracting"] is True
    assert "1.1.0 needs what the migration of 1.2.0 took away" in stage.roll_back()["msg"]


def test_they_are_listed(twice: Stage):
    listed = twice.act("ecs_list_releases")
    assert listed["live"] == "1.2.0" and listed["before"] == ["1.1.0", "1.0.0"]
    assert [each["release"] for each in listed["releases"]] == ["1.2.0", "1.1.0", "1.0.0"]
    assert listed["lines"][0].startswith("1.2.0 (live): ")
