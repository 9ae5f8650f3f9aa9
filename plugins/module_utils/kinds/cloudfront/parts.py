# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a distribution is made of: origins, the cache, error pages, logs."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...fields import option, required
from ...resource import Part
from ...wire import Codec, unordered
from .references import ACCESS_CONTROL, CACHE_POLICY, ORIGIN_REQUEST_POLICY, RESPONSE_HEADERS_POLICY

some = Codec(lambda value: value, lambda found: list(found or ()))
or_none = Codec(lambda value: value, lambda found: found or None)
number_text = Codec(lambda value: None if value is None else str(value), lambda found: int(found) if found else None)
"""A number that CloudFront writes as a text, an empty one where there is none."""

ERRORS = (400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504)
"""Answers of an origin that CloudFront can replace."""


@dataclass(frozen=True, kw_only=True)
class Origin(Part):
    """A bucket that a distribution gets its files from."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "id": "site", "domain_name": "envelope-prod-site-help.s3.eu-west-1.amazonaws.com", "path": "/live"}

    id: str = required("What the distribution calls it.")
    domain_name: str = required("Domain name of the bucket, with its region: V(<bucket>.s3.<region>.amazonaws.com).")
    path: str | None = option("Folder that stands in front of every path, such as V(/live).", wire="OriginPath")
    origin_access_control: str | None = option(
        "Origin access control with which CloudFront reads it, by name or id.", wire="OriginAccessControlId",
        find=ACCESS_CONTROL, codec=or_none)

    def problems(self) -> t.Iterator[str]:
        if self.path and (not self.path.startswith("/") or self.path.endswith("/")):
            yield f"path: {self.path}, allowed are paths that start with / and do not end with it"


@dataclass(frozen=True, kw_only=True)
class CacheBehavior(Part):
    """How requests are answered from the cache, and what is added to the answers."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "target_origin": "site", "viewer_protocol_policy": "redirect-to-https",
        "cache_policy": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        "origin_request_policy": "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
        "response_headers_policy": "67f7725c-6f97-4210-82d7-5512b31e9d03"}

    cache_policy: str = required(
        "What is cached, for how long, and by what it is told apart: a cache policy of AWS's or of the account, by "
        "name or id, such as V(Managed-CachingOptimized).", wire="CachePolicyId", find=CACHE_POLICY, codec=or_none)
    target_origin: str | None = option(
        "Origin that is asked, by its V(id). The first one where it is left out at creation.", wire="TargetOriginId")
    viewer_protocol_policy: t.Literal["redirect-to-https", "https-only", "allow-all"] | None = option(
        "What becomes of requests without TLS. V(redirect-to-https) where it is left out at creation.")
    origin_request_policy: str | None = option(
        "What of a request is passed on to the origin: an origin request policy, by name or id.",
        wire="OriginRequestPolicyId", find=ORIGIN_REQUEST_POLICY, codec=or_none)
    response_headers_policy: str | None = option(
        "Headers that are added to every answer: a response headers policy, by name or id, such as "
        "V(Managed-SecurityHeadersPolicy).", wire="ResponseHeadersPolicyId", find=RESPONSE_HEADERS_POLICY,
        codec=or_none)
    compress: bool | None = option(
        "Whether texts are compressed on the way. V(true) where it is left out at creation.")


@dataclass(frozen=True, kw_only=True)
class ErrorResponse(Part):
    """What is answered instead of an error of the origin."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "error_code": 403, "response_code": 200, "response_page_path": "/index.html", "error_caching_min_ttl": 0}

    error_code: int = required("The origin's answer that is replaced, such as V(403).")
    response_code: int | None = option("What is answered instead, such as V(200).", codec=number_text)
    response_page_path: str | None = option("File that is shown, such as V(/index.html).", codec=or_none)
    error_caching_min_ttl: int | None = option("Seconds for which the error is kept.", wire="ErrorCachingMinTTL")

    def problems(self) -> t.Iterator[str]:
        if self.error_code not in ERRORS:
            yield f"error_code: {self.error_code}, allowed are {', '.join(map(str, ERRORS))}"
        if (self.response_code is None) != (self.response_page_path is None):
            yield "response_code and response_page_path go together"
        if self.response_page_path is not None and not self.response_page_path.startswith("/"):
            yield f"response_page_path: {self.response_page_path}, allowed are paths that start with /"


@dataclass(frozen=True, kw_only=True)
class Logging(Part):
    """Where the log of requests is written."""

    examples: t.ClassVar[dict[str, t.Any]] = {"bucket": "envelope-prod-logs.s3.amazonaws.com", "prefix": "site-help/"}

    bucket: str = required("Domain name of the bucket, such as V(logs.s3.amazonaws.com). Empty for no log.")
    prefix: str | None = option("What the names of the log files start with.")
    include_cookies: bool | None = option("Whether cookies are logged too.")


def exactly(wanted: list[Part], now: list[Part] | None) -> bool:
    """The same entries, in whatever order; what an entry leaves out is left alone."""
    return len(wanted) == len(now or ()) and unordered(wanted, now)
