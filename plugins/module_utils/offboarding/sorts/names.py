# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DNS records, and zones of a tenant's own."""

from __future__ import annotations

import typing as t

from ...calls import Flow, here
from ...errors import Absent
from ...kinds.route53 import Route53HostedZone
from ...kinds.route53.service import plain_id, records_of, route53, unescaped
from ...wire import pairs
from ..tenant import Tenant
from ..things import Seen, Sort, Thing
from .sites import site_records


def _zones(tenant: Tenant) -> Flow:
    listed = yield route53.list_hosted_zones()
    start = f"arn:{(yield here())['partition']}:route53:::hostedzone/"
    ids = [plain_id(each["Id"]) for each in listed.get("HostedZones", ()) if _may_be_own(each, tenant)]
    return [Thing(ZONES.name, start + each, each) for each in ids]


def _zone(thing: Thing) -> Flow:
    yield route53.get_hosted_zone(Id=thing.name)
    found = yield route53.list_tags_for_resources(ResourceType="hostedzone", ResourceIds=[thing.name])
    return Seen(next((pairs().into(each.get("Tags")) for each in found.get("ResourceTagSets", ())
                      if each["ResourceId"] == thing.name), {}))


def _zone_taken(thing: Thing, tenant: Tenant) -> Flow:
    found = yield route53.get_hosted_zone(Id=thing.name)
    yield from Route53HostedZone(name=found["HostedZone"]["Name"], zone_id=thing.name).delete()


def zones_with_records(tenant: Tenant) -> Flow:
    """The ids of the zones that may hold its records: by name, and whether the zone as a whole is its own."""
    listed = yield route53.list_hosted_zones()
    found: dict[str, bool] = {}
    for each in listed.get("HostedZones", ()):
        if each.get("Config", {}).get("PrivateZone"):
            continue
        zone = Thing(ZONES.name, "", plain_id(each["Id"]))
        if _may_be_own(each, tenant):
            found[zone.name] = tenant.owns((yield from _zone(zone)).tags or {})
    return found


def _may_be_own(zone: t.Mapping[str, t.Any], tenant: Tenant) -> bool:
    return zone["Name"].rstrip(".") in tenant.zones or tenant.serves(zone["Name"])


def records(tenant: Tenant) -> Flow:
    """AWS's entries for its records, by zone: all of a zone of its own, besides what every zone has."""
    found: dict[str, list[dict[str, t.Any]]] = yield from site_records(tenant)
    for zone, own in (yield from zones_with_records(tenant)).items():
        listed = yield from records_of(zone)
        apex = next((each["Name"] for each in listed if each["Type"] == "SOA"), "")
        mine = [each for each in listed if not (each["Type"] in ("NS", "SOA") and each["Name"] == apex)
                and (own or tenant.serves(unescaped(each["Name"])))]
        found[zone] = [*mine, *(each for each in found.get(zone, ()) if each not in mine)]
    return found


def _records(tenant: Tenant) -> Flow:
    by_zone = yield from records(tenant)
    names = {_id(zone, each): None for zone, entries in by_zone.items() for each in entries}
    return [Thing(RECORDS.name, name, name) for name in names]


def _id(zone: str, record: dict[str, t.Any]) -> str:
    return f"{zone} {unescaped(record['Name'])} {record['Type']}"


def _record(thing: Thing) -> Flow:
    yield from _entries(thing)
    return Seen(None)


def _record_taken(thing: Thing, tenant: Tenant) -> Flow:
    zone = thing.name.partition(" ")[0]
    changes = [{"Action": "DELETE", "ResourceRecordSet": each} for each in (yield from _entries(thing))]
    yield route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})


def _entries(thing: Thing) -> Flow:
    """AWS's entries for a record, of which a routing policy makes several; raises `Absent`."""
    zone = thing.name.partition(" ")[0]
    mine = [each for each in (yield from records_of(zone)) if _id(zone, each) == thing.name]
    if not mine:
        raise Absent(route53.list_resource_record_sets(HostedZoneId=zone), "NotFound", "no such record")
    return mine


RECORDS = Sort("route53_records", r"(?P<name>[A-Z0-9]+ \S+\. [A-Z]+)", _records, _record, _record_taken)
ZONES = Sort("route53_hosted_zones", r"arn:[^:]+:route53:::hostedzone/(?P<name>.+)", _zones, _zone, _zone_taken)
