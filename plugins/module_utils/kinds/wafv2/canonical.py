# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When two trees of statements mean the same.

AWS adds what was left out, writes names of headers small, and gives no order to what has none; so what was applied
would differ from what comes back.  What has an order in WAF has a priority, but for the filters of a log.
"""

from __future__ import annotations

import functools
import json
import typing as t

from .shapes import mapped, shapes

Tree = dict[str, t.Any]

DEFAULTS: dict[str, Tree] = {
    "AWSManagedRulesACFPRuleSet": {"enable_regex_in_path": False},
    "AWSManagedRulesATPRuleSet": {"enable_regex_in_path": False},
    "AWSManagedRulesAntiDDoSRuleSet": {"sensitivity_to_block": "LOW"},
    "AWSManagedRulesBotControlRuleSet": {"enable_machine_learning": True},
    "Body": {"oversize_handling": "CONTINUE"},
    "ClientSideAction": {"sensitivity": "HIGH"},
    "DataProtection": {"exclude_rate_based_details": False, "exclude_rule_match_details": False},
    "JsonBody": {"oversize_handling": "CONTINUE"},
    "RateBasedStatement": {"evaluation_window_sec": 300},
    "SqliMatchStatement": {"sensitivity_level": "LOW"},
}
"""What AWS says where nothing was said."""

CASELESS: dict[str, tuple[str, ...]] = {
    "ForwardedIPConfig": ("header_name",),
    "HeaderMatchPattern": ("included_headers", "excluded_headers"),
    "IPSetForwardedIPConfig": ("header_name",),
    "RateLimitHeader": ("name",),
    "RateLimitQueryArgument": ("name",),
    "SingleHeader": ("name",),
    "SingleQueryArgument": ("name",),
}
"""Members that name headers or arguments, whose case makes no difference to WAF."""

ORDERED = frozenset({("LoggingFilter", "filters")})
"""Lists of which AWS takes the first entry that matches."""

GROUPS = ("managed_rule_group_statement", "rule_group_reference_statement")
"""Statements that stand for rules with actions of their own, which a rule overrides, or leaves alone."""

SEEN = {"sampled_requests_enabled": True, "cloud_watch_metrics_enabled": True}


def completed(rule: Tree) -> Tree:
    """A rule with what AWS requires and a person leaves out: its metric, and that a group's actions stay."""
    visible = {**SEEN, "metric_name": rule.get("name"), **(rule.get("visibility_config") or {})}
    kept: Tree = {} if _acts(rule) or not _is_group(rule) else {"override_action": {"none": {}}}
    return {**rule, "visibility_config": visible, **kept}


def canonical(value: t.Any, shape: str) -> Tree:
    """A structure without what makes no difference."""
    found: Tree = {}
    for name, given in value.items():
        if given is None or given == [] or DEFAULTS.get(shape, {}).get(name) == given:
            continue
        member = shapes()[shape].get(name)
        inner = mapped(given, member, functools.partial(canonical, shape=member.shape)) if (
            member and member.shape) else given
        small = _small(inner) if name in CASELESS.get(shape, ()) else inner
        sorts = isinstance(small, list) and (shape, name) not in ORDERED
        found[name] = sorted(small, key=_order) if sorts else small
    return _overridden(found) if "excluded_rules" in found else found


def alike(wanted: t.Any, now: t.Any, shape: str) -> bool:
    """Whether two structures, or lists of them, mean the same."""
    if isinstance(wanted, list):
        return _all_of(wanted, shape) == _all_of(now, shape)
    return canonical(wanted, shape) == canonical(now or {}, shape)


def _small(names: t.Any) -> t.Any:
    return [_small(name) for name in names] if isinstance(names, list) else str(names).lower()


def _all_of(listed: list[Tree] | None, shape: str) -> list[Tree]:
    return sorted((canonical(entry, shape) for entry in listed or ()), key=_order)


def _overridden(group: Tree) -> Tree:
    """A group with its excluded rules said the newer way: each is overridden to count."""
    excluded = [{"name": rule["name"], "action_to_use": {"count": {}}} for rule in group["excluded_rules"]]
    overrides = [*excluded, *group.get("rule_action_overrides", ())]
    kept = {name: value for name, value in group.items() if name != "excluded_rules"}
    return {**kept, "rule_action_overrides": sorted(overrides, key=_order)}


def _acts(rule: Tree) -> bool:
    return any(rule.get(name) is not None for name in ("action", "override_action"))


def _is_group(rule: Tree) -> bool:
    return any(name in GROUPS for name in rule.get("statement") or ())


def _order(entry: t.Any) -> tuple[int, str]:
    priority = entry.get("priority", 0) if isinstance(entry, dict) else 0
    return (priority if isinstance(priority, int) else 0), json.dumps(entry, sort_keys=True, default=str)
