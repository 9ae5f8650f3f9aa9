# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tenants that are there, be they in the inventory or not: told by the names and tags of their buckets and secrets."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import typing as t

from ..errors import EnvelopeError
from ..kinds.acm.validation import belongs
from ..spelling import nearest
from . import platform, tenants
from .live import Live
from .place import Tenant
from .sources.ecs import PLATFORMS
from .sources.s3 import BUCKETS
from .sources.secretsmanager import SECRETS

TIERS = ("pool", "silo")
MORE = "-site-"
"""How the name of a static site's bucket goes on after that of its tenant."""


def discovered(live: Live) -> list[Tenant]:
    """Those that are not declared, in the order of their names."""
    names = {one.name for one in live.place.tenants} | {one.prefix for one in live.place.tenants}
    found: dict[str, Tenant] = {}
    for tenant in filter(None, (_tenant(live, name, tags) for name, tags in _named(live))):
        if tenant.tier or tenant.name not in found:  # a name tells more than a tag
            found[tenant.name] = tenant
    return [_with_host(live, tenant) for name, tenant in sorted(found.items())
            if name not in names and tenant.prefix not in names]


def _named(live: Live) -> t.Iterator[tuple[str, t.Mapping[str, str]]]:
    """What each tenant has one of: bucket and secret, by name, with tags."""
    for source in (BUCKETS, SECRETS):
        with contextlib.suppress(EnvelopeError):  # the other one tells
            yield from ((one["Name"], _tags(one)) for one in live[source])


def _tags(thing: t.Mapping[str, t.Any]) -> dict[str, str]:
    """The tags of a thing; none where they are refused, as its name may tell."""
    with contextlib.suppress(EnvelopeError):
        return tenants.tags_of(thing)
    return {}


def _tenant(live: Live, name: str, tags: t.Mapping[str, str]) -> Tenant | None:
    """Whose a bucket or secret is; of those that are called as more than a tenant, only a tag tells."""
    said = tags.get("tenant", "")
    for tier in TIERS:
        start = f"{live.place.prefix}-{tier}-"
        slug = said or name.removeprefix(start)
        if not re.fullmatch(r"[a-z0-9-]+", slug) or (not said and MORE in slug):
            continue
        if name == f"{start}{slug}" or name.startswith(f"{start}{slug}-"):
            return Tenant(slug, tier, f"{start}{slug}", declared=False)
    return Tenant(said, None, name, declared=False) if said and name.startswith(f"{live.place.prefix}-") else None


def _with_host(live: Live, tenant: Tenant) -> Tenant:
    """The same, with where people find it: the domain that it sends mail from, else its place on the platform's."""
    domain = live.place.domain
    with contextlib.suppress(EnvelopeError):
        if found := tenants.identity(live, tenant):
            own = found["name"] if domain and not belongs(found["name"], domain) else None
            return dataclasses.replace(tenant, host=found["name"], mail_domain=found["name"], domain=own)
    return dataclasses.replace(tenant, host=f"{tenant.name}.{domain}") if domain else tenant


def not_there(live: Live) -> str | None:
    """That there is no such platform, with those there are; None where there is one, or nobody can tell."""
    try:
        if platform.cluster(live):
            return None
        others = sorted(name.removesuffix("-cluster") for name in live[PLATFORMS])
    except EnvelopeError:
        return None
    near = nearest(live.place.prefix, others)
    there = f"; there {'are' if len(others) > 1 else 'is'} {', '.join(others)}" if others else ""
    meant = f": is {near} meant?" if near else there
    return f"there is no cluster of a platform {live.place.prefix} in {live.place.region}{meant}"
