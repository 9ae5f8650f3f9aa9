# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Twenty onboardings at the same time end as twenty would one after the other."""

from __future__ import annotations

import concurrent.futures
import threading

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.settled import settled
from ansible_collections.venturemond.envelope.tests.integration.onboarding.flows import Inventory, Onboarding
from ansible_collections.venturemond.envelope.tests.integration.onboarding.possessions import possessions
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Site

MANY = 20


@pytest.fixture(scope="module")
def tenants(site: Site, inventory: Inventory) -> list[Onboarding]:
    """All of them have been worked out before the first one writes; and Route 53 is still busy with others."""
    found = [inventory.tenant(f"m{number:02}") for number in range(MANY)]
    together = threading.Barrier(MANY)

    site.aws.fault(kind="error", service="route53", operation="ChangeResourceRecordSets", status=400,
                   code="PriorRequestNotComplete", times=MANY)

    def run(onboarding: Onboarding) -> None:
        together.wait()
        onboarding.run()

    with concurrent.futures.ThreadPoolExecutor(MANY) as pool:
        list(pool.map(run, found))
    assert site.aws.faults()[0]["fired"] == MANY
    site.aws.clear_faults()
    return found


def test_each_has_all_that_one_alone_has(site: Site, inventory: Inventory, tenants: list[Onboarding]):
    inventory.tenant("alone").run()
    held = possessions(site.client, ["alone", *(each.slug for each in tenants)])
    assert [slug for slug, found in held.items() if found != held["alone"]] == []


def test_nothing_is_left_to_be_done(tenants: list[Onboarding]):
    found = settled({each.slug: each.looked for each in tenants})
    assert len(found.settled) == MANY and found.refused == {}
