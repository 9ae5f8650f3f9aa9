# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What belongs to each tenant, by what it is called or tagged, and whatever it is called by its links."""

from __future__ import annotations

import typing as t

from ..wire import pairs
from .checks import Subject
from .live import Live
from .place import Tenant
from .platform import Service, services
from .sources.s3 import BUCKETS
from .sources.secretsmanager import SECRETS
from .sources.sesv2 import IDENTITIES

Found = t.Mapping[str, t.Any]


def every(live: Live) -> list[Subject]:
    return [Subject(f"tenant {one.name}", one, one.name) for one in live.place.tenants]


def tags_of(thing: Found) -> dict[str, str]:
    """The tags of a thing by their names in lower case: Terraform's begin with a capital."""
    found = pairs().into(thing.get("tags", thing.get("Tags")))
    return {name.lower(): value for name, value in found.items()}


def bucket(live: Live, tenant: Tenant) -> Found | None:
    """The one called as the tenant, or else one that is tagged as its own."""
    return _one(live[BUCKETS], tenant)


def buckets(live: Live) -> list[Subject]:
    """Those of all tenants that have one."""
    found = ((tenant, bucket(live, tenant)) for tenant in live.place.tenants)
    return [Subject(f"bucket {one['Name']}", one, tenant.name) for tenant, one in found if one is not None]


def key_of(found: Found) -> str:
    """The customer-managed key that a bucket's objects are encrypted with; empty where AWS's own keys do that."""
    by = ((found["encryption"] or {}).get("ApplyServerSideEncryptionByDefault") or {})
    key = str(by.get("KMSMasterKeyID") or "") if by.get("SSEAlgorithm", "").startswith("aws:kms") else ""
    return "" if "alias/aws/" in key else key


def secret(live: Live, tenant: Tenant) -> Found | None:
    return _one(live[SECRETS], tenant)


def _one(things: t.Sequence[Found], tenant: Tenant) -> Found | None:
    named = next((one for one in things if one["Name"] == tenant.prefix), None)
    return named or next((one for one in things if tags_of(one).get("tenant") == tenant.name), None)


def identity(live: Live, tenant: Tenant) -> Found | None:
    """The domain that it sends from: the one it is known by, else the one that sends by its configuration set."""
    names = {tenant.mail_domain or tenant.host, tenant.host}
    found = [one for one in live[IDENTITIES] if one["name"] in names]
    linked = [one for one in live[IDENTITIES] if one.get("ConfigurationSetName") == tenant.prefix
              or tags_of(one).get("tenant") == tenant.name]
    return next(iter(found or linked), None)


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
    return [one for one in live.place.tenants if one.tier == "silo" or one.name in there]
