# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Route 53 says it would answer."""

from __future__ import annotations

import pytest


@pytest.fixture
def ask(client):
    zone = client("route53").create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]["Id"]
    plain = {"Type": "A", "TTL": 60}
    records = [
        {**plain, "Name": "*.example.com", "ResourceRecords": [{"Value": "10.0.0.1"}]},
        {**plain, "Name": "api.example.com", "ResourceRecords": [{"Value": "10.0.0.2"}, {"Value": "10.0.0.3"}]},
        {"Type": "A", "Name": "hq.example.com", "AliasTarget": {
            "DNSName": "lb.example.org", "HostedZoneId": "Z32O12XQLNTSW2", "EvaluateTargetHealth": False}},
    ]
    client("route53").change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [
        {"Action": "CREATE", "ResourceRecordSet": record} for record in records]})

    def answer(name, type_="A"):
        found = client("route53").test_dns_answer(HostedZoneId=zone, RecordName=name, RecordType=type_)
        return found["ResponseCode"], found["RecordData"]

    return answer


@pytest.mark.parametrize(("name", "type_", "answer"), [
    ("api.example.com", "A", ("NOERROR", ["10.0.0.2", "10.0.0.3"])),
    ("API.example.com.", "A", ("NOERROR", ["10.0.0.2", "10.0.0.3"])),
    ("acme.example.com", "A", ("NOERROR", ["10.0.0.1"])),
    ("a.acme.example.com", "A", ("NOERROR", ["10.0.0.1"])),
    ("acme.example.com", "MX", ("NOERROR", [])),
    ("api.example.com", "MX", ("NOERROR", [])),
    ("v1.api.example.com", "A", ("NXDOMAIN", [])),
])
def test_answers(ask, name, type_, answer):
    assert ask(name, type_) == answer


def test_an_alias_has_an_address(ask):
    code, data = ask("hq.example.com")
    assert code == "NOERROR" and len(data) == 1


def test_a_zone_that_does_not_exist(client):
    route53 = client("route53")
    with pytest.raises(route53.exceptions.NoSuchHostedZone):
        route53.test_dns_answer(HostedZoneId="Z0000000000000000000A", RecordName="x.example.com", RecordType="A")
