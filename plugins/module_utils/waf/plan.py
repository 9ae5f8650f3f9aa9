# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything the role `waf` converges, and what it takes away again where it is told otherwise."""

from __future__ import annotations

import typing as t

from ..errors import Invalid
from ..key_policies import key, log_groups, used_by_logs
from .checks import wrong
from .rules import LISTS, ON_CALL, Entry, Wanted, list_sets, rules, set_name, there

SECRET_HEADERS = ("authorization", "cookie")
"""Headers that nobody is to read in a log or a sample."""

TOLD = ("BLOCK", "COUNT", "EXCLUDED_AS_COUNT", "CAPTCHA", "CHALLENGE")
"""What a rule may have done to a request that is worth a line."""


def waf_plan(wanted: Wanted) -> dict[str, list[Entry]]:
    """Everything the tasks of the role converge, by what it is; raises `Invalid` for what cannot be."""
    if problems := list(wrong(wanted)):
        raise Invalid("; ".join(problems))
    own = bool(wanted["enabled"] and not wanted["web_acl"])
    made = _made(wanted) if own else {"kms_keys": [], "log_groups": [], "ip_sets": [], "web_acls": []}
    protected = [{"resource": name, "web_acl": wanted["web_acl"] or wanted["prefix"]}
                 for name in wanted["load_balancers"]]
    return {
        **made,
        "associations": protected if wanted["enabled"] else [],
        "former_associations": [] if wanted["enabled"] else protected,
        "former_web_acls": [] if own or _called_as_ours(wanted) else [_former(wanted["prefix"], wanted)],
        "former_ip_sets": _former_sets({each["name"] for each in made["ip_sets"]}, wanted),
    }


def _made(wanted: Wanted) -> dict[str, list[Entry]]:
    """What a web ACL of ours needs, and itself."""
    return {
        "kms_keys": _keys(wanted),
        "log_groups": log_groups(wanted, wanted["log_key"], wanted["log_days"], _log_name(wanted)),
        "ip_sets": [each for name in LISTS if name in there(wanted) for each in list_sets(name, wanted)],
        "web_acls": [_web_acl(wanted)],
    }


def _web_acl(wanted: Wanted) -> Entry:
    """The web ACL: whom no rule decides about is let in, and secrets are readable neither in its log nor in samples."""
    redacted = [{"single_header": {"name": name}} for name in SECRET_HEADERS]
    headers = {"field_type": "SINGLE_HEADER", "field_keys": list(SECRET_HEADERS)}
    return {
        "name": wanted["prefix"], "description": f"In front of {wanted['prefix']}", "default_action": {"allow": {}},
        "rules": rules(wanted), "capacity": wanted["capacity"],
        "data_protection_config": {"data_protections": [{"field": headers, "action": "SUBSTITUTION"}]},
        "logging": {"destination": _log_name(wanted), "redacted_fields": redacted, **_filter(wanted)},
        "tags": wanted["tags"],
    }


def _filter(wanted: Wanted) -> Entry:
    """Only requests that a rule has matched, unless all are asked for."""
    if wanted["log_requests"] == "all":
        return {}
    conditions = [{"action_condition": {"action": action}} for action in TOLD]
    return {"filter": {"default_behavior": "DROP", "filters": [
        {"behavior": "KEEP", "requirement": "MEETS_ANY", "conditions": conditions}]}}


def _log_name(wanted: Wanted) -> str:
    """WAF writes to no log group that is called otherwise."""
    return f"aws-waf-logs-{wanted['prefix']}"


def _keys(wanted: Wanted) -> list[Entry]:
    if not wanted["log_key"]:
        return []
    return [key(wanted, wanted["log_key"], f"Log of the web ACL {wanted['prefix']}",
                used_by_logs(wanted, _log_name(wanted)))]


def _former(name: str, wanted: Wanted) -> Entry:
    """With our tags, without which what others call the same would be taken for ours."""
    return {"name": name, "tags": wanted["tags"]}


def _former_sets(kept: t.Container[str], wanted: Wanted) -> list[Entry]:
    every = [set_name(name, version, wanted) for name in (*LISTS, ON_CALL) for version in (4, 6)]
    return [_former(name, wanted) for name in every if name not in kept]


def _called_as_ours(wanted: Wanted) -> bool:
    """Whether somebody else's web ACL, by name or ARN, is called as ours would be."""
    return wanted["prefix"] in (wanted["web_acl"], *str(wanted["web_acl"]).split("/")[2:3])
