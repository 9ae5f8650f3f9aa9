# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The example site on an account of its own: planned, built, built again.

Runs take seconds: each is made once, and the next one starts where it ended.
"""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.site.holdings import Holdings, holdings
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Site]:
    with LocalAws.running("--record-iam") as aws:
        for repository in ("api", "hq", "tenant"):
            aws.push(f"envelope-local-{repository}", "1.0.0")
        yield Site(aws, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="package")
def planned(site: Site) -> Run:
    return site.run("--check", "--diff", summary_file=str(site.directory / "written/plan.json"))


@pytest.fixture(scope="package")
def built(site: Site, planned: Run) -> Run:
    return site.run("--diff", "-vvvv", summary_file=str(site.directory / "written/run.json"))


@pytest.fixture(scope="package")
def again(site: Site, built: Run) -> Run:
    return site.run("--diff")


@pytest.fixture(scope="package")
def held(site: Site, again: Run) -> Holdings:
    """What a site that was built without trouble has."""
    return holdings(site.client)
