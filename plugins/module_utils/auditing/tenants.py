# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What belongs to each tenant, by what it is called or tagged, and whatever it is called by its links."""

from __future__ import annotations

import typing as t

from ..errors import EnvelopeError
from ..wire import pairs
from .checks import Subject
from .live import Live, once
from .place import Tenant
from .platform import Service, services
from .sources.s3 import BUCKETS
from .sources.secretsmanager import SECRETS
from .sources.sesv2 import IDENTITIES

SET = "ConfigurationSetName"

Found = t.Mapping[str, t.Any]


def known(live: Live) -> tuple[Tenant, ...]:
    """All tenants; on discovery, what they are found by is looked at, lest none be said where nobody could see."""
    if live.place.known_from == "discovery":
        things = [one for source in (BUCKETS, SECRETS) for one in live[source]]
        for one in () if live.place.tenants else things:
            tags_of(one)
    return live.place.tenants


def every(live: Live) -> list[Subject]:
    return [Subject(f"tenant {one.name}", one, one.name) for one in known(live)]


def tags_of(thing: Found) -> dict[str, str]:
    """The tags of a thing by their names in lower case: Terraform's begin with a capital."""
    found = pairs().into(thing.get("tags", thing.get("Tags")))
    return {name.lower(): value for name, value in found.items()}


def bucket(live: Live, tenant: Tenant) -> Found | None:
    """The one called as the tenant, or else one that is tagged as its own."""
    return _one(_buckets(live), tenant)


def buckets(live: Live) -> list[Subject]:
    """Those of all tenants that have one."""
    found = ((tenant, bucket(live, tenant)) for tenant in live.place.tenants or known(live))
    return [Subject(f"bucket {one['Name']}", one, tenant.name) for tenant, one in found if one is not None]


def key_of(found: Found) -> str:
    """The customer-managed key that a bucket's objects are encrypted with; empty where AWS's own keys do that."""
    by = ((found["encryption"] or {}).get("ApplyServerSideEncryptionByDefault") or {})
    key = str(by.get("KMSMasterKeyID") or "") if by.get("SSEAlgorithm", "").startswith("aws:kms") else ""
    return "" if "alias/aws/" in key else key


def secret(live: Live, tenant: Tenant) -> Found | None:
    return _one(_secrets(live), tenant)


class _Index(t.NamedTuple):
    """Things by what tells whose they are, as there may be thousands."""

    named: dict[str, Found]
    marked: dict[tuple[str, str | None], Found]
    """By what else tells it, such as `("tenant", "acme")`, a tag."""
    refused: EnvelopeError | None
    """Why not all is known that tells it."""

    def find(self, names: t.Iterable[str | None], *marks: tuple[str, str]) -> Found | None:
        """The first that is so called, or else so marked; raises where there is none, and what may be it is unseen."""
        there = (*(self.named.get(one or "") for one in names), *(self.marked.get(one) for one in marks))
        found = next((one for one in there if one is not None), None)
        if found is None and self.refused is not None:
            raise self.refused
        return found


def _index(things: t.Iterable[Found], key: str, *parts: str) -> _Index:
    """Things by the name that is under `key`, by their tag, and by parts of theirs."""
    index, refused = _Index({}, {}, None), None
    for one in things:
        index.named.setdefault(one[key], one)
        try:
            marks = {"tenant": tags_of(one).get("tenant"), **{part: one.get(part) for part in parts}}
            for mark in marks.items():
                index.marked.setdefault(mark, one)
        except EnvelopeError as error:
            refused = error
    return index._replace(refused=refused)


@once
def _buckets(live: Live) -> _Index:
    return _index(live[BUCKETS], "Name")


@once
def _secrets(live: Live) -> _Index:
    return _index(live[SECRETS], "Name")


@once
def _identities(live: Live) -> _Index:
    return _index(live[IDENTITIES], "name", SET)


def _one(things: _Index, tenant: Tenant) -> Found | None:
    return things.find([tenant.prefix], ("tenant", tenant.name))


def identity(live: Live, tenant: Tenant) -> Found | None:
    """The domain that it sends from: the one it is known by, else the one that sends by its configuration set."""
    return _identities(live).find([tenant.mail_domain, tenant.host], (SET, tenant.prefix), ("tenant", tenant.name))


def own_services(live: Live) -> dict[str, list[Service]]:
    """The services that tenants have of their own, by tenant."""
    found: dict[str, list[Service]] = {}
    for one in services(live):
        if one.tenant is not None:
            found.setdefault(one.tenant, []).append(one)
    return found


def silos(live: Live) -> list[Tenant]:
    """Tenants with tasks of their own, be it that somebody says so or that they are there."""
    there = own_services(live)
    return [one for one in known(live) if one.tier == "silo" or one.name in there]
