# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about web ACLs, IP sets and what they protect."""

from __future__ import annotations

import re
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2 import Association, IpSet, WebAcl
from ansible_collections.venturemond.envelope.tests.unit.replies.wafv2 import ACL, ARN, ID, SET_ARN, SUMMARY, TOKEN
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/envelope-prod/50dc6c495c0c9188"
RATE: dict[str, t.Any] = {"name": "rate", "priority": 0, "action": {"block": {}}, "statement": {
    "rate_based_statement": {"limit": 100, "aggregate_key_type": "IP"}}}
LISTED = "list_web_acls", {"WebACLs": [SUMMARY]}
GOT = "get_web_acl", {"WebACL": ACL, "LockToken": TOKEN}


def acl(**options: t.Any) -> WebAcl:
    return WebAcl(name="envelope-prod", **options)


def group(name: str, **more: t.Any) -> dict[str, t.Any]:
    return {"name": name, "priority": 1, "statement": {"managed_rule_group_statement": {
        "vendor_name": "AWS", "name": "AWSManagedRulesCommonRuleSet"}}, **more}


class TestWebAcls:
    def test_what_rules_need_is_asked_before_they_are_written(self):
        wanted = play(acl(rules=[RATE]).resolved(), LISTED, GOT, ("check_capacity", {"Capacity": 1600}))
        now = play(wanted.read(), LISTED, GOT)

        with pytest.raises(Invalid, match="need 1600 WCU, allowed are 1500"):
            play(plan(wanted, now).flow())

    def test_nothing_is_asked_where_rules_stay(self):
        wanted = play(acl(rules=[]).resolved(), LISTED, GOT)

        assert plan(wanted, play(wanted.read(), LISTED, GOT)).action == "none"

    def test_a_new_one_over_capacity_is_not_made(self):
        wanted = play(acl(rules=[RATE], default_action={"allow": {}}, capacity=1).resolved(),
                      ("list_web_acls", {}), ("check_capacity", {"Capacity": 2}))

        with pytest.raises(Invalid, match="allowed are 1:"):
            play(wanted.create())

    def test_a_lock_that_was_lost_is_read_anew_and_not_for_ever(self):
        wanted = acl(description="mine")
        now = play(wanted.read(), LISTED, GOT)
        lost = "update_web_acl", "WAFOptimisticLockException"

        play(wanted.over(now).update(now, {"description"}), GOT, lost, GOT, lost, GOT, ("update_web_acl", {}))
        with pytest.raises(AwsError, match="WAFOptimisticLockException"):
            play(wanted.over(now).update(now, {"description"}), *[GOT, lost] * 5)

    def test_what_others_have_set_is_kept(self):
        theirs = {"DataProtectionConfig": {"DataProtections": []}, "TokenDomains": ["example.com"]}
        wanted = acl(description="mine")
        now = play(wanted.read(), LISTED, ("get_web_acl", {"WebACL": {**ACL, **theirs}, "LockToken": TOKEN}))
        flow = wanted.over(now).update(now, {"description"})
        next(flow)
        call = flow.send({"WebACL": {**ACL, **theirs}, "LockToken": TOKEN})

        assert call.params["DataProtectionConfig"] == theirs["DataProtectionConfig"]
        assert call.params["TokenDomains"] == ["example.com"]
        assert (call.params["LockToken"], call.params["Rules"]) == (TOKEN, [])

    def test_names_are_looked_up_at_any_depth(self):
        inside = {"not_statement": {"statement": {"ip_set_reference_statement": {"arn": "office"}}}}
        rule = {"name": "office", "priority": 0, "action": {"block": {}}, "statement": inside}
        sets = "list_ip_sets", {"IPSets": [{"Name": "office", "ARN": SET_ARN}]}

        wanted = play(acl(rules=[rule]).resolved(), sets, LISTED, GOT, ("check_capacity", {"Capacity": 1}))

        assert wanted.rules[0]["statement"]["not_statement"]["statement"] == {
            "ip_set_reference_statement": {"arn": SET_ARN}}
        with pytest.raises(Unresolved, match="no IP set named office"):
            play(acl(rules=[rule]).resolved(), ("list_ip_sets", {}))

    def test_in_check_mode_a_set_may_still_come(self):
        rule = {"name": "office", "priority": 0, "action": {"block": {}},
                "statement": {"ip_set_reference_statement": {"arn": "office"}}}

        wanted = play(acl(rules=[rule]).resolved(pending=True), ("list_ip_sets", {}))

        assert plan(wanted, play(wanted.read(), LISTED, GOT)).changes.keys() == {"rules"}

    def test_everything_of_cloudfront_is_in_one_region(self):
        wanted = acl(scope="CLOUDFRONT", default_action={"allow": {}}, logging=None)
        flow = wanted.create()

        assert next(flow).service.region == "us-east-1"
        assert next(wanted.read()).service.region == "us-east-1"

    def test_a_list_by_the_page(self):
        other = {**SUMMARY, "Name": "other"}
        now = play(acl().read(), ("list_web_acls", {"WebACLs": [other], "NextMarker": "other"}),
                   ("list_web_acls", {"WebACLs": [SUMMARY], "NextMarker": "envelope-prod"}),
                   ("list_web_acls", {"WebACLs": [], "NextMarker": "x"}), GOT)

        assert now.arn == ARN

    def test_its_log_is_written_after_it_and_taken_away(self):
        wanted = WebAcl.given({"name": "envelope-prod", "default_action": {"allow": {}},
                               "logging": {"destination": "arn:aws:s3:::aws-waf-logs-x"}})

        assert [name for name, _params in requests(wanted.create())] == ["create_web_acl", "put_logging_configuration"]
        none = WebAcl.given({"name": "envelope-prod", "logging": {"destination": ""}})
        now = play(none.read(), LISTED, GOT, ("list_logging_configurations", {"LoggingConfigurations": [
            {"ResourceArn": ARN, "LogDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-x"]}]}))
        play(plan(none, now).flow(), ("delete_logging_configuration", {}))
        assert plan(none, play(none.read(), LISTED, GOT, ("list_logging_configurations", {}))).action == "none"

    def test_what_somebody_changes_while_a_lock_is_fetched_anew_is_kept(self):
        wanted = acl(description="mine")
        now = play(wanted.read(), LISTED, GOT)
        theirs = {**ACL, "DefaultAction": {"Block": {}}, "Rules": [{"Name": "theirs", "Priority": 0}]}
        flow = wanted.over(now).update(now, {"description"})
        next(flow)
        flow.throw(AwsError(flow.send(GOT[1]), "WAFOptimisticLockException", "scripted"))
        call = flow.send({"WebACL": theirs, "LockToken": "another"})

        assert (call.params["DefaultAction"], call.params["Rules"]) == (theirs["DefaultAction"], theirs["Rules"])
        assert (call.params["Description"], call.params["LockToken"]) == ("mine", "another")

    def test_one_that_was_in_use_a_moment_ago_is_tried_again_and_then_said_what_helps(self):
        now = play(acl().read(), LISTED, GOT)
        flow = now.delete()
        next(flow)
        call = flow.send(GOT[1])
        step = flow.throw(AwsError(call, "WAFAssociatedItemException", "scripted"))

        assert isinstance(step, Wait)
        assert (step.call, step.timeout) == (call, 60)
        assert step.passing(AwsError(call, "WAFAssociatedItemException", ""))
        assert "a web ACL from its resources" in step.hint
        with pytest.raises(AwsError, match="WAFInvalid"):
            play(now.delete(), GOT, ("delete_web_acl", "WAFInvalidOperationException"))

    @pytest.mark.parametrize(("options", "said"), [
        ({"rules": [{**RATE, "statment": {}}]}, "rules.0.: statment is not known, did you mean statement"),
        ({"rules": [{**RATE, "statement": {"rate_based_statement": {"limit": 100, "aggregate_key": "IP"}}}]},
         "aggregate_key is not known, did you mean aggregate_key_type"),
        ({"rules": [{**RATE, "statement": {"rate_based_statement": {"limit": 1, "aggregate_key_type": "IP"}}}]},
         "limit: 1, allowed are 10"),
        ({"rules": [{**RATE, "statement": {"rate_based_statement": {
            "limit": 100, "aggregate_key_type": "IP", "evaluation_window_sec": 90}}}]}, "90, allowed are 60, 120, 300"),
        ({"rules": [{**RATE, "statement": {"not_statement": {"statement": RATE["statement"]}}}]},
         "rate_based_statement cannot be inside"),
        ({"rules": [RATE, {**RATE, "name": "other"}]}, "priority 0 is of 2 rules"),
        ({"rules": [{name: value for name, value in RATE.items() if name != "action"}]}, "action missing"),
        ({"rules": [group("common", action={"block": {}})]}, "use override_action"),
        ({"rules": [{**RATE, "statement": {}}]}, "nothing given, exactly one"),
        ({"rules": [{**RATE, "action": {"block": {"custom_response": {
            "response_code": 429, "custom_response_body_key": "slow"}}}}], "custom_response_bodies": {"fast": {
                "content_type": "TEXT_PLAIN", "content": "x"}}}, "slow is not one of custom_response_bodies"),
        ({"rules": ["rate"]}, "'rate' is not a dictionary"),
        ({"default_action": {"count": {}}}, "count is not known"),
        ({"capacity": 5001}, "5001, allowed are 1 to 5000"),
        ({"rules": [group("common")], "capacity": 699}, "rules: they need 700 WCU or more, allowed are 699"),
        ({"rules": [{**RATE, "name": "too fast"}]}, "name: 'too fast' is not allowed"),
        ({"rules": [{**RATE, "priority": "first"}]}, "priority: 'first' is not allowed"),
        ({"data_protection_config": {"data_protections": [{"action": "HASH", "field": {
            "field_type": "SINGLE_HEADER"}}]}}, "field_keys missing, the names for SINGLE_HEADER"),
        ({"data_protection_config": {"data_protections": [{"action": "HASH", "field": {
            "field_type": "BODY", "field_keys": ["x"]}}]}}, "field_keys: BODY has none"),
        ({"description": "x"}, "3 to 256"),
    ])
    def test_what_is_wrong_is_said(self, options: dict[str, t.Any], said: str):
        problems = list(acl(**options).problems())

        assert any(re.search(said, problem) for problem in problems), problems

    def test_a_log_elsewhere_is_said(self):
        wanted = WebAcl.given({"name": "a", "logging": {"destination": "other", "redacted_fields": [{"body": {}}]}})

        assert [line.split(":")[1].strip() for line in wanted.problems()] == ["destination", "redacted_fields[0]"]


class TestIpSets:
    LISTED: t.ClassVar = ("list_ip_sets", {"IPSets": [{"Name": "office", "Id": ID, "ARN": SET_ARN}]})

    def got(self, *addresses: str) -> tuple[str, dict[str, t.Any]]:
        about = {"Name": "office", "Id": ID, "ARN": SET_ARN, "IPAddressVersion": "IPV6", "Addresses": list(addresses)}
        return "get_ip_set", {"IPSet": about, "LockToken": TOKEN}

    def test_the_same_ranges_written_otherwise(self):
        wanted = play(IpSet(name="office", addresses=["2001:DB8::/48", "2001:db8:1::1"]).resolved())
        now = play(wanted.read(), self.LISTED, self.got("2001:0db8:0001:0:0:0:0:1/128", "2001:0db8:0:0:0:0:0:0/48"))

        assert plan(wanted, now).action == "none"

    def test_a_lock_that_was_lost_is_read_anew(self):
        wanted = IpSet(name="office", addresses=["2001:db8::/48"])
        now = play(wanted.read(), self.LISTED, self.got())

        play(wanted.over(now).update(now, {"addresses"}), self.got(), ("update_ip_set", "WAFOptimisticLockException"),
             self.got(), ("update_ip_set", {}))

    def test_addresses_that_others_keep_stay_as_they_are_when_it_is_written(self):
        wanted = IpSet(name="office", description="Where we work")
        now = play(wanted.read(), self.LISTED, self.got())
        flow = wanted.over(now).update(now, {"description"})
        next(flow)
        call = flow.send(self.got("2001:db8::/48")[1])

        assert (call.params["Addresses"], call.params["Description"]) == (["2001:db8::/48"], "Where we work")

    @pytest.mark.parametrize("addresses", [["0.0.0.0/0"], ["192.0.2.1/24"], ["office"], ["192.0.2.0/24", "::1"]])
    def test_what_is_wrong_is_said(self, addresses: list[str]):
        assert list(IpSet(name="office", addresses=addresses).problems())


class TestAssociations:
    WANTED = Association(resource=BALANCER, web_acl=ARN)

    @pytest.mark.parametrize("code", ["WAFUnavailableEntityException", "WAFNonexistentItemException"])
    def test_it_is_tried_again_while_aws_propagates(self, code: str):
        flow = self.WANTED.create()
        call = next(flow)
        step = flow.throw((Absent if "Nonexistent" in code else AwsError)(call, code, "scripted"))

        assert isinstance(step, Wait)
        assert (step.call, step.timeout, step.absent) == (call, 300, "")
        assert step.passing(AwsError(call, code, "")) and not step.passing(AwsError(call, "WAFInvalid", ""))
        assert "NOT protected" in step.hint

    @pytest.mark.parametrize("name", ["envelope-prod", ARN])
    def test_a_web_acl_that_is_missing_is_told_at_once(self, name: str):
        with pytest.raises(Unresolved, match="no web ACL named"):
            play(Association(resource=BALANCER, web_acl=name).resolved(), ("list_web_acls", {"WebACLs": []}))

    def test_another_web_acl_is_put_in_its_place(self):
        read = "get_web_acl_for_resource", {"WebACL": {**ACL, "ARN": f"{ARN[:-1]}3"}}
        now = play(self.WANTED.read(), read)

        play(plan(self.WANTED, now).flow(), ("associate_web_acl", {}))

    @pytest.mark.parametrize(("now", "action"), [(ARN, "delete"), (f"{ARN[:-1]}3", "none")], ids=["ours", "theirs"])
    def test_only_the_web_acl_that_is_named_is_taken_away(self, now: str, action: str):
        found = play(self.WANTED.read(), ("get_web_acl_for_resource", {"WebACL": {**ACL, "ARN": now}}))

        assert plan(self.WANTED, found, absent=True).action == action

    @pytest.mark.parametrize(("options", "said"), [
        ({"resource": "arn:aws:cloudfront::111122223333:distribution/E1"}, "which names its web ACL itself"),
        ({"web_acl": ARN.replace(":regional/", ":global/")}, "allowed is one of scope REGIONAL"),
    ])
    def test_distributions_are_not_protected_so(self, options: dict[str, str], said: str):
        [problem] = Association(**{"resource": BALANCER, **options}).problems()

        assert said in problem

    def test_what_is_not_protected_is_absent(self):
        with pytest.raises(Absent):
            play(self.WANTED.read(), ("get_web_acl_for_resource", {}))
