# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Public hosted zones."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Absent, Invalid
from ...fields import computed, constant, key, option, tagging
from ...generating import generate
from ...listing import few
from ...resource import Resource
from ...tagging import MANAGED_BY, missing
from ...wire import Codec, pairs
from .service import dotted, plain_id, records_of, route53, zone_named

remark = Codec(lambda value: value, lambda found: found or "")
"""A text that AWS leaves out when it is empty."""

OURS = "venturemond.envelope "
"""How the caller reference of each zone starts that we make."""


@dataclass(frozen=True, kw_only=True)
class Route53HostedZone(Resource):
    """A public hosted zone, which holds the DNS records of a domain."""

    plural = "route53_hosted_zones"
    examples = {"name": "example.com", "comment": "Tenants of envelope-prod", "tags": {"project": "envelope"}}

    name: str = key("Domain name of the zone.")
    comment: str | None = option("What the zone is for.", wire="Config.Comment", codec=remark)
    tags: dict[str, str] | None = tagging()
    zone_id: str | None = computed("Id of the zone.", wire="Id")
    name_servers: list[str] | None = computed(
        "Name servers of the zone, which the registrar of the domain has to be told.", wire="NameServers")
    complete: bool = constant(True, "Whether its creation came to its end.")

    def read(self) -> Flow:
        listed = yield from zone_named(self.name)
        if listed is None:
            raise Absent(route53.list_hosted_zones(), "NoSuchHostedZone", f"there is no hosted zone {self.name}")
        zone_id = plain_id(listed["Id"])
        about: dict[str, t.Any] = {"Complete": True}
        if self.tags is not None:
            about |= self._tagged((yield from _tags(zone_id)), listed.get("CallerReference", ""))
        found = yield route53.get_hosted_zone(Id=zone_id)
        return self.seen({**found["HostedZone"], **found.get("DelegationSet", {}), **about, "Id": zone_id})

    def create(self) -> Flow:
        made = yield route53.create_hosted_zone(
            Name=self.name, CallerReference=OURS + generate("hex", length=16),
            HostedZoneConfig={"Comment": self.comment} if self.comment else None)
        if self.tags:
            yield self._tag(plain_id(made["HostedZone"]["Id"]), self.tags)

    def update(self, now: Route53HostedZone, changed: t.AbstractSet[str]) -> Flow:
        if "comment" in changed:
            yield route53.update_hosted_zone_comment(Id=now.zone_id, Comment=self.comment)
        if "complete" in changed and self.tags:
            yield self._tag(now.zone_id, self.tags)
        elif "tags" in changed:
            yield self._tag(now.zone_id, missing(now.tags, self.tags))

    def delete(self) -> Flow:
        """Remove an empty zone: records in it are in use by somebody."""
        records = yield from records_of(self.zone_id)
        if left := [f"{each['Name']} {each['Type']}" for each in records if not _own(each, self.name)]:
            raise Invalid(f"hosted zone {self.name} still has the records {few(left, 5)}: remove them first "
                          "(route53_records with state absent)")
        yield route53.delete_hosted_zone(Id=self.zone_id)

    @staticmethod
    def _tag(zone_id: str | None, tags: dict[str, str]) -> t.Any:
        return route53.change_tags_for_resource(
            ResourceType="hostedzone", ResourceId=zone_id, AddTags=pairs().out(tags))

    def _tagged(self, tags: dict[str, str], reference: str) -> dict[str, t.Any]:
        """Its tags; AWS makes a zone without them, so one of ours that has none is not complete, but ours."""
        complete = bool(tags) or not self.tags or not reference.startswith(OURS)
        ours = (self.tags or {}).get(MANAGED_BY)
        mark = {} if complete or ours is None else {MANAGED_BY: ours}
        return {"Tags": pairs().out({**tags, **mark}), "Complete": complete}


def _tags(zone_id: str) -> Flow:
    found = yield route53.list_tags_for_resources(ResourceType="hostedzone", ResourceIds=[zone_id])
    return next((pairs().into(each.get("Tags")) for each in found.get("ResourceTagSets", ())
                 if each["ResourceId"] == zone_id), {})


def _own(record: dict[str, t.Any], zone: str) -> bool:
    """Whether a record is one that every zone has."""
    return record["Type"] in ("NS", "SOA") and record["Name"] == dotted(zone)
