# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of a platform's web ACL: lists of addresses, rates, AWS's own groups, and whether each acts or counts."""

from __future__ import annotations

import ipaddress
import typing as t

Wanted = t.Mapping[str, t.Any]
"""What the role `waf` asks for: enabled, web_acl, mode, overrides, counted, allow, deny, per_client, per_tenant,
window, shared_hosts, rules, capacity, load_balancers, log_days, log_key, log_requests, prefix, region,
account_id and tags."""
Entry = dict[str, t.Any]

PRIORITIES = {"deny": 0, "allow": 10, "rate-per-client": 20, "rate-per-tenant": 30, "ip-reputation": 40,
              "known-bad-inputs": 50, "common": 60, "linux": 70}
"""Our rules in their order, with room for others between them."""

LISTS = ("deny", "allow")
"""Rules that do what a person has said of addresses: they act at once, in whatever mode."""

ON_CALL = "on-call"
"""The list of whoever is on call: `deny` refuses who is in it, and what is in it is left alone."""

MODES = ("count", "block", "off")
"""What a rule does: counts, acts, or is not there."""

GROUPS = {
    "ip-reputation": "AWSManagedRulesAmazonIpReputationList",
    "known-bad-inputs": "AWSManagedRulesKnownBadInputsRuleSet",
    "common": "AWSManagedRulesCommonRuleSet",
    "linux": "AWSManagedRulesLinuxRuleSet",
}
"""Rules that are rule groups of AWS's."""

TOO_MANY = {"block": {"custom_response": {"response_code": 429}}}
ACTIONS: dict[str, Entry] = {"deny": {"block": {}}, "allow": {"allow": {}}, "rate-per-client": TOO_MANY,
                             "rate-per-tenant": TOO_MANY}
"""What our rules do where they act; a group's rules have actions of their own."""

LOWERCASE = [{"priority": 0, "type": "LOWERCASE"}]


def mode_of(name: str, wanted: Wanted) -> str:
    """What a rule does; YAML reads an unquoted off as a truth."""
    said = wanted["overrides"].get(name, "block" if name in LISTS else wanted["mode"])
    return "off" if said is False else str(said)


def there(wanted: Wanted) -> list[str]:
    """Those of our rules that are not off, by name."""
    return [name for name in PRIORITIES if mode_of(name, wanted) != "off"]


def rules(wanted: Wanted) -> list[Entry]:
    """The rules of the web ACL: ours, and those that a person adds."""
    return [*(_rule(name, wanted) for name in there(wanted)), *wanted["rules"]]


def _rule(name: str, wanted: Wanted) -> Entry:
    counts = mode_of(name, wanted) == "count"
    rule = {"name": name, "priority": PRIORITIES[name], "statement": _statement(name, wanted)}
    if name in GROUPS:
        return {**rule, "override_action": {"count": {}} if counts else {"none": {}}}
    return {**rule, "action": {"count": {}} if counts else ACTIONS[name]}


def _statement(name: str, wanted: Wanted) -> Entry:
    if name in GROUPS:
        counted = [{"name": each, "action_to_use": {"count": {}}} for each in wanted["counted"].get(name, ())]
        return {"managed_rule_group_statement": {
            "vendor_name": "AWS", "name": GROUPS[name], "rule_action_overrides": counted}}
    if name in LISTS:
        return _any([{"ip_set_reference_statement": {"arn": each["name"]}} for each in list_sets(name, wanted)])
    return {"rate_based_statement": _per_client(wanted) if name == "rate-per-client" else _per_tenant(wanted)}


def _per_client(wanted: Wanted) -> Entry:
    """Requests of an address."""
    return {"limit": wanted["per_client"], "evaluation_window_sec": wanted["window"], "aggregate_key_type": "IP"}


def _per_tenant(wanted: Wanted) -> Entry:
    """Requests for a host: one rule, however many tenants; a host that all of them ask for is nobody's."""
    keys = [{"header": {"name": "host", "text_transformations": LOWERCASE}}]
    shared = [_asks_for(host) for host in wanted["shared_hosts"]]
    others = {"scope_down_statement": {"not_statement": {"statement": _any(shared)}}} if shared else {}
    return {"limit": wanted["per_tenant"], "evaluation_window_sec": wanted["window"],
            "aggregate_key_type": "CUSTOM_KEYS", "custom_keys": keys, **others}


def _asks_for(host: str) -> Entry:
    return {"byte_match_statement": {
        "search_string": host.lower(), "positional_constraint": "EXACTLY",
        "field_to_match": {"single_header": {"name": "host"}}, "text_transformations": LOWERCASE}}


def _any(statements: list[Entry]) -> Entry:
    """One of them or more."""
    return statements[0] if len(statements) == 1 else {"or_statement": {"statements": statements}}


def list_sets(name: str, wanted: Wanted) -> list[Entry]:
    """The IP sets of a list: one of version 4, and one of version 6 where there are such addresses.

    The rule `deny` has those of whoever is on call as well.
    """
    found: dict[int, list[str]] = {4: []}
    for address in wanted[name]:
        found.setdefault(ipaddress.ip_network(address).version, []).append(address)
    said = [{"name": set_name(name, version, wanted), "ip_address_version": f"IPV{version}", "addresses": addresses,
             "tags": wanted["tags"]} for version, addresses in sorted(found.items())]
    return [*said, *(_on_call_sets(wanted) if name == "deny" else ())]


def _on_call_sets(wanted: Wanted) -> list[Entry]:
    """The IP sets of whoever is on call; their addresses are not said, and so no run changes them."""
    return [{"name": set_name(ON_CALL, version, wanted), "ip_address_version": f"IPV{version}",
             "description": "Blocked by whoever is on call, with playbooks/runbooks/block_ip.yml",
             "tags": wanted["tags"]} for version in (4, 6)]


def set_name(name: str, version: int, wanted: Wanted) -> str:
    """What the IP set of a list is called."""
    return f"{wanted['prefix']}-{name}{'' if version == 4 else '-ipv6'}"


def only_counting(acl: t.Mapping[str, t.Any]) -> list[str]:
    """The rules of a web ACL, as its module returns it, that let everything pass."""
    return [rule["name"] for rule in acl.get("rules") or ()
            if "count" in (rule.get("action") or rule.get("override_action") or {})]
