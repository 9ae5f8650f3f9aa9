# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One platform without tenants, for all tests of this folder: each brings tenants of its own."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.onboarding.flows import Inventory
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Site

CELL = "envelope_local"


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Site]:
    with LocalAws.running() as aws:
        for repository in ("api", "hq", "tenant"):
            aws.push(f"envelope-local-{repository}", "1.0.0")
        aws.timing(start_seconds=0.0, stop_seconds=0.0, health_seconds=0.0)
        found = Site(aws, tmp_path_factory.mktemp("onboarding"))
        for tenant in ("acme", "bluebird", "kestrel"):
            (found.inventory / f"tenants/{tenant}.yml").unlink()
        built = found.run()
        assert built.code == 0, built.printed
        yield found


@pytest.fixture(scope="package")
def inventory(site: Site) -> Inventory:
    return Inventory(site.inventory, CELL)
