# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""E2: mail that comes in is kept."""

from __future__ import annotations

import typing as t

from ...kinds.acm.validation import belongs
from ...kinds.route53.values import meaning
from .. import dns, senders
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..sources.route53 import hosts
from ..sources.ses import RECEIPT_RULES

ROLE, INBOUND = "email", "email_inbound"

Found = t.Mapping[str, t.Any]


def _unwanted(live: Live) -> str:
    return "the inventory wants no mail to come in (email_inbound: false)" if live.said(INBOUND) is False else ""


def _keeping(live: Live) -> list[Found]:
    """The active set's rules that keep mail in a bucket of the platform's, or keep the mail of its domains."""
    return [one for one in live[RECEIPT_RULES]["rules"] if one.get("Enabled") and any(
        each["S3Action"]["BucketName"].startswith(f"{live.place.prefix}-") or _ours(live, one)
        for each in one.get("Actions", ()) if "S3Action" in each)]


def _ours(live: Live, rule: Found) -> bool:
    return any(belongs(name.rpartition("@")[2].lstrip("."), host)
               for name in rule.get("Recipients", ()) for host in hosts(live.place))


def _active(live: Live) -> t.Iterator[Subject]:
    active = live[RECEIPT_RULES]["name"]
    yield Subject(f"rule set {active}" if active else f"platform {live.place.prefix}", active)


def _kept(live: Live, active: str | None) -> Judged:
    names = [one["Name"] for one in _keeping(live)]
    said = f"no enabled rule of {active} keeps mail in a bucket of ours" if active else "no rule set is active"
    return Judged(bool(names), f"kept by {', '.join(names)}" if names else said)


def _rules(live: Live) -> t.Iterator[Subject]:
    if rules := _keeping(live):
        yield Subject(f"rule set {live[RECEIPT_RULES]['name']}", rules)


def _few(live: Live, rules: t.Sequence[Found]) -> Judged:
    single = [one["Name"] for one in rules if _of_one_tenant(live, one)]
    return Judged(len(single) < 2, f"{len(single)} rules are each for one tenant" if len(single) > 1 else
                  f"{len(rules)} for all domains")


def _of_one_tenant(live: Live, rule: Found) -> bool:
    names = [name.rpartition("@")[2].lstrip(".") for name in rule.get("Recipients", ())]
    return bool(names) and any(all(belongs(name, host) for name in names)
                               for one in live.place.tenants for host in (one.domain, one.host) if host)


def _served(live: Live) -> t.Iterator[Subject]:
    """The domains in zones of ours, together: which of them are to receive is said for each tenant."""
    if _keeping(live):
        names = [one.thing["name"] for one in senders.senders(live)]
        if found := [(name, zone) for name in names if (zone := dns.zone_of(live, name))]:
            yield Subject(f"domains of {live.place.prefix}", found)


def _arrives(live: Live, domains: t.Sequence[tuple[str, Found]]) -> Judged:
    here = [name for name, zone in domains if _leads_here(live, zone["records"].get((name, "MX"), {}))]
    return Judged(bool(here), f"mail to {', '.join(here)} comes here" if here else
                  f"mail to none of {len(domains)} domains comes here")


def _leads_here(live: Live, record: Found) -> bool:
    servers = {meaning("MX", one["Value"]).split()[-1] for one in record.get("ResourceRecords", ())}
    return f"inbound-smtp.{live.place.region}.amazonaws.com" in servers


E2 = Requirement("E2", "Mail", "Mail that comes in is kept", ("manager 4",), (), (
    Check("E2.kept", "A receipt rule keeps it in a bucket", "medium", _active, _kept,
          "an enabled rule of the active set, with a bucket", Remedy(ROLE, INBOUND), applies=_unwanted),
    Check("E2.few", "However many tenants there are, the rules stay as few", "low", _rules, _few,
          "rules for all domains: AWS takes 200 in a set", Remedy(ROLE, "email_recipients"), applies=_unwanted),
    Check("E2.servers", "Mail to its domains comes to SES", "medium", _served, _arrives,
          "an MX record of SES's inbound server", Remedy(ROLE, INBOUND), applies=_unwanted),
))
