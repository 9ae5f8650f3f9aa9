# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents of a platform of which everything is known, and of one of which little is."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.documents.writing import made
from ansible_collections.venturemond.envelope.tests.unit.headroom.world import Account, cell, pool, silo
from ansible_collections.venturemond.envelope.tests.unit.reporting import samples

VALUES = {
    "cell_prefix": "envelope-prod", "cell_domain": "envelope.example", "cell_aws": {"region": "eu-west-1"},
    "aws_account_id": "111122223333", "inventory": "inventories/production", "cell_reserved_slugs": ["api", "hq"],
    "cell_load_balancers": ["envelope-prod", "envelope-prod-2"],
}


@pytest.fixture(scope="session")
def headroom() -> dict[str, t.Any]:
    """Of two load balancers, the second one nearly full."""
    account = Account(summary={"Roles": 12, "Policies": 4}, balancers=["envelope-prod", "envelope-prod-2"],
                      rules={"envelope-prod": 9, "envelope-prod-2": 88}, zones={"envelope.example": 38})
    look = account.look(cell(pool("acme"), silo("kestrel"), cell_load_balancers=VALUES["cell_load_balancers"]))
    return {"envelope-prod": look.data}


@pytest.fixture(scope="session")
def report() -> dict[str, t.Any]:
    """An audit whose requirements name gaps, each its own."""
    found = samples.report()
    for one, gaps in zip(found["requirements"], (["1.1"], ["1.1", "4.2"], []), strict=False):
        one["gaps"] = gaps
    found["tenants"][2]["tier"] = "silo"
    return found


@pytest.fixture(scope="session")
def texts(report: dict[str, t.Any], headroom: dict[str, t.Any]) -> dict[str, str]:
    return made(report, headroom, VALUES)


@pytest.fixture(scope="session")
def bare() -> dict[str, str]:
    """Of a platform that was discovered, with nothing on it, of which nobody knows quotas or inventory."""
    architecture = {**samples.architecture(), "vpc": None, "cluster": None, **{
        name: [] for name in ("zones", "load_balancers", "services", "databases", "caches", "distributions")}}
    found = samples.report([], architecture=architecture, orphans=None, parity=None, trend=None, refused=[])
    found["platform"].update(domain=None, account=None, known_from="discovery")
    return made(found, None, None)


@pytest.fixture(scope="session")
def untold() -> dict[str, str]:
    """Of a platform of which AWS told nothing."""
    return made(samples.report(["acme"], architecture=samples.architecture(**samples.untold())), None, None)
