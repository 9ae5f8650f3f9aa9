# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sets of addresses that rules refer to."""

from __future__ import annotations

import dataclasses
import ipaddress
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...fields import computed, key, option, tagging
from ...fields import scope as shared
from ...resource import Resource
from ...wire import unordered
from .api import Scope, advised, named, placed, released, retag, tags_of, unlocked, wafv2
from .names import description_problems, name_problems, stated

MOST = 10_000
"""Addresses that AWS takes in a set."""


@dataclass(frozen=True, kw_only=True)
class IpSet(Resource):
    """A set of addresses and address ranges that rules of web ACLs refer to."""

    plural = "wafv2_ip_sets"
    fixed = frozenset({"ip_address_version"})
    kept = ""
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod-office", "scope": "REGIONAL", "ip_address_version": "IPV4",
        "addresses": ["192.0.2.0/24", "198.51.100.7/32"], "description": "Where we work from",
        "tags": {"project": "envelope"},
    }

    scope: Scope = shared("V(CLOUDFRONT) for distributions, whose region is always us-east-1; V(REGIONAL) for others.",
                          default="REGIONAL")
    name: str = key("Name of the set.")
    ip_address_version: t.Literal["IPV4", "IPV6"] | None = option(
        "Version of all of its addresses. Left out, a new set has that of its first one. Cannot change.",
        wire="IPAddressVersion")
    addresses: list[str] | None = option(
        "Addresses and ranges in CIDR notation, at most 10000. A plain address is a range of one.", alike=unordered)
    description: str | None = option("What it is for.", codec=stated)
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the set.", wire="ARN")
    set_id: str | None = computed("Id that AWS gives it.", wire="Id")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from name_problems(self.name)
        yield from description_problems(self.description)
        if len(self.addresses or ()) > MOST:
            yield f"addresses: {len(self.addresses or ())}, allowed are at most {MOST}"
        versions = set()
        for address in self.addresses or ():
            try:
                network = ipaddress.ip_network(address)
            except ValueError as error:
                yield f"addresses: {error}, allowed are ranges such as 192.0.2.0/24"
                continue
            versions.add(f"IPV{network.version}")
            if network.prefixlen == 0:
                yield f"addresses: {address} is everybody, which AWS does not take"
        if len(versions | ({self.ip_address_version} - {None})) > 1:
            yield f"addresses: {' and '.join(sorted(versions))} in a set of {self.ip_address_version or 'one version'}"

    def resolved(self, *, pending: bool = False) -> Flow:
        """This, with its addresses as AWS writes them."""
        found = yield from super().resolved(pending=pending)
        return dataclasses.replace(found, addresses=_ranges(self.addresses))

    def read(self) -> Flow:
        return placed(self.scope, self._read())

    def create(self) -> Flow:
        version = self.ip_address_version or self._version()
        made = {"IPAddressVersion": version, "Addresses": [], **self.wire()}
        yield from placed(self.scope, advised(wafv2.create_ip_set(**made)))

    def update(self, now: IpSet, changed: t.AbstractSet[str]) -> Flow:
        if changed - {"tags"}:
            yield from placed(self.scope, unlocked(lambda: self._replaced(now, changed)))
        if "tags" in changed:
            yield from placed(self.scope, retag(now.arn, now.tags, self.tags))

    def delete(self) -> Flow:
        yield from placed(self.scope, unlocked(self._deleted))

    def _read(self) -> Flow:
        found = yield from named(wafv2.list_ip_sets(Scope=self.scope, Limit=100), "IPSets", self.name)
        reply = yield wafv2.get_ip_set(Name=self.name, Scope=self.scope, Id=found["Id"])
        tags = None if self.tags is None else (yield from tags_of(found["ARN"]))
        about = reply["IPSet"]
        return self.seen({**about, "Addresses": _ranges(list(about["Addresses"])), "Tags": tags})

    def _which(self, found: t.Mapping[str, t.Any], set_id: str | None) -> dict[str, t.Any]:
        return {"Name": self.name, "Scope": self.scope, "Id": set_id, "LockToken": found["LockToken"]}

    def _replaced(self, now: IpSet, changed: t.AbstractSet[str]) -> Flow:
        """AWS replaces it as a whole: what does not differ stays as it is at that moment."""
        found = yield wafv2.get_ip_set(Name=self.name, Scope=self.scope, Id=now.set_id)
        kept = {name: found["IPSet"].get(name) for name in ("Addresses", "Description") if found["IPSet"].get(name)}
        yield from advised(wafv2.update_ip_set(**{
            "Addresses": [], **kept, **self.wire(*(changed - {"tags"})), **self._which(found, now.set_id)}))

    def _deleted(self) -> Flow:
        found = yield wafv2.get_ip_set(Name=self.name, Scope=self.scope, Id=self.set_id)
        yield from released(wafv2.delete_ip_set(**self._which(found, self.set_id)), f"IP set {self.name}")

    def _version(self) -> str:
        return f"IPV{ipaddress.ip_network(self.addresses[0]).version}" if self.addresses else "IPV4"


def _ranges(addresses: list[str] | None) -> list[str] | None:
    """Each as a range, written the shortest way: AWS may write out an address of version 6."""
    return None if addresses is None else [str(ipaddress.ip_network(each, strict=False)) for each in addresses]
