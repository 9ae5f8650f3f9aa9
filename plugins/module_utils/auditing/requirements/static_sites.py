# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""F1: static sites, each a distribution before a bucket that it alone may read."""

from __future__ import annotations

import typing as t

from ...kinds.acm.validation import belongs
from .. import sites
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..sources.acm import EDGE_CERTIFICATES
from ..sources.cloudfront import ACCESS_CONTROLS
from ..sources.s3 import BUCKETS
from .elsewhere import elsewhere
from .storage import closed

ROLE, SITES = "static_site", "static_site_sites"
MISSING = (403, 404)
"""What a bucket answers for a file that is not there."""

Found = t.Mapping[str, t.Any]


def _wanted(live: Live) -> t.Iterator[Subject]:
    """The sites that the inventory asks for."""
    for name, site in (live.said(SITES) or {}).items():
        yield Subject(f"site {name}", site["domain"])


def _served(live: Live, domain: str) -> Judged:
    found = next((one for one in sites.sites(live) if domain in _names(one)), None)
    return Judged(found is not None, f"distribution {found['Id']}" if found else "no distribution has that name")


def _sites(live: Live) -> t.Iterator[Subject]:
    for one in sites.sites(live):
        name = next(iter(_names(one)), None) or one.get("Comment") or one["Id"]
        yield Subject(f"site {name}", one, _tenant(live, one))


def _tenant(live: Live, site: Found) -> str | None:
    """Whose it is, by its names or its bucket."""
    for one in live.place.tenants:
        named = one.domain and any(belongs(name, one.domain) for name in _names(site))
        if named or any(bucket.startswith(f"{one.prefix}-site-") for bucket in _buckets(site)):
            return one.name
    return None


def _names(site: Found) -> list[str]:
    return list(site.get("Aliases", {}).get("Items") or ())


def _origins(site: Found) -> list[Found]:
    """Those that are buckets."""
    return [one for one in site.get("Origins", {}).get("Items") or () if ".s3" in one["DomainName"]]


def _buckets(site: Found) -> list[str]:
    return [one["DomainName"].partition(".s3")[0] for one in _origins(site)]


def _signs(live: Live, site: Found) -> Judged:
    always = {one["Id"] for one in live[ACCESS_CONTROLS] if one["SigningBehavior"] == "always"}
    bare = [one["DomainName"] for one in _origins(site) if one.get("OriginAccessControlId") not in always]
    return Judged(not bare, f"asks {', '.join(bare)} unsigned" if bare else "signs all that it asks of its bucket")


def _kept(live: Live) -> t.Iterator[Subject]:
    """The buckets behind the sites, as far as they are called as the platform's."""
    there = {one["Name"]: one for one in live[BUCKETS]}
    for site in _sites(live):
        names = [name for name in _buckets(site.thing) if name in there]
        yield from (site._replace(name=f"bucket {name}", thing=there[name]) for name in names)


def _named(live: Live) -> t.Iterator[Subject]:
    """Those with names of their own; that of CloudFront has its certificate and protocols, which nobody chooses."""
    return (one for one in _sites(live) if _names(one.thing))


def _certified(live: Live, site: Found) -> Judged:
    arn = site.get("ViewerCertificate", {}).get("ACMCertificateArn")
    found = next((one for one in live[EDGE_CERTIFICATES] if one["CertificateArn"] == arn), None)
    if not found:
        return Judged(False, "no certificate of ACM in us-east-1")
    shown = {found["DomainName"], *found.get("SubjectAlternativeNameSummaries", ())}
    bare = [name for name in _names(site) if shown.isdisjoint({name, f"*.{name.partition('.')[2]}"})]
    return Judged(found["Status"] == "ISSUED" and not bare,
                  f"not for {', '.join(bare)}" if bare else f"{found['DomainName']} is {found['Status']}")


def _modern(live: Live, site: Found) -> Judged:
    version = site.get("ViewerCertificate", {}).get("MinimumProtocolVersion", "TLSv1")
    return Judged(version.startswith(("TLSv1.2", "TLSv1.3")), version)


def _https(live: Live, site: Found) -> Judged:
    said = site["DefaultCacheBehavior"]["ViewerProtocolPolicy"]
    return Judged(said in ("redirect-to-https", "https-only"), said)


def _headers(live: Live, site: Found) -> Judged:
    policy = site["DefaultCacheBehavior"].get("ResponseHeadersPolicyId")
    return Judged(bool(policy), f"policy {policy}" if policy else "none")


def _falls_back(live: Live, site: Found) -> Judged:
    responses = site.get("CustomErrorResponses", {}).get("Items") or ()
    pages = {one["ErrorCode"]: one.get("ResponsePagePath") for one in responses}
    bare = [str(code) for code in MISSING if not pages.get(code)]
    return Judged(not bare, f"no page for {' and '.join(bare)}" if bare else f"shows {pages[MISSING[-1]]}")


F1 = Requirement("F1", "Static sites", "Static sites come from closed buckets, by TLS", ("manager 3",), (), (
    Check("F1.sites", "Every site of the inventory has a distribution", "high", _wanted, _served,
          "a distribution with its name", Remedy(ROLE, SITES)),
    Check("F1.access", "CloudFront signs what it asks of the bucket", "high", _sites, _signs,
          "an origin access control that always signs", Remedy(ROLE, "static_site_access_control"),
          iso_2013=("A.9.4.1",), iso_2022=("8.3",)),
    Check("F1.bucket", "The public does not reach the bucket", "high", _kept, closed, "all public access blocked",
          Remedy(ROLE), iso_2013=("A.9.4.1",), iso_2022=("8.3",)),
    Check("F1.certificate", "Its names are on an issued certificate in us-east-1", "critical", _named, _certified,
          "an issued certificate for all of its names", Remedy(ROLE, SITES), iso_2013=("A.10.1.1", "A.14.1.2"),
          iso_2022=("8.24", "8.26")),
    Check("F1.tls", "It speaks TLS 1.2 or later alone", "high", _named, _modern, "TLSv1.2_2021 or later",
          Remedy(ROLE, "static_site_minimum_protocol_version"), iso_2013=("A.13.1.1", "A.14.1.2"),
          iso_2022=("8.20", "8.26")),
    Check("F1.https", "HTTP redirects to HTTPS", "high", _sites, _https, "redirect-to-https", Remedy(ROLE),
          iso_2013=("A.14.1.2",), iso_2022=("8.26",)),
    Check("F1.headers", "It sends security headers", "medium", _sites, _headers, "a response headers policy",
          Remedy(ROLE, "static_site_response_headers_policy"), iso_2013=("A.14.1.2",), iso_2022=("8.26",)),
    Check("F1.fallback", "What is not there is answered by a page", "low", _sites, _falls_back,
          f"a page for {' and '.join(map(str, MISSING))}", Remedy(ROLE, SITES)),
    elsewhere("F1.invalidation", "A release has the edge forget the former one",
              "what is cached now does not tell: tasks/invalidate.yml of the role does it for each release",
              Remedy(ROLE, "static_site_invalidation_paths")),
))
