# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""B1: the web ACL in front of the load balancer, each clause by an edit of what AWS shows."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.waf import B1
from ansible_collections.venturemond.envelope.tests.unit.auditing import sample_operations
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import (
    bearing,
    checked,
    failing,
    place,
    seen,
)

Found = dict[str, t.Any]
EVERY = {one.id.partition(".")[2] for one in B1.checks}


@pytest.fixture
def found() -> Found:
    return sample_operations.sample()


def without(found: Found, *names: str) -> Found:
    """Without these rules."""
    acl = found["web ACLs"][0]["web_acl"]
    acl["Rules"] = [one for one in acl["Rules"] if one["Name"] not in names]
    return found


def test_what_lacks_nothing(found: Found):
    assert bearing("PASS", B1, found) == EVERY


@pytest.mark.parametrize(("rule", "check"), [
    ("rate", "rate"), ("Common", "common"), ("Linux", "linux"), ("KnownBadInputs", "bad_inputs"), ("deny", "lists")])
def test_a_rule_that_is_missing_fails_alone(found: Found, rule: str, check: str):
    assert failing(B1, without(found, rule)) == {check}
    assert seen(B1, check, found) == ["web ACL guard: no rule does"]


def test_a_load_balancer_without_one_fails_once(found: Found):
    found["web ACLs"][0]["web_acl"] = None
    assert failing(B1, found) == {"present"}
    assert bearing("NOT APPLICABLE", B1, found) == EVERY - {"present"}


def test_load_balancers_of_others_are_none_of_its_business(found: Found):
    found["web ACLs"].append({"LoadBalancerArn": "other", "LoadBalancerName": "other", "web_acl": None})
    assert not failing(B1, found)


def test_a_rule_of_the_same_name_by_somebody_else_does_not_count(found: Found):
    for rule in found["web ACLs"][0]["web_acl"]["Rules"]:
        if rule["Name"] == "Linux":
            rule["Statement"]["ManagedRuleGroupStatement"]["VendorName"] = "Somebody"
    assert failing(B1, found) == {"linux"}


def test_no_log(found: Found):
    found["logs of web ACLs"] = {}
    assert failing(B1, found) == {"logging"}


def counting(found: Found) -> Found:
    for rule in found["web ACLs"][0]["web_acl"]["Rules"]:
        if rule["Name"] in ("rate", "Common"):
            rule.update({"Action": {"Count": {}}} if "Action" in rule else {"OverrideAction": {"Count": {}}})
    return found


def test_rules_that_only_count_are_told_unless_the_inventory_means_it(found: Found):
    assert failing(B1, counting(found)) == {"acts"}
    assert seen(B1, "acts", found) == ["web ACL guard: rate, Common only count"]
    assert failing(B1, found, place(waf_mode="block")) == {"acts"}
    assert bearing("NOT APPLICABLE", B1, found, place(waf_mode="count")) == {"acts"}


@pytest.mark.parametrize(("rules", "check"), [
    (("linux",), "linux"), (("rate-per-client", "rate-per-tenant"), "rate"), (("deny", "allow"), "lists")])
@pytest.mark.parametrize("off", ["off", False])
def test_a_rule_that_the_inventory_wants_none_of(found: Found, rules: tuple[str, ...], check: str, off: t.Any):
    without(found, "Linux", "rate", "deny")
    where = place(waf_mode="block", waf_overrides=dict.fromkeys(rules, off))
    assert bearing("NOT APPLICABLE", B1, found, where) == {check}
    assert check in failing(B1, found, place(waf_mode="block", waf_overrides={rules[0]: "count"}))


def test_a_rule_that_the_inventory_lets_count(found: Found):
    found["web ACLs"][0]["web_acl"]["Rules"].append(
        {"Name": "linux", "Statement": {}, "OverrideAction": {"Count": {}}})
    assert not failing(B1, found, place(waf_mode="block", waf_overrides={"linux": "count"}))
    assert failing(B1, found, place(waf_mode="block", waf_overrides={"common": "count"})) == {"acts"}


def test_switched_off(found: Found):
    found["web ACLs"][0]["web_acl"] = None
    assert bearing("NOT APPLICABLE", B1, found, place(waf_enabled=False)) == EVERY


@pytest.mark.parametrize("named", ["guard", sample_operations.ACL])
def test_rules_of_somebody_else_are_theirs(found: Found, named: str):
    found = without(found, "rate", "Linux")
    assert bearing("PASS", B1, found, place(waf_web_acl=named)) == {"present"}
    assert bearing("NOT APPLICABLE", B1, found, place(waf_web_acl=named)) == EVERY - {"present"}


def test_another_one_than_the_inventory_names(found: Found):
    assert failing(B1, found, place(waf_web_acl="theirs")) == {"present"}


def test_what_is_refused_is_unknown(found: Found):
    found["logs of web ACLs"] = sample_operations.denied("wafv2", "list_logging_configurations")
    assert bearing("UNKNOWN", B1, found) == {"logging"}
    found["web ACLs"] = sample_operations.denied("wafv2", "get_web_acl_for_resource")
    assert {one.verdict for one in checked(B1, found).values()} == {"UNKNOWN"}
