# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A tenant as far as quotas and names go: what it will have that is counted somewhere."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..names import short_name
from ..overlaying import merge

Variables = t.Mapping[str, t.Any]

OF_HOSTS = ("aws_account_id", "cell_aws", "cell_prefix")
"""What is asked of every host: where its cell is."""

OF_CELLS = ("cell_certificate_names", "cell_domain", "cell_load_balancer", "cell_load_balancers", "cell_tags")
"""What is asked of one host of a cell, since all of them say the same."""

OF_TENANTS = (
    "cell_domain", "tenant_certificate", "tenant_domain", "tenant_host", "tenant_load_balancer", "tenant_mail_domain",
    "tenant_mail_zone", "tenant_prefix", "tenant_static_sites", "tenant_tier", "tenant_zone",
)
"""What is asked of a tenant."""

OF_CERTIFIED = ("tenant_tags",)
"""What is asked of a tenant with a certificate of its own."""

OF_SILOS = ("ecs_services_catalogue", "tenant_service_names", "tenant_services")
"""What is asked of a tenant with services of its own."""

WEBSOCKETS = "reverb"
"""The service with a port that a tenant of its own has beside those it lists."""

ALARMS_OF_A_POLICY = 2
"""Target tracking keeps one alarm for scaling out and one for scaling in."""

RECORDS_OF_MAIL = 7
"""Three that prove its signature, two of its MAIL FROM domain, its SPF and its DMARC."""

METRICS = ("cpu", "memory", "requests_per_target")


@dataclass(frozen=True, kw_only=True)
class Tenant:
    """What a tenant is called, and what it brings with it."""

    host: str
    """Its name in the inventory."""
    prefix: str
    """What its names in AWS start with."""
    silo: bool = False
    name: str
    """The name people find it by."""
    zone: str = ""
    """Our hosted zone for that name; empty where somebody else publishes its records."""
    own_domain: bool = False
    mail: str = ""
    """The domain it sends mail from; empty for none."""
    records: int = 0
    """How many it takes in the platform's zone."""
    pack: str = ""
    """The certificate it shares with others."""
    load_balancer: str = ""
    """The load balancer that a person wants it on."""
    services: tuple[str, ...] = ()
    """Services of its own that requests are led to."""
    sites: tuple[str, ...] = ()
    alarms: int = 0
    tags: t.Mapping[str, str] | None = None

    @property
    def target_groups(self) -> list[str]:
        return [short_name(f"{self.prefix}-{service}") for service in self.services]

    @property
    def certified(self) -> bool:
        """Whether it needs a certificate: the platform's covers one label under its domain, and so no silo's API."""
        return self.own_domain or self.silo

    @property
    def site_buckets(self) -> list[str]:
        return [f"{self.prefix}-site-{site}" for site in self.sites]


def tenant(host: str, values: Variables) -> Tenant:
    """The tenant of a host, of the values that its role goes by."""
    silo, own = values["tenant_tier"] == "silo", bool(values.get("tenant_domain"))
    running = _services(values) if silo else {}
    zone, mail = values.get("tenant_zone") or "", values.get("tenant_mail_domain") or ""
    return Tenant(
        host=host, prefix=values["tenant_prefix"], silo=silo, name=values["tenant_host"], own_domain=own,
        zone=zone if own else values["cell_domain"], mail=mail,
        records=records(silo=silo, own=own, elsewhere=own and zone != "", mail=bool(mail) and
                        values.get("tenant_mail_zone") == values["cell_domain"]),
        pack=values.get("tenant_certificate") or "", load_balancer=values.get("tenant_load_balancer") or "",
        services=tuple(sorted(name for name, about in running.items() if about.get("port"))),
        sites=tuple(sorted(values.get("tenant_static_sites") or ())), tags=values.get("tenant_tags"),
        alarms=sum(_alarms(about) for about in running.values()),
    )


def records(*, silo: bool, own: bool, elsewhere: bool, mail: bool) -> int:
    """Records of a tenant in the platform's zone; its own domain may be in a zone `elsewhere`, and so its mail's."""
    names = 0 if elsewhere else 2 if own or silo else 1  # one for what is below its name
    return names + (1 if silo and not own else 0) + (RECORDS_OF_MAIL if mail else 0)


def _services(values: Variables) -> dict[str, t.Any]:
    """The services of its own that run, as the catalogue and the tenant say them."""
    known = merge(values.get("ecs_services_catalogue") or {}, {WEBSOCKETS: {"port": 8080}})
    known = merge(known, values.get("tenant_services") or {})
    names = [*(values.get("tenant_service_names") or ()), WEBSOCKETS]
    return {name: known[name] for name in names if known.get(name)}


def _alarms(service: Variables) -> int:
    scaling = service.get("autoscaling") or {}
    return ALARMS_OF_A_POLICY * sum(scaling.get(metric) is not None for metric in METRICS)
