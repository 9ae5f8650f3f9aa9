# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All platforms and tenants in slices, as AWX runs them, come to what one run comes to.

A slice knows its own hosts alone: that two of its tenants share a certificate with one of another slice, it is told.
ENVELOPE_TENANTS=1000 makes it a thousand tenants, which take most of an hour.
"""

from __future__ import annotations

import collections
import os
import shutil
from dataclasses import dataclass

import pytest
import yaml
from ansible_collections.venturemond.envelope.tests.awx.inventories import Inventory
from ansible_collections.venturemond.envelope.tests.awx.launching import Job, launch
from ansible_collections.venturemond.envelope.tests.awx.templates import ROOT, all_templates
from ansible_collections.venturemond.envelope.tests.integration.onboarding.possessions import possessions
from ansible_collections.venturemond.envelope.tests.integration.site.holdings import holdings

pytestmark = pytest.mark.long

PLATFORM = "envelope-local"
TENANTS = int(os.environ.get("ENVELOPE_TENANTS", "24"))
SHARING = 6
"""Tenants on two certificates that they share."""
SCANNED = 20
"""GuardDuty protects 25 buckets of an account, unless AWS allows more."""
SLICES = 4
TEMPLATES = all_templates(SLICES)


@dataclass(frozen=True)
class State:
    """What an account holds, and what each tenant has of it."""

    held: dict[str, list[str]]
    tenants: dict[str, dict[str, list[str]]]


def generated() -> dict[str, dict[str, str]]:
    """Variables by tenant; those that share a certificate are spread over all slices."""
    found: dict[str, dict[str, str]] = {f"gen-{number:04}": {} for number in range(TENANTS)}
    apart = TENANTS // SHARING
    for number, (slug, variables) in enumerate(found.items()):
        if number % apart == 0:
            variables.update(tenant_domain=f"{slug}.example", tenant_zone=f"{slug}.example",
                             tenant_certificate=f"shared-{number // apart % 2}")
        if number >= SCANNED:
            variables["storage_scan_mode"] = "off"
    return found


@pytest.fixture(scope="module")
def inventory(local_aws, tmp_path_factory: pytest.TempPathFactory) -> Inventory:
    source = tmp_path_factory.mktemp("slices") / "inventory"
    shutil.copytree(ROOT / "inventories/local", source)
    hosts = generated()
    (source / "tenants/generated.yml").write_text(yaml.safe_dump({
        "envelope_local": {"hosts": hosts}, "tier_pool": {"hosts": dict.fromkeys(hosts)}}))
    return Inventory.synced(source, {"local_aws_port": int(local_aws.url.rpartition(":")[2])})


def begin(local_aws) -> None:
    local_aws.reset()
    for image in ("api", "hq", "tenant"):
        local_aws.push(f"envelope-local-{image}", "1.0.0")


def passed(jobs: list[Job]) -> list[Job]:
    assert [job.printed for job in jobs if job.code] == []
    return jobs


def state(local_aws, inventory: Inventory) -> State:
    tenants = [host for host in inventory.hosts if host != PLATFORM]
    return State(holdings(local_aws.client), possessions(local_aws.client, tenants))


@pytest.fixture(scope="module")
def at_once(local_aws, inventory: Inventory) -> State:
    """What one run of the whole site comes to."""
    begin(local_aws)
    passed(launch(TEMPLATES["site"], {}, inventory))
    return state(local_aws, inventory)


@pytest.fixture(scope="module")
def sliced(local_aws, at_once: State, inventory: Inventory) -> list[Job]:
    """The jobs of the slices, after those of the workflow that come before them."""
    begin(local_aws)
    passed(launch(TEMPLATES["platforms"], {}, inventory))
    [placed] = passed(launch(TEMPLATES["headroom"], {}, inventory))
    return passed(launch(TEMPLATES["tenants"], {}, inventory, artifacts=placed.artifacts))


def test_each_tenant_is_seen_to_by_one_slice(sliced: list[Job], inventory: Inventory):
    seen = collections.Counter(host for job in sliced for host in job.stats.get("changed", {}))
    assert len(sliced) == SLICES
    assert seen == dict.fromkeys((host for host in inventory.hosts if host != PLATFORM), 1)


def test_they_come_to_what_one_run_comes_to(local_aws, at_once: State, sliced: list[Job], inventory: Inventory):
    found = state(local_aws, inventory)
    assert found.held == at_once.held
    for slug, theirs in found.tenants.items():
        assert theirs == at_once.tenants[slug], slug


def test_nothing_is_left_for_one_run_to_do(local_aws, sliced: list[Job], inventory: Inventory):
    before = local_aws.mark()
    passed(launch(TEMPLATES["site"], {}, inventory))
    assert local_aws.writes(since=before) == []
