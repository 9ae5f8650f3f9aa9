# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How names become the ARNs that WAF knows, also inside of statements."""

from __future__ import annotations

import typing as t

from ...calls import Call, Flow
from ...fields import Reference
from ..logs import logs
from .api import listed, placed, wafv2
from .canonical import Tree
from .shapes import Member, entries, shapes

LOG_PREFIX = "aws-waf-logs-"
"""What the name of everything starts with that WAF writes its log to."""

REFERRING = {
    "IPSetReferenceStatement": "IP set",
    "RegexPatternSetReferenceStatement": "regex pattern set",
    "RuleGroupReferenceStatement": "rule group",
}
"""Shapes whose `arn` may be a name, and of what."""


def _listing(what: str, scope: str) -> tuple[Call, str]:
    return {
        "IP set": (wafv2.list_ip_sets(Scope=scope, Limit=100), "IPSets"),
        "regex pattern set": (wafv2.list_regex_pattern_sets(Scope=scope, Limit=100), "RegexPatternSets"),
        "rule group": (wafv2.list_rule_groups(Scope=scope, Limit=100), "RuleGroups"),
        "web ACL": (wafv2.list_web_acls(Scope=scope, Limit=100), "WebACLs"),
    }[what]


def reference(what: str, scope: str) -> Reference:
    """How something of a scope is found, by its name or its ARN: one that is gone is told, too."""
    def find(name: str) -> Flow:
        found = yield from placed(scope, listed(*_listing(what, scope)))
        return next((each["ARN"] for each in found if name in (each["Name"], each["ARN"])), None)

    return Reference(what, find, is_id=lambda name: False)


WEB_ACL = reference("web ACL", "REGIONAL")


def resolved(value: Tree, shape: str, scope: str, *, pending: bool) -> Flow:
    """A structure with every name in it looked up."""
    found = dict(value)
    for name, given in value.items():
        member = shapes()[shape].get(name)
        if given is None or member is None:
            continue
        if name == "arn" and shape in REFERRING:
            found[name] = yield from reference(REFERRING[shape], scope).resolve(given, pending=pending)
        elif member.shape:
            found[name] = yield from _held(given, member, scope, pending=pending)
    return found


def _held(given: t.Any, member: Member, scope: str, *, pending: bool) -> Flow:
    """The same for all that a member holds."""
    changed = []
    for _at, entry in entries(given, member):
        changed.append((yield from resolved(entry, member.shape, scope, pending=pending)))
    if member.many == "*":
        return changed
    return dict(zip(given, changed, strict=True)) if member.many == "%" else changed[0]


def log_group(scope: str) -> Reference:
    """How a log group becomes the ARN that WAF takes; it has to be where the web ACL is."""
    def find(name: str) -> Flow:
        reply = yield from placed(scope, _log_groups())
        found = next((each for each in reply.get("logGroups", ()) if each["logGroupName"] == name), None)
        return found and (found.get("logGroupArn") or found["arn"]).removesuffix(":*")

    return Reference("log group", find, role="waf")


def _log_groups() -> Flow:
    """All log groups whose name WAF accepts: one read, whoever asks."""
    return (yield logs.describe_log_groups(logGroupNamePrefix=LOG_PREFIX))
