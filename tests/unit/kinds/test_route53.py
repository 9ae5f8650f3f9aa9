# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about hosted zones and records."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Flow, Reply, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.route53 import (
    ZONE,
    Route53HostedZone,
    Route53Record,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.route53.records import Alias
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.route53.values import meaning, quoted, spelt
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

ID = "Z0123456789ABCDEFGHIJ"
SOA = {"Name": "example.com.", "Type": "SOA", "TTL": 900, "ResourceRecords": [{"Value": "ns. a. 1 2 3 4 5"}]}
NS = {"Name": "example.com.", "Type": "NS", "TTL": 172800, "ResourceRecords": [{"Value": "ns."}]}
OURS = "venturemond.envelope abc"
BALANCER = {"LoadBalancerName": "main", "LoadBalancerArn": "arn:lb", "CanonicalHostedZoneId": "Z32O12XQLNTSW2",
            "DNSName": "main-1.eu-west-1.elb.amazonaws.com"}
TARGET = {"HostedZoneId": "Z32O12XQLNTSW2", "DNSName": "dualstack.Main-1.eu-west-1.elb.amazonaws.com.",
          "EvaluateTargetHealth": True}


def record(**options: t.Any) -> Route53Record:
    return Route53Record(**{"zone": ID, "name": "www", "type": "A", **options})


def in_zone(*records: dict[str, t.Any]) -> tuple[str, dict[str, t.Any]]:
    return "list_resource_record_sets", {"ResourceRecordSets": [NS, SOA, *records]}


def entry(name: str, type_: str, *values: str, ttl: int = 300, **about: t.Any) -> dict[str, t.Any]:
    return {"Name": name, "Type": type_, "TTL": ttl, "ResourceRecords": [{"Value": value} for value in values], **about}


def zones(*names: str, **about: t.Any) -> tuple[str, dict[str, t.Any]]:
    return "list_hosted_zones", {"HostedZones": [
        {"Id": f"/hostedzone/{ID}{number}", "Name": name, "Config": {"PrivateZone": False}, **about}
        for number, name in enumerate(names)]}


def sent_record(flow: Flow) -> dict[str, t.Any]:
    """What the one change that a flow makes says of the record."""
    (change,) = requests(flow)[-1][1]["ChangeBatch"]["Changes"]
    return t.cast("dict[str, t.Any]", change["ResourceRecordSet"])


class TestZoneReference:
    def test_finds_the_public_zone_of_a_name(self) -> None:
        private = {"Id": "/hostedzone/ZPRIVATE", "Name": "example.com.", "Config": {"PrivateZone": True}}
        listed = {"HostedZones": [private, *zones("example.com.")[1]["HostedZones"]]}
        assert play(ZONE.resolve("Example.com", pending=False), ("list_hosted_zones", listed)) == f"{ID}0"

    def test_refuses_to_guess(self) -> None:
        with pytest.raises(Invalid, match=f"2 public hosted zones named example.com: {ID}0, {ID}1"):
            play(ZONE.resolve("example.com", pending=False), zones("example.com.", "example.com."))

    def test_takes_ids(self) -> None:
        assert play(ZONE.resolve(ID, pending=False)) == ID
        assert play(ZONE.resolve(f"/hostedzone/{ID}", pending=False)) == ID


class TestHostedZone:
    def found(self, wanted: Route53HostedZone, reference: str, *tags: dict[str, str]) -> Route53HostedZone:
        about = {"HostedZone": {"Id": f"/hostedzone/{ID}0", "Name": "example.com.", "Config": {}},
                 "DelegationSet": {"NameServers": ["ns-1.awsdns-1.com"]}}
        tagged = {"ResourceTagSets": [{"ResourceId": f"{ID}0", "Tags": list(tags)}]}
        return t.cast(Route53HostedZone, play(
            wanted.read(), zones("example.com.", CallerReference=reference), ("list_tags_for_resources", tagged),
            ("get_hosted_zone", about)))

    def test_one_whose_creation_was_interrupted_is_ours_and_is_tagged(self) -> None:
        wanted = Route53HostedZone(name="example.com", tags={"managed-by": "envelope", "project": "x"})
        now = self.found(wanted, OURS)
        assert now.tags == {"managed-by": "envelope"}
        (operation, params), = requests(plan(wanted, now).flow())
        assert operation == "change_tags_for_resource"
        assert {tag["Key"] for tag in params["AddTags"]} == {"managed-by", "project"}

    @pytest.mark.parametrize(("reference", "tags"), [("made by hand", []), (OURS, [{"Key": "a", "Value": "b"}])])
    def test_another_is_not_taken_for_ours(self, reference: str, tags: list[dict[str, str]]) -> None:
        now = self.found(Route53HostedZone(name="example.com", tags={"managed-by": "envelope"}), reference, *tags)
        assert "managed-by" not in (now.tags or {})
        assert now.complete

    def test_no_comment_and_an_empty_one_are_the_same(self) -> None:
        wanted = Route53HostedZone(name="Example.com.", comment="", tags={})
        assert plan(wanted, self.found(wanted, "x")).action == "none"

    def test_one_with_records_of_others_is_not_deleted(self) -> None:
        zone = Route53HostedZone(name="example.com", zone_id=ID)
        left = [entry(f"{name}.example.com.", "A", "192.0.2.1") for name in "abcdefg"]
        with pytest.raises(Invalid, match=r"a\.example\.com\. A, .* and 2 more"):
            play(zone.delete(), in_zone(*left))
        with pytest.raises(Invalid, match=r"sub\.example\.com\. NS"):
            play(zone.delete(), in_zone(entry("sub.example.com.", "NS", "ns.")))
        play(zone.delete(), in_zone(), ("delete_hosted_zone", {}))

    def test_a_name_that_is_not_listed_is_absent(self) -> None:
        with pytest.raises(Absent):
            play(Route53HostedZone(name="example.com").read(), zones("example.org."))


class TestNames:
    @pytest.mark.parametrize(("given", "full"), [
        ("www", "www.example.com."), ("WWW.Example.com", "www.example.com."), ("www.example.com.", "www.example.com."),
        ("@", "example.com."), ("example.com", "example.com."), ("*", "*.example.com."), ("*.a", "*.a.example.com."),
        ("notexample.com", "notexample.com.example.com."),
    ])
    def test_are_relative_or_absolute(self, given: str, full: str) -> None:
        assert sent_record(record(name=given, values=["192.0.2.1"]).create())["Name"] == full

    @pytest.mark.parametrize("given", ["*", "*.example.com", "*.Example.com."])
    def test_a_wildcard_is_found_as_aws_writes_it(self, given: str) -> None:
        found = play(record(name=given, values=["192.0.2.1"]).read(),
                     *[in_zone(entry("\\052.example.com.", "A", "192.0.2.1"))] * 2)
        assert found.values == ["192.0.2.1"]

    def test_routing_policies_are_somebody_elses(self) -> None:
        weighted = entry("www.example.com.", "A", "192.0.2.1", SetIdentifier="blue", Weight=1)
        with pytest.raises(Absent):
            play(record().read(), *[in_zone(weighted)] * 2)


class TestValues:
    @pytest.mark.parametrize(("given", "wire"), [
        ("v=spf1 -all", '"v=spf1 -all"'), ('say "hi" \\o/', r'"say \"hi\" \\o/"'), ("", '""'), ("é", r'"\303\251"'),
        ("x" * 256, '"' + "x" * 255 + '" "x"'), ('"a" "b"', '"a" "b"'),
    ])
    def test_texts_are_quoted_cut_and_escaped(self, given: str, wire: str) -> None:
        assert quoted("TXT", given) == wire
        assert meaning("TXT", wire) == meaning("TXT", given)

    def test_other_values_are_left_as_they_are(self) -> None:
        assert quoted("CAA", '0 issue "amazon.com"') == '0 issue "amazon.com"'

    @pytest.mark.parametrize(("type_", "one", "other", "same"), [
        ("CNAME", "a.example.com", "A.Example.com.", True), ("MX", "10 a.example.com", "10  A.example.com.", True),
        ("TXT", "p=AbC", "p=abc", False), ("TXT", "ab", '"a" "b"', True), ("TXT", "a.", "a", False),
        ("AAAA", "2001:DB8::1", "2001:db8::1", True), ("A", "192.0.2.1", "192.0.2.2", False),
    ])
    def test_what_means_the_same(self, type_: str, one: str, other: str, same: bool) -> None:
        assert (meaning(type_, one) == meaning(type_, other)) is same

    def test_are_shown_as_the_user_writes_them(self) -> None:
        assert spelt("TXT", ['"b"', '"a" "c"'], ['"ac"']) == ["b", '"ac"']

    def test_order_is_no_difference(self) -> None:
        wanted = record(values=["192.0.2.2", "192.0.2.1"])
        found = play(wanted.read(), *[in_zone(entry("www.example.com.", "A", "192.0.2.1", "192.0.2.2"))] * 2)
        assert plan(wanted, found).action == "none"


class TestAlias:
    def test_takes_dns_name_and_zone_of_a_load_balancer(self) -> None:
        for name in ("main", "arn:lb"):
            found = play(record(alias=Alias(load_balancer=name)).resolved(),
                         ("describe_load_balancers", {"LoadBalancers": [BALANCER]}))
            assert (found.alias.dns_name, found.alias.zone_id) == (BALANCER["DNSName"], "Z32O12XQLNTSW2")

    def test_is_pending_in_check_mode_and_an_error_otherwise(self) -> None:
        wanted = record(alias=Alias(load_balancer="main"))
        found = play(wanted.resolved(pending=True), ("describe_load_balancers", {}))
        assert str(found.alias.dns_name) == "(known after apply)"
        with pytest.raises(Unresolved, match="no load balancer named main"):
            play(wanted.resolved(), ("describe_load_balancers", {}))

    def test_spelling_of_the_console_is_no_difference(self) -> None:
        wanted = record(alias=Alias(dns_name=BALANCER["DNSName"], zone_id="Z32O12XQLNTSW2"))
        found = play(wanted.read(), *[in_zone({"Name": "www.example.com.", "Type": "A", "AliasTarget": TARGET})] * 2)
        assert plan(wanted, found).action == "none"

    def test_takes_the_place_of_values_and_the_reverse(self) -> None:
        alias = record(alias=Alias(dns_name="d1.cloudfront.net", zone_id="Z2FDTNDATAQYW2"))
        values = record(values=["192.0.2.1"], ttl=60)
        assert sent_record(plan(alias, values).flow()).keys() == {"Name", "Type", "AliasTarget"}
        assert sent_record(plan(values, alias).flow()).keys() == {"Name", "Type", "TTL", "ResourceRecords"}

    @pytest.mark.parametrize("wrong", [
        {}, {"dns_name": "a"}, {"zone_id": "Z"}, {"load_balancer": "a", "dns_name": "b"}])
    def test_needs_one_target(self, wrong: dict[str, str]) -> None:
        assert list(record(alias=Alias(**wrong)).problems()) == [
            "alias: give either load_balancer, or dns_name together with zone_id"]


class Zone:
    """A hosted zone that takes every change, or refuses it."""

    def __init__(self, refusal: str = "") -> None:
        self.refusal = refusal
        self.changes: list[Call] = []

    def __call__(self, call: Call) -> Reply:
        if call.reads:
            return in_zone()[1]
        self.changes.append(call)
        if self.refusal:
            raise AwsError(call, "InvalidChangeBatch", self.refusal)
        return {"ChangeInfo": {"Id": "/change/C1"}}

    def check(self, call: Call) -> None:
        pass


class TestChanging:
    def test_a_set_is_one_change(self) -> None:
        zone = Zone()
        converge([record(name=f"t{number}", values=["192.0.2.1"]) for number in range(100)], zone)
        (change,) = zone.changes
        assert len(change.params["ChangeBatch"]["Changes"]) == 100

    def test_what_aws_says_against_it_is_told_whole(self) -> None:
        text = "[RRSet of type CNAME with DNS name www.example.com. is not permitted as it conflicts with others]"
        outcome, = converge([record(type="CNAME", values=["a.example.com"])], Zone(text))
        assert text in str(outcome.error)

    def test_a_record_is_deleted_as_it_stands(self) -> None:
        there = entry("www.example.com.", "A", "192.0.2.1", ttl=42)
        flow = record().delete()
        next(flow)
        flow.send(in_zone(there)[1])
        change = flow.send(in_zone(there)[1])
        assert change.params["ChangeBatch"]["Changes"] == [{"Action": "DELETE", "ResourceRecordSet": there}]

    def test_name_servers_are_waited_for_on_demand(self) -> None:
        flow = record(values=["192.0.2.1"], wait=True).create()
        next(flow)
        flow.send(in_zone()[1])
        wait = flow.send({"ChangeInfo": {"Id": "/change/C1"}})
        assert isinstance(wait, Wait)
        assert (wait.call.params, wait.done) == ({"Id": "/change/C1"}, {"INSYNC"})

    def test_a_new_record_needs_an_answer(self) -> None:
        with pytest.raises(Invalid, match="give values or alias"):
            requests(record().create())

    @pytest.mark.parametrize("wrong", [
        {"values": []}, {"ttl": -1}, {"values": ["a"], "alias": Alias(load_balancer="a")},
        {"ttl": 1, "alias": Alias(load_balancer="a")},
    ])
    def test_what_cannot_be_is_told_beforehand(self, wrong: dict[str, t.Any]) -> None:
        assert len(list(record(**wrong).problems())) == 1
