# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Record sets."""

from __future__ import annotations

import pytest


@pytest.fixture
def zone(client):
    return client("route53").create_hosted_zone(Name="Example.com", CallerReference="1")["HostedZone"]["Id"]


@pytest.fixture
def change(client, zone):
    def send(*changes):
        batch = {"Changes": [{"Action": action, "ResourceRecordSet": record} for action, record in changes]}
        return client("route53").change_resource_record_sets(HostedZoneId=zone, ChangeBatch=batch)["ChangeInfo"]

    return send


@pytest.fixture
def records(client, zone):
    def names():
        found = client("route53").list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
        return [(record["Name"], record["Type"]) for record in found if record["Type"] not in ("NS", "SOA")]

    return names


def a(name, *values):
    return {
        "Name": name,
        "Type": "A",
        "TTL": 60,
        "ResourceRecords": [{"Value": value} for value in values or ("1.2.3.4",)],
    }


def of(type_, name, value):
    return {"Name": name, "Type": type_, "TTL": 60, "ResourceRecords": [{"Value": value}]}


def alias(name, target, zone="Z2P70J7EXAMPLE"):
    return {
        "Name": name,
        "Type": "A",
        "AliasTarget": {"HostedZoneId": zone, "DNSName": target, "EvaluateTargetHealth": True},
    }


def test_a_batch_is_all_or_nothing(change, records, refused):
    with refused("InvalidChangeBatch", "not permitted in zone example.com."):
        change(("CREATE", a("a.example.com")), ("CREATE", a("b.example.org")))
    assert records() == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([("CREATE", a("a.example.com"))], "but it already exists"),
        ([("DELETE", a("b.example.com"))], "but it was not found"),
        ([("DELETE", a("a.example.com", "9.9.9.9"))], "do not match the current values"),
        ([("UPSERT", a("x.example.com")), ("UPSERT", a("x.example.com"))], "invalid set of changes"),
        ([("UPSERT", a("x.example.com", "300.1.1.1"))], "not a valid IPv4 address"),
        ([("UPSERT", of("TXT", "x.example.com", "v=spf1 -all"))], "enclosed in quotation marks"),
        ([("UPSERT", of("TXT", "x.example.com", f'"{"x" * 256}"'))], "Value is too long"),
        ([("UPSERT", of("CNAME", "example.com", "b.example.org"))], "not permitted at apex"),
        ([("UPSERT", of("CNAME", "a.example.com", "b.example.org"))], "conflicts with other records"),
        ([("DELETE", of("SOA", "example.com", "x"))], "do not match the current values"),
    ],
)
def test_refusals(change, records, refused, changes, words):
    change(("CREATE", a("a.example.com")))
    with refused("InvalidChangeBatch", words):
        change(*changes)
    assert records() == [("a.example.com.", "A")]


def test_every_complaint_is_in_one_message(change, refused):
    with refused("InvalidChangeBatch", "not found, Tried to delete"):
        change(("DELETE", a("a.example.com")), ("DELETE", a("b.example.com")))


def test_values_without_time_to_live(change, refused):
    record = a("a.example.com")
    del record["TTL"]
    with refused("InvalidInput", "Expected exactly one of"):
        change(("CREATE", record))


def test_create_upsert_delete(change, records, client, zone):
    change(("CREATE", a("a.example.com")), ("UPSERT", a("b.example.com")))
    change(("UPSERT", a("A.Example.com.", "5.6.7.8")), ("DELETE", a("b.example.com")))
    assert records() == [("a.example.com.", "A")]
    found = client("route53").list_resource_record_sets(HostedZoneId=zone, StartRecordName="a.example.com")
    assert found["ResourceRecordSets"][0]["ResourceRecords"] == [{"Value": "5.6.7.8"}]


def test_replacing_a_cname_in_one_batch(change, records):
    change(("CREATE", of("CNAME", "a.example.com", "b.example.org")))
    change(("DELETE", of("CNAME", "a.example.com", "b.example.org")), ("CREATE", a("a.example.com")))
    assert records() == [("a.example.com.", "A")]


def test_names_as_aws_shows_them(change, records, client, zone):
    change(("CREATE", alias("*.example.com", "LB-1.eu-west-1.elb.amazonaws.com")))
    assert records() == [("\\052.example.com.", "A")]
    found = client("route53").list_resource_record_sets(HostedZoneId=zone, StartRecordName="*.example.com")
    target = found["ResourceRecordSets"][0]["AliasTarget"]
    assert target["DNSName"] == "lb-1.eu-west-1.elb.amazonaws.com."
    change(("DELETE", alias("\\052.example.com", "lb-1.eu-west-1.elb.amazonaws.com.")))
    assert records() == []


def test_alias_within_the_zone_needs_its_target(change, records, zone, refused):
    own = zone.rpartition("/")[2]
    with refused("InvalidChangeBatch", "that target was not found"):
        change(("CREATE", alias("a.example.com", "b.example.com", own)))
    change(("CREATE", a("b.example.com")), ("CREATE", alias("a.example.com", "b.example.com", own)))
    assert len(records()) == 2


def test_order_and_pages(change, client, zone):
    names = ["z.example.com", "a.z.example.com", "b.example.com", "a-b.example.com", "a.example.com", "x.a.example.com"]
    change(*(("CREATE", a(name)) for name in names), ("CREATE", of("TXT", "a.example.com", '"x"')))
    expected = [
        *(("example.com.", "NS"), ("example.com.", "SOA"), ("a.example.com.", "A"), ("a.example.com.", "TXT")),
        *(("x.a.example.com.", "A"), ("a-b.example.com.", "A"), ("b.example.com.", "A"), ("z.example.com.", "A")),
        ("a.z.example.com.", "A"),
    ]
    pages = client("route53").get_paginator("list_resource_record_sets")
    pages = list(pages.paginate(HostedZoneId=zone, PaginationConfig={"PageSize": 4}))
    assert [len(page["ResourceRecordSets"]) for page in pages] == [4, 4, 1]
    assert (pages[0]["IsTruncated"], pages[0]["NextRecordName"], pages[0]["NextRecordType"]) == (
        True,
        "x.a.example.com.",
        "A",
    )
    assert [(r["Name"], r["Type"]) for page in pages for r in page["ResourceRecordSets"]] == expected


def test_changes_are_pending_first(change, client, refused):
    first, second = change(("CREATE", a("a.example.com"))), change(("CREATE", a("b.example.com")))
    assert (first["Status"], first["Id"] == second["Id"]) == ("PENDING", False)
    assert client("route53").get_change(Id=first["Id"])["ChangeInfo"]["Status"] == "INSYNC"
    with refused("NoSuchChange"):
        client("route53").get_change(Id="C0")


def test_a_zone_is_made_once_for_a_reference(client, zone, refused):
    assert client("route53").get_hosted_zone(Id=zone)["HostedZone"]["Name"] == "example.com."
    with refused("HostedZoneAlreadyExists"):
        client("route53").create_hosted_zone(Name="example.com", CallerReference="1")
