# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a certificate is proved: CNAME records that show AWS whose the domain is."""

from __future__ import annotations

import typing as t

from ...calls import Flow, Reply, Wait
from ...errors import EnvelopeError, GaveUp
from ..route53.reading import records_at
from ..route53.service import dotted, route53
from .service import acm

DEAD = frozenset({"FAILED", "VALIDATION_TIMED_OUT", "EXPIRED", "REVOKED", "INACTIVE"})
"""States from which a certificate does not return."""

TTL = 300
"""Seconds; ACM looks again and again."""

Record = dict[str, str]

Zones = t.Mapping[str, str]
"""Ids of the zones that records are published in, each by the domain whose names belong there; `""`: all names."""


def validation_records(certificate: Reply) -> list[Record]:
    """The CNAMEs that prove its names, each once: a name and its wildcard have the same one."""
    proofs = certificate.get("DomainValidationOptions", ())
    found = [each["ResourceRecord"] for each in proofs if "ResourceRecord" in each]
    named = {each["Name"]: {"name": each["Name"], "type": each["Type"], "value": each["Value"]} for each in found}
    return [named[name] for name in sorted(named)]


def decided(certificate: Reply) -> bool:
    """Whether AWS has decided on all of its records, which takes it some seconds."""
    proofs = certificate.get("DomainValidationOptions", ())
    return bool(proofs) and all("ResourceRecord" in each or each.get("ValidationMethod") == "EMAIL" for each in proofs)


def belongs(name: str, domain: str) -> bool:
    """Whether a name is in a domain; everything is in `""`."""
    return f".{name.lower().rstrip('.')}".endswith(f".{domain.lower().rstrip('.')}" if domain else "")


def by_zone(zones: Zones, certificate: Reply) -> dict[str, list[Record]]:
    """The records of a certificate by the id of the zone they belong in; the smallest one that holds their names."""
    found: dict[str, list[Record]] = {}
    for record in validation_records(certificate):
        holding = [domain for domain in zones if belongs(record["name"], domain)]
        if holding:
            found.setdefault(zones[max(holding, key=len)], []).append(record)
    return found


def is_published(zones: Zones, certificate: Reply) -> Flow:
    """Whether the records of a certificate are in their zones; AWS renews it only as long as they are."""
    if not decided(certificate):
        return False
    for zone_id, wanted in by_zone(zones, certificate).items():
        records = yield from records_at(zone_id, [dotted(each["name"]) for each in wanted])
        there = {(name, dotted(value["Value"])) for (name, kind), each in records.items() if kind == "CNAME"
                 for value in each.get("ResourceRecords", ())}
        if not all((dotted(each["name"]), dotted(each["value"])) in there for each in wanted):
            return False
    return True


def until_decided(arn: str, domain: str) -> Flow:
    """The certificate as AWS describes it, when all of its records are known."""
    reply = yield Wait(
        acm.describe_certificate(CertificateArn=arn), f"validation records of certificate {domain}",
        lambda reply: "known" if decided(reply["Certificate"]) else "not known yet", frozenset({"known"}), timeout=120)
    return reply["Certificate"]


def publish(zones: Zones, arn: str, domain: str) -> Flow:
    """Put the records of a certificate into their zones, once AWS has decided on them."""
    certificate = yield from until_decided(arn, domain)
    for zone_id, records in by_zone(zones, certificate).items():
        changes = [
            {"Action": "UPSERT", "ResourceRecordSet": {
                "Name": each["name"], "Type": each["type"], "TTL": TTL, "ResourceRecords": [{"Value": each["value"]}]}}
            for each in records
        ]
        yield route53.change_resource_record_sets(HostedZoneId=zone_id, ChangeBatch={"Changes": changes})


def until_issued(arn: str, domain: str, *, timeout: float) -> Flow:
    """Wait until a certificate is issued; raises with AWS's reason when it never will be."""
    call = acm.describe_certificate(CertificateArn=arn)
    try:
        yield Wait(
            call, f"certificate {domain}", lambda reply: t.cast(str, reply["Certificate"]["Status"]),
            frozenset({"ISSUED"}), DEAD, timeout=timeout,
            hint="AWS must see the validation records in public DNS: check that the domain is delegated to the name "
                 "servers of its hosted zone, then run the same command again")
    except GaveUp as end:
        if end.seen not in DEAD:
            raise
        reason = (yield call)["Certificate"].get("FailureReason", "not given")
        raise EnvelopeError(f"certificate {domain} is {end.seen}, AWS's reason: {reason}; mend that and run the same "
                            "command again, which asks for a new one") from end
