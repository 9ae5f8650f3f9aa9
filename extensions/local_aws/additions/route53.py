# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Batches of records.

moto performs a batch change by change (half of a refused one stays), deletes by name alone, creates what exists
already, checks no value, gives names and alias targets back as they came, says INSYNC at once and for any id, and
creates a zone twice for one caller reference.

AWS performs a batch as one, refuses it as InvalidChangeBatch with every complaint in one message, lists names in lower
case with a final dot and `*` as `\\052`, and answers PENDING first.
"""

from __future__ import annotations

import bisect
import functools
import typing as t

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random
from moto.route53.models import FakeZone, RecordSet, Route53Backend
from moto.route53.responses import Route53

from ._mend import AwsError, mends
from ._route53_values import Refused, check_values

Change = dict[str, t.Any]
Key = tuple[str, str, str | None]

APEX_ONLY = {"NS": "at least one NS record", "SOA": "exactly one SOA record"}


@mends(Route53Backend)
def change_resource_record_sets(former: t.Any, self: Route53Backend, zoneid: str, change_list: list[Change]) -> None:
    zone = self.get_hosted_zone(zoneid)
    records = {_key(record): record for record in zone.rrsets}
    complaints, seen = [], set()
    for change in change_list:
        wanted = _normal(change["ResourceRecordSet"])
        step = (change["Action"], _key(RecordSet(wanted)))
        try:
            if step in seen:
                what = f"resource record set '{wanted['Type']} {wanted['Name']}'"
                raise Refused(f"The request contains an invalid set of changes for a {what}")
            seen.add(step)
            _apply(self, zone, records, change["Action"], wanted)
        except Refused as complaint:
            complaints.append(str(complaint))
    complaints += _conflicts(zone, records) if not complaints else []
    if complaints:
        raise AwsError("InvalidChangeBatch", f"[{', '.join(complaints)}]")
    zone.rrsets = list(records.values())


@mends(Route53, "change_resource_record_sets")
def answer_pending(former: t.Any, self: Route53) -> ActionResult:
    former(self)
    change = {
        "Id": f"/change/C{mock_random.get_random_string(length=20, include_digits=True).upper()}",
        "Status": "PENDING",
        "SubmittedAt": utcnow(),
        "Comment": self._get_param("ChangeBatch.Comment"),
    }
    _changes(self.backend)[change["Id"].rpartition("/")[2]] = change
    return ActionResult({"ChangeInfo": change})


@mends(Route53)
def get_change(former: t.Any, self: Route53) -> ActionResult:
    given = self._get_param("Id").rpartition("/")[2]
    change = _changes(self.backend).get(given)
    if change is None:
        raise AwsError("NoSuchChange", f"Could not find resource with ID: {given}")
    change["Status"] = "INSYNC"
    return ActionResult({"ChangeInfo": change})


@mends(Route53Backend)
def create_hosted_zone(former: t.Any, self: Route53Backend, name: str, *rest: t.Any, **settings: t.Any) -> FakeZone:
    reference = settings.get("caller_reference")
    if reference and any(zone.caller_reference == reference for zone in self.zones.values()):
        text = "A hosted zone has already been created with the specified caller reference."
        raise AwsError("HostedZoneAlreadyExists", text)
    zone: FakeZone = former(self, name.lower(), *rest, **settings)
    for record in zone.rrsets:
        record.name = _dotted(record.name)
        record.records = [
            value["Value"] if isinstance(value, dict) else f"{value.rstrip('.')}." for value in record.records
        ]
    return zone


@mends(FakeZone)
def get_record_sets(former: t.Any, self: FakeZone, start_type: str, start_name: str) -> list[RecordSet]:
    start = (_order(_dotted(start_name).replace("\\052", "*")), start_type or "") if start_name else ((), "")
    ordered = sorted(self.rrsets, key=_place)
    return ordered[bisect.bisect_left(ordered, start, key=lambda record: _place(record)[:2]):]


@mends(Route53)
def list_resource_record_sets(former: t.Any, self: Route53) -> ActionResult:
    result = t.cast("dict[str, t.Any]", former(self).result)
    result["ResourceRecordSets"] = [_shown(record) for record in result["ResourceRecordSets"]]
    if result["NextRecordName"]:
        result["NextRecordName"] = result["NextRecordName"].replace("*", "\\052")
    return ActionResult(result)


def _changes(backend: Route53Backend) -> dict[str, Change]:
    return t.cast("dict[str, Change]", backend.__dict__.setdefault("changes", {}))


def _apply(backend: Route53Backend, zone: FakeZone, records: dict[Key, RecordSet], action: str, wanted: Change) -> None:
    """Perform one change on a copy of the zone's records, or complain about it."""
    new = RecordSet(wanted)
    key, now = _key(new), records.get(_key(new))
    what = f"resource record set [name='{new.name}', type='{new.type}']"
    if not f".{new.name}".endswith(f".{_dotted(zone.name)}"):
        raise Refused(f"RRSet with DNS name {new.name} is not permitted in zone {_dotted(zone.name)}")
    if action == "DELETE":
        if now is None:
            raise Refused(f"Tried to delete {what} but it was not found")
        if _content(now) != _content(new):
            raise Refused(f"Tried to delete {what} but the values provided do not match the current values")
        del records[key]
        return
    if action == "CREATE" and now is not None:
        raise Refused(f"Tried to create {what} but it already exists")
    check_values(action, wanted)
    _check_alias(backend, records, wanted)
    records[key] = new


def _check_alias(backend: Route53Backend, records: dict[Key, RecordSet], wanted: Change) -> None:
    """An alias to a zone of the account needs its target there; other zone ids are those of AWS services."""
    alias = wanted.get("AliasTarget")
    zone = backend.zones.get(alias["HostedZoneId"]) if alias else None
    if not alias or zone is None:
        return
    target, where = alias["DNSName"], f"type {wanted['Type']} in zone {alias['HostedZoneId']}"
    if not f".{target}".endswith(f".{_dotted(zone.name)}"):
        text = "but the alias target name does not lie within the target zone"
        raise Refused(f"Tried to create an alias that targets {target}, {where}, {text}")
    if not any((found.name, found.type) == (target, wanted["Type"]) for found in (*zone.rrsets, *records.values())):
        raise Refused(f"Tried to create an alias that targets {target}, {where}, but that target was not found")


def _conflicts(zone: FakeZone, records: dict[Key, RecordSet]) -> list[str]:
    """What the records may not be together: a CNAME beside others, and an apex without NS or SOA."""
    apex = _dotted(zone.name)
    types: dict[str, set[str]] = {}
    for name, type_, _unused in records:
        types.setdefault(name, set()).add(type_)
    lacking = [text for type_, text in APEX_ONLY.items() if type_ not in types.get(apex, ())]
    found = [f"A HostedZone must contain {text} for the zone itself." for text in lacking]
    for name, here in types.items():
        if "CNAME" not in here or (len(here) == 1 and name != apex):
            continue
        what = f"RRSet of type CNAME with DNS name {name} is not permitted"
        if name == apex:
            found.append(f"{what} at apex in zone {apex}")
        else:
            found.append(f"{what} as it conflicts with other records with the same DNS name in zone {apex}")
    return found


def _normal(given: Change) -> Change:
    """A record set as AWS keeps it."""
    wanted = {**given, "Name": _dotted(given["Name"]).replace("\\052", "*")}
    wanted["ResourceRecords"] = [record["Value"] for record in given.get("ResourceRecords") or []]
    if given.get("AliasTarget"):
        wanted["AliasTarget"] = {**given["AliasTarget"], "DNSName": _dotted(given["AliasTarget"]["DNSName"])}
    return wanted


def _shown(record: RecordSet) -> RecordSet:
    shown = RecordSet({})
    shown.__dict__.update(record.__dict__, name=record.name.replace("*", "\\052"))
    return shown


def _content(record: RecordSet) -> tuple[t.Any, ...]:
    ttl = None if record.ttl is None else int(record.ttl)
    return ttl, sorted(record.records or []), record.alias_target, record.weight, record.failover, record.region


def _key(record: RecordSet) -> Key:
    return record.name, str(record.type), record.set_identifier


def _place(record: RecordSet) -> tuple[tuple[str, ...], str, str]:
    """Where a record comes in its zone."""
    return _order(record.name), record.type, record.set_identifier or ""


@functools.cache
def _order(name: str) -> tuple[str, ...]:
    return tuple(reversed(name.rstrip(".").split(".")))


def _dotted(name: str) -> str:
    return f"{name.lower().rstrip('.')}."
