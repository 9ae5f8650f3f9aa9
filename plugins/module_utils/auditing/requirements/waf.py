# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""B1: the web application firewall."""

from __future__ import annotations

import typing as t

from ...waf.rules import GROUPS, PRIORITIES, mode_of
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import Found, load_balancers
from ..sources.wafv2 import GUARDED, LOGGED

ROLE = "waf"
ISO: dict[str, t.Any] = {"iso_2013": ("A.13.1.1", "A.14.1.2"), "iso_2022": ("8.20", "8.26")}

Has = t.Callable[[Found], bool]
"""Whether a rule is what is looked for, by its statement."""


def _guarded(live: Live) -> t.Iterator[Subject]:
    arns = {one["LoadBalancerArn"] for one in load_balancers(live)}
    for one in live[GUARDED]:
        if one["LoadBalancerArn"] in arns:
            yield Subject(f"load balancer {one['LoadBalancerName']}", one)


def web_acls(live: Live) -> dict[str, Found]:
    """The web ACLs in front of the platform's load balancers, by the ARN of each of these."""
    return {one.thing["LoadBalancerArn"]: one.thing["web_acl"] for one in _guarded(live) if one.thing["web_acl"]}


def _acls(live: Live) -> t.Iterator[Subject]:
    found = {one["ARN"]: one for one in web_acls(live).values()}
    for one in found.values():
        yield Subject(f"web ACL {one['Name']}", one)


def _off(live: Live) -> str:
    return "" if live.said("waf_enabled", True) else "the inventory switches it off (waf_enabled)"


def _theirs(live: Live) -> str:
    """Why the rules of a web ACL are not judged: who names somebody else's leaves them to them."""
    named = live.said("waf_web_acl")
    return _off(live) or (f"the inventory names a web ACL of somebody else's (waf_web_acl: {named})" if named else "")


def _mode(live: Live, rule: str) -> str:
    """What the inventory has one of our rules do."""
    return mode_of(rule, {"overrides": live.said("waf_overrides") or {}, "mode": live.said("waf_mode", "block")})


def _without(*rules: str) -> t.Callable[[Live], str]:
    """Why a rule is not looked for that the inventory wants none of."""
    def why(live: Live) -> str:
        off = all(_mode(live, rule) == "off" for rule in rules)
        return _theirs(live) or (f"the inventory switches it off (waf_overrides: {', '.join(rules)})" if off else "")

    return why


def _counting_on_purpose(live: Live) -> str:
    counts = live.said("waf_mode") == "count"
    return _theirs(live) or ("the inventory lets rules count at first (waf_mode: count)" if counts else "")


def _in_front(live: Live, balancer: Found) -> Judged:
    acl, named = balancer["web_acl"], live.said("waf_web_acl")
    if acl is None:
        return Judged(False, "no web ACL is in front of it")
    return Judged(not named or named in (acl["Name"], acl["ARN"]), f"web ACL {acl['Name']}", named or "")


def _statements(statement: t.Any) -> t.Iterator[Found]:
    """A statement, and all that are inside of it."""
    if isinstance(statement, t.Mapping):
        yield statement
        for value in statement.values():
            yield from _statements(value)
    elif isinstance(statement, list):
        for value in statement:
            yield from _statements(value)


def _rule(has: Has) -> t.Callable[[Live, Found], Judged]:
    def judge(live: Live, acl: Found) -> Judged:
        found = [rule["Name"] for rule in acl["Rules"] if any(map(has, _statements(rule["Statement"])))]
        return Judged(bool(found), f"rule {', '.join(found)}" if found else "no rule does")

    return judge


def _group(name: str) -> Has:
    return lambda statement: (statement.get("VendorName"), statement.get("Name")) == ("AWS", GROUPS[name])


def _logs(live: Live, acl: Found) -> Judged:
    where = live[LOGGED].get(acl["ARN"], "")
    return Judged(bool(where), f"to {where.removesuffix(':*').rpartition(':')[2]}" if where else "it writes no log")


def _acts(live: Live, acl: Found) -> Judged:
    """Those that the inventory lets count may."""
    counting = [rule["Name"] for rule in acl["Rules"]
                if "Count" in (rule.get("Action") or rule.get("OverrideAction") or {})]
    wrong = [name for name in counting if name not in PRIORITIES or _mode(live, name) != "count"]
    if wrong:
        return Judged(False, f"{', '.join(wrong)} only count")
    return Judged(True, f"all but {', '.join(counting)}, as the inventory says" if counting else "all rules act")


def _by(variable: str, **more: t.Any) -> dict[str, t.Any]:
    """What checks of rules have in common."""
    return {"remedy": Remedy(ROLE, variable), "applies": _theirs, **ISO, **more}


B1 = Requirement("B1", "Protection", "A web application firewall looks at requests first", ("manager 5",), ("3.2",), (
    Check("B1.present", "A web ACL is in front of each load balancer", "high", _guarded, _in_front, "a web ACL",
          Remedy(ROLE, "waf_enabled"), applies=_off, **ISO),
    Check("B1.rate", "It limits how much a client may ask", "medium", _acls,
          _rule(lambda one: "RateBasedStatement" in one), "a rule that limits rates",
          **_by("waf_requests_per_client", applies=_without("rate-per-client", "rate-per-tenant"))),
    Check("B1.common", "It knows the usual attacks", "medium", _acls, _rule(_group("common")), GROUPS["common"],
          **_by("waf_overrides", applies=_without("common"))),
    Check("B1.linux", "It knows attacks on Linux", "medium", _acls, _rule(_group("linux")), GROUPS["linux"],
          **_by("waf_overrides", applies=_without("linux"))),
    Check("B1.bad_inputs", "It knows inputs that are bad", "medium", _acls, _rule(_group("known-bad-inputs")),
          GROUPS["known-bad-inputs"], **_by("waf_overrides", applies=_without("known-bad-inputs"))),
    Check("B1.lists", "It has lists of addresses to let in and to keep out", "low", _acls,
          _rule(lambda one: "IPSetReferenceStatement" in one), "a rule with a set of addresses",
          **_by("waf_deny_addresses", applies=_without("deny", "allow"))),
    Check("B1.logging", "It writes a log", "medium", _acls, _logs, "a log",
          **_by("waf_log_requests", iso_2013=("A.12.4.1",), iso_2022=("8.15",))),
    Check("B1.acts", "Its rules act, rather than count", "low", _acls, _acts, "rules that block",
          **_by("waf_mode", applies=_counting_on_purpose)),
))
