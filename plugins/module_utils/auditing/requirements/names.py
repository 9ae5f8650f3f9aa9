# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""N3: the platform's names lead to its load balancer."""

from __future__ import annotations

import typing as t

from .. import dns, links
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import shared
from .elsewhere import elsewhere

ROLE = "network"
REACHED = ("api", "hq", "reverb")
"""Services that have a name; the tenants' is the wildcard."""


def _names(live: Live) -> t.Iterator[Subject]:
    """The wildcard, and the names of services that are there, as far as they are in zones of ours."""
    wild = [f"*.{live.place.domain}"] if live.place.domain else []
    services = shared(live)
    found = [host for role in REACHED if role in services for host in links.hosts(live, services[role])]
    for host in dict.fromkeys([*wild, *found]):
        if zone := dns.zone_of(live, host):
            yield Subject(f"name {host}", (zone, host))


def _leads(live: Live, asked: tuple[dns.Found, str]) -> Judged:
    zone, host = asked
    record = dns.leading(zone, host)
    return Judged(dns.leads(record, dns.addresses(live)),
                  f"{record['Type']} to {dns.led_to(record)}" if record else "no record answers")


def _elsewhere(live: Live) -> str:
    """Who publishes, where that is not us."""
    domain = live.place.domain
    if not domain or dns.zone_of(live, domain):
        return ""
    return f"whoever holds {domain} publishes its records: it is in no public zone here"


N3 = Requirement("N3", "Network", "The platform's names lead to it", ("beyond",), ("5.3",), (
    Check("N3.leads", "The wildcard and the names of API, HQ and WebSocket server lead to it", "critical", _names,
          _leads, "an alias or CNAME record of the load balancer", Remedy(ROLE, "cell_domain"), applies=_elsewhere),
    elsewhere("N3.batch", "A run changes a zone in one batch",
              "records do not tell how they came: route53_records sends one batch for each zone", Remedy(ROLE)),
))
