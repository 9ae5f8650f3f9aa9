# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runbooks on services as a person runs them: what is told, of whom, and what is refused in one line."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Site


def test_triage_of_a_platform_says_its_verdict_first(site: Site):
    run = site.running("runbooks/triage").run()
    assert run.code == 0 and run.writes == [], run.printed
    told = [line for line in run.printed.splitlines() if line.startswith("  envelope-local | ")]
    assert told[0].startswith("  envelope-local | envelope-local is ")
    assert told[-1].startswith("  envelope-local | fine: ")
    assert not run.recap("kestrel")


def test_scaling_of_a_tenants_own_service(site: Site):
    about = {"service": "worker", "count": 3, "target": "kestrel"}
    dry = site.running("runbooks/scale").run("--check", **about)
    assert dry.code == 0 and dry.writes == [] and not dry.recap("envelope-local").get("changed"), dry.printed
    assert "would have envelope-local-silo-kestrel-worker run 3 tasks instead of 2" in dry.printed
    assert "to keep it: tenant_services: {worker: {desired_count: 3}}" in dry.printed


def test_a_restart_by_a_person(site: Site):
    done = site.running("runbooks/restart").run(service="hq", confirm="envelope-local-hq")
    assert done.code == 0 and "ecs:UpdateService" in done.writes, done.printed
    assert done.recap("envelope-local")["changed"] == 1


@pytest.mark.parametrize(("playbook", "target", "told"), [
    ("restart", "acme", True),
    ("restart", "kestrel", False),
    ("logs", "acme", False),
])
def test_whoever_changes_services_of_the_pool_is_told_that_they_are_shared(
        site: Site, playbook: str, target: str, told: bool):
    run = site.running(f"runbooks/{playbook}").run(service="api", target=target)
    assert run.code == 0 and run.writes == [], run.printed
    assert (f"{target} shares its services with the platform and the whole pool" in run.printed) is told, run.printed


def test_a_service_that_is_none_is_told_with_the_nearest(site: Site):
    run = site.running("runbooks/restart").run(service="apii")
    assert run.code != 0 and "service apii is not known, did you mean api?" in run.printed, run.printed
    assert run.calls and run.writes == []


@pytest.mark.parametrize(("playbook", "about", "words"), [
    ("logs", {"service": "api", "target": "kestral"}, "did you mean kestrel"),
    ("logs", {"service": "api", "serch": "x"}, "did you mean search"),
    ("restart", {}, "service is required"),
    ("scale", {"service": "api", "count": "many"}, "unable to convert to int"),
])
def test_what_is_wrong_is_told_before_anything_is_asked(site: Site, playbook: str, about: dict[str, t.Any], words: str):
    run = site.running(f"runbooks/{playbook}").run(**about)
    assert run.code != 0 and words in run.printed and run.calls == [], run.printed


def test_a_target_that_the_limit_leaves_out_is_told_before_anything_is_asked(site: Site):
    run = site.running("runbooks/triage").run("--limit", "envelope-local", target="kestrel")
    assert run.code != 0 and "target is 'kestrel', and --limit leaves it out" in run.printed and run.calls == []


def test_who_shares_services_is_told_where_they_are_limited_to(site: Site):
    run = site.running("rollback").run("--limit", "acme")
    assert run.code == 0 and run.writes == [], run.printed
    assert "acme shares its services with the platform and the whole pool" in run.printed


def test_what_is_confirmed_of_a_secret_is_confirmed_for_one_host(site: Site):
    run = site.running("rotate_secret").run(entries=["APP_KEY"], confirm="envelope-local-app")
    assert run.code != 0 and run.calls == []
    assert "are asked: say which of them, as in --limit" in run.printed
