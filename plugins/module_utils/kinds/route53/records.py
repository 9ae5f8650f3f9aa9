# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DNS records."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Pending, Service, Wait
from ...errors import Absent, Invalid
from ...fields import Reference, instruction, key, option, scope
from ...resource import Part, Resource
from ...wire import unordered
from .reading import first_page, records_at
from .service import ZONE, dotted, route53, unescaped
from .values import quoted, spelt

elbv2 = Service("elbv2")

Type = t.Literal["A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SOA", "SPF", "SRV", "SSHFP",
                 "SVCB", "TLSA", "TXT"]

TTL = 300
"""Seconds, where the user does not care."""


def find_balancer(name: str) -> Flow:
    """AWS's entry for the load balancer of that name or ARN, or None."""
    listed = yield elbv2.describe_load_balancers()
    return next((each for each in listed.get("LoadBalancers", ())
                 if name in (each["LoadBalancerName"], each["LoadBalancerArn"])), None)


BALANCER = Reference("load balancer", find_balancer, is_id=lambda name: False, role="network")


def same_host(wanted: str, now: str | None) -> bool:
    """Case, a final dot and the `dualstack.` of AWS's console make no other host."""
    return now is not None and _host(wanted) == _host(now)


def _host(name: str) -> str:
    return name.lower().rstrip(".").removeprefix("dualstack.")


@dataclass(frozen=True, kw_only=True)
class Alias(Part):
    """An AWS resource that answers in place of the record."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "load_balancer": None, "dns_name": "d111111abcdef8.cloudfront.net", "zone_id": "Z2FDTNDATAQYW2"}

    load_balancer: str | None = option("Load balancer it points to, by name or ARN.")
    dns_name: str | None = option(
        "DNS name it points to, where that is no load balancer of this account and region.", wire="DNSName",
        alike=same_host)
    zone_id: str | None = option(
        "Id of the hosted zone that holds O(route53_records[].alias.dns_name); V(Z2FDTNDATAQYW2) for CloudFront.",
        wire="HostedZoneId")
    evaluate_target_health: bool | None = option(
        "Whether the record answers only while the target is healthy. V(false) where it is left out at creation.")

    def problems(self) -> t.Iterator[str]:
        target = self.dns_name is not None, self.zone_id is not None
        if target != ((False, False) if self.load_balancer is not None else (True, True)):
            yield "give either load_balancer, or dns_name together with zone_id"

    def resolved(self, *, pending: bool = False) -> Flow:
        """This, with its load balancer replaced by that one's DNS name and zone."""
        if self.load_balancer is None:
            return self
        found = yield from BALANCER.resolve(self.load_balancer, pending=pending)
        if isinstance(found, Pending):
            found = {"DNSName": found, "CanonicalHostedZoneId": found}
        return dataclasses.replace(
            self, load_balancer=None, dns_name=found["DNSName"], zone_id=found["CanonicalHostedZoneId"])


@dataclass(frozen=True, kw_only=True)
class Route53Record(Resource):
    """A DNS record of a hosted zone: all values of one name and type."""

    plural = "route53_records"
    examples = {"zone": "example.com", "name": "mail.acme", "type": "TXT", "ttl": 3600,
                "values": ["v=spf1 include:amazonses.com -all"]}

    zone: str = scope("Public hosted zone that holds the records: domain name or id.", find=ZONE)
    name: str = key("Name of the record, absolute or relative to the zone; V(@) is the zone itself, V(*) a wildcard.")
    type: Type = key("Type of the record.")
    ttl: int | None = option(
        "Seconds that resolvers may keep the answer. 300 where it is left out at creation.", wire="TTL")
    values: list[str] | None = option(
        "What the record answers. Texts (TXT) are given without quotes, and are quoted and cut as DNS wants it.",
        alike=unordered)
    alias: Alias | None = option(
        "AWS resource that answers in place of O(route53_records[].values).", wire="AliasTarget")
    wait: bool = instruction("Whether to wait until all of Route 53's name servers know of a change.", default=False)

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if self.alias and (self.values is not None or self.ttl is not None):
            yield "alias: excludes values and ttl, an alias has those of its target"
        if self.values is not None and not self.values:
            yield "values: is empty; allowed are one and more, and state absent to remove the record"
        if self.ttl is not None and not 0 <= self.ttl <= 2147483647:
            yield f"ttl: {self.ttl}, allowed are 0 to 2147483647 seconds"

    def read(self) -> Flow:
        found = yield from self._found()
        if found is None:
            raise Absent(route53.list_resource_record_sets(HostedZoneId=self.zone), "NotFound", "no such record")
        given = [each["Value"] for each in found.get("ResourceRecords") or ()]
        return self.seen({**found, "Values": spelt(self.type, given, self.values or ()) or None})

    def create(self) -> Flow:
        yield from self._change("UPSERT", (yield from self._wanted(alias=self.alias is not None)))

    def update(self, now: Route53Record, changed: t.AbstractSet[str]) -> Flow:
        alias = "alias" in changed or (self.alias is not None and "values" not in changed)
        yield from self._change("UPSERT", (yield from self._wanted(alias=alias)))

    def delete(self) -> Flow:
        """Remove it as it stands: AWS wants to be told all of it."""
        found = yield from self._found()
        if found is not None:
            yield from self._change("DELETE", found)

    def _change(self, action: str, record: dict[str, t.Any]) -> Flow:
        """Change the record, in one request with all others of the zone that change at the same time."""
        made = yield route53.change_resource_record_sets(
            HostedZoneId=self.zone, ChangeBatch={"Changes": [{"Action": action, "ResourceRecordSet": record}]})
        if self.wait:
            yield Wait(route53.get_change(Id=made["ChangeInfo"]["Id"]), f"record {self.id}",
                       lambda reply: str(reply["ChangeInfo"]["Status"]), frozenset({"INSYNC"}), timeout=300)

    def _wanted(self, *, alias: bool) -> Flow:
        """The record as AWS takes it."""
        if self.alias is None and self.values is None:
            raise Invalid(f"record {self.id} does not exist: give values or alias to make it")
        record = {"Name": (yield from self._full_name()), "Type": self.type}
        if alias and self.alias is not None:
            return {**record, "AliasTarget": {"EvaluateTargetHealth": False, **self.alias.wire()}}
        values = [{"Value": quoted(self.type, value)} for value in self.values or ()]
        return {**record, "TTL": TTL if self.ttl is None else self.ttl, "ResourceRecords": values}

    def _found(self) -> Flow:
        """AWS's entry for the record, or None; those of routing policies are somebody else's."""
        name = yield from self._full_name()
        return (yield from records_at(self.zone, [name])).get((name, self.type))

    def _full_name(self) -> Flow:
        """Its absolute name: the zone's own name is the one that its SOA record has."""
        page = yield first_page(self.zone)
        apex = next((each["Name"] for each in page.get("ResourceRecordSets", ()) if each["Type"] == "SOA"), "")
        name = dotted(unescaped(self.name))
        if self.name in ("@", ""):
            return apex
        absolute = self.name.endswith(".") or f".{name}".endswith(f".{apex}") or not apex
        return name if absolute else name + apex
