# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What rules cost at least, in web ACL capacity units (WCU), told without asking AWS.

AWS counts a transformation of a component once, however many rules ask for it, and nobody but AWS knows what the rule
groups of others need; so what is told here is never more than what CheckCapacity says.
"""

from __future__ import annotations

import json
import typing as t

from .canonical import Tree

MANAGED = {
    "AWSManagedRulesACFPRuleSet": 50,
    "AWSManagedRulesATPRuleSet": 50,
    "AWSManagedRulesAdminProtectionRuleSet": 100,
    "AWSManagedRulesAmazonIpReputationList": 25,
    "AWSManagedRulesAnonymousIpList": 50,
    "AWSManagedRulesAntiDDoSRuleSet": 50,
    "AWSManagedRulesBotControlRuleSet": 50,
    "AWSManagedRulesCommonRuleSet": 700,
    "AWSManagedRulesKnownBadInputsRuleSet": 200,
    "AWSManagedRulesLinuxRuleSet": 200,
    "AWSManagedRulesPHPRuleSet": 100,
    "AWSManagedRulesSQLiRuleSet": 200,
    "AWSManagedRulesUnixRuleSet": 100,
    "AWSManagedRulesWindowsRuleSet": 200,
    "AWSManagedRulesWordPressRuleSet": 100,
}
"""AWS's own rule groups and what each needs."""

TRANSFORMATION, CUSTOM_KEY, ALL_ARGUMENTS = 10, 30, 10

BASES: dict[str, t.Callable[[Tree], int]] = {
    "asn_match_statement": lambda about: 1,
    "byte_match_statement": lambda about: 10 if str(about.get("positional_constraint")).startswith("CONTAINS") else 2,
    "geo_match_statement": lambda about: 1,
    "ip_set_reference_statement": lambda about: 5 if _anywhere(about) else 1,
    "label_match_statement": lambda about: 1,
    "managed_rule_group_statement": lambda about: MANAGED.get(about.get("name") or "", 0),
    "rate_based_statement": lambda about: 2 + CUSTOM_KEY * len(about.get("custom_keys") or ()),
    "regex_match_statement": lambda about: 3,
    "regex_pattern_set_reference_statement": lambda about: 25,
    "size_constraint_statement": lambda about: 1,
    "sqli_match_statement": lambda about: 30 if about.get("sensitivity_level") == "HIGH" else 20,
    "xss_match_statement": lambda about: 40,
}
"""What a statement needs before its component and its transformations are counted."""


def least(rules: t.Iterable[Tree]) -> int:
    """The WCU that rules of the right form need at least."""
    every = [found for rule in rules for found in _statements(rule["statement"])]
    transformed = {transformation for _name, about in every for transformation in _transformations(about)}
    return sum(_needs(name, about) for name, about in every) + TRANSFORMATION * len(transformed)


def _statements(statement: Tree) -> t.Iterator[tuple[str, Tree]]:
    """Every statement at any depth, with its name."""
    for name, about in statement.items():
        if about is None:
            continue
        yield name, about
        inner = (*(about.get("statements") or ()), about.get("statement"), about.get("scope_down_statement"))
        for each in inner:
            yield from _statements(each or {})


def _needs(name: str, about: Tree) -> int:
    """A statement with what it looks at: a body of JSON doubles the base."""
    field = about.get("field_to_match") or {}
    base = BASES[name](about) if name in BASES else 0
    return base * 2 if "json_body" in field else base + ALL_ARGUMENTS if "all_query_arguments" in field else base


def _transformations(about: Tree) -> t.Iterator[tuple[str, str]]:
    """Each transformation with the component that it changes."""
    component = json.dumps(about.get("field_to_match"), sort_keys=True, default=str)
    yield from ((component, each.get("type")) for each in about.get("text_transformations") or ()
                if each.get("type") != "NONE")


def _anywhere(about: Tree) -> bool:
    return bool((about.get("ip_set_forwarded_ip_config") or {}).get("position") == "ANY")
