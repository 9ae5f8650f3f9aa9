# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run of the site came to, for a person: where things are, what runs, what changed."""

from __future__ import annotations

import collections
import typing as t

from .listing import few
from .mail_lines import mail_line
from .registering import THEIRS, registered, resources
from .results import PENDING
from .scanning import finding
from .waf.rules import only_counting

Variables = t.Mapping[str, t.Any]

DONE = {"create": "created", "update": "updated", "replace": "replaced", "delete": "deleted"}
PLANNED = {"create": "to create", "update": "to update", "replace": "to replace", "delete": "to delete"}

SHOWN = 3
"""Names that are told of many."""


def platform(name: str, values: Variables, *, check: bool) -> list[str]:
    """Lines about a platform."""
    where = f"{values['cell_aws']['region']}, account {values['aws_account_id']}"
    return [f"Platform {name} ({where})", *_lines(values, check=check)]


def tenant(name: str, values: Variables, *, check: bool) -> list[str]:
    """Lines about a tenant; only the first one where nothing happened to it."""
    failed = [f"  failed     {values['tenant_failed']['msg']}"] if values.get("tenant_failed") else []
    address = f"https://{values['tenant_host']}"
    return [f"Tenant {name} ({values['tenant_tier']}): {address}", *_lines(values, check=check), *failed]


def settled_tenant(name: str, values: Variables, part: str = "") -> list[str]:
    """The line about a tenant with nothing to change, and one about its mail while that waits for somebody.

    `part` says what was looked at, where that was not all.
    """
    far = f" as far as {part} goes" if part else ""
    line = f"Tenant {name} ({values['tenant_tier']}): https://{values['tenant_host']}, as it should be{far}"
    mail = mail_line(values)
    waits = [] if mail in (None, "verified") else [f"  mail       {mail}"]
    return [line, *waits, *(f"  proof      {each}" for each in _proofs(values))]


def leaving_tenant(name: str, values: Variables, why: str) -> list[str]:
    """The line about a tenant that is being taken away."""
    return [f"Tenant {name} ({values['tenant_tier']}): {why}"]


def how_to_look(values: Variables) -> list[str]:
    """What to type next, on an AWS of one's own."""
    url = values["cell_aws"].get("endpoint_url")
    return [] if not url else [
        "Look around, in this AWS of your own:",
        f"  {url}/_local/   what is there, and the last calls",
        f"  aws --endpoint-url {url} ecs list-services --cluster {values['cell_prefix']}-cluster",
        "  the same command again: nothing to change",
    ]


def unseen(hosts: t.Iterable[t.Mapping[str, t.Any]]) -> list[str]:
    """Lines about what the credentials may not see, of the data of all hosts: many have the same cause."""
    befell: dict[tuple[str, str], list[str]] = {}
    for each in (one for host in hosts for one in host["unseen"]):
        befell.setdefault((each["module"], each["why"]), []).append(each["name"])
    return [f"Not seen, and taken to be as it should be: {why} of {module} {few(names, SHOWN)}"
            for (module, why), names in befell.items()]


def drift(counts: t.Mapping[str, int]) -> str | None:
    """What to say where a plan, as it was counted, differs from what is there."""
    said = counted(counts, check=True)
    return f"It is not as it should be: {said}" if said else None


def counted(counts: t.Mapping[str, int], *, check: bool) -> str:
    """How many there are of each action, and of what was refused or failed; empty where there is nothing."""
    words = {**(PLANNED if check else DONE), "refused": "refused", "failed": "failed"}
    return ", ".join(f"{counts[what]:,} {word}" for what, word in words.items() if counts.get(what))


def _lines(values: Variables, *, check: bool) -> list[str]:
    names = {
        "addresses": _addresses(values),
        "services": _services(values),
        "buckets": list(resources(values, "s3_buckets")),
        "secrets": list(resources(values, "secretsmanager_secrets")),
    }
    sentences = {**_sentences(values), "refused": _refused(values), "changed": [_changed(values, check=check)]}
    return [*(f"  {title:<10} {', '.join(entries)}" for title, entries in names.items() if entries),
            *(f"  {title:<10} {entry}" for title, entries in sentences.items() for entry in entries)]


def remarks(values: Variables, *, settled: bool = False) -> list[dict[str, str]]:
    """What a person should know beside what has changed, each with what it is about.

    Of a tenant that is `settled` only what waits for somebody: the rest is said of its platform.
    """
    return [{"about": title, "says": says} for title, entries in _sentences(values).items() for says in entries
            if says != "verified" and (title in ("mail", "proof") or not settled)]


def _sentences(values: Variables) -> dict[str, list[str]]:
    return {
        "mail": [mail] if (mail := mail_line(values)) else [],
        "proof": _proofs(values),
        "window": _put_off(values),
        "confirm": _unconfirmed(values),
        "left": _left(values),
        "finding": _findings(values),
    }


def _findings(values: Variables) -> list[str]:
    """What a person should know: files not scanned (requirement S3), a WAF that only counts (B1), deaf alarms (O1)."""
    mode = values.get("storage_scan_mode")
    said = None if mode is None else finding(mode, enforced=values.get("storage_scan_enforced"))
    counting = {name: only_counting(acl) for name, acl in resources(values, "wafv2_web_acls").items()}
    return [*([said] if said else []), *(
        f"web ACL {name} only counts {', '.join(rules)} (waf_mode is count; block acts)"
        for name, rules in counting.items() if rules), *_deaf(values)]


def _deaf(values: Variables) -> list[str]:
    """That alarms are told to nobody, where there are some."""
    topic = resources(values, "sns_topics").get(str(values.get("monitoring_topic")))
    said = "nobody is told of alarms: monitoring_subscribers names none"
    return [said] if topic is not None and values.get("monitoring_subscribers") == [] else []


def _addresses(values: Variables) -> list[str]:
    """Where people and browsers find it; what WebSockets are for speaks their scheme."""
    rules, sockets = resources(values, "elbv2_listener_rules"), f"{_prefix(values)}reverb"
    return [f"{'wss' if name == sockets else 'https'}://{host}" for name, rule in rules.items()
            for host in (rule.get("conditions") or {}).get("host_header") or ()]


def _services(values: Variables) -> list[str]:
    """Each without the prefix that all of them have, with how many run of how many."""
    found = resources(values, "ecs_services").items()
    return [f"{name.removeprefix(_prefix(values))} {_running(about)}" for name, about in found]


def _proofs(values: Variables) -> list[str]:
    """The records that certificates wait for, which are somebody else's to publish."""
    waiting = {name: about.get("validation_records") for name, about in resources(values, "acm_certificates").items()
               if about.get("status") == "PENDING_VALIDATION"}
    return [f"certificate {name} waits for {each['name']} {each['type']} {each['value']}"
            for name, records in waiting.items() for each in records or ()]


def _put_off(values: Variables) -> list[str]:
    """What AWS does to databases and caches in their windows only, unless told to do it at once (apply_immediately)."""
    stores = (("database", "rds_instances", "pending"), ("cache", "elasticache_replication_groups", "waits_for_window"))
    return [f"{what} {name}: {', '.join(waiting)} waits for {about.get('maintenance_window')}"
            for what, module, told in stores for name, about in resources(values, module).items()
            if isinstance(waiting := about.get(told), (dict, list)) and waiting]


def _unconfirmed(values: Variables) -> list[str]:
    """Who is told nothing until they answer the mail that AWS has sent them; what they will be is not known yet."""
    waiting = {name: about.get("pending_confirmation") for name, about in resources(values, "sns_topics").items()}
    return [f"{address} has to confirm that it is told of {name}" for name, addresses in waiting.items()
            for address in (addresses if isinstance(addresses, list) else ())]


def _left(values: Variables) -> list[str]:
    """What an account has once, and somebody else decides on."""
    return [f"{said} ({module} {name})" for module in THEIRS for name, about in resources(values, module).items()
            if isinstance(said := about.get("left_alone"), str) and said != PENDING]


def _refused(values: Variables) -> list[str]:
    """What a plan has that a run would not do, because AWS takes it from a new resource only."""
    return [f"{result.get('module', '')} {name}: {why}".strip() for result in registered(values)
            for name, why in (result.get("refused") or {}).items()]


def _prefix(values: Variables) -> str:
    return f"{values.get('tenant_prefix') or values['cell_prefix']}-"


def _running(about: Variables) -> str:
    running, wanted = about.get("running_count"), about.get("desired_count") or 0
    return f"{running}/{wanted}" if isinstance(running, int) else str(wanted)


def _changed(values: Variables, *, check: bool) -> str:
    actions = collections.Counter(action for result in registered(values) for action in result["actions"].values())
    return counted(actions, check=check) or "nothing"
