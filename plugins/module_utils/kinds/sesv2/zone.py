# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A domain's records in its hosted zone: those that are needed, written in one batch."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ..route53.reading import Record, Records, records_at
from ..route53.service import dotted, route53
from ..route53.values import meaning, quoted, unquoted
from .needs import Need
from .texts import Revised

TTL = 300
"""Seconds, where there is no record yet."""


@dataclass(frozen=True)
class Publication:
    """A record that is needed, beside the one that is there."""

    need: Need
    there: Record | None

    @property
    def now(self) -> list[str]:
        """The values that are there, texts without their quotes."""
        values = [each["Value"] for each in (self.there or {}).get("ResourceRecords") or ()]
        return [unquoted(value) if self.need.type == "TXT" else value for value in values]

    @property
    def revised(self) -> Revised:
        return self.need.revise(self.now)

    @property
    def published(self) -> bool:
        return self._means(self.revised)

    @property
    def ours(self) -> bool:
        return self._means(self.need.revise([]))

    @property
    def conflict(self) -> str:
        said = self.revised.conflict
        return f"{self.need.type} {self.need.name} {said}" if said else ""

    @property
    def change(self) -> dict[str, t.Any]:
        """The change that publishes it; others' texts are sent back as they came."""
        raw = {unquoted(each["Value"]): each["Value"] for each in (self.there or {}).get("ResourceRecords") or ()}
        values = [{"Value": raw.get(value, quoted(self.need.type, value))} for value in self.revised.values]
        ttl = (self.there or {}).get("TTL", TTL)
        record = {"Name": dotted(self.need.name), "Type": self.need.type, "TTL": ttl, "ResourceRecords": values}
        return {"Action": "UPSERT", "ResourceRecordSet": record}

    def _means(self, other: Revised) -> bool:
        kind = self.need.type
        return {meaning(kind, value) for value in self.now} == {meaning(kind, value) for value in other.values}

    def shown(self, *, known: bool) -> dict[str, t.Any]:
        """For whoever has to publish it; whether it is published is `known` of our own zones only."""
        told = {"name": self.need.name, "type": self.need.type, "value": self.revised.value,
                "ttl": (self.there or {}).get("TTL", TTL)}
        return {**told, "published": self.published} if known else told


def publications(zone: str | None, needed: t.Sequence[Need]) -> Flow:
    """The records that are needed, beside those of a zone."""
    there: Records = {}
    if zone is not None:
        there = yield from records_at(zone, {dotted(need.name) for need in needed})
    return [Publication(need, there.get((dotted(need.name), need.type))) for need in needed]


def publish(zone: str, wanted: t.Iterable[Publication]) -> Flow:
    """Write what is not published yet, all of it in one request."""
    if changes := [each.change for each in wanted if not each.published]:
        yield route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})


def withdraw(zone: str, wanted: t.Iterable[Publication]) -> Flow:
    """Remove those that hold nothing but what would be published where nothing is; others have become others'."""
    changes = [{"Action": "DELETE", "ResourceRecordSet": each.there} for each in wanted if each.ours]
    if changes:
        yield route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})
