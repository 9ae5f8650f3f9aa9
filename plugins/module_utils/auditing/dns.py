# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is published in the hosted zones that were read, and who it leads to."""

from __future__ import annotations

import typing as t

from ..kinds.acm.validation import belongs
from ..kinds.route53.records import same_host
from .live import Live
from .platform import load_balancers
from .sources.route53 import ZONES

Found = t.Mapping[str, t.Any]


def zone_of(live: Live, host: str) -> Found | None:
    """The zone of ours that a name belongs in, the smallest of several; None where somebody else holds the domain."""
    holding = [one for one in live[ZONES] if "records" in one and belongs(host, one["name"])]
    return max(holding, key=lambda one: len(one["name"]), default=None)


def answer(zone: Found, host: str, kind: str) -> Found | None:
    """The record that answers for a name: its own, or a wildcard where nothing is there or below (RFC 4592)."""
    records, name = zone["records"], host.lower()
    if (name, kind) in records:
        return t.cast(Found, records[name, kind])
    while not _exists(records, name) and name != zone["name"]:
        name = name.partition(".")[2]
        if (f"*.{name}", kind) in records:
            return t.cast(Found, records[f"*.{name}", kind])
    return None


def _exists(records: t.Iterable[tuple[str, str]], name: str) -> bool:
    return any(each == name or each.endswith(f".{name}") for each, _unused in records)


def leading(zone: Found, host: str) -> Found | None:
    """The record that leads from a name to an address."""
    return answer(zone, host, "A") or answer(zone, host, "CNAME")


def led_to(record: Found) -> str:
    """Where a record leads, be it an alias or the name of another host."""
    if "AliasTarget" in record:
        return str(record["AliasTarget"]["DNSName"]).rstrip(".")
    return ", ".join(each["Value"].rstrip(".") for each in record.get("ResourceRecords", ()))


def addresses(live: Live) -> list[str]:
    """The names that AWS has given the platform's load balancers."""
    return [one["DNSName"] for one in load_balancers(live)]


def leads(record: Found | None, there: t.Collection[str]) -> bool:
    """Whether a record is an alias of one of these hosts, or says that a name is another one of theirs."""
    if record is None or not ("AliasTarget" in record or record.get("Type") == "CNAME"):
        return False
    return any(same_host(each, led_to(record)) for each in there)


def leads_nowhere(live: Live) -> bool:
    """Whether not one record of the zones leads to the platform."""
    there = addresses(live)
    return not any(leads(record, there) for zone in live[ZONES] for record in zone.get("records", {}).values())
