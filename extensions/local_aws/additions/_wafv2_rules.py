# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS refuses in rules, and what it makes of those it takes.

A rate rule comes back with the window that was left out, and names of headers come back small.
"""

from __future__ import annotations

import json
import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2.capacity import MANAGED

from ._mend import AwsError
from ._wafv2_capacity import Rule

CASELESS = ("SingleHeader", "SingleQueryArgument")
REFERENCES = ("IPSetReferenceStatement", "RegexPatternSetReferenceStatement", "RuleGroupReferenceStatement")
UNNESTED = ("RateBasedStatement", "ManagedRuleGroupStatement", "RuleGroupReferenceStatement")
WINDOWS = (60, 120, 300, 600)


def invalid(reason: str, field: str, parameter: t.Any) -> AwsError:
    """AWS's words for a parameter that it does not take."""
    text = f"Error reason: {reason}., field: {field}, parameter: {parameter}"
    return AwsError("WAFInvalidParameterException", text)


def nonexistent() -> AwsError:
    text = "AWS WAF couldn't perform the operation because your resource doesn't exist."
    return AwsError("WAFNonexistentItemException", text)


def stored(rules: list[Rule]) -> list[Rule]:
    """Rules as AWS keeps them."""
    copy: list[Rule] = json.loads(json.dumps(rules))
    for name, about in _members(copy):
        if name == "RateBasedStatement":
            about.setdefault("EvaluationWindowSec", 300)
            for key in about.get("CustomKeys", []):
                _lower(key, ("Header", "QueryArgument"))
        _lower({name: about}, CASELESS)
    return copy


def _lower(value: Rule, names: t.Collection[str]) -> None:
    for name in value.keys() & set(names):
        value[name]["Name"] = value[name]["Name"].lower()


def check(rules: list[Rule], exists: t.Callable[[str], bool]) -> None:
    """Refuse rules that cannot be; `exists` tells whether an ARN that they refer to is there."""
    for name in ("Priority", "Name"):
        values = [rule[name] for rule in rules]
        if len(set(values)) < len(values):
            raise invalid(f"Two or more rules have the same {name.lower()}", "RULE", values)
    for rule in rules:
        _choice(rule["Statement"])
        if ("Action" in rule) == ("OverrideAction" in rule):
            raise invalid("A rule needs either an action or an override action", "RULE", rule["Name"])
    for name, about in _members(rules):
        _structure(name, about, exists)


def check_protection(config: Rule) -> None:
    """Refuse to protect what cannot be: only headers, cookies and arguments have names."""
    for each in config.get("DataProtections", []):
        field = each["Field"]
        if field["FieldType"].startswith("SINGLE_") != bool(field.get("FieldKeys")):
            raise invalid("The field keys are not valid for the field type", "DATA_PROTECTION_CONFIG",
                          field["FieldType"])


def _structure(name: str, about: Rule, exists: t.Callable[[str], bool]) -> None:
    if name in ("AndStatement", "OrStatement"):
        if len(about["Statements"]) < 2:
            raise invalid("You have used none or multiple values for a field that requires exactly one value",
                          "STATEMENT", name)
        for each in about["Statements"]:
            _nested(each)
    if name == "NotStatement":
        _nested(about["Statement"])
    if about.get("ScopeDownStatement"):
        _nested(about["ScopeDownStatement"])
    if name == "RateBasedStatement" and about.get("EvaluationWindowSec", 300) not in WINDOWS:
        raise invalid("The evaluation window is not valid", "EVALUATION_WINDOW", about["EvaluationWindowSec"])
    if name in REFERENCES and not exists(about["ARN"]):
        raise nonexistent()
    if name == "ManagedRuleGroupStatement" and about["Name"] not in MANAGED:
        raise nonexistent()


def _nested(statement: Rule) -> None:
    _choice(statement)
    for name in UNNESTED:
        if name in statement:
            raise invalid("A reference in your rule statement is not valid", "STATEMENT", name)


def _choice(statement: Rule) -> None:
    if len(statement) != 1:
        reason = "You have used none or multiple values for a field that requires exactly one value"
        raise invalid(reason, "STATEMENT", ", ".join(statement))


def _members(value: t.Any) -> t.Iterator[tuple[str, Rule]]:
    """Every structure at any depth, with its name."""
    for name, held in value.items() if isinstance(value, dict) else ():
        if isinstance(held, dict):
            yield name, held
    for held in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _members(held)
