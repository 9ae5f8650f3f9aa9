# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An address is blocked and released in the list of whoever is on call, as it is at that moment."""

from __future__ import annotations

import dataclasses
import typing as t
from types import MappingProxyType

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.wafv2_block_address import BlockAddress
from ansible_collections.venturemond.envelope.tests.unit.on_call.asking import Asked, ask

SET = "envelope-prod-on-call"
ID = "00000000-0000-0000-0000-00000000000{}"
ARN = "arn:aws:wafv2:eu-west-1:111122223333:regional/ipset/{}/1"
TOKEN = "00000000-0000-0000-0000-0000000000aa"
BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/envelope-prod/1"
RULE = MappingProxyType({
    "name": "deny", "Name": "deny", "Action": {"Block": {}}, "Statement": {"ARN": ARN.format(SET)}})


def account(rule: t.Any = RULE, protects: t.Sequence[str] = (BALANCER,), **sets: list[str]) -> dict[str, t.Any]:
    """AWS with these IP sets, by what comes after the prefix, - for _."""
    there = {"on_call": [], **sets}
    held = {f"envelope-prod-{name.replace('_', '-')}": [*ranges] for name, ranges in there.items()}
    listed = [{"Name": name, "Id": ID.format(place), "ARN": ARN.format(name)} for place, name in enumerate(held)]

    def update(call: t.Any) -> dict[str, t.Any]:
        held[call.params["Name"]] = call.params["Addresses"]
        return {}

    return {
        "list_ip_sets": {"IPSets": listed},
        "get_ip_set": lambda call: {"IPSet": {"Addresses": held[call.params["Name"]], "Description": "Why"},
                                    "LockToken": TOKEN},
        "list_web_acls": {"WebACLs": [{"Name": "envelope-prod", "Id": ID.format(9),
                                       "ARN": "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/envelope-prod/1"}]},
        "get_web_acl": {"WebACL": {"Rules": [rule] if rule else []}},
        "list_resources_for_web_acl": {"ResourceArns": list(protects)},
        "describe_nat_gateways": {"NatGateways": [
            {"NatGatewayId": "nat-1", "NatGatewayAddresses": [{"PublicIp": "198.51.100.9"}, {}]}]},
        "update_ip_set": update,
    }


def block(address: str, answers: dict[str, t.Any], state: str = "blocked", *, check: bool = False,
          confirm: str | None = SET) -> Asked:
    about = {"web_acl": "envelope-prod", "address": address, "state": state, "confirm": confirm}
    return ask(BlockAddress.given(about), answers, check=check)


def test_it_is_said_first_and_done_when_the_name_is_typed_back():
    answers = account(on_call=["203.0.113.8/32"])
    dry = block("203.0.113.7", answers, confirm=None)
    assert dry.writes == [] and not dry.result["changed"]
    assert dry.said == [
        "203.0.113.7/32 is not blocked",
        "who is blocked gets 403 from envelope-prod, by rule deny of the web ACL envelope-prod",
        "would block 203.0.113.7/32: put it into the IP set envelope-prod-on-call",
        "nothing was changed; to do it, add -e confirm=envelope-prod-on-call"]

    done = block("203.0.113.7", answers)
    assert done.result["changed"] and done.writes == [("update_ip_set", {
        "Name": SET, "Scope": "REGIONAL", "Id": ID.format(0), "LockToken": TOKEN, "Description": "Why",
        "Addresses": ["203.0.113.7/32", "203.0.113.8/32"]})]

    again = block("203.0.113.7", answers)
    assert again.writes == [] and again.said[0].endswith("blocked already: 203.0.113.7/32 is in envelope-prod-on-call")


def test_check_mode_writes_nothing_though_it_was_confirmed():
    found = block("203.0.113.7", account(), check=True)
    assert found.writes == [] and found.result["changed"]


def test_somebody_elses_change_in_between_is_not_lost():
    answers = account(on_call=["203.0.113.8/32"])
    theirs = iter([["192.0.2.1/32"]])

    def update(call: t.Any) -> t.Any:
        if (beaten := next(theirs, None)) is None:
            return answers["update_ip_set"](call)
        answers["update_ip_set"](dataclasses.replace(call, params={**call.params, "Addresses": beaten}))
        return "WAFOptimisticLockException"

    found = block("203.0.113.7", {**answers, "update_ip_set": update})
    assert [params["Addresses"] for _operation, params in found.writes] == [
        ["203.0.113.7/32", "203.0.113.8/32"], ["192.0.2.1/32", "203.0.113.7/32"]]


def test_an_address_of_version_6_has_a_list_of_its_own():
    found = block("2001:db8::7", account(on_call_ipv6=[]), confirm=f"{SET}-ipv6")
    assert found.writes[0][1]["Addresses"] == ["2001:db8::7/128"]


def test_what_the_inventory_denies_needs_nothing_and_what_it_lets_in_is_blocked_with_a_warning():
    assert block("203.0.113.7", account(deny=["203.0.113.0/24"])).writes == []
    found = block("203.0.113.0/24", account(allow=["203.0.113.9/32"]))
    assert found.said[1].startswith("BEWARE: the inventory lets in 203.0.113.9/32") and found.writes


@pytest.mark.parametrize(("about", "said"), [
    ({"rule": None}, "BEWARE: no rule of the web ACL envelope-prod goes by envelope-prod-on-call"),
    ({"rule": {**RULE, "Action": {"Count": {}}}}, "BEWARE: rule deny of the web ACL envelope-prod only counts"),
    ({"protects": []}, "BEWARE: the web ACL envelope-prod is in front of no load balancer"),
])
def test_a_list_that_nobody_goes_by_is_told(about: dict[str, t.Any], said: str):
    assert said in block("203.0.113.7", account(**about)).text


def test_it_is_released_with_what_is_within():
    answers = account(on_call=["203.0.113.7/32", "203.0.113.8/32", "192.0.2.1/32"])
    assert block("203.0.113.0/24", answers, "released").writes[0][1]["Addresses"] == ["192.0.2.1/32"]
    assert block("203.0.113.7", answers, "released").said == ["203.0.113.7/32 is not blocked", "nothing has to be done"]


def test_of_very_many_that_are_released_it_says_how_many():
    found = block("203.0.113.0/24", account(on_call=[f"203.0.113.{place}/32" for place in range(23)]), "released",
                  confirm=None)
    assert len(found.result["steps"]) == 21
    assert found.result["steps"][-1] == "release 3 more that are in 203.0.113.0/24"


@pytest.mark.parametrize(("sets", "why"), [
    ({"on_call": ["203.0.113.0/24"]}, "cannot be released alone: 203.0.113.0/24 is blocked as a whole"),
    ({"deny": ["203.0.113.0/24"]}, "is blocked by the inventory: take 203.0.113.0/24 out of waf_deny_addresses"),
])
def test_what_cannot_be_released_says_what_can(sets: dict[str, list[str]], why: str):
    with pytest.raises(Invalid, match=why):
        block("203.0.113.7", account(**sets), "released")


def test_the_platforms_own_address_is_refused():
    with pytest.raises(Invalid, match=r"holds 198\.51\.100\.9 of the platform's own NAT gateway nat-1"):
        block("198.51.100.0/24", account())


def test_without_an_address_it_says_who_is_blocked():
    found = block("", account(on_call=["203.0.113.7/32"], on_call_ipv6=["2001:db8::/48"]), confirm=None)
    assert found.said[0] == "whoever is on call has blocked 2: 203.0.113.7/32, 2001:db8::/48"
    assert block("", account(on_call_ipv6=[]), confirm=None).said[0] == "whoever is on call has blocked 0"


def test_a_platform_without_such_a_list_is_told_who_makes_it():
    with pytest.raises(Unresolved, match="no IP set named envelope-prod-on-call; role waf makes it"):
        block("203.0.113.7", {**account(), "list_ip_sets": {"IPSets": []}})


@pytest.mark.parametrize(("address", "why"), [
    ("10.1.2.3", "10.0.0.0/8 (private) and so no client's"), ("192.168.0.0/24", "private"), ("fd00::1", "private"),
    ("0.0.0.0/0", "allowed are addresses and ranges up to /16"), ("203.0.0.0/12", "up to /16"),
    ("2001:db8::/16", "IPv6: /32"), ("203.0.113.7/24", "has host bits set"), ("acme", "does not appear to be"),
    ("127.0.0.1", "the machine itself"), ("169.254.169.254", "link-local"), ("::ffff:203.0.113.7", "no address of"),
])
def test_what_is_no_client_is_refused_in_one_line(address: str, why: str):
    [problem] = BlockAddress.given({"web_acl": "envelope-prod", "address": address, "confirm": "x"}).problems()
    assert problem.startswith("address is ") and why in problem


def test_a_wrong_phrase_is_refused_before_any_call():
    about = {"web_acl": "envelope-prod", "address": "203.0.113.7", "confirm": "envelope-prod"}
    assert list(BlockAddress.given(about).problems()) == [
        "confirm is 'envelope-prod': allowed is envelope-prod-on-call, the name of what is changed"]
