# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tenants and platforms that are there, whatever an inventory says."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.discovering import discovered, not_there
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.live import Live
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Place, Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reading import Seen, Thing
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Service
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError

DENIED = AwsError(Service("s3").list_buckets(), "AccessDenied", "no")


def live(*tenants: Tenant, **seen: t.Any) -> Live:
    place = Place("envelope-prod", "envelope", "prod", "eu-west-1", "envelope.example", tenants)
    told = {name: Seen(error=each) if isinstance(each, AwsError) else Seen(each) for name, each in seen.items()}
    return Live(place, {"mail identities": Seen([]), **told})


def names(found: Live) -> list[tuple[str, str | None, bool]]:
    return [(one.name, one.tier, one.declared) for one in discovered(found)]


def test_are_told_by_the_names_and_tags_of_buckets_and_secrets():
    found = live(buckets=[{"Name": "envelope-prod-pool-acme"}, {"Name": "envelope-prod-releases"},
                          {"Name": "envelope-prod-x", "tags": [{"Key": "Tenant", "Value": "xenon"}]}],
                 secrets=[{"Name": "envelope-prod-silo-kestrel"}, {"Name": "other-prod-pool-no"}])
    assert names(found) == [("acme", "pool", False), ("kestrel", "silo", False), ("xenon", None, False)]


def test_what_is_called_as_more_than_a_tenant_is_no_tenant():
    site = {"Name": "envelope-prod-pool-acme-site-www", "tags": [{"Key": "tenant", "Value": "acme"}]}
    assert [one.prefix for one in discovered(live(buckets=[site], secrets=[]))] == ["envelope-prod-pool-acme"]
    assert names(live(buckets=[{"Name": "envelope-prod-pool-acme-site-www"}], secrets=[])) == []
    assert names(live(buckets=[], secrets=[{"Name": "envelope-prod-pool-acme/database"}])) == []


def test_where_people_find_them_is_told_by_the_domain_that_they_send_from():
    kestrel = "envelope-prod-silo-kestrel"
    found = live(buckets=[{"Name": kestrel}, {"Name": "envelope-prod-pool-acme"}], secrets=[],
                 **{"mail identities": [{"name": "kestrel.example", "ConfigurationSetName": kestrel}]})
    assert [(one.host, one.domain) for one in discovered(found)] == [
        ("acme.envelope.example", None), ("kestrel.example", "kestrel.example")]


def test_those_of_the_inventory_are_not_told_again():
    declared = Tenant("acme-ltd", "pool", "envelope-prod-pool-acme")
    assert names(live(declared, buckets=[{"Name": "envelope-prod-pool-acme"}], secrets=[])) == []


def test_secrets_tell_where_buckets_are_refused():
    found = live(buckets=DENIED, secrets=[{"Name": "envelope-prod-pool-acme"}])
    assert names(found) == [("acme", "pool", False)]


def test_a_tag_that_is_refused_hides_nothing_but_itself():
    hidden = [Thing(Name=f"envelope-prod-{name}", tags=DENIED) for name in ("audit", "pool-acme")]
    found = live(buckets=[*hidden, {"Name": "envelope-prod-pool-bluebird"}], secrets=[])
    assert names(found) == [("acme", "pool", False), ("bluebird", "pool", False)]


def test_a_platform_that_is_not_there_is_said_with_the_nearest_that_is():
    said = not_there(live(clusters=[], platforms=["envelope-prd-cluster", "shop-cluster"]))
    assert said == "there is no cluster of a platform envelope-prod in eu-west-1: is envelope-prd meant?"
    assert "there is shop" in str(not_there(live(clusters=[], platforms=["shop-cluster"])))


def test_nothing_is_said_of_one_that_is_there_or_that_nobody_can_tell_of():
    assert not_there(live(clusters=[{"clusterName": "envelope-prod-cluster"}])) is None
    assert not_there(live(clusters=DENIED)) is None
