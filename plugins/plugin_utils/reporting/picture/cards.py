# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is on the picture: a card for each thing that was found, and what the picture says to who cannot see it."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ..words import Report, many, number

MOST_SERVICES = 24
MOST_OF_A_SORT = 8
UNTOLD = "unknown: AWS did not tell"


@dataclass(frozen=True)
class Card:
    """One thing, or a number of one sort."""

    sort: str
    """Which class it is drawn with: `service`, `balancer`, `store`, `edge`, `count`."""
    title: str
    lines: tuple[str, ...] = ()
    short: bool = False
    """Whether there is less of it than there should be."""

    @property
    def said(self) -> str:
        return ", ".join((self.title, *self.lines))


Cards = list[Card]


def edge(found: Report) -> Cards:
    """What is reached from outside before the network is."""
    return [*_told(found["zones_dns"], Card("edge", "DNS zones"), _zones),
            *_told(found["distributions"], Card("edge", "CloudFront distributions"), _sites)]


def public(found: Report) -> Cards:
    return [*_told(found["load_balancers"], Card("balancer", "Load balancers"), _balancers),
            *_told(found["nat_gateways"], Card("edge", "NAT gateways"), _gateways)]


def services(found: Report) -> Cards:
    return _told(found["services"], Card("service", "Services"), _services)


def stores(found: Report) -> Cards:
    return [*_told(found["databases"], Card("store", "Databases"), _databases),
            *_told(found["caches"], Card("store", "Caches"), _caches)]


def counted(found: Report) -> Cards:
    """What there is many of, as numbers."""
    one_of = {"buckets": "bucket", "secrets": "secret", "mail_identities": "mail identity", "alarms": "alarm"}
    return [Card("count", number(found[sort]), (noun if found[sort] == 1 else sort.replace("_", " "),))
            for sort, noun in one_of.items()]


def _told(part: t.Any, instead: Card, show: t.Callable[[t.Any], Cards]) -> Cards:
    """The cards of a part; where AWS did not tell, one that says so, as that is not nothing."""
    return [dataclasses.replace(instead, lines=(UNTOLD,))] if part is None else show(part)


def _zones(zones: t.Sequence[str]) -> Cards:
    return [Card("edge", many(len(zones), "DNS zone"), _some(zones))] if zones else []


def _sites(sites: t.Sequence[Report]) -> Cards:
    domains = [domain for site in sites for domain in site["domains"]]
    return [Card("edge", many(len(sites), "CloudFront distribution"), _some(domains))] if sites else []


def _balancers(found: t.Sequence[Report]) -> Cards:
    return _limited([_balancer(each) for each in found], "load balancer")


def _gateways(count: int) -> Cards:
    return [Card("edge", many(count, "NAT gateway"))] if count else []


def _services(found: t.Sequence[Report]) -> Cards:
    """The platform's own each; the tenants' too, as long as they fit on a picture."""
    every = sorted(found, key=lambda one: one["tenant"] or "")
    own = [one for one in every if one["tenant"] is None]
    if len(every) <= MOST_SERVICES:
        return [_service(one) for one in every]
    silos = [one for one in every if one["tenant"]]
    cards = _limited([_service(one) for one in own], "service", MOST_SERVICES - 1)
    return [*cards, _silos(silos)] if silos else cards


def _databases(found: t.Sequence[Report]) -> Cards:
    cards = [Card("store", one["name"], (
        f"{one['engine']}, {one['class']}",
        f"{'two zones' if one['multi_az'] else 'one zone'}, {number(one['storage_gib'])} GiB")) for one in found]
    return _limited(cards, "database")


def _caches(found: t.Sequence[Report]) -> Cards:
    cards = [Card("store", one["name"], (f"{one['engine']}, {one['node_type']}", many(one["nodes"], "node")))
             for one in found]
    return _limited(cards, "cache")


def _balancer(found: Report) -> Card:
    ports = ", ".join(map(str, found["listeners"]))
    wall = "WAF unknown" if found["web_acl"] is None else f"WAF {found['web_acl']}" if found["web_acl"] else "no WAF"
    listeners = f"ports {ports}" if ports else "no listener"
    return Card("balancer", found["name"],
                ("load balancer", found["scheme"], listeners, wall, many(found["hosts"], "host name")))


def _service(found: Report) -> Card:
    title = found["name"] if found["tenant"] is None else f"{found['tenant']} / {found['name']}"
    port = f", port {found['port']}" if found["port"] else ""
    scales = "fixed" if found["maximum"] is None else f"scales {found['minimum']} to {found['maximum']}"
    return Card("service", title, (
        f"{found['running']} of {found['desired']} running", f"{scales}{port}",
        f"{number(found['cpu'])} CPU, {number(found['memory'])} MiB"), short=found["running"] < found["desired"])


def _silos(found: t.Sequence[Report]) -> Card:
    short = [one for one in found if one["running"] < one["desired"]]
    return Card("service", f"{many(len(found), 'service')} of silos", (
        many(len({one["tenant"] for one in found}), "tenant"),
        f"{number(len(short))} below the desired count" if short else "all at the desired count"), short=bool(short))


def _limited(cards: Cards, noun: str, most: int = MOST_OF_A_SORT) -> Cards:
    left_out = len(cards) - most
    return [*cards[:most], Card("count", f"+ {number(left_out)}", (f"more, {noun}s",))] if left_out > 0 else cards


def _some(names: t.Sequence[str]) -> tuple[str, ...]:
    """The first two of them, and how many more."""
    return (*names[:2], *([f"and {number(len(names) - 2)} more"] if len(names) > 2 else []))
