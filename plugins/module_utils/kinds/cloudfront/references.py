# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How names become the ids that CloudFront knows."""

from __future__ import annotations

import re

from ...calls import Flow, in_region
from ...fields import Reference
from ..acm.service import acm, find_certificate
from .api import access_controls, cloudfront, distributions

CERTIFICATES = "us-east-1"
"""Where CloudFront takes its certificates from."""


def is_id(name: str) -> bool:
    """Whether it is an id of CloudFront, such as `E2QWRUHAPOMQZL`."""
    return re.fullmatch(r"[A-Z][A-Z0-9]{9,15}", name) is not None


def is_policy_id(name: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", name) is not None


def find_distribution(name: str) -> Flow:
    """The id of the distribution of that name, which is its comment."""
    return next((each["Id"] for each in (yield from distributions()) if each["Comment"] == name), None)


def find_access_control(name: str) -> Flow:
    """The id of the origin access control of that name."""
    return next((each["Id"] for each in (yield from access_controls()) if each["Name"] == name), None)


def find_cache_policy(name: str) -> Flow:
    """The id of a cache policy, AWS's own or one of the account."""
    reply = yield cloudfront.list_cache_policies()
    every = [each["CachePolicy"] for each in reply["CachePolicyList"].get("Items") or ()]
    return next((each["Id"] for each in every if each["CachePolicyConfig"]["Name"] == name), None)


def find_origin_request_policy(name: str) -> Flow:
    """The id of an origin request policy, AWS's own or one of the account."""
    reply = yield cloudfront.list_origin_request_policies()
    every = [each["OriginRequestPolicy"] for each in reply["OriginRequestPolicyList"].get("Items") or ()]
    return next((each["Id"] for each in every if each["OriginRequestPolicyConfig"]["Name"] == name), None)


def find_response_headers_policy(name: str) -> Flow:
    """The id of a response headers policy, AWS's own or one of the account."""
    reply = yield cloudfront.list_response_headers_policies()
    every = [each["ResponseHeadersPolicy"] for each in reply["ResponseHeadersPolicyList"].get("Items") or ()]
    return next((each["Id"] for each in every if each["ResponseHeadersPolicyConfig"]["Name"] == name), None)


def find_edge_certificate(domain: str) -> Flow:
    """The ARN of the best certificate for a domain name, of those that CloudFront may use."""
    return (yield from in_region(CERTIFICATES, find_certificate(domain)))


def is_issued(arn: str) -> Flow:
    """Whether a certificate of CloudFront's can be used."""
    reply = yield acm.describe_certificate(CertificateArn=arn).to(CERTIFICATES)
    return reply["Certificate"]["Status"] == "ISSUED"


DISTRIBUTION = Reference("distribution", find_distribution, is_id=is_id, role="static_site")
ACCESS_CONTROL = Reference("origin access control", find_access_control, is_id=is_id, role="static_site")
CACHE_POLICY = Reference("cache policy", find_cache_policy, is_id=is_policy_id)
ORIGIN_REQUEST_POLICY = Reference("origin request policy", find_origin_request_policy, is_id=is_policy_id)
RESPONSE_HEADERS_POLICY = Reference("response headers policy", find_response_headers_policy, is_id=is_policy_id)
EDGE_CERTIFICATE = Reference(f"certificate in {CERTIFICATES}", find_edge_certificate, role="static_site")
