# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificate Manager's API, and how its certificates are found by domain name."""

from __future__ import annotations

import typing as t

from ...calls import Flow, Service
from ...fields import Reference
from ...tagging import MANAGED_BY
from ...wire import pairs

acm = Service(
    "acm",
    absent=frozenset({"ResourceNotFoundException"}),
    transient=frozenset({"RequestInProgressException"}),
)

KEY_TYPES = ["RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"]
"""All there are: AWS lists RSA_1024 and RSA_2048 only, unless asked."""

USABLE = ("ISSUED", "PENDING_VALIDATION")
"""States of a certificate that can be used, or will be; the better one first."""

Summary = dict[str, t.Any]


def listed(domain: str) -> Flow:
    """The usable certificates for a domain name, the best first: issued before pending, then the newest."""
    found = yield acm.list_certificates(CertificateStatuses=list(USABLE), Includes={"keyTypes": KEY_TYPES})
    mine = [each for each in found.get("CertificateSummaryList", ()) if each["DomainName"].lower() == domain.lower()]
    newest = sorted(mine, key=lambda each: str(each.get("CreatedAt", "")), reverse=True)
    return sorted(newest, key=lambda each: USABLE.index(each["Status"]))


def find_certificate(domain: str) -> Flow:
    """The ARN of the best certificate for a domain name; of several issued ones, one that is marked as managed."""
    candidates: list[Summary] = yield from listed(domain)
    issued = [each for each in candidates if each["Status"] == "ISSUED"]
    for each in issued if len(issued) > 1 else ():
        if MANAGED_BY in (yield from tags_of(each["CertificateArn"])):
            return each["CertificateArn"]
    return candidates[0]["CertificateArn"] if candidates else None


def tags_of(arn: str) -> Flow:
    """The tags of a certificate."""
    found = yield acm.list_tags_for_certificate(CertificateArn=arn)
    return pairs().into(found.get("Tags"))


CERTIFICATE = Reference("certificate", find_certificate, role="network")
