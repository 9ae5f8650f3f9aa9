# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A cell whose platform takes inbound mail, with a tenant below its domain and one whose domain is somebody else's."""

from __future__ import annotations

import typing as t
from pathlib import Path

import pytest
import yaml
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site

PLATFORM = {"email_shared": True, "email_inbound": True, "email_domain": "{{ cell_domain }}",
            "email_zone": "{{ cell_domain }}", "email_events_subscribers": ["operations@envelope.test"]}
TENANTS = {
    "acme": {"email_domain": "acme.envelope.test", "email_zone": "envelope.test", "email_inbound": True},
    "bluebird": {"email_domain": "bluebird.example", "email_zone": ""},
}


class Mail(Site):
    """A play of the role alone."""

    def __init__(self, aws: LocalAws, directory: Path) -> None:
        super().__init__(aws, directory)
        self.playbook = Path(__file__).with_name("play.yml")
        hosts = {"platforms": {"hosts": {"envelope-local": PLATFORM}}, "tenants": {"hosts": {
            name: {**about, "email_configuration_set": f"envelope-local-pool-{name}"}
            for name, about in TENANTS.items()}}}
        cell = {"envelope_local": {"children": dict.fromkeys(hosts)}}
        (self.inventory / "hosts.yml").write_text(yaml.safe_dump({**hosts, **cell}))
        for tenant in (self.inventory / "tenants").glob("*.yml"):
            tenant.unlink()


@pytest.fixture(scope="package")
def mail(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Mail]:
    with LocalAws.running() as aws:
        aws.client("route53").create_hosted_zone(Name="envelope.test", CallerReference="1")
        yield Mail(aws, tmp_path_factory.mktemp("mail"))


@pytest.fixture(scope="package")
def planned(mail: Mail) -> Run:
    return mail.run("--check", "--diff")


@pytest.fixture(scope="package")
def built(mail: Mail, planned: Run) -> Run:
    return mail.run("--diff")


@pytest.fixture(scope="package")
def again(mail: Mail, built: Run) -> Run:
    return mail.run("--diff")
