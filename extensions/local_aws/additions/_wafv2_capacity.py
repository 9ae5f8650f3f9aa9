# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What rules cost in web ACL capacity units (WCU), as AWS documents it for each type of statement.

Not counted: what AWS saves where two rules transform the same component in the same way.
"""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2.capacity import MANAGED

Rule = dict[str, t.Any]

TRANSFORMATION, CUSTOM_KEY, ALL_ARGUMENTS = 10, 30, 10

BASES: dict[str, t.Callable[[Rule], int]] = {
    "ByteMatchStatement": lambda about: 10 if about["PositionalConstraint"] in ("CONTAINS", "CONTAINS_WORD") else 2,
    "SqliMatchStatement": lambda about: 30 if about.get("SensitivityLevel") == "HIGH" else 20,
    "XssMatchStatement": lambda about: 40,
    "SizeConstraintStatement": lambda about: 1,
    "RegexMatchStatement": lambda about: 3,
    "RegexPatternSetReferenceStatement": lambda about: 25,
    "GeoMatchStatement": lambda about: 1,
    "AsnMatchStatement": lambda about: 1,
    "LabelMatchStatement": lambda about: 1,
    "IPSetReferenceStatement": lambda about: 5 if _any_position(about) else 1,
}
"""What a statement needs before its component and its transformations are counted."""


def capacity(rules: list[Rule], group: t.Callable[[str], int]) -> int:
    """The WCU of rules; `group` tells those of a rule group of the account by its ARN."""
    return sum(_statement(rule["Statement"], group) for rule in rules)


def _statement(statement: Rule, group: t.Callable[[str], int]) -> int:
    [(name, about)] = statement.items()
    if name in ("AndStatement", "OrStatement"):
        return sum(_statement(each, group) for each in about["Statements"])
    if name == "NotStatement":
        return _statement(about["Statement"], group)
    scoped = _statement(about["ScopeDownStatement"], group) if about.get("ScopeDownStatement") else 0
    if name == "RateBasedStatement":
        return 2 + CUSTOM_KEY * len(about.get("CustomKeys") or ()) + scoped
    if name == "ManagedRuleGroupStatement":
        return MANAGED[about["Name"]] + scoped
    if name == "RuleGroupReferenceStatement":
        return group(about["ARN"])
    return _component(BASES[name](about), about)


def _component(base: int, about: Rule) -> int:
    """With what is looked at: a body of JSON doubles the base, and each transformation costs."""
    field = about.get("FieldToMatch", {})
    base = base * 2 if "JsonBody" in field else base + ALL_ARGUMENTS if "AllQueryArguments" in field else base
    return base + TRANSFORMATION * sum(each["Type"] != "NONE" for each in about.get("TextTransformations") or ())


def _any_position(about: Rule) -> bool:
    return bool(about.get("IPSetForwardedIPConfig", {}).get("Position") == "ANY")
