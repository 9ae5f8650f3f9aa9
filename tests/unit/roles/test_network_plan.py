# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A platform's network, from its range to the rules of its groups."""

from __future__ import annotations

import ipaddress
import itertools
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.elbv2 import Listener, LoadBalancer
from ansible_collections.venturemond.envelope.plugins.module_utils.network_plan import network_plan, subnets


def wanted(**said: t.Any) -> dict[str, t.Any]:
    return {"prefix": "e", "cidr_block": "10.20.0.0/16", "availability_zones": ["a", "b"], "subnet_bits": 20,
            "nat": "per_zone", "interface_endpoints": [], "load_balancer_cidr_blocks": ["0.0.0.0/0"],
            "load_balancers": ["e"], "public_subnets": ["e-public-a", "e-public-b"], "domain": "e.test",
            "ssl_policy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
            "access_logs_bucket": "", "load_balancer_attributes": {}, "tags": {"tenant": "x"}, **said}


def by_name(entries: list[dict[str, t.Any]]) -> dict[str, dict[str, t.Any]]:
    return {entry["name"]: entry for entry in entries}


def rules(**said: t.Any) -> dict[str, dict[str, t.Any]]:
    return {entry["security_group"]: entry for entry in network_plan(wanted(**said))["security_group_rules"]}


class TestSubnets:
    def test_are_cut_tier_by_tier_and_zone_by_zone(self):
        assert [(each["name"], each["cidr_block"], each["availability_zone"]) for each in subnets(wanted())] == [
            ("e-public-a", "10.20.0.0/20", "a"), ("e-public-b", "10.20.16.0/20", "b"),
            ("e-private-a", "10.20.32.0/20", "a"), ("e-private-b", "10.20.48.0/20", "b"),
            ("e-data-a", "10.20.64.0/20", "a"), ("e-data-b", "10.20.80.0/20", "b"),
        ]

    @pytest.mark.parametrize(("cidr_block", "bits", "zones"), [
        ("10.0.0.0/16", 20, "ab"), ("10.0.0.0/16", 28, "abc"), ("10.0.0.0/24", 27, "ab"), ("10.0.0.0/24", 28, "abcde"),
        ("10.9.16.0/20", 23, "ab"),
    ])
    def test_lie_in_the_vpc_and_apart_from_each_other(self, cidr_block: str, bits: int, zones: str):
        found = subnets(wanted(cidr_block=cidr_block, subnet_bits=bits, availability_zones=list(zones)))
        ranges = [ipaddress.IPv4Network(each["cidr_block"]) for each in found]

        assert len(ranges) == 3 * len(zones)
        assert all(each.subnet_of(ipaddress.IPv4Network(cidr_block)) for each in ranges)
        assert not any(one.overlaps(other) for one, other in itertools.combinations(ranges, 2))

    @pytest.mark.parametrize(("said", "told"), [
        ({"subnet_bits": 18}, "network_subnet_bits 18: 10.20.0.0/16 holds 4 such subnets and 6 are needed; "
                              "allowed are 19 to 28"),
        ({"subnet_bits": 8}, "holds 0 such subnets"),
        ({"subnet_bits": 29}, "allowed are 19 to 28"),
        ({"cidr_block": "10.20.0.0/24", "subnet_bits": 26}, "10.20.0.0/24 holds 4 such subnets and 6 are needed; "
                                                            "allowed are 27 to 28"),
        ({"availability_zones": ["a", "b", "c"], "subnet_bits": 19}, "holds 8 such subnets and 9 are needed; "
                                                                     "allowed are 20 to 28"),
        ({"cidr_block": "10.20.0.0/15"}, "network_cidr_block 10.20.0.0/15: a VPC is /16 to /24 here"),
        ({"cidr_block": "10.20.0.0/25"}, "network_cidr_block 10.20.0.0/25: a VPC is /16 to /24 here"),
        ({"cidr_block": "10.20.0.1/16"}, "'10.20.0.1/16': 10.20.0.1/16 has host bits set; allowed is a network"),
        ({"cidr_block": "fd00::/56"}, "'fd00::/56'"),
        ({"cidr_block": "envelope"}, "network_cidr_block 'envelope'"),
        ({"availability_zones": ["a"]}, "cell_availability_zones a: two or more different zones are needed"),
        ({"availability_zones": ["a", "a"]}, "cell_availability_zones a, a: two or more different zones"),
    ])
    def test_that_cannot_be_are_refused_with_what_is_allowed(self, said: dict[str, t.Any], told: str):
        with pytest.raises(Invalid) as refused:
            network_plan(wanted(**said))
        assert told in str(refused.value)


class TestNat:
    @pytest.mark.parametrize(("nat", "gateways", "ways_out"), [
        ("per_zone", ["e-a", "e-b"], [["e-a"], ["e-b"]]),
        ("single", ["e-a"], [["e-a"], ["e-a"]]),
        ("none", [], [[], []]),
    ])
    def test_leads_each_zone_out(self, nat: str, gateways: list[str], ways_out: list[list[str]]):
        plan = network_plan(wanted(nat=nat))
        tables = by_name(plan["route_tables"])

        assert [each["name"] for each in plan["nat_gateways"]] == gateways
        assert all(each["subnet"] == f"e-public-{each['name'][-1]}" for each in plan["nat_gateways"])
        assert [[route["nat_gateway"] for route in tables[f"e-private-{zone}"]["routes"]] for zone in "ab"] == ways_out


def test_every_subnet_has_one_route_table_and_only_the_public_ones_an_internet_gateway():
    plan = network_plan(wanted())
    tables = by_name(plan["route_tables"])
    routed = [name for table in tables.values() for name in table["subnets"]]

    assert sorted(routed) == sorted(by_name(plan["subnets"]))
    assert [name for name, table in tables.items()
            for route in table["routes"] if "internet_gateway" in route] == ["e-public"]
    assert tables["e-public"]["subnets"] == ["e-public-a", "e-public-b"]
    assert tables["e-data"]["routes"] == []


class TestRules:
    def test_let_the_world_in_at_the_load_balancer_alone(self):
        found = rules(load_balancer_cidr_blocks=["192.0.2.0/24"])
        open_to = {group: [rule["cidr_blocks"] for rule in each["ingress"] if "cidr_blocks" in rule]
                   for group, each in found.items()}

        assert open_to == {"e-alb": [["192.0.2.0/24"]] * 2, "e-services": [], "e-data": [], "e-endpoints": [],
                           "e-clients": []}
        assert [rule["to_port"] for rule in found["e-alb"]["ingress"]] == [80, 443]

    def test_let_the_data_answer_the_services_alone_and_call_nobody(self):
        data = rules()["e-data"]

        assert {(rule["from_port"], *rule["security_groups"]) for rule in data["ingress"]} == {
            (3306, "e-services", "e-clients"), (6379, "e-services", "e-clients")}
        assert data["egress"] == []

    def test_are_between_groups_that_are_made(self):
        plan = network_plan(wanted())
        named = {group for each in plan["security_group_rules"] for rule in each["ingress"]
                 for group in rule.get("security_groups", [])}

        assert named | {each["security_group"] for each in plan["security_group_rules"]} == set(
            by_name(plan["security_groups"]))


class TestEndpoints:
    def test_a_gateway_for_s3_serves_every_route_table(self):
        plan = network_plan(wanted())

        [gateway] = plan["endpoints"]
        assert gateway["vpc_endpoint_type"] == "Gateway"
        assert sorted(gateway["route_tables"]) == sorted(by_name(plan["route_tables"]))

    def test_interfaces_are_in_the_private_subnets_behind_their_own_group(self):
        _gateway, logs = network_plan(wanted(interface_endpoints=["logs"]))["endpoints"]

        assert (logs["name"], logs["service"], logs["vpc_endpoint_type"]) == ("e-logs", "logs", "Interface")
        assert logs["subnets"] == ["e-private-a", "e-private-b"] and logs["security_groups"] == ["e-endpoints"]


class TestLoadBalancers:
    def test_all_of_them_are_alike_and_have_the_same_listeners(self):
        plan = network_plan(wanted(load_balancers=["e", "e-2"]))

        first, second = plan["load_balancers"]
        assert {**first, "name": "e-2"} == second
        assert (first["subnets"], first["security_groups"]) == (["e-public-a", "e-public-b"], ["e-alb"])
        assert [(each["load_balancer"], each["port"]) for each in plan["listeners"]] == [
            ("e", 443), ("e", 80), ("e-2", 443), ("e-2", 80)]

    def test_there_is_no_way_around_encryption(self):
        secure, plain = network_plan(wanted())["listeners"]

        assert (secure["protocol"], secure["certificate"], secure["ssl_policy"]) == (
            "HTTPS", "e.test", "ELBSecurityPolicy-TLS13-1-2-2021-06")
        [refused], [led] = secure["default_actions"], plain["default_actions"]
        assert refused["fixed_response"]["status_code"] == "404", "nobody has said who that is for"
        assert (led["redirect"]["protocol"], led["redirect"]["port"]) == ("HTTPS", "443")

    def test_access_logs_are_kept_where_there_is_a_bucket(self):
        [silent] = network_plan(wanted())["load_balancers"]
        [logged] = network_plan(wanted(access_logs_bucket="e-logs"))["load_balancers"]

        assert not any("logs" in name for name in silent["attributes"])
        assert logged["attributes"]["access_logs.s3.enabled"] == "true"
        assert logged["attributes"]["access_logs.s3.bucket"] == "e-logs"

    def test_they_are_what_the_kinds_take(self):
        plan = network_plan(wanted(load_balancers=["e", "e-2"]))

        assert [problem for each in plan["load_balancers"] for problem in LoadBalancer.given(each).problems()] == []
        assert [problem for each in plan["listeners"] for problem in Listener.given(each).problems()] == []


def test_everything_that_can_have_tags_has_them():
    plan = network_plan(wanted(interface_endpoints=["logs"]))
    tagged = ("subnets", "nat_gateways", "route_tables", "security_groups", "endpoints", "load_balancers",
              "listeners")
    assert all(entry["tags"] == {"tenant": "x"} for what in tagged for entry in plan[what])
