# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists of CloudFront's policies, which moto lacks: those that AWS manages, and none of the account's own.

The configurations in them say the names, and of caching the least that AWS's shape asks for.
"""

from __future__ import annotations

import typing as t
from datetime import UTC, datetime

from moto.cloudfront import urls
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.responses import ActionResult

from ._cloudfront_policies import CACHE, ORIGIN_REQUEST, RESPONSE_HEADERS
from ._mend import adds

SINCE = datetime(2021, 11, 2, tzinfo=UTC)

for _path in ("cache-policy", "origin-request-policy", "response-headers-policy"):
    urls.url_paths.setdefault(f"{{0}}/2020-05-31/{_path}$", CloudFrontResponse.dispatch)


@adds(CloudFrontResponse)
def list_cache_policies(self: CloudFrontResponse) -> ActionResult:
    return _listed(self, "CachePolicy", CACHE, {"MinTTL": 1})


@adds(CloudFrontResponse)
def list_origin_request_policies(self: CloudFrontResponse) -> ActionResult:
    nothing = {
        "HeadersConfig": {"HeaderBehavior": "none"},
        "CookiesConfig": {"CookieBehavior": "none"},
        "QueryStringsConfig": {"QueryStringBehavior": "none"},
    }
    return _listed(self, "OriginRequestPolicy", ORIGIN_REQUEST, nothing)


@adds(CloudFrontResponse)
def list_response_headers_policies(self: CloudFrontResponse) -> ActionResult:
    return _listed(self, "ResponseHeadersPolicy", RESPONSE_HEADERS, {})


def _listed(response: CloudFrontResponse, what: str, policies: dict[str, str], more: dict[str, t.Any]) -> ActionResult:
    """All of them: AWS has fewer than fit on a page."""
    shown = [
        {
            "Type": "managed",
            what: {"Id": id_, "LastModifiedTime": SINCE, f"{what}Config": {"Name": name, "Comment": "", **more}},
        }
        for name, id_ in policies.items()
        if response._get_param("Type") != "custom"
    ]
    about = {"MaxItems": 100, "Quantity": len(shown), "Items": shown}
    return ActionResult({f"{what}List": about})
