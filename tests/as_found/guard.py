# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The web ACL in front of the load balancer (manager 5)."""

from __future__ import annotations

import typing as t

from .account import PREFIX, Account, arn, log_group, tags, until

GROUPS = ("AmazonIpReputationList", "KnownBadInputsRuleSet", "CommonRuleSet", "LinuxRuleSet")


def guard(account: Account) -> None:
    if account.has("waf"):
        return
    wafv2, log = account.client("wafv2"), f"aws-waf-logs-{PREFIX}"
    log_group(account, log, "waf")
    lists = [_ip_set(account, name) for name in ("deny", "allow")]
    made = wafv2.create_web_acl(
        Name=f"{PREFIX}-waf", Scope="REGIONAL", DefaultAction={"Allow": {}}, VisibilityConfig=_seen(f"{PREFIX}-waf"),
        Rules=_rules(*lists), Tags=tags())["Summary"]
    until(lambda: _in_front(account, made["ARN"]))
    wafv2.put_logging_configuration(LoggingConfiguration={
        "ResourceArn": made["ARN"], "LogDestinationConfigs": [arn("logs", f"log-group:{log}")]})
    account.made["web acl"] = made["ARN"]


def _in_front(account: Account, acl: str) -> bool:
    """Whether it is there now: a new ACL is unknown to AssociateWebACL for a while."""
    wafv2 = account.client("wafv2")
    try:
        wafv2.associate_web_acl(WebACLArn=acl, ResourceArn=account.made["load balancer"])
    except wafv2.exceptions.WAFUnavailableEntityException:
        return False
    return True


def _ip_set(account: Account, name: str) -> str:
    made = account.client("wafv2").create_ip_set(
        Name=f"{PREFIX}-waf-{name}", Scope="REGIONAL", IPAddressVersion="IPV4", Addresses=[], Tags=tags())
    return t.cast(str, made["Summary"]["ARN"])


def _rules(deny: str, allow: str) -> list[dict[str, t.Any]]:
    lists = [(name, {"IPSetReferenceStatement": {"ARN": listed}}, {"Action": {action: {}}})
             for name, listed, action in (("deny", deny, "Block"), ("allow", allow, "Allow"))]
    rate = ("rate", {"RateBasedStatement": {"Limit": 2000, "AggregateKeyType": "IP"}}, {"Action": {"Block": {}}})
    groups = [(name, {"ManagedRuleGroupStatement": {"VendorName": "AWS", "Name": f"AWSManagedRules{name}"}},
               {"OverrideAction": {"None": {}}}) for name in GROUPS]
    return [{"Name": name, "Priority": number, "Statement": statement, "VisibilityConfig": _seen(name), **action}
            for number, (name, statement, action) in enumerate([*lists, rate, *groups])]


def _seen(name: str) -> dict[str, t.Any]:
    return {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": name}
