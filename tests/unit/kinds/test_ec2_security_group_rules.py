# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What rules of security groups mean, and conversations about them."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ec2 import SecurityGroupRules
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ec2.default_groups import cut_off
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ec2.rules import Rule, alike, rules
from ansible_collections.venturemond.envelope.plugins.module_utils.replacing import decided
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

EVERYTHING = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
EVERYTHING_IPV6 = {"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}
SSH = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
HTTPS = Rule(protocol="tcp", from_port=443, cidr_blocks=["10.0.0.0/8"])
ANY = Rule(protocol="all", cidr_blocks=["0.0.0.0/0"])


def group(*ingress: dict[str, t.Any], egress: t.Sequence[dict[str, t.Any]] = (EVERYTHING,)) -> Reply:
    return {"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "api", "OwnerId": "111122223333",
                                "IpPermissions": list(ingress), "IpPermissionsEgress": list(egress)}]}


def wanted(**options: t.Any) -> SecurityGroupRules:
    return SecurityGroupRules(security_group="sg-1", **options)


def planned(of: SecurityGroupRules, reply: Reply, **options: t.Any) -> t.Any:
    return plan(of, play(of.read(), ("describe_security_groups", reply)), **options)


def conversation(of: SecurityGroupRules, reply: Reply) -> list[tuple[str, t.Any]]:
    """What is sent, as `(operation, permissions)`."""
    return [(name, params["IpPermissions"]) for name, params in requests(planned(of, reply).flow())]


@pytest.mark.parametrize(("given", "found"), [
    ([Rule(protocol="tcp", from_port=443, cidr_blocks=["10.0.0.0/8"]),
      Rule(protocol="tcp", from_port=443, to_port=443, cidr_blocks=["10.2.0.0/16"], security_groups=["sg-2"])],
     [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
       "IpRanges": [{"CidrIp": "10.2.0.0/16"}, {"CidrIp": "10.0.0.0/8"}], "UserIdGroupPairs": [{"GroupId": "sg-2"}]}]),
    ([Rule(protocol="udp", from_port=1, to_port=9, cidr_blocks=["10.0.0.0/8"], ipv6_cidr_blocks=["::/0"])],
     [{"IpProtocol": "udp", "FromPort": 1, "ToPort": 9, "Ipv6Ranges": [{"CidrIpv6": "::/0"}]},
      {"IpProtocol": "17", "FromPort": 1, "ToPort": 9, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}]),
    ([ANY], [{**EVERYTHING, "FromPort": -1, "ToPort": -1}]),
    ([Rule(protocol="icmp", from_port=8, cidr_blocks=["10.0.0.0/8"])],
     [{"IpProtocol": "icmp", "FromPort": 8, "ToPort": -1, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}]),
    ([Rule(protocol="icmpv6", ipv6_cidr_blocks=["::/0"])],
     [{"IpProtocol": "58", "FromPort": -1, "ToPort": -1, "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}]),
    ([HTTPS, HTTPS], [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
                       "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "Not ours to say"}]}]),
])
def test_rules_that_let_the_same_through_are_alike(given: list[Rule], found: list[dict[str, t.Any]]) -> None:
    assert alike(given, rules.into(found))
    assert alike(given, rules.into(rules.out(given)))


@pytest.mark.parametrize("change", [
    {"protocol": "udp"}, {"from_port": 442}, {"to_port": 444}, {"cidr_blocks": ["10.0.0.0/9"]}, {"description": "new"},
    {"prefix_lists": ["pl-1"]}, {"security_groups": ["sg-2"]}, {"ipv6_cidr_blocks": ["::/0"]}])
def test_every_part_of_a_rule_counts(change: dict[str, t.Any]) -> None:
    about = {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/8"], "description": "old"}
    assert not alike([Rule(**{**about, **change})], [Rule(**about)])


def test_what_somebody_opened_to_the_world_is_closed() -> None:
    assert conversation(wanted(ingress=[HTTPS]), group(*rules.out([HTTPS]), SSH)) == [
        ("revoke_security_group_ingress", [SSH])]


def test_new_rules_are_allowed_before_old_ones_are_forbidden_in_one_call_each() -> None:
    both = [HTTPS, Rule(protocol="tcp", from_port=80, cidr_blocks=["10.0.0.0/8"])]
    assert [name for name, _permissions in conversation(wanted(ingress=both, egress=[HTTPS]), group(SSH))] == [
        "authorize_security_group_ingress", "revoke_security_group_ingress",
        "authorize_security_group_egress", "revoke_security_group_egress"]


def test_where_old_and_new_do_not_fit_together_the_old_ones_go_first() -> None:
    play(planned(wanted(ingress=[HTTPS]), group(SSH)).flow(),
         ("authorize_security_group_ingress", "RulesPerSecurityGroupLimitExceeded"),
         ("revoke_security_group_ingress", {}), ("authorize_security_group_ingress", {}))


def test_a_description_alone_is_changed_in_place() -> None:
    told = Rule(protocol="tcp", from_port=443, cidr_blocks=["10.0.0.0/8"], description="new")
    assert conversation(wanted(ingress=[told]), group(*rules.out([HTTPS]))) == [
        ("update_security_group_rule_descriptions_ingress", [
            {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
             "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "new"}]}])]


def test_a_group_is_said_with_its_account_only_where_that_is_another() -> None:
    def allows(account: str) -> Reply:
        return group({"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
                      "UserIdGroupPairs": [{"GroupId": "sg-1", "UserId": account}]})

    own = wanted(ingress=[Rule(protocol="tcp", from_port=443, security_groups=["sg-1"])])
    assert planned(own, allows("111122223333")).action == "none"
    foreign = dict(conversation(own, allows("999999999999")))
    assert foreign["revoke_security_group_ingress"][0]["UserIdGroupPairs"] == [
        {"GroupId": "sg-1", "UserId": "999999999999"}]


def test_a_group_may_name_itself() -> None:
    given = SecurityGroupRules(security_group="api", ingress=[
        Rule(protocol="tcp", from_port=443, security_groups=["api"])])
    found = play(given.resolved(), *[("describe_security_groups", group())] * 2)
    assert (found.security_group, found.ingress[0].security_groups) == ("sg-1", ["sg-1"])


@pytest.mark.parametrize("egress", [[EVERYTHING], [EVERYTHING, EVERYTHING_IPV6]])
def test_the_rules_of_a_new_group_count_as_none(egress: list[dict[str, t.Any]]) -> None:
    assert planned(wanted(ingress=[HTTPS]), group(egress=egress)).action == "create"
    assert planned(wanted(ingress=[HTTPS]), group(egress=egress), absent=True).action == "none"


def test_a_group_that_shall_stay_as_new_is_left_alone() -> None:
    as_new = wanted(ingress=[], egress=[ANY])
    assert planned(as_new, group()).action == "none"
    assert planned(as_new, group(), absent=True).action == "none"


def test_rules_for_a_group_that_does_not_exist_yet_are_planned() -> None:
    given = SecurityGroupRules(security_group=Pending("security group api"), ingress=[HTTPS])
    assert planned(given, group()).action == "create"


def test_a_new_groups_default_is_revoked_where_egress_is_stated() -> None:
    assert [name for name, _permissions in sent_by_create(wanted(egress=[HTTPS]))] == [
        "authorize_security_group_egress", "revoke_security_group_egress"]
    assert [name for name, _permissions in sent_by_create(wanted(ingress=[HTTPS]))] == [
        "authorize_security_group_ingress"]


def test_a_default_group_is_closed_by_the_name_of_its_vpc() -> None:
    def default(number: int) -> dict[str, t.Any]:
        itself = {"GroupId": f"sg-{number}", "UserId": "111122223333"}
        return {"GroupId": f"sg-{number}", "GroupName": "default", "VpcId": f"vpc-{number}", "OwnerId": "111122223333",
                "IpPermissions": [{"IpProtocol": "-1", "UserIdGroupPairs": [itself]}],
                "IpPermissionsEgress": [EVERYTHING]}

    groups = {"SecurityGroups": [default(1), default(2)]}
    vpcs = {"Vpcs": [{"VpcId": "vpc-2", "Tags": [{"Key": "Name", "Value": "envelope"}]}]}
    given = SecurityGroupRules(security_group="envelope/default", ingress=[], egress=[])
    found = play(given.resolved(), ("describe_security_groups", groups), ("describe_vpcs", vpcs))

    assert conversation(found, groups) == [
        ("revoke_security_group_ingress", [{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": "sg-2"}]}]),
        ("revoke_security_group_egress", [EVERYTHING])]


class TestADefaultGroup:
    """All that was given no group is in it, and would be cut off where it is closed."""

    @staticmethod
    def refused(name: str, *users: dict[str, t.Any], asked: bool = True, **options: t.Any) -> str:
        there = group(*options.pop("there", [SSH]))
        there["SecurityGroups"][0]["GroupName"] = name
        looked = [("describe_network_interfaces", {"NetworkInterfaces": list(users)})] if asked else []
        step = planned(wanted(**options), there)
        return str(play(decided(step, agreed=False), ("describe_security_groups", there), *looked).refused)

    def test_in_which_something_works_is_not_closed_and_it_is_named(self) -> None:
        users = [{"NetworkInterfaceId": f"eni-{number}", "Description": text}
                 for number, text in enumerate(["ELB app/web/1", "", "RDSNetworkInterface", "x", "y"])]

        assert self.refused("default", *users, ingress=[], egress=[]) == (
            "rules of a VPC's default group would go, and cut off the network interfaces in it: eni-0 (ELB app/web/1), "
            "eni-1 (without a description), eni-2 (RDSNetworkInterface) and 2 more. Move them to groups of their own, "
            "or say network_default_security_group_closed: false")

    def test_that_lets_everything_out_only_is_in_use_as_well(self) -> None:
        user = {"NetworkInterfaceId": "eni-1", "Description": "worker"}
        assert "eni-1 (worker). Move" in self.refused("default", user, there=[], ingress=[], egress=[])

    def test_in_which_nothing_works_is_closed(self) -> None:
        assert self.refused("default", ingress=[], egress=[]) == ""

    def test_takes_more_rules_whatever_works_in_it(self) -> None:
        assert self.refused("default", asked=False, ingress=[HTTPS], there=[]) == ""

    def test_is_the_only_one_that_is_asked_about(self) -> None:
        assert self.refused("services", asked=False, ingress=[], egress=[]) == ""

    def test_is_asked_for_by_the_group(self) -> None:
        assert requests(cut_off({"GroupId": "sg-1", "GroupName": "default"})) == [
            ("describe_network_interfaces", {"Filters": [{"Name": "group-id", "Values": ["sg-1"]}]})]


def sent_by_create(of: SecurityGroupRules) -> list[tuple[str, t.Any]]:
    return [(name, params) for name, params in requests(of.create()) if not name.startswith("describe")]


def test_absent_brings_back_the_rules_of_a_new_group() -> None:
    step = planned(wanted(ingress=[HTTPS]), group(SSH, egress=[SSH]), absent=True)
    assert [(name, params["IpPermissions"]) for name, params in requests(step.flow())] == [
        ("revoke_security_group_ingress", [SSH]),
        ("authorize_security_group_egress", [EVERYTHING]),
        ("revoke_security_group_egress", [SSH]),
    ]


@pytest.mark.parametrize(("rule", "problem"), [
    (Rule(protocol="tcp", cidr_blocks=["10.0.0.0/8"]),
     "from_port: missing, protocol tcp needs it (0 to 65535 are all)"),
    (Rule(protocol="tcp", from_port=9, to_port=1, cidr_blocks=["10.0.0.0/8"]),
     "from_port: 9 to 1 is not a range of ports, allowed are 0 to 65535"),
    (Rule(protocol="all", from_port=1, cidr_blocks=["10.0.0.0/8"]),
     "from_port: 1 given, allowed for protocol all are no ports"),
    (Rule(protocol="all", cidr_blocks=["10.0.0.1/8"]), "cidr_blocks: 10.0.0.1/8 means 10.0.0.0/8, write that"),
    (Rule(protocol="all", cidr_blocks=["::/0"]), "cidr_blocks: ::/0 is an IPv6 range, allowed are IPv4 ranges"),
    (Rule(protocol="all", cidr_blocks=[]), "all rule: give the other side, one or more of cidr_blocks, "
                                           "ipv6_cidr_blocks, security_groups, prefix_lists"),
])
def test_what_a_rule_cannot_be_is_said(rule: Rule, problem: str) -> None:
    assert list(wanted(ingress=[rule]).problems()) == [f"ingress: {problem}"]
