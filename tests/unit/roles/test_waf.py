# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role `waf` makes of its variables."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2 import IpSet, WebAcl
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2.capacity import least
from ansible_collections.venturemond.envelope.plugins.module_utils.waf import waf_plan
from ansible_collections.venturemond.envelope.plugins.module_utils.waf.rules import only_counting

WANTED: dict[str, t.Any] = {
    "account_id": "111122223333", "region": "eu-west-1", "prefix": "envelope-prod", "enabled": True, "web_acl": "",
    "load_balancers": ["envelope-prod", "envelope-prod-2"], "mode": "count", "overrides": {}, "counted": {},
    "allow": [], "deny": [], "per_client": 2000, "per_tenant": 20000, "window": 300, "rules": [], "capacity": 1500,
    "shared_hosts": ["api.envelope.example", "hq.envelope.example"], "log_requests": "matched", "log_days": 365,
    "log_key": "envelope-prod-waf", "tags": {"project": "envelope"},
}
THEIRS = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/{}/12345678-1234-1234-1234-123456789012"
GEO: dict[str, t.Any] = {"name": "geo", "priority": 5, "action": {"count": {}},
                         "statement": {"geo_match_statement": {"country_codes": ["DE"]}}}


def plan(**said: t.Any) -> dict[str, list[dict[str, t.Any]]]:
    return waf_plan({**WANTED, **said})


def rules(**said: t.Any) -> dict[str, dict[str, t.Any]]:
    [acl] = plan(**said)["web_acls"]
    return {rule["name"]: rule for rule in acl["rules"]}


def does(rule: dict[str, t.Any]) -> str:
    return next(iter(rule.get("action") or rule["override_action"]))


class TestRules:
    def test_lists_act_and_the_rest_counts_until_it_is_told_otherwise(self):
        assert {name: does(rule) for name, rule in rules().items()} == {
            "deny": "block", "allow": "allow", "rate-per-client": "count", "rate-per-tenant": "count",
            "ip-reputation": "count", "known-bad-inputs": "count", "common": "count", "linux": "count"}

    def test_all_of_them_act(self):
        assert {name: does(rule) for name, rule in rules(mode="block").items()} == {
            "deny": "block", "allow": "allow", "rate-per-client": "block", "rate-per-tenant": "block",
            "ip-reputation": "none", "known-bad-inputs": "none", "common": "none", "linux": "none"}

    @pytest.mark.parametrize("off", ["off", False], ids=["quoted", "as YAML reads it"])
    def test_each_may_do_otherwise(self, off: t.Any):
        found = rules(mode="block", overrides={"deny": "count", "common": "count", "linux": off, "allow": off})

        assert (does(found["deny"]), does(found["common"])) == ("count", "count")
        assert not {"linux", "allow"} & found.keys()

    def test_a_rule_inside_a_group_may_count_where_the_group_blocks(self):
        group = rules(mode="block", counted={"common": ["SizeRestrictions_BODY"]})["common"]

        assert group["statement"]["managed_rule_group_statement"]["rule_action_overrides"] == [
            {"name": "SizeRestrictions_BODY", "action_to_use": {"count": {}}}]

    def test_tenants_are_told_apart_by_their_host_in_one_rule_that_leaves_out_what_they_share(self):
        rate = rules(per_tenant=500, window=60)["rate-per-tenant"]["statement"]["rate_based_statement"]
        shared = rate["scope_down_statement"]["not_statement"]["statement"]["or_statement"]["statements"]

        assert (rate["limit"], rate["evaluation_window_sec"], rate["aggregate_key_type"]) == (500, 60, "CUSTOM_KEYS")
        assert [key["header"]["name"] for key in rate["custom_keys"]] == ["host"]
        assert [each["byte_match_statement"]["search_string"] for each in shared] == WANTED["shared_hosts"]
        assert "scope_down_statement" not in str(rules(shared_hosts=[])), "AWS takes no empty statement"

    def test_addresses_of_both_versions_are_in_sets_of_their_own_and_in_one_rule(self):
        found = plan(deny=["192.0.2.1", "2001:db8::/32"])
        sets = {each["name"]: (each["ip_address_version"], each.get("addresses")) for each in found["ip_sets"]}

        assert sets == {"envelope-prod-deny": ("IPV4", ["192.0.2.1"]),
                        "envelope-prod-deny-ipv6": ("IPV6", ["2001:db8::/32"]), "envelope-prod-allow": ("IPV4", []),
                        "envelope-prod-on-call": ("IPV4", None), "envelope-prod-on-call-ipv6": ("IPV6", None)}
        assert [each["name"] for each in found["former_ip_sets"]] == ["envelope-prod-allow-ipv6"]

    def test_who_is_on_call_has_sets_of_their_own_in_the_rule_that_denies_whose_addresses_are_nobody_elses(self):
        denied = rules(deny=["192.0.2.1"])["deny"]["statement"]["or_statement"]["statements"]

        assert [each["ip_set_reference_statement"]["arn"] for each in denied] == [
            "envelope-prod-deny", "envelope-prod-on-call", "envelope-prod-on-call-ipv6"]
        assert "on-call" not in str(plan(overrides={"deny": "off"})["ip_sets"]), "nothing would refer to them"

    @pytest.mark.parametrize("said", [
        {}, {"mode": "block"}, {"shared_hosts": ["API.envelope.example"], "deny": ["::1"], "rules": [GEO]},
    ], ids=["as it is", "blocking", "otherwise"])
    def test_they_are_what_the_module_takes_at_the_usual_price(self, said: dict[str, t.Any]):
        found = plan(**said)
        [acl] = found["web_acls"]

        assert list(WebAcl.given(acl).problems()) == []
        assert [problem for each in found["ip_sets"] for problem in IpSet.given(each).problems()] == []
        assert 1127 < least(acl["rules"]) <= 1500

    def test_those_that_only_count_are_told_of_a_web_acl_as_its_module_returns_it(self):
        assert only_counting({"rules": list(rules(mode="block", overrides={"linux": "count"}).values())}) == ["linux"]
        assert only_counting({}) == []


class TestLog:
    def test_it_is_encrypted_kept_and_without_secrets_as_samples_are(self):
        found = plan()
        [group], [key], [acl] = found["log_groups"], found["kms_keys"], found["web_acls"]

        assert group == {"name": "aws-waf-logs-envelope-prod", "retention_in_days": 365,
                         "kms_key": "alias/envelope-prod-waf", "tags": WANTED["tags"]}
        assert key["policy"]["Statement"][1]["Condition"]["ArnLike"]["kms:EncryptionContext:aws:logs:arn"] == [
            "arn:aws:logs:eu-west-1:111122223333:log-group:aws-waf-logs-envelope-prod"]
        assert [each["single_header"]["name"] for each in acl["logging"]["redacted_fields"]] == [
            "authorization", "cookie"]
        [protection] = acl["data_protection_config"]["data_protections"]
        assert protection == {"action": "SUBSTITUTION", "field": {
            "field_type": "SINGLE_HEADER", "field_keys": ["authorization", "cookie"]}}

    def test_all_requests_are_logged_or_those_that_a_rule_has_matched(self):
        [matched], [every] = plan()["web_acls"], plan(log_requests="all")["web_acls"]

        assert matched["logging"]["filter"]["default_behavior"] == "DROP"
        assert "filter" not in every["logging"]

    def test_it_may_do_without_a_key(self):
        found = plan(log_key="")

        assert (found["kms_keys"], found["log_groups"][0]["kms_key"]) == ([], "")


class TestPlaces:
    def test_it_is_in_front_of_every_load_balancer(self):
        found = plan()

        assert found["associations"] == [{"resource": "envelope-prod", "web_acl": "envelope-prod"},
                                         {"resource": "envelope-prod-2", "web_acl": "envelope-prod"}]
        assert found["former_associations"] == found["former_web_acls"] == []

    def test_switched_off_it_is_taken_from_them_and_goes_with_its_sets(self):
        found = plan(enabled=False)

        assert found["former_associations"] == plan()["associations"] and found["associations"] == []
        assert [each["name"] for each in found["former_web_acls"]] == ["envelope-prod"]
        assert len(found["former_ip_sets"]) == 6
        assert all(each["tags"] == WANTED["tags"] for each in found["former_web_acls"]), "by which it is known as ours"
        assert found["kms_keys"] == found["log_groups"] == found["web_acls"] == found["ip_sets"] == []

    @pytest.mark.parametrize(("theirs", "former"), [
        (THEIRS.format("theirs"), ["envelope-prod"]), ("theirs", ["envelope-prod"]),
        (THEIRS.format("envelope-prod"), []), ("envelope-prod", []),
    ], ids=["ARN", "name", "ARN of our name", "our name"])
    def test_somebody_elses_takes_its_place_and_is_left_alone(self, theirs: str, former: list[str]):
        found = plan(web_acl=theirs)

        assert {each["web_acl"] for each in found["associations"]} == {theirs}
        assert [each["name"] for each in found["former_web_acls"]] == former
        assert found["web_acls"] == found["log_groups"] == []
        assert {each["web_acl"] for each in plan(web_acl=theirs, enabled=False)["former_associations"]} == {theirs}


@pytest.mark.parametrize(("said", "problem"), [
    ({"per_client": 9}, "waf_requests_per_client is 9: allowed are 10 to 2000000000"),
    ({"window": 90}, "waf_window_seconds is 90: allowed are 60, 120, 300, 600"),
    ({"deny": ["10.0.0.1/8"]}, "waf_deny_addresses has '10.0.0.1/8': 10.0.0.1/8 has host bits set; allowed are ranges"),
    ({"allow": ["office"]}, "waf_allow_addresses has 'office': .*allowed are ranges such as 192.0.2.0/24"),
    ({"deny": ["0.0.0.0/0"]}, "waf_deny_addresses has 0.0.0.0/0, which is everybody"),
    ({"overrides": {"comon": "block"}}, "waf_overrides: comon is not known, did you mean common"),
    ({"overrides": {"common": "allow"}}, "waf_overrides.common is 'allow': allowed are count, block, off"),
    ({"counted": {"linus": []}}, "waf_counted: linus is not known, did you mean linux"),
    ({"counted": {"linux": "LFI_URIPATH"}}, "waf_counted.linux is 'LFI_URIPATH': allowed is a list"),
    ({"rules": [{**GEO, "statment": {}}]}, "waf_rules.0.: statment is not known, did you mean statement"),
    ({"rules": [{**GEO, "name": "deny"}]}, "waf_rules: deny is a rule of ours"),
    ({"rules": [{**GEO, "priority": 60}]}, "waf_rules: priority 60 of geo is that of common: allowed are all but 0"),
    ({"capacity": 5001}, "waf_capacity is 5001: allowed are 1 to 5000"),
    ({"capacity": 1000}, "waf_capacity is 1000, and the rules need 11.. WCU or more"),
    ({"web_acl": THEIRS.format("x").replace("regional", "global")}, "allowed are .* of scope REGIONAL in eu-west-1"),
    ({"web_acl": THEIRS.format("x"), "region": "eu-central-1"}, "waf_web_acl is arn.*in eu-central-1"),
    ({"per_client": 1, "per_tenant": 1}, "waf_requests_per_client is 1.*; waf_requests_per_tenant is 1"),
])
def test_what_is_wrong_is_said_before_anything_is_asked(said: dict[str, t.Any], problem: str):
    with pytest.raises(Invalid, match=problem):
        plan(**said)
