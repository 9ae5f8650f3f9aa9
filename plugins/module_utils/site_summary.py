# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run of the site came to, for a person: where things are, what runs, what changed."""

from __future__ import annotations

import collections
import typing as t

Variables = t.Mapping[str, t.Any]

TELLING: dict[str, tuple[str, ...]] = {
    "ecs_services": ("running_count", "desired_count"),
    "elbv2_listener_rules": ("conditions",),
    "s3_buckets": (),
    "secretsmanager_secrets": (),
}
"""The modules whose results are summed up, and what of each resource."""

DONE = {"create": "created", "update": "updated", "delete": "deleted"}
PLANNED = {"create": "to create", "update": "to update", "delete": "to delete"}


def platform(name: str, values: Variables, *, check: bool) -> list[str]:
    """Lines about a platform."""
    where = f"{values['cell_aws']['region']}, account {values['aws_account_id']}"
    return [f"Platform {name} ({where})", *_lines(values, check=check)]


def tenant(name: str, values: Variables, *, check: bool) -> list[str]:
    """Lines about a tenant; only the first one where nothing happened to it."""
    failed = [f"  failed     {values['tenant_failed']['msg']}"] if values.get("tenant_failed") else []
    address = f"https://{values['tenant_host']}"
    return [f"Tenant {name} ({values['tenant_tier']}): {address}", *_lines(values, check=check), *failed]


def settled_tenant(name: str, values: Variables) -> list[str]:
    """The line about a tenant with nothing to change."""
    return [f"Tenant {name} ({values['tenant_tier']}): https://{values['tenant_host']}, as it should be"]


def how_to_look(values: Variables) -> list[str]:
    """What to type next, on an AWS of one's own."""
    url = values["cell_aws"].get("endpoint_url")
    return [] if not url else [
        "Look around, in this AWS of your own:",
        f"  {url}/_local/   what is there, and the last calls",
        f"  aws --endpoint-url {url} ecs list-services --cluster {values['cell_prefix']}-cluster",
        "  the same command again: nothing to change",
    ]


def gist(results: t.Iterable[Variables]) -> list[dict[str, t.Any]]:
    """Of module results, what a summary tells: the rest of them is long, and is kept for every host of a play."""
    return [{"actions": result["actions"], module: {
        name: {field: about[field] for field in telling if field in about} for name, about in result[module].items()}}
        for result in results for module, telling in TELLING.items() if module in result]


def registered(values: Variables) -> t.Iterator[Variables]:
    """Results of our modules that a host's roles have registered, those of a role's earlier uses too."""
    seen = (values.get("settled") or {}).get("seen") or {}
    yield from seen.get(values.get("inventory_hostname"), ())
    for name, value in values.items():
        if name.startswith("__") and isinstance(value, t.Mapping):
            for each in (value, *value.get("earlier", ())):
                if isinstance(each, t.Mapping):
                    yield from (found for found in (each, *each.get("results_by_set", ())) if "actions" in found)


def _lines(values: Variables, *, check: bool) -> list[str]:
    found = {
        "addresses": _addresses(values),
        "services": _services(values),
        "buckets": list(_resources(values, "s3_buckets")),
        "secrets": list(_resources(values, "secretsmanager_secrets")),
        "changed": [_changed(values, check=check)],
    }
    return [f"  {title:<10} {', '.join(entries)}" for title, entries in found.items() if entries]


def _resources(values: Variables, module: str) -> dict[str, t.Any]:
    return {name: about for result in registered(values) for name, about in (result.get(module) or {}).items()}


def _addresses(values: Variables) -> list[str]:
    """Where people and browsers find it; what WebSockets are for speaks their scheme."""
    rules, sockets = _resources(values, "elbv2_listener_rules"), f"{_prefix(values)}reverb"
    return [f"{'wss' if name == sockets else 'https'}://{host}" for name, rule in rules.items()
            for host in (rule.get("conditions") or {}).get("host_header") or ()]


def _services(values: Variables) -> list[str]:
    """Each without the prefix that all of them have, with how many run of how many."""
    found = _resources(values, "ecs_services").items()
    return [f"{name.removeprefix(_prefix(values))} {_running(about)}" for name, about in found]


def _prefix(values: Variables) -> str:
    return f"{values.get('tenant_prefix') or values['cell_prefix']}-"


def _running(about: Variables) -> str:
    running, wanted = about.get("running_count"), about.get("desired_count") or 0
    return f"{running}/{wanted}" if isinstance(running, int) else str(wanted)


def _changed(values: Variables, *, check: bool) -> str:
    words = PLANNED if check else DONE
    count = collections.Counter(action for result in registered(values) for action in result["actions"].values())
    said = [f"{count[action]} {word}" for action, word in words.items() if count[action]]
    return ", ".join(said) or "nothing"
