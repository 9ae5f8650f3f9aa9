# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""WAF: capacity, locks, scopes, what is protected, and logs."""

from __future__ import annotations

import pytest

SCOPED = {"Scope": "REGIONAL"}
SEEN = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"}
ACL = {"Name": "envelope", "DefaultAction": {"Allow": {}}, "VisibilityConfig": SEEN, **SCOPED}
TRANSFORMED = [{"Priority": 0, "Type": "LOWERCASE"}, {"Priority": 1, "Type": "URL_DECODE"}]
PLAIN = [{"Priority": 0, "Type": "NONE"}]
GEO = {"GeoMatchStatement": {"CountryCodes": ["DE"]}}
RATE = {"RateBasedStatement": {"Limit": 100, "AggregateKeyType": "IP"}}


def rule(statement, priority=0, **more):
    acts = {"OverrideAction": {"None": {}}} if "ManagedRuleGroupStatement" in statement else {"Action": {"Block": {}}}
    about = {"Name": f"rule-{priority}", "Priority": priority, "Statement": statement, "VisibilityConfig": SEEN}
    return {**about, **acts, **more}


def match(constraint, transformations=None, **field):
    return {"ByteMatchStatement": {"SearchString": b"x", "PositionalConstraint": constraint,
                                   "FieldToMatch": field or {"UriPath": {}},
                                   "TextTransformations": transformations or PLAIN}}


def managed(name, **more):
    return {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": name, **more}}


@pytest.fixture
def waf(aws, client):
    aws.timing(waf_seconds=0)
    return client("wafv2")


@pytest.fixture
def acl(waf):
    return waf.create_web_acl(**ACL)["Summary"]


def which(acl):
    return {"Name": acl["Name"], "Id": acl["Id"], **SCOPED}


@pytest.mark.parametrize(("statement", "units"), [
    (GEO, 1),
    (match("EXACTLY"), 2),
    (match("CONTAINS"), 10),
    (match("STARTS_WITH", TRANSFORMED), 22),
    (match("EXACTLY", AllQueryArguments={}), 12),
    ({"AndStatement": {"Statements": [GEO, {"NotStatement": {"Statement": match("CONTAINS")}}]}}, 11),
    (RATE, 2),
    ({"RateBasedStatement": {"Limit": 100, "AggregateKeyType": "CUSTOM_KEYS", "ScopeDownStatement": GEO, "CustomKeys": [
        {"Header": {"Name": "Host", "TextTransformations": PLAIN}}, {"IP": {}}]}}, 63),
    (managed("AWSManagedRulesCommonRuleSet", ScopeDownStatement=GEO), 701),
])
def test_capacity(waf, statement, units):
    assert waf.check_capacity(Rules=[rule(statement)], **SCOPED)["Capacity"] == units


def test_capacity_is_that_of_the_web_acl_and_has_an_end(waf, acl, refused):
    groups = ("CommonRuleSet", "LinuxRuleSet", "SQLiRuleSet")
    rules = [rule(managed(f"AWSManagedRules{name}"), number) for number, name in enumerate(groups)]
    about = {"DefaultAction": {"Allow": {}}, "VisibilityConfig": SEEN}
    token = waf.update_web_acl(**which(acl), **about, LockToken=acl["LockToken"], Rules=rules)["NextLockToken"]
    assert waf.get_web_acl(**which(acl))["WebACL"]["Capacity"] == 1100
    many = [rule(managed("AWSManagedRulesCommonRuleSet"), number) for number in range(8)]
    with refused("WAFLimitsExceededException"):
        waf.update_web_acl(**which(acl), **about, LockToken=token, Rules=many)
    with refused("WAFOptimisticLockException"):
        waf.update_web_acl(**which(acl), **about, LockToken=acl["LockToken"], Rules=[])
    waf.update_web_acl(**which(acl), **about, LockToken=token)
    assert waf.get_web_acl(**which(acl))["WebACL"]["Rules"] == []


def test_a_rule_comes_back_with_what_was_left_out(waf):
    keys = [{"Header": {"Name": "Host", "TextTransformations": PLAIN}}]
    rate = {"RateBasedStatement": {"Limit": 100, "AggregateKeyType": "CUSTOM_KEYS", "CustomKeys": keys}}
    made = waf.create_web_acl(**ACL, Rules=[rule(rate), rule(match("EXACTLY", SingleHeader={"Name": "X-Plan"}), 1)])
    first, second = waf.get_web_acl(**which(made["Summary"]))["WebACL"]["Rules"]
    seen = first["Statement"]["RateBasedStatement"]
    assert (seen["EvaluationWindowSec"], seen["CustomKeys"][0]["Header"]["Name"]) == (300, "host")
    assert second["Statement"]["ByteMatchStatement"]["FieldToMatch"] == {"SingleHeader": {"Name": "x-plan"}}
    assert second["Statement"]["ByteMatchStatement"]["SearchString"] == b"x"


def test_what_nobody_is_to_read_is_kept_until_an_update_leaves_it_out(waf, refused):
    def protecting(**field):
        return {"DataProtections": [{"Action": "SUBSTITUTION", "Field": field}]}

    cookies = protecting(FieldType="SINGLE_HEADER", FieldKeys=["cookie"])
    for wrong in ({"FieldType": "SINGLE_HEADER"}, {"FieldType": "BODY", "FieldKeys": ["x"]}):
        with refused("WAFInvalidParameterException", "DATA_PROTECTION_CONFIG"):
            waf.create_web_acl(**ACL, DataProtectionConfig=protecting(**wrong))
    made = waf.create_web_acl(**ACL, DataProtectionConfig=cookies)["Summary"]
    assert waf.get_web_acl(**which(made))["WebACL"]["DataProtectionConfig"] == cookies
    waf.update_web_acl(**which(made), DefaultAction={"Allow": {}}, VisibilityConfig=SEEN, LockToken=made["LockToken"])
    assert "DataProtectionConfig" not in waf.get_web_acl(**which(made))["WebACL"]


@pytest.mark.parametrize("rules", [
    [rule(GEO), rule(GEO, Name="other")],
    [rule({"NotStatement": {"Statement": RATE}})],
    [rule({"AndStatement": {"Statements": [GEO]}})],
    [rule({**GEO, **RATE})],
    [rule({"RateBasedStatement": {"Limit": 100, "AggregateKeyType": "IP", "EvaluationWindowSec": 90}})],
    [rule(GEO, OverrideAction={"None": {}})],
], ids=["priority", "nested", "one", "two at once", "window", "two actions"])
def test_rules_that_cannot_be(waf, refused, rules):
    with refused("WAFInvalidParameterException"):
        waf.create_web_acl(**ACL, Rules=rules)


def test_what_rules_refer_to_has_to_be_there_and_stays(waf, refused):
    about = waf.create_ip_set(Name="office", IPAddressVersion="IPV4", Addresses=[], **SCOPED)["Summary"]
    inside = {"IPSetReferenceStatement": {"ARN": about["ARN"]}}
    for statement in ({"IPSetReferenceStatement": {"ARN": f"{about['ARN'][:-1]}x"}}, managed("AWSManagedRulesNone")):
        with refused("WAFNonexistentItemException"):
            waf.check_capacity(Rules=[rule(statement)], **SCOPED)
    waf.create_web_acl(**ACL, Rules=[rule(inside)])
    with refused("WAFAssociatedItemException"):
        waf.delete_ip_set(**which(about), LockToken=about["LockToken"])
    with refused("WAFDuplicateItemException"):
        waf.create_ip_set(Name="office", IPAddressVersion="IPV4", Addresses=[], **SCOPED)
    with refused("WAFDuplicateItemException"):
        waf.create_web_acl(**ACL)


def test_the_scope_of_cloudfront_is_in_one_region(waf, client, refused):
    edge = {**ACL, "Scope": "CLOUDFRONT"}
    for ask in (lambda: waf.create_web_acl(**edge), lambda: waf.list_web_acls(Scope="CLOUDFRONT"),
                lambda: waf.list_ip_sets(Scope="CLOUDFRONT")):
        with refused("WAFInvalidParameterException", "SCOPE_VALUE"):
            ask()
    there = client("wafv2", "us-east-1")
    arn = there.create_web_acl(**edge)["Summary"]["ARN"]
    assert there.list_web_acls(Scope="REGIONAL")["WebACLs"] == []
    there.put_logging_configuration(LoggingConfiguration={
        "ResourceArn": arn, "LogDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-x"]})
    assert len(there.list_logging_configurations(Scope="CLOUDFRONT")["LoggingConfigurations"]) == 1
    assert there.list_logging_configurations(Scope="REGIONAL")["LoggingConfigurations"] == []


def test_a_new_web_acl_is_not_known_at_once(aws, waf, acl, balancer, refused):
    aws.timing(waf_seconds=3600)
    pair = {"WebACLArn": acl["ARN"], "ResourceArn": balancer}
    with refused("WAFUnavailableEntityException"):
        waf.associate_web_acl(**pair)
    aws.timing(waf_seconds=0)
    waf.associate_web_acl(**pair)
    assert waf.list_resources_for_web_acl(WebACLArn=acl["ARN"])["ResourceArns"] == [balancer]


def test_a_resource_has_one_web_acl_which_cannot_go(waf, acl, balancer, refused):
    other = waf.create_web_acl(**{**ACL, "Name": "other"})["Summary"]
    assert "WebACL" not in waf.get_web_acl_for_resource(ResourceArn=balancer)
    for each in (acl, other):
        waf.associate_web_acl(WebACLArn=each["ARN"], ResourceArn=balancer)
        assert waf.get_web_acl_for_resource(ResourceArn=balancer)["WebACL"]["ARN"] == each["ARN"]
    assert waf.list_resources_for_web_acl(WebACLArn=acl["ARN"])["ResourceArns"] == []
    with refused("WAFAssociatedItemException"):
        waf.delete_web_acl(**which(other), LockToken=other["LockToken"])
    waf.disassociate_web_acl(ResourceArn=balancer)
    waf.delete_web_acl(**which(other), LockToken=other["LockToken"])
    with refused("WAFNonexistentItemException"):
        waf.associate_web_acl(WebACLArn=other["ARN"], ResourceArn=balancer)
    with refused("WAFUnavailableEntityException"):
        waf.associate_web_acl(WebACLArn=acl["ARN"], ResourceArn=f"{balancer}x")


@pytest.mark.parametrize("about", [
    {"LogDestinationConfigs": ["arn:aws:logs:eu-west-1:123456789012:log-group:other"]},
    {"LogDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-a", "arn:aws:s3:::aws-waf-logs-b"]},
    {"LogDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-a"],
     "RedactedFields": [{"Body": {"OversizeHandling": "MATCH"}}]},
], ids=["name", "two", "body"])
def test_logs_that_cannot_be(waf, acl, refused, about):
    with refused("WAFInvalidParameterException"):
        waf.put_logging_configuration(LoggingConfiguration={"ResourceArn": acl["ARN"], **about})


def test_a_log_goes_with_its_web_acl(waf, acl, refused):
    about = {"ResourceArn": acl["ARN"], "LogDestinationConfigs": ["arn:aws:s3:::aws-waf-logs-a"]}
    waf.put_logging_configuration(LoggingConfiguration=about)
    waf.delete_web_acl(**which(acl), LockToken=acl["LockToken"])
    assert waf.list_logging_configurations(**SCOPED)["LoggingConfigurations"] == []
    with refused("WAFNonexistentItemException"):
        waf.put_logging_configuration(LoggingConfiguration=about)


def test_rule_groups_that_aws_manages(waf, refused):
    listed = {each["Name"] for each in waf.list_available_managed_rule_groups(**SCOPED)["ManagedRuleGroups"]}
    assert {"AWSManagedRulesCommonRuleSet", "AWSManagedRulesLinuxRuleSet"} <= listed
    about = {"VendorName": "AWS", **SCOPED}
    assert waf.describe_managed_rule_group(Name="AWSManagedRulesKnownBadInputsRuleSet", **about)["Capacity"] == 200
    with refused("WAFNonexistentItemException"):
        waf.describe_managed_rule_group(Name="AWSManagedRulesNone", **about)
