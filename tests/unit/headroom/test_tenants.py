# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A tenant as far as quotas go, from the values that its role goes by."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.headroom.tenants import Tenant, tenant

CATALOGUE = {"api": {"port": 8000}, "worker": {}, "tenant": {"port": 3000}, "hq": {"port": 3000}}
VALUES = {"cell_domain": "envelope.example", "tenant_tier": "pool", "tenant_prefix": "envelope-prod-pool-acme",
          "tenant_host": "acme.envelope.example", "tenant_domain": "", "tenant_zone": ""}


def of(**values: t.Any) -> Tenant:
    return tenant("acme", {**VALUES, **values})


def silo(**values: t.Any) -> Tenant:
    return of(tenant_tier="silo", ecs_services_catalogue=CATALOGUE, tenant_service_names=["api", "worker", "tenant"],
              **values)


def test_a_pool_tenant_has_nothing_at_the_load_balancer() -> None:
    found = of()
    assert (found.services, found.certified, found.zone) == ((), False, "envelope.example")


def test_a_silo_has_a_target_group_for_each_service_with_a_port_and_for_websockets() -> None:
    assert silo().services == ("api", "reverb", "tenant")
    assert silo().target_groups[0] == "envelope-prod-pool-acme-api"


def test_long_names_are_shortened_as_the_role_does() -> None:
    assert all(len(name) <= 32 for name in silo(tenant_prefix="envelope-production-silo-northwind").target_groups)


def test_what_it_does_differently_counts() -> None:
    found = silo(tenant_services={"tenant": None, "worker": {"port": 9000}})
    assert found.services == ("api", "reverb", "worker")


def test_two_alarms_for_each_metric_that_autoscaling_follows() -> None:
    scaling = {"min": 1, "max": 4, "cpu": 60, "requests_per_target": 100}
    assert silo(tenant_services={"api": {"autoscaling": scaling}, "worker": {"autoscaling": {"cpu": 60}}}).alarms == 6


def test_the_zone_of_its_own_domain_is_ours_or_nobodys() -> None:
    assert of(tenant_domain="acme.test", tenant_zone="acme.test").zone == "acme.test"
    assert of(tenant_domain="acme.test").zone == ""


@pytest.mark.parametrize(("values", "records"), [
    ({}, 8), ({"tenant_tier": "silo"}, 10), ({"tenant_mail_domain": ""}, 1),
    ({"tenant_domain": "acme.test", "tenant_zone": "acme.test", "tenant_mail_zone": "acme.test"}, 0),
    ({"tenant_domain": "acme.test", "tenant_mail_zone": ""}, 2),
])
def test_it_takes_records_in_the_platforms_zone(values: dict[str, str], records: int) -> None:
    mail = {"tenant_mail_domain": "acme.envelope.example", "tenant_mail_zone": "envelope.example"}
    assert of(**{**mail, **values}).records == records


def test_sites_have_buckets() -> None:
    assert of(tenant_static_sites={"www": {"domain": "acme.test"}}).site_buckets == ["envelope-prod-pool-acme-site-www"]
