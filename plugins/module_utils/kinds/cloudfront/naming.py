# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The alias records that lead the names of a distribution to it."""

from __future__ import annotations

import typing as t

from ...calls import Flow
from ...errors import Absent
from ..route53.records import same_host
from ..route53.service import dotted, records_of, route53, unescaped
from .api import Found

TYPES = ("A", "AAAA")
ZONES = {"aws": "Z2FDTNDATAQYW2", "aws-cn": "Z3RFFRIM2A3IF5"}
"""The hosted zone that alias records to distributions name, by partition."""


def zone_of(arn: str) -> str | None:
    """The hosted zone that alias records to a distribution name."""
    return ZONES.get(arn.split(":")[1])


def is_published(zone_id: str, aliases: t.Iterable[str], domain: str) -> Flow:
    """Whether all of a distribution's names lead to it."""
    try:
        there = {(unescaped(each["Name"]), each["Type"]) for each in (yield from _leading_to(zone_id, domain))}
    except Absent:  # a zone that does not exist yet, in check mode
        return False
    return there >= {(dotted(alias), type_) for alias in aliases for type_ in TYPES}


def publish(zone_id: str, aliases: t.Iterable[str], target: Found) -> Flow:
    """Lead the names of a distribution to it, all in one change."""
    alias = {"DNSName": target["DomainName"], "HostedZoneId": zone_of(target["ARN"]), "EvaluateTargetHealth": False}
    yield from _change(zone_id, "UPSERT", [
        {"Name": name, "Type": type_, "AliasTarget": alias} for name in aliases for type_ in TYPES])


def withdraw(zone_id: str, domain: str) -> Flow:
    """Remove the records that lead to a distribution: after it is gone, they would lead to whoever takes its place."""
    yield from _change(zone_id, "DELETE", (yield from _leading_to(zone_id, domain)))


def _leading_to(zone_id: str, domain: str) -> Flow:
    records = yield from records_of(zone_id)
    return [each for each in records if each["Type"] in TYPES and "SetIdentifier" not in each
            and same_host(domain, each.get("AliasTarget", {}).get("DNSName"))]


def _change(zone_id: str, action: str, records: t.Iterable[Found]) -> Flow:
    if changes := [{"Action": action, "ResourceRecordSet": each} for each in records]:
        yield route53.change_resource_record_sets(HostedZoneId=zone_id, ChangeBatch={"Changes": changes})
