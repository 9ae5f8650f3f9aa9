# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong with what the role `waf` is told: the variable, its value, and what is allowed."""

from __future__ import annotations

import ipaddress
import typing as t

from ..kinds.wafv2.capacity import least
from ..kinds.wafv2.rules import WINDOWS, rule_problems
from ..spelling import unknown
from .rules import GROUPS, MODES, PRIORITIES, Wanted, rules

SLOWEST, FASTEST = 10, 2_000_000_000
"""Requests that AWS lets a rule limit."""

MOST = 5000
"""WCU that AWS takes in a web ACL."""


def wrong(wanted: Wanted) -> t.Iterator[str]:
    """Every problem; what the rules cost is told once nothing else is wrong."""
    problems = [*_lists(wanted), *_modes(wanted), *_rates(wanted), *_own_rules(wanted), *_other_acl(wanted)]
    yield from problems or _capacity(wanted)


def _lists(wanted: Wanted) -> t.Iterator[str]:
    for name in ("allow", "deny"):
        for address in wanted[name]:
            try:
                network = ipaddress.ip_network(address)
            except ValueError as error:
                yield f"waf_{name}_addresses has {address!r}: {error}; allowed are ranges such as 192.0.2.0/24"
                continue
            if network.prefixlen == 0:
                yield f"waf_{name}_addresses has {address}, which is everybody: allowed are /1 and smaller ranges"


def _modes(wanted: Wanted) -> t.Iterator[str]:
    for name, mode in wanted["overrides"].items():
        if name not in PRIORITIES:
            yield f"waf_overrides: {unknown(name, PRIORITIES)}"
        elif mode is not False and mode not in MODES:
            yield f"waf_overrides.{name} is {mode!r}: allowed are {', '.join(MODES)}"
    for name, inner in wanted["counted"].items():
        if name not in GROUPS:
            yield f"waf_counted: {unknown(name, GROUPS)}"
        elif not isinstance(inner, list):
            yield f"waf_counted.{name} is {inner!r}: allowed is a list of rules of {GROUPS[name]}"


def _rates(wanted: Wanted) -> t.Iterator[str]:
    for what in ("client", "tenant"):
        limit = wanted[f"per_{what}"]
        if not SLOWEST <= int(limit) <= FASTEST:
            yield f"waf_requests_per_{what} is {limit}: allowed are {SLOWEST} to {FASTEST}"
    if int(wanted["window"]) not in WINDOWS:
        yield f"waf_window_seconds is {wanted['window']}: allowed are {', '.join(map(str, WINDOWS))}"


def _own_rules(wanted: Wanted) -> t.Iterator[str]:
    """The rules that a person adds, by themselves and beside ours."""
    wrong_ = [problem.replace("rules", "waf_rules", 1) for problem in rule_problems(wanted["rules"], None)]
    yield from wrong_
    ours = {priority: name for name, priority in PRIORITIES.items()}
    for rule in () if wrong_ else wanted["rules"]:
        if rule["name"] in PRIORITIES:
            yield f"waf_rules: {rule['name']} is a rule of ours: allowed are other names, and waf_overrides for ours"
        if rule["priority"] in ours:
            yield (f"waf_rules: priority {rule['priority']} of {rule['name']} is that of {ours[rule['priority']]}: "
                   f"allowed are all but {', '.join(map(str, ours))}")


def _other_acl(wanted: Wanted) -> t.Iterator[str]:
    parts = str(wanted["web_acl"]).split(":")
    if len(parts) > 1 and (parts[2:4] != ["wafv2", wanted["region"]] or not parts[-1].startswith("regional/webacl/")):
        yield (f"waf_web_acl is {wanted['web_acl']}: allowed are the name or the ARN of a web ACL of scope REGIONAL in "
               f"{wanted['region']}")


def _capacity(wanted: Wanted) -> t.Iterator[str]:
    limit, needed = int(wanted["capacity"]), least(rules(wanted))
    if not 1 <= limit <= MOST:
        yield f"waf_capacity is {limit}: allowed are 1 to {MOST}"
    elif needed > limit:
        yield (f"waf_capacity is {limit}, and the rules need {needed} WCU or more: allowed are {needed} to {MOST}, "
               "or fewer rules (waf_rules, waf_overrides)")
