# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""T1, T2 and T3: what a tenant has, and that the inventory knows it."""

from __future__ import annotations

import typing as t

from ...errors import EnvelopeError
from ...kinds.acm.validation import belongs
from .. import dns, links, tenants
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..place import Tenant
from ..platform import Service, listeners, services
from ..sources.acm import CERTIFICATES
from ..sources.s3 import BUCKETS
from ..sources.secretsmanager import SECRETS
from .elsewhere import elsewhere

AREA, ROLE = "Tenancy", "tenant"


def _bucket(live: Live, tenant: Tenant) -> Judged:
    found = tenants.bucket(live, tenant)
    return Judged(found is not None, f"bucket {found['Name']}" if found else f"no bucket {tenant.prefix}")


def _secret(live: Live, tenant: Tenant) -> Judged:
    found = tenants.secret(live, tenant)
    return Judged(found is not None, f"secret {found['Name']}" if found else f"no secret {tenant.prefix}")


def _mailing(live: Live) -> t.Iterator[Subject]:
    """Tenants that are to send mail; one whose inventory says no domain sends none."""
    for one in tenants.every(live):
        known = one.thing.mail_domain or one.thing.host or tenants.identity(live, one.thing)
        if known and one.thing.mail_domain != "":
            yield one


def _mails(live: Live, tenant: Tenant) -> Judged:
    found = tenants.identity(live, tenant)
    return Judged(found is not None, f"sends from {found['name']}" if found else
                  f"no mail identity {tenant.mail_domain or tenant.host}")


def _named(live: Live) -> t.Iterator[Subject]:
    """Tenants with their names that are in zones of ours, those of services of their own among them."""
    own = tenants.own_services(live)
    for one in tenants.every(live):
        below = [host for each in own.get(one.thing.name, ()) for host in links.hosts(live, each)]
        if here := [host for host in dict.fromkeys(filter(None, [one.thing.host, *below])) if dns.zone_of(live, host)]:
            yield one._replace(thing=here)


def _answers(live: Live, hosts: t.Sequence[str]) -> Judged:
    there = dns.addresses(live)
    records = {host: dns.leading(dns.zone_of(live, host) or {}, host) for host in hosts}
    astray = [f"{host} leads to {dns.led_to(record)}" if record else f"no record answers for {host}"
              for host, record in records.items() if not dns.leads(record, there)]
    return Judged(not astray, "; ".join(astray) or f"{', '.join(hosts)} lead{'s' * (len(hosts) == 1)} here")


def _on_domains(live: Live) -> t.Iterator[Subject]:
    return (one for one in tenants.every(live) if one.thing.domain)


def _certified(live: Live, tenant: Tenant) -> Judged:
    """Shown to whoever asks for its name: an issued certificate at one of the platform's listeners."""
    shown = {each["CertificateArn"] for one in listeners(live, "HTTPS") for each in one["certificates"]}
    covering = [one for one in live[CERTIFICATES] if _covers(one, tenant.host or tenant.domain or "")]
    issued = [one for one in covering if one["Status"] == "ISSUED" and one["CertificateArn"] in shown]
    best = next(iter(issued or covering), None)
    said = "shown" if issued else "at no listener of the platform's"
    return Judged(bool(issued), f"certificate {best['DomainName']} is {best['Status']}, {said}" if best else
                  f"no certificate covers {tenant.host or tenant.domain}")


def _covers(certificate: t.Mapping[str, t.Any], host: str) -> bool:
    names = {certificate["DomainName"], *certificate.get("SubjectAlternativeNameSummaries", ())}
    return bool(names & {host, f"*.{host.partition('.')[2]}"})


def _no_records(live: Live) -> str:
    return "no record leads to the platform (N3)" if dns.leads_nowhere(live) else ""


T1 = Requirement("T1", AREA, "A tenant has its files, secret, mail, names and certificate", ("manager 1",), (), (
    Check("T1.bucket", "Each tenant has a bucket of its own", "critical", tenants.every, _bucket,
          "a bucket called as the tenant, or tagged as its own", Remedy("storage", "storage_bucket")),
    Check("T1.secret", "Each tenant has a secret of its own", "high", tenants.every, _secret,
          "a secret called as the tenant, or tagged as its own", Remedy("secrets", "tenant_secrets"),
          iso_2013=("A.9.2.4", "A.9.4.3"), iso_2022=("5.17",)),
    Check("T1.mail", "Each tenant has a mail identity", "medium", _mailing, _mails, "an SES identity of its domain",
          Remedy("email", "tenant_mail_domain")),
    Check("T1.names", "The name of each tenant leads to the platform", "critical", _named, _answers,
          "an alias or CNAME record of the load balancer", Remedy(ROLE, "tenant_host"), applies=_no_records),
    Check("T1.certificate", "A domain of a tenant's own has a certificate that is shown", "high", _on_domains,
          _certified, "an issued certificate that covers its name, at a listener", Remedy(ROLE, "tenant_domain"),
          iso_2013=("A.10.1.1", "A.14.1.2"), iso_2022=("8.24", "8.26")),
    elsewhere("T1.alarms", "Each tenant is watched", "one alarm looks at all tenants at once: O2 tells of it",
              Remedy("monitoring", "monitoring_tenants")),
))


class Own(t.NamedTuple):
    """What a tenant has of its own at ECS and the load balancers."""

    tenant: Tenant
    services: t.Sequence[Service]
    groups: t.AbstractSet[str]
    """Target groups that its services register with."""
    shared: t.AbstractSet[str]
    """Those among them with which others do, too."""


def _silos(live: Live) -> t.Iterator[Subject]:
    users: dict[str, set[str | None]] = {}
    for one in services(live):
        for arn in _registers(one):
            users.setdefault(arn, set()).add(one.tenant)
    there = tenants.own_services(live)
    for tenant in tenants.silos(live):
        mine = there.get(tenant.name, [])
        groups = {arn for one in mine for arn in _registers(one)}
        yield Subject(f"tenant {tenant.name}",
                      Own(tenant, mine, groups, {arn for arn in groups if len(users[arn]) > 1}), tenant.name)


def _registers(service: Service) -> list[str]:
    return [one["targetGroupArn"] for one in service.about.get("loadBalancers", ()) if "targetGroupArn" in one]


def _serves(live: Live, own: Own) -> Judged:
    return Judged(bool(own.services), ", ".join(one.role for one in own.services) or "no service of its own")


def _serving(live: Live) -> t.Iterator[Subject]:
    return (one for one in _silos(live) if one.thing.services)


def _receives(live: Live, own: Own) -> Judged:
    shared = ", ".join(sorted(arn.split("/")[1] for arn in own.shared))
    return Judged(bool(own.groups) and not shared, f"shares {shared}" if shared else f"{len(own.groups)} of its own")


def _balanced(live: Live) -> t.Iterator[Subject]:
    return (one for one in _silos(live) if one.thing.groups)


def _ruled(live: Live, own: Own) -> Judged:
    """Rules of listeners on its host, or one below, send to its services."""
    hosts = sorted({host for one in own.services for host in links.hosts(live, one)})
    known = own.tenant.host or own.tenant.domain
    fits = [host for host in hosts if not known or belongs(host.removeprefix("*."), known)]
    return Judged(bool(fits), ", ".join(fits or hosts) or "no rule on a host leads to its target groups")


T2 = Requirement("T2", AREA, "A silo tenant has services and a way to them of its own", ("manager 1",), (), (
    Check("T2.services", "Each silo tenant has ECS services of its own", "critical", _silos, _serves,
          "services called as the tenant", Remedy("ecs_services", "tenant_tier")),
    Check("T2.target_groups", "Their target groups are nobody else's", "high", _serving, _receives,
          "target groups of its own", Remedy("ecs_services"), iso_2013=("A.13.1.3",), iso_2022=("8.22",)),
    Check("T2.rule", "A listener rule on its host leads to them", "critical", _balanced, _ruled,
          "a rule with its host", Remedy("ecs_services", "tenant_host")),
))


def _on_discovery(live: Live) -> str:
    return "there is no inventory with tenants" if live.place.known_from == "discovery" else ""


def _there(live: Live) -> t.Iterator[Subject]:
    """All tenants, and whatever may be of one more, because AWS does not show its tags."""
    for word, source in (("bucket", BUCKETS), ("secret", SECRETS)):
        try:
            yield from (Subject(f"{word} {one['Name']}", why) for one in live[source] if (why := _refusal(one)))
        except EnvelopeError as error:
            yield Subject(f"{word}s", error)
    yield from tenants.every(live)


def _refusal(thing: t.Mapping[str, t.Any]) -> EnvelopeError | None:
    """Why the tags of a thing cannot be seen; None where they can."""
    try:
        tenants.tags_of(thing)
    except EnvelopeError as error:
        return error
    return None


def _declared(live: Live, tenant: Tenant) -> Judged:
    return Judged(tenant.declared, "declared" if tenant.declared else
                  f"{tenant.prefix} is there, and in no file of the inventory")


T3 = Requirement("T3", AREA, "Tenants come from the inventory, a host each", ("manager 7",), (), (
    Check("T3.declared", "Every tenant that is there is in the inventory", "medium", _there, _declared,
          "a host of the inventory", Remedy(ROLE, "", "playbooks/onboard_tenant.yml writes its file."),
          applies=_on_discovery, iso_2013=("A.8.1.1",), iso_2022=("5.9",)),
    elsewhere("T3.one_file", "Adding a tenant is adding a file",
              "AWS cannot tell: playbooks/onboard_tenant.yml adds a tenant by one file", Remedy(ROLE)),
))
