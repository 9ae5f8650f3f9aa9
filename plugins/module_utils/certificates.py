# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which certificates the tenants of a cell need, and which of them share one.

A load balancer shows 25 certificates besides its default one, and each has room for 10 names: where a person says
`tenant_certificate`, tenants with the same word there are on one.  That is a person's decision, because everybody can
read all names of a certificate.
"""

from __future__ import annotations

import collections
import re
import typing as t
from dataclasses import dataclass

from .headroom.tenants import Tenant

LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?")
LONGEST_FIRST_NAME = 64
"""Characters of the first name of a certificate; the others may be longer."""

Options = dict[str, t.Any]


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A certificate, and the tenants whose names are on it."""

    first: str
    """Its first name, by which it is found; that of a shared one is nobody's, so that everybody can leave it."""
    others: tuple[str, ...]
    zones: tuple[str, ...]
    """Our zones in which it is proved; none where its records are somebody else's to publish."""
    hosts: tuple[str, ...]
    pack: str = ""
    tags: t.Mapping[str, str] | None = None
    made: tuple[Options, ...] = ()
    """The zones of those who share it, each as an entry of `route53_hosted_zones`: it is proved in all of them."""

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.first, *self.others})

    @property
    def options(self) -> Options:
        """It as an entry of `acm_certificates`."""
        zones: Options = {"validation_zones": list(self.zones)} if self.zones else {}
        replace: Options = {"replace": True} if self.pack else {}
        return {"domain_name": self.first, "subject_alternative_names": list(self.others), **zones, **replace,
                "tags": dict(self.tags or {})}


def certificates(tenants: t.Iterable[Tenant], *, domain: str, tags: t.Mapping[str, str]) -> list[Certificate]:
    """The certificates that tenants need, in a stable order; `domain` and `tags` are the cell's."""
    packs: dict[str, list[Tenant]] = collections.defaultdict(list)
    found: list[Certificate] = []
    for tenant in sorted(tenants, key=lambda each: each.host):
        if tenant.certified and tenant.pack:
            packs[tenant.pack].append(tenant)
        elif tenant.certified:
            found.append(Certificate(first=tenant.name, others=(f"*.{tenant.name}",), hosts=(tenant.host,),
                                     zones=tuple(filter(None, [tenant.zone])), tags=tenant.tags))
    return [*found, *(_pack(name, members, domain, tags) for name, members in sorted(packs.items()))]


def _pack(name: str, members: t.Sequence[Tenant], domain: str, tags: t.Mapping[str, str]) -> Certificate:
    names = {spelt for tenant in members for spelt in (tenant.name, f"*.{tenant.name}")}
    zones = {domain, *(tenant.zone for tenant in members if tenant.zone)}
    return Certificate(first=f"{name}.certificates.{domain}", others=tuple(sorted(names)), zones=tuple(sorted(zones)),
                       hosts=tuple(tenant.host for tenant in members), pack=name, tags=tags,
                       made=tuple(_made(members).values()))


def _made(members: t.Iterable[Tenant]) -> dict[str, Options]:
    """The zones that tenants have of their own, by name."""
    return {tenant.zone: {"name": tenant.zone, "tags": dict(tenant.tags or {})} for tenant in members
            if tenant.own_domain and tenant.zone}


def problems(wanted: t.Iterable[Certificate], tenants: t.Iterable[Tenant], limit: int) -> t.Iterator[tuple[str, str]]:
    """What is wrong with who is on which certificate, as (host, problem); `limit` is how many names one may have."""
    for tenant in tenants:
        if tenant.pack:
            yield from ((tenant.host, wrong) for wrong in _unpackable(tenant))
    for certificate in wanted:
        if len(certificate.names) > limit:
            yield certificate.hosts[-1], _too_many(certificate, limit)
        if len(certificate.first) > LONGEST_FIRST_NAME:
            yield certificate.hosts[0], (f"{certificate.first} has {len(certificate.first)} characters: allowed are "
                                         f"{LONGEST_FIRST_NAME} in the first name of a certificate")


def _unpackable(tenant: Tenant) -> t.Iterator[str]:
    said = f"tenant_certificate is {tenant.pack!r}"
    if not LABEL.fullmatch(tenant.pack):
        yield f"{said}: allowed are up to 32 lower case letters, digits and hyphens"
    if not tenant.certified:
        yield f"{said}: {tenant.name} is on the platform's certificate, leave it out"
    elif not tenant.zone:
        yield (f"{said}: a shared certificate waits for the records of all of its names, and those of {tenant.name} "
               "are somebody else's to publish; leave it out, or say tenant_zone")


def _too_many(certificate: Certificate, limit: int) -> str:
    what = f"tenant_certificate is {certificate.pack!r}" if certificate.pack else f"certificate {certificate.first}"
    return (f"{what}: with {', '.join(certificate.hosts)} it has {len(certificate.names)} names, allowed are {limit}; "
            "say another tenant_certificate, or let AWS raise the quota (up to 100) and say cell_certificate_names")


def shares(wanted: t.Iterable[Certificate], running: t.Collection[str]) -> dict[str, dict[str, list[Options]]]:
    """What each tenant sees to: `certificates`, which are `shown` at its load balancer, and the `zones` of others.

    One of those who share a certificate sees to it, so that two do not replace it at once.  A certificate that somebody
    else proves is shown once it is issued.
    """
    found: dict[str, dict[str, list[Options]]] = {}
    for certificate in wanted:
        nobody: dict[str, list[Options]] = {"zones": [], "certificates": [], "shown": []}
        found.update({host: dict(nobody) for host in certificate.hosts})
        later = {} if certificate.zones else {"once_issued": True}
        found[leader(certificate, running)] = {
            "zones": list(certificate.made), "certificates": [certificate.options],
            "shown": [{"certificate": certificate.first, **later}]}
    return found


def leaders(wanted: t.Iterable[Certificate], running: t.Collection[str]) -> list[str]:
    """The hosts that see to a certificate which others share with them, in this run."""
    return sorted({leader(each, running) for each in wanted if each.pack}.intersection(running))


def leader(certificate: Certificate, running: t.Collection[str]) -> str:
    """Who sees to a certificate: the first of its tenants that is `running`."""
    return next((host for host in certificate.hosts if host in running), certificate.hosts[0])
