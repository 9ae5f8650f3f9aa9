# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of WAF's kinds."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.tests.integration.kinds.elbv2 import load_balancer, the_load_balancer
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

NAME = "envelope-test"
SEEN = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": NAME}
SCOPED = {"Scope": "REGIONAL"}
RATE = {"name": "rate", "priority": 0, "action": {"count": {}},
        "statement": {"rate_based_statement": {"limit": 2000, "aggregate_key_type": "IP"}}}


def acl(client: Client, name: str = NAME) -> dict[str, t.Any]:
    """What names a web ACL, and its lock."""
    found = next(each for each in client("wafv2").list_web_acls(**SCOPED)["WebACLs"] if each["Name"] == name)
    return {"Name": name, "Id": found["Id"], "LockToken": found["LockToken"], **SCOPED}


def office_and_log(client: Client) -> None:
    """An IP set and a log group."""
    client("wafv2").create_ip_set(Name="office", IPAddressVersion="IPV4", Addresses=["192.0.2.0/24"], **SCOPED)
    client("logs").create_log_group(logGroupName=f"aws-waf-logs-{NAME}")


def let_all_in(client: Client) -> None:
    client("wafv2").update_web_acl(**acl(client), DefaultAction={"Allow": {}}, VisibilityConfig=SEEN)


def protected(client: Client) -> None:
    """A load balancer and two web ACLs, which AWS does not know of everywhere yet."""
    load_balancer(client)
    for name in ("first", "second"):
        client("wafv2").create_web_acl(Name=name, DefaultAction={"Allow": {}}, VisibilityConfig=SEEN, **SCOPED)


def protect_otherwise(client: Client) -> None:
    arns = {each["Name"]: each["ARN"] for each in client("wafv2").list_web_acls(**SCOPED)["WebACLs"]}
    client("wafv2").associate_web_acl(ResourceArn=the_load_balancer(client), WebACLArn=arns["second"])


def unprotect(client: Client) -> None:
    client("wafv2").disassociate_web_acl(ResourceArn=the_load_balancer(client))


def ip_set(client: Client) -> dict[str, t.Any]:
    """What names the IP set, and its lock."""
    [found] = client("wafv2").list_ip_sets(**SCOPED)["IPSets"]
    return {"Name": NAME, "Id": found["Id"], "LockToken": found["LockToken"], **SCOPED}


LIVES = [
    Life(
        module="wafv2_ip_sets",
        base={"name": NAME, "addresses": ["192.0.2.0/24"], "tags": {"project": "envelope"}},
        changes={
            "addresses": ["198.51.100.7", "192.0.2.0/24"],
            "description": "Where we work from",
            "tags": {"project": "envelope", "environment": "test"},
        },
        edit=lambda client: client("wafv2").update_ip_set(**ip_set(client), Addresses=[]),
        remove=lambda client: client("wafv2").delete_ip_set(**ip_set(client)),
    ),
    Life(
        module="wafv2_ip_sets",
        scope={"scope": "CLOUDFRONT"},
        base={"name": NAME, "addresses": ["2001:DB8:0::/48"]},
        changes={"addresses": []},
    ),
    Life(
        module="wafv2_web_acls",
        base={"name": NAME, "default_action": {"block": {}}, "rules": [RATE], "tags": {"project": "envelope"}},
        changes={
            "default_action": {"allow": {}},
            "custom_response_bodies": {"slow": {"content_type": "TEXT_PLAIN", "content": "Slow down."}},
            "rules": [
                {**RATE, "action": {"block": {"custom_response": {
                    "response_code": 429, "custom_response_body_key": "slow"}}}},
                {"name": "linux", "priority": 2, "statement": {"managed_rule_group_statement": {
                    "vendor_name": "AWS", "name": "AWSManagedRulesLinuxRuleSet",
                    "excluded_rules": [{"name": "LFI_URIPATH"}]}}},
                {"name": "office", "priority": 1, "action": {"allow": {}}, "statement": {"and_statement": {
                    "statements": [
                        {"ip_set_reference_statement": {"arn": "office"}},
                        {"byte_match_statement": {
                            "search_string": "/admin", "positional_constraint": "STARTS_WITH",
                            "field_to_match": {"uri_path": {}},
                            "text_transformations": [{"priority": 1, "type": "LOWERCASE"},
                                                     {"priority": 0, "type": "URL_DECODE"}]}}]}}},
            ],
            "visibility_config": {"sampled_requests_enabled": False, "cloud_watch_metrics_enabled": True,
                                  "metric_name": "other"},
            "description": "In front of it",
            "captcha_config": {"immunity_time_property": {"immunity_time": 600}},
            "challenge_config": {"immunity_time_property": {"immunity_time": 600}},
            "token_domains": ["b.example.com", "a.example.com"],
            "association_config": {"request_body": {"API_GATEWAY": {"default_size_inspection_limit": "KB_32"}}},
            "data_protection_config": {"data_protections": [
                {"action": "SUBSTITUTION", "field": {"field_type": "SINGLE_HEADER", "field_keys": ["cookie"]}}]},
            "logging": {"destination": f"aws-waf-logs-{NAME}",
                        "redacted_fields": [{"single_header": {"name": "Authorization"}}]},
            "tags": {"project": "envelope", "environment": "test"},
        },
        given=office_and_log,
        edit=let_all_in,
        remove=lambda client: client("wafv2").delete_web_acl(**acl(client)),
    ),
    Life(
        module="wafv2_web_acls",
        scope={"scope": "CLOUDFRONT"},
        base={"name": NAME, "default_action": {"allow": {}}, "rules": [RATE]},
        changes={"rules": []},
    ),
    Life(
        module="wafv2_associations",
        base={"resource": NAME, "web_acl": "first"},
        changes={"web_acl": "second"},
        given=protected,
        edit=protect_otherwise,
        remove=unprotect,
    ),
]
