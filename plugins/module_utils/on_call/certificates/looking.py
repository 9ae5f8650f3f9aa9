# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All certificates of a region, and what the records lack of those that hang."""

from __future__ import annotations

import dataclasses
import datetime
import typing as t

from ...calls import Flow, Reply, Together
from ...errors import Absent, EnvelopeError
from ...kinds.acm.service import KEY_TYPES, acm
from ...kinds.acm.validation import belongs
from ...kinds.route53.reading import records_at
from ...kinds.route53.service import dotted, plain_id, route53
from ...releasing.revisions import all_of
from .standing import Standing, days_left, hangs, standing, suspect, unproved

STATUSES = ("PENDING_VALIDATION", "ISSUED", "INACTIVE", "EXPIRED", "VALIDATION_TIMED_OUT", "REVOKED", "FAILED")
MOST = 100
"""Certificates of a region that are looked at more closely; the others are only counted."""
RECORDS = 3
"""Records that are told of one certificate."""

Zones = t.Mapping[str, str]
"""Ids of the public zones of the account, by name."""


@dataclasses.dataclass(frozen=True)
class Seen:
    """The certificates of a region."""

    every: int
    suspects: int
    standings: list[Standing]
    later: list[int]
    """Days that the others have left."""
    lost: list[str]
    """Those that could not be looked at, and why."""


def seen(region: str, zones: Zones | None, today: datetime.datetime, soon: int) -> Flow:
    """The certificates of a region; of those that may hang, how they stand and what their records lack."""
    reply = yield acm.list_certificates(CertificateStatuses=list(STATUSES), Includes={"keyTypes": KEY_TYPES})
    every: list[Reply] = list(reply.get("CertificateSummaryList") or ())
    suspects = sorted((each for each in every if suspect(each, today)), key=_end)
    found: list[Standing | EnvelopeError | None] = yield Together([
        _stands(each["CertificateArn"], region, zones, today, soon) for each in suspects[:MOST]])
    later = [days_left(each, today) or 0 for each in every if not suspect(each, today)]
    lost = [f"{about['DomainName']} ({region}): {error}" for about, error in zip(suspects, found, strict=False)
            if isinstance(error, EnvelopeError)]
    return Seen(len(every), len(suspects), [each for each in found if isinstance(each, Standing)], later, lost)


def _end(summary: Reply) -> str:
    """What ends first comes first, and before it what was never issued."""
    return str(summary.get("NotAfter") or "")


def _stands(arn: str, region: str, zones: Zones | None, today: datetime.datetime, soon: int) -> Flow:
    try:
        about: Reply = (yield acm.describe_certificate(CertificateArn=arn))["Certificate"]
    except Absent:  # deleted since it was listed
        return None
    found = standing(about, region, today, soon)
    if not hangs(about):
        return found
    return dataclasses.replace(found, lacks=tuple((yield from _lacks(unproved(about), zones))))


def _lacks(records: t.Sequence[t.Mapping[str, str]], zones: Zones | None) -> Flow:
    """What is to be done about the first records, and how many more there are."""
    lines: list[str] = yield from all_of([_lack(record, zones) for record in records[:RECORDS]])
    more = [f"and {len(records) - RECORDS} more records"] if len(records) > RECORDS else []
    return [*lines, *more]


def _lack(record: t.Mapping[str, str], zones: Zones | None) -> Flow:
    """What is to be done about a record."""
    name, value = dotted(record["Name"]), dotted(record["Value"])
    if zones is None:
        return f"have {name} CNAME {value} published: whether a zone of ours holds it could not be told"
    holding = max((zone for zone in zones if belongs(name, zone)), key=len, default=None)
    if holding is None:
        return f"no zone of ours holds it: have its owner publish {name} CNAME {value}"
    try:
        there = yield from records_at(zones[holding], [name])
    except EnvelopeError as error:
        return f"see that {name} CNAME {value} is in our zone {holding}: it could not be read: {error}"
    if value in {dotted(one["Value"]) for one in there.get((name, "CNAME"), {}).get("ResourceRecords", ())}:
        return f"{name} is in our zone {holding}: see that the domain is delegated to the name servers of that zone"
    return f"{name} CNAME {value} is missing in our zone {holding}: run playbooks/site.yml --tags names,network"


def public_zones() -> Flow:
    """The public zones of the account."""
    reply = yield route53.list_hosted_zones()
    return {each["Name"].rstrip("."): plain_id(each["Id"]) for each in reply.get("HostedZones", ())
            if not each.get("Config", {}).get("PrivateZone")}
