# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose buckets, secrets and mail identities are, and what a refusal of one of them hides."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing import tenants
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reading import Thing
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import DENIED, live, place

ACME, OTHER = (Tenant(name, "pool", f"envelope-prod-pool-{name}", f"{name}.envelope.example")
               for name in ("acme", "other"))
OWN = [{"Key": "Tenant", "Value": "acme"}]


def test_a_name_tells_more_than_a_tag():
    named = {"Name": ACME.prefix, "tags": []}
    assert tenants.bucket(live({"buckets": [{"Name": "files", "tags": OWN}, named]}), ACME) is named


def test_else_the_first_that_is_tagged():
    tagged = [{"Name": name, "Tags": OWN} for name in ("one", "two")]
    assert tenants.secret(live({"secrets": tagged}), ACME) is tagged[0]
    assert tenants.secret(live({"secrets": tagged}), OTHER) is None


def test_tags_that_are_refused_hide_what_only_they_tell():
    there = live({"buckets": [Thing(Name="unseen", tags=DENIED), Thing(Name=ACME.prefix, tags=DENIED)]})
    assert tenants.bucket(there, ACME)["Name"] == ACME.prefix
    with pytest.raises(AwsError):
        tenants.bucket(there, OTHER)


def test_mail_is_a_tenants_by_domain_configuration_set_or_tag():
    domains = [{"name": "by-tag.example", "Tags": OWN}, {"name": "by-set.example", "ConfigurationSetName": ACME.prefix},
               {"name": "mail.acme.example"}, {"name": ACME.host}]
    found = live({"mail identities": domains}, place((ACME,)))
    own = Tenant("acme", "pool", ACME.prefix, ACME.host, mail_domain="mail.acme.example")
    assert [tenants.identity(found, one)["name"] for one in (own, ACME)] == ["mail.acme.example", ACME.host]
    for left in (domains[:2], domains[:1]):
        found = live({"mail identities": left})
        assert tenants.identity(found, ACME) is left[-1]
