# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requirement F1: what static sites consist of, and what somebody else has to publish for them."""

from __future__ import annotations

import typing as t

from .access import allow, document, partition
from .errors import Invalid
from .key_policies import key
from .private_buckets import private_bucket
from .spelling import unknown

Entry = dict[str, t.Any]
Given = t.Mapping[str, t.Any]

CLOUDFRONT = {"Service": "cloudfront.amazonaws.com"}
SITE: Entry = {
    "domain": "", "aliases": [], "zone": "", "path": "", "spa": True, "index": "index.html", "error_page": "",
    "price_class": None, "web_acl": None, "cache_policy": None, "response_headers_policy": None,
}
"""What may be said of a site. What is None is said once for all sites, by the role's variables."""

MISSING = (403, 404)
"""What a bucket answers for a file that is not there: 403 to who may not list it, as CloudFront here."""


def static_sites(sites: t.Mapping[str, Given], place: Given) -> dict[str, list[t.Any]]:
    """All that the role `static_site` converges, by what it is.

    `sites` are the sites by name; `place` gives prefix, account_id and region, and what all sites have in common.
    """
    every = {f"{place['prefix']}-site-{name}": _site(name, given, place) for name, given in sites.items()}
    _refuse_shared([name for site in every.values() for name in _names(site)])
    return {
        "names": list(every),
        "kms_keys": _keys(place) if every else [],
        "buckets": [_bucket(name, place) for name in every],
        "access_controls": [{"name": place["access_control"], "signing_behavior": "always"}] if every else [],
        "certificates": [_certificate(site, place) for site in every.values()],
        "distributions": [_distribution(name, site, place) for name, site in every.items()],
    }


def to_publish(sites: t.Mapping[str, Given], certificates: Given, distributions: Given) -> list[Entry]:
    """The DNS records (site, name, type, value) that somebody else has to publish, for zones that are not ours.

    `certificates` and `distributions` are results of the modules: while a certificate is not issued, its records; then
    those that lead to the distribution. They are shown for as long as the zone is not ours: nobody looks whether they
    are there.
    """
    found = []
    for name, site in sites.items():
        certificate = certificates.get(site["domain"], {})
        if site.get("zone") or not certificate:
            continue
        if certificate.get("status") != "ISSUED":
            found += [{"site": name, **record} for record in certificate.get("validation_records") or ()]
        for each in distributions.values():
            found += [{"site": name, "name": alias, "type": "CNAME", "value": each["domain_name"]}
                      for alias in _names(site) if alias in (each.get("aliases") or ())]
    return found


def _site(name: str, given: Given, place: Given) -> Entry:
    """A site with everything that is said of it, by itself or for all."""
    for option in given:
        if option not in SITE:
            raise Invalid(f"static_site_sites.{name}: {unknown(option, SITE)}")
    if not given.get("domain"):
        raise Invalid(f"static_site_sites.{name}: domain is missing, the name that people find it at")
    if given.get("error_page") and given.get("spa", SITE["spa"]):
        raise Invalid(f"static_site_sites.{name}: error_page has a meaning only with spa: false, as an application of "
                      "a single page answers what is not there itself")
    return {**SITE, **{option: place[option] for option, value in SITE.items() if value is None}, **given}


def _refuse_shared(names: t.Sequence[str]) -> None:
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Invalid(f"static_site_sites: {', '.join(twice)} is said of more than one site; a name leads to one")


def _names(site: Given) -> list[str]:
    return [site["domain"], *site.get("aliases", ())]


def _from_cloudfront(place: Given) -> Entry:
    """Only distributions of this account: their ids are not known before they are made."""
    account = place["account_id"]
    arns = f"arn:{partition(place['region'])}:cloudfront::{account}:distribution/*"
    return {"StringEquals": {"aws:SourceAccount": account}, "ArnLike": {"aws:SourceArn": arns}}


def _keys(place: Given) -> list[Entry]:
    """The key of all sites, which CloudFront may read with."""
    if not place["kms_key"]:
        return []
    return [key(place, place["kms_key"], f"Static sites of {place['prefix']}", allow(
        ["kms:Decrypt"], ["*"], Sid="CloudFront", Principal=CLOUDFRONT, Condition=_from_cloudfront(place)))]


def _bucket(name: str, place: Given) -> Entry:
    resource = f"arn:{partition(place['region'])}:s3:::{name}/*"
    policy = document(allow(["s3:GetObject"], [resource], Sid="CloudFront", Principal=CLOUDFRONT,
                            Condition=_from_cloudfront(place)))
    return private_bucket(name, kms_key=place["kms_key"], policy=policy, tags=place["tags"],
                          noncurrent_version_days=place["noncurrent_version_days"])


def _certificate(site: Given, place: Given) -> Entry:
    return {"domain_name": site["domain"], "subject_alternative_names": list(site["aliases"]),
            "validation_zone": site["zone"], "tags": place["tags"]}


def _distribution(name: str, site: Given, place: Given) -> Entry:
    suffix = "com.cn" if partition(place["region"]) == "aws-cn" else "com"
    origin = {"id": "site", "domain_name": f"{name}.s3.{place['region']}.amazonaws.{suffix}",
              "path": site["path"], "origin_access_control": place["access_control"]}
    behavior = {"target_origin": "site", "viewer_protocol_policy": "redirect-to-https", "compress": True,
                "cache_policy": site["cache_policy"], "response_headers_policy": site["response_headers_policy"]}
    return {
        "name": name, "enabled": True, "aliases": _names(site), "certificate": site["domain"],
        "minimum_protocol_version": place["minimum_protocol_version"], "origins": [origin],
        "default_cache_behavior": behavior, "custom_error_responses": _error_responses(site),
        "default_root_object": site["index"], "price_class": site["price_class"], "http_version": "http2and3",
        "ipv6": True, "web_acl": site["web_acl"], "tags": place["tags"], "zone": site["zone"], "when_issued": True,
    }


def _error_responses(site: Given) -> list[Entry]:
    """What is shown where there is no file: the application of a single page itself, or a page that says so."""
    page, code = (f"/{site['index']}", 200) if site["spa"] else (site["error_page"], 404)
    return [{"error_code": error, "response_code": code, "response_page_path": page} for error in MISSING if page]
