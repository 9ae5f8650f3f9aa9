# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with the rules of a web ACL, that AWS would say only when it is sent."""

from __future__ import annotations

import collections
import re
import typing as t

from .canonical import GROUPS, Tree
from .shapes import entries, misfits, shapes

WINDOWS = (60, 120, 300, 600)
"""Seconds over which AWS counts requests."""

WHOLE = {*GROUPS, "rate_based_statement"}
"""Statements that cannot be inside another one."""

CHOICES = {"Statement", "FieldToMatch", "RuleAction", "OverrideAction", "DefaultAction", "RateBasedStatementCustomKey"}
"""Shapes of which exactly one member is given."""


def rule_problems(rules: list[Tree], bodies: t.Collection[str] | None) -> t.Iterator[str]:
    """What is wrong with rules; `bodies` are the names of custom responses, None where they are not known."""
    for number, rule in enumerate(rules):
        where = f"rules[{number}]"
        wrong = list(misfits(rule, "Rule", where))
        yield from wrong
        if not wrong:
            yield from _rule(rule, where)
            yield from _inside(rule, "Rule", where, bodies)
    yield from _twice("name", rules)
    yield from _twice("priority", rules)


def structure_problems(value: Tree, shape: str, where: str, bodies: t.Collection[str] | None = None) -> t.Iterator[str]:
    """What is wrong with a structure beside the rules, such as a default action."""
    wrong = list(misfits(value, shape, where))
    yield from wrong
    if not wrong:
        yield from _inside(value, shape, where, bodies)


def _twice(name: str, rules: list[t.Any]) -> t.Iterator[str]:
    counted = collections.Counter(str(rule[name]) for rule in rules if isinstance(rule, dict) and name in rule)
    yield from (f"rules: {name} {value} is of {count} rules, it has to be of one" for value, count in counted.items()
                if count > 1)


def _rule(rule: Tree, where: str) -> t.Iterator[str]:
    if missing := [name for name in ("name", "priority", "statement") if rule.get(name) is None]:
        yield f"{where}: {', '.join(missing)} missing"
        return
    if not re.fullmatch(r"[\w\-]{1,128}", str(rule["name"]), re.ASCII):
        yield f"{where}.name: {rule['name']!r} is not allowed: 1 to 128 letters, digits, - and _"
    if not isinstance(rule["priority"], int) or rule["priority"] < 0:
        yield f"{where}.priority: {rule['priority']!r} is not allowed: a whole number, 0 or more"
    group = any(name in GROUPS for name in rule["statement"])
    if group and rule.get("action") is not None:
        yield f"{where}: action cannot be for a rule group, whose rules have their own: use override_action"
    if not group and rule.get("action") is None:
        yield f"{where}: action missing, one of {', '.join(sorted(shapes()['RuleAction']))}"
    if not group and rule.get("override_action") is not None:
        yield f"{where}: override_action is for rule groups: use action"


def _inside(value: Tree, shape: str, where: str, bodies: t.Collection[str] | None) -> t.Iterator[str]:
    """What is wrong at any depth of a structure that has the right form."""
    given = {name: held for name, held in value.items() if held is not None}
    if shape in CHOICES and len(given) != 1:
        yield (f"{where}: {', '.join(given) or 'nothing'} given, exactly one is needed of "
               f"{', '.join(sorted(shapes()[shape]))}")
    yield from (f"{where}: {problem}" for problem in CHECKS.get(shape, _nothing)(given))
    key = given.get("custom_response_body_key") if shape == "CustomResponse" else None
    if key is not None and bodies is not None and key not in bodies:
        yield f"{where}.custom_response_body_key: {key} is not one of custom_response_bodies ({', '.join(bodies)})"
    for name, held in given.items():
        member = shapes()[shape][name]
        for at, entry in entries(held, member) if member.shape else ():
            yield from _inside(entry, member.shape, f"{where}.{name}{at}", bodies)


def _nothing(value: Tree) -> t.Iterator[str]:
    yield from ()


def _rate(value: Tree) -> t.Iterator[str]:
    limit, window, by = (value.get(name) for name in ("limit", "evaluation_window_sec", "aggregate_key_type"))
    if not isinstance(limit, int) or not 10 <= limit <= 2_000_000_000:
        yield f"limit: {limit}, allowed are 10 to 2000000000"
    if window is not None and window not in WINDOWS:
        yield f"evaluation_window_sec: {window}, allowed are {', '.join(map(str, WINDOWS))}"
    needs = {"FORWARDED_IP": "forwarded_ip_config", "CUSTOM_KEYS": "custom_keys", "CONSTANT": "scope_down_statement"}
    if by not in ("IP", *needs):
        yield f"aggregate_key_type: {by}, allowed are IP, {', '.join(needs)}"
    elif by in needs and not value.get(needs[by]):
        yield f"aggregate_key_type: {by} needs {needs[by]}"
    elif by != "CUSTOM_KEYS" and value.get("custom_keys"):
        yield f"custom_keys: need aggregate_key_type CUSTOM_KEYS, not {by}"
    if len(value.get("custom_keys") or ()) > 5:
        yield f"custom_keys: {len(value['custom_keys'])}, allowed are at most 5"
    yield from _nested([value.get("scope_down_statement")])


def _group(value: Tree) -> t.Iterator[str]:
    yield from _nested([value.get("scope_down_statement")])


def _several(value: Tree) -> t.Iterator[str]:
    statements = value.get("statements") or []
    if len(statements) < 2:
        yield f"statements: {len(statements)}, at least 2 are needed"
    yield from _nested(statements)


def _not(value: Tree) -> t.Iterator[str]:
    if value.get("statement") is None:
        yield "statement missing"
    yield from _nested([value.get("statement")])


def _nested(statements: t.Iterable[Tree | None]) -> t.Iterator[str]:
    for statement in statements:
        yield from (f"{name} cannot be inside another statement" for name in statement or () if name in WHOLE)


def _transformed(value: Tree) -> t.Iterator[str]:
    priorities = [each.get("priority") for each in value.get("text_transformations") or ()]
    if not priorities:
        yield "text_transformations missing; {priority: 0, type: NONE} is none"
    elif len(set(priorities)) < len(priorities):
        yield f"text_transformations: priorities {', '.join(map(str, priorities))}, each has to be another"


def _protected(value: Tree) -> t.Iterator[str]:
    """Headers, cookies and arguments are protected by name, and the whole of what has no names."""
    kind, keys = str(value.get("field_type")), value.get("field_keys")
    if kind.startswith("SINGLE_") and not keys:
        yield f"field_keys missing, the names for {kind}"
    if keys and not kind.startswith("SINGLE_"):
        yield f"field_keys: {kind} has none, it is protected as a whole"


CHECKS: dict[str, t.Callable[[Tree], t.Iterator[str]]] = {
    "RateBasedStatement": _rate,
    "ManagedRuleGroupStatement": _group,
    "AndStatement": _several,
    "OrStatement": _several,
    "NotStatement": _not,
    "FieldToProtect": _protected,
    **dict.fromkeys((
        "ByteMatchStatement", "SqliMatchStatement", "XssMatchStatement", "SizeConstraintStatement",
        "RegexPatternSetReferenceStatement", "RegexMatchStatement", "RateLimitHeader", "RateLimitCookie",
        "RateLimitQueryArgument", "RateLimitQueryString", "RateLimitUriPath"), _transformed),
}
"""What is checked of a shape, beside its form."""
