# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A tenant's records in a zone of more than AWS lists at once: found wherever they are, and little else is read."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account

TENANTS = 450
ZONE = "example.com"


@pytest.fixture
def large(account: Account) -> Account:
    route53 = account.client("route53")
    zone = route53.create_hosted_zone(Name=ZONE, CallerReference="1")["HostedZone"]["Id"]
    names = [f"{start}tenant-{number:03}.{ZONE}" for number in range(TENANTS) for start in ("", "*.")]
    answer = {"Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "192.0.2.1"}]}
    changes = [{"Action": "CREATE", "ResourceRecordSet": {"Name": name, **answer}} for name in names]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})
    return account


@pytest.mark.parametrize("number", [0, 148, 149, 150, 299, TENANTS - 1])
def test_records_are_found_on_whichever_page_they_are(large: Account, number: int):
    for name in (f"tenant-{number:03}", f"*.tenant-{number:03}"):
        found = large.run("route53_records", {"name": name, "type": "A", "values": ["192.0.2.1"]}, zone=ZONE)
        assert (found["changed"], found["writes"]) == (False, [])
        assert found["calls"] <= 3  # the zone's id, its first page, and the one that the record is on


def test_those_of_a_new_tenant_are_made_once(large: Account):
    wanted = {"name": "*.tenant-150-a", "type": "A", "values": ["192.0.2.2"]}
    assert large.run("route53_records", wanted, zone=ZONE)["writes"] == ["route53:ChangeResourceRecordSets"]
    assert large.run("route53_records", wanted, zone=ZONE)["writes"] == []
