# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosted zones, and what is in those of the platform and its tenants."""

from __future__ import annotations

import typing as t

from ...calls import Flow
from ...errors import EnvelopeError
from ...kinds.acm.validation import belongs
from ...kinds.route53.service import plain_id, records_of, route53, unescaped
from ..place import Place
from ..reading import Source, Thing, each, parts
from .elbv2 import LISTENERS


def hosts(place: Place) -> set[str]:
    """The names by which the platform and its tenants are known before AWS is asked."""
    said = (place.domain, *(name for one in place.tenants for name in (one.host, one.domain, one.mail_domain)))
    return {name for name in said if name}


def _zones(place: Place) -> Flow:
    """All public ones by `name`; those that hold a name of the platform or a tenant have their `records`."""
    names = hosts(place) | (yield from _listened_for(place))
    reply = yield route53.list_hosted_zones()
    public = [one for one in reply.get("HostedZones", ()) if not one.get("Config", {}).get("PrivateZone")]
    return (yield from each(_zone(one, names) for one in public))


def _listened_for(place: Place) -> Flow:
    """The names that load balancers tell apart, which know those of tenants that nobody has declared."""
    try:
        listeners = yield from LISTENERS.flow(place)
        conditions = [one for listener in listeners for rule in listener["rules"] for one in rule["Conditions"]]
    except EnvelopeError:  # then those that are known have to do
        return set()
    return {name.removeprefix("*.") for one in conditions if one.get("Field") == "host-header"
            for name in one.get("HostHeaderConfig", one).get("Values", ())}


def _zone(zone: t.Mapping[str, t.Any], names: t.Collection[str]) -> Flow:
    about = {**zone, "name": zone["Name"].rstrip(".")}
    if not any(belongs(host, about["name"]) for host in names):
        return Thing(about)
    return (yield from parts(about, records=_records(plain_id(zone["Id"]))))


def _records(zone: str) -> Flow:
    """By name and type; of several with a policy between them, the last."""
    listed = yield from records_of(zone)
    return {(unescaped(one["Name"]).rstrip("."), one["Type"]): one for one in listed}


ZONES = Source("hosted zones", _zones)
EVERY = (ZONES,)
