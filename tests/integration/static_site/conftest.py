# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two tenants with sites, one below a zone of ours and one whose domain is somebody else's, and one without."""

from __future__ import annotations

import typing as t
from pathlib import Path

import pytest
import yaml
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site

SITES = {
    "acme": {"help": {"domain": "help.envelope.test", "zone": "envelope.test"}},
    "bluebird": {"brand": {"domain": "www.bluebird.example", "aliases": ["bluebird.example"], "spa": False,
                           "error_page": "/404.html"}},
    "kestrel": {},
}


class Sites(Site):
    """A play of the role alone."""

    def __init__(self, aws: LocalAws, directory: Path) -> None:
        super().__init__(aws, directory)
        self.playbook = Path(__file__).with_name("play.yml")
        hosts = {name: {"static_site_prefix": f"envelope-local-pool-{name}", "static_site_sites": sites}
                 for name, sites in SITES.items()}
        inventory = {"tenants": {"hosts": hosts}, "envelope_local": {"children": {"tenants": None}}}
        (self.inventory / "hosts.yml").write_text(yaml.safe_dump(inventory))
        for tenant in (self.inventory / "tenants").glob("*.yml"):
            tenant.unlink()


@pytest.fixture(scope="package")
def sites(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Sites]:
    with LocalAws.running() as aws:
        aws.client("route53").create_hosted_zone(Name="envelope.test", CallerReference="1")
        yield Sites(aws, tmp_path_factory.mktemp("sites"))


@pytest.fixture(scope="package")
def planned(sites: Sites) -> Run:
    return sites.run("--check", "--diff")


@pytest.fixture(scope="package")
def built(sites: Sites, planned: Run) -> Run:
    return sites.run("--diff")


@pytest.fixture(scope="package")
def again(sites: Sites, built: Run) -> Run:
    return sites.run("--diff")
