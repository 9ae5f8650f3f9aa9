# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Static sites: distributions, their certificates, and the records that lead to them, in whatever zone of ours.

A site's bucket is one of the tenant's buckets.
"""

from __future__ import annotations

import typing as t

from ...calls import Flow, here, in_region
from ...errors import Absent
from ...kinds.acm import AcmCertificate
from ...kinds.acm.service import KEY_TYPES, acm
from ...kinds.acm.service import tags_of as certificate_tags
from ...kinds.acm.validation import validation_records
from ...kinds.cloudfront import Distribution
from ...kinds.cloudfront.api import cloudfront, distributions, tags_of
from ...kinds.cloudfront.settings import counted
from ...kinds.route53.records import same_host
from ...kinds.route53.service import dotted, plain_id, records_of, route53, unescaped
from ...tagging import Tags
from ..tenant import Tenant
from ..things import GLOBAL, Seen, Sort, Thing

Found = dict[str, t.Any]


def _distributions(tenant: Tenant) -> Flow:
    return [Thing(DISTRIBUTIONS.name, each["ARN"], each["Id"]) for each in (yield from distributions())
            if tenant.names(each["Comment"])]


def _distribution(thing: Thing) -> Flow:
    found = yield cloudfront.get_distribution(Id=thing.name)
    return Seen((yield from tags_of(found["Distribution"]["ARN"])))


def _distribution_taken(thing: Thing, tenant: Tenant) -> Flow:
    """CloudFront takes some minutes to switch one off."""
    yield from Distribution(name=thing.name, distribution_id=thing.name).delete()


def darkened(thing: Thing) -> Flow:
    """Show nothing of a site any more; how many writes that took."""
    found = yield cloudfront.get_distribution_config(Id=thing.name)
    config = found["DistributionConfig"]
    if not config["Enabled"]:
        return 0
    yield cloudfront.update_distribution(
        Id=thing.name, IfMatch=found["ETag"], DistributionConfig=counted({**config, "Enabled": False}))
    return 1


def _own(tenant: Tenant) -> Flow:
    """AWS's summaries of the tenant's distributions."""
    named = [each for each in (yield from distributions()) if tenant.names(each["Comment"])]
    tags: dict[str, Tags] = {}
    for each in named:
        tags[each["ARN"]] = yield from tags_of(each["ARN"])
    return [each for each in named if tenant.owns(tags[each["ARN"]])]


def _aliases(sites: t.Iterable[Found]) -> list[str]:
    return [alias for each in sites for alias in each["Aliases"].get("Items") or ()]


def _edge_certificates(tenant: Tenant) -> Flow:
    """Where the cell is elsewhere: there they are among the others."""
    return [] if (yield here())["region"] == GLOBAL else (yield from _certificates(tenant))


def _certificates(tenant: Tenant) -> Flow:
    """Of names that are the tenant's, or its sites'."""
    own = {name.lower() for name in _aliases((yield from _own(tenant)))}
    listed = yield acm.list_certificates(Includes={"keyTypes": KEY_TYPES}).to(GLOBAL)
    return [Thing(CERTIFICATES.name, each["CertificateArn"], each["CertificateArn"])
            for each in listed.get("CertificateSummaryList", ())
            if each["DomainName"].lower() in own or tenant.serves(each["DomainName"].removeprefix("*."))]


def _certificate(thing: Thing) -> Flow:
    yield acm.describe_certificate(CertificateArn=thing.name).to(GLOBAL)
    return Seen((yield from in_region(GLOBAL, certificate_tags(thing.name))))


def _certificate_taken(thing: Thing, tenant: Tenant) -> Flow:
    certificate = AcmCertificate(domain_name=thing.name.rpartition("/")[2], arn=thing.name)
    yield from in_region(GLOBAL, certificate.delete())


def site_records(tenant: Tenant) -> Flow:
    """AWS's entries, by zone, for the records that lead to its sites and prove their names."""
    sites = yield from _own(tenant)
    if not sites:
        return {}
    leading = [each["DomainName"] for each in sites]
    proofs = yield from _proofs(tenant)
    found: dict[str, list[Found]] = {}
    for zone in (yield from _zones_of(_aliases(sites))):
        found[zone] = [each for each in (yield from records_of(zone)) if _leads(each, leading)
                       or (each["Type"] == "CNAME" and unescaped(each["Name"]) in proofs)]
    return found


def _leads(record: Found, domains: t.Iterable[str]) -> bool:
    return any(same_host(domain, record.get("AliasTarget", {}).get("DNSName")) for domain in domains)


def _proofs(tenant: Tenant) -> Flow:
    """The names of the records that prove its certificates."""
    names: set[str] = set()
    for each in (yield from _certificates(tenant)):
        if tenant.owns((yield from _certificate(each)).tags or {}):
            about = yield acm.describe_certificate(CertificateArn=each.arn).to(GLOBAL)
            names |= {dotted(record["name"]) for record in validation_records(about["Certificate"])}
    return names


def _zones_of(hosts: t.Sequence[str]) -> Flow:
    """The ids of our public zones that may hold records of these hosts."""
    try:
        listed = yield route53.list_hosted_zones()
    except Absent:
        return []
    return [plain_id(each["Id"]) for each in listed.get("HostedZones", ())
            if not each.get("Config", {}).get("PrivateZone")
            and any(f".{dotted(host)}".endswith(f".{each['Name']}") for host in hosts)]


DISTRIBUTIONS = Sort("cloudfront_distributions", r"arn:[^:]+:cloudfront::\d+:distribution/(?P<name>.+)",
                     _distributions, _distribution, _distribution_taken)
CERTIFICATES = Sort("acm_certificates in us-east-1", r"(?P<name>arn:[^:]+:acm:us-east-1:\d+:certificate/.+)",
                    _edge_certificates, _certificate, _certificate_taken, region=GLOBAL)
