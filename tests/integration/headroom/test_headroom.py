# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A look at the example inventory's headroom, as a play begins with it."""

from __future__ import annotations

import json
import typing as t
from pathlib import Path

import pytest
import yaml
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site

ROLES = {"platforms": "venturemond.envelope.platform", "tenants": "venturemond.envelope.tenant"}
LOOK = {"name": "Headroom | Look", "venturemond.envelope.look_at_headroom": {"roles": ROLES}, "run_once": True,
        "register": "headroom"}
KEEP = {"name": "Headroom | Keep", "run_once": True, "delegate_to": "localhost", "check_mode": False,
        "ansible.builtin.copy": {"content": "{{ headroom | to_json }}", "dest": "{{ kept }}", "mode": "0600"}}
RULES = "L-7EED9B64"


@pytest.fixture
def site(local_aws: LocalAws, tmp_path: Path) -> Site:
    local_aws.reset()
    found = Site(local_aws, tmp_path)
    return playing(found, [LOOK, KEEP])


def playing(site: Site, tasks: list[dict[str, t.Any]]) -> Site:
    site.playbook = site.directory / "look.yml"
    site.playbook.write_text(yaml.safe_dump([{"hosts": "platforms:tenants", "gather_facts": False, "tasks": tasks}]))
    return site


def looked(site: Site, *options: str, **variables: t.Any) -> tuple[Run, dict[str, t.Any]]:
    kept = site.directory / "kept.json"
    run = site.run(*options, kept=str(kept), **variables)
    return run, json.loads(kept.read_text()) if kept.exists() else {}


def test_on_an_empty_account_in_check_mode(site: Site):
    run, found = looked(site, "--check")
    assert (run.code, run.writes) == (0, []), run.printed
    assert "Room on envelope-local (eu-west-1, account 123456789012)" in run.printed
    assert found["load_balancers"] == dict.fromkeys(("acme", "bluebird", "kestrel"), "envelope-local")
    assert found["cells"]["envelope-local"]["unknown"] == []
    [share] = found["certificates"].values()
    assert [each["domain_name"] for each in share["certificates"]] == ["kestrel.test"]
    assert share["shown"] == [{"certificate": "kestrel.test"}]
    assert len(run.calls) <= 27


def test_a_tenant_that_does_not_fit_is_refused_with_the_table(site: Site):
    site.aws.quota(RULES, 2)
    run, _unused = looked(site)
    assert run.code != 0 and run.writes == []
    assert "There is no room; nothing was done." in run.printed
    assert "kestrel: it does not fit: rules of envelope-local are 0 of 2; add a load balancer" in run.printed
    assert "Service Quotas, not adjustable" in run.printed


def test_it_does_not_stop_the_others(site: Site):
    site.aws.quota(RULES, 2)
    run, found = looked(site, "--limit", "acme")
    assert run.code == 0, run.printed
    assert "later: kestrel: it does not fit" in run.printed
    assert found["load_balancers"] == {"acme": "envelope-local", "bluebird": "envelope-local"}


def test_a_further_load_balancer_helps(site: Site):
    _run, found = looked(site, cell_load_balancers=["envelope-local", "envelope-local-2"],
                         tenant_load_balancer="envelope-local-2")
    assert found["load_balancers"]["kestrel"] == "envelope-local-2"
    assert found["load_balancers"]["acme"] == "envelope-local"


def test_a_certificate_that_cannot_be_shared_is_told_before_any_call(site: Site):
    run, _unused = looked(site, tenant_certificate="shops")
    assert run.code != 0 and run.calls == []
    assert "acme: tenant_certificate is 'shops': acme.envelope.test is on the platform's certificate" in run.printed
    assert "kestrel: " not in run.printed.partition("nothing was done")[2].partition("PLAY RECAP")[0]


def test_somebody_elses_account(site: Site):
    run, _unused = looked(site, aws_account_id="999988887777")
    assert run.code != 0 and run.writes == []
    assert "account 999988887777 is meant: nothing is done" in run.printed


def test_it_belongs_to_the_controller(site: Site):
    run, _unused = looked(playing(site, [{**LOOK, "async": 10, "poll": 5}, KEEP]))
    assert run.code != 0 and run.calls == []
    assert "runs on the controller only" in run.printed
