# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudFront's answers."""

from __future__ import annotations

import typing as t

ID = "EDFDVBD632BHDS5"
ARN = f"arn:aws:cloudfront::111122223333:distribution/{ID}"
CONFIG: dict[str, t.Any] = {
    "CallerReference": "once", "Comment": "envelope-prod-site-help", "Enabled": True, "Aliases": {"Quantity": 0},
    "DefaultRootObject": "", "PriceClass": "PriceClass_All", "HttpVersion": "http2", "IsIPV6Enabled": True,
    "WebACLId": "", "CustomErrorResponses": {"Quantity": 0}, "CacheBehaviors": {"Quantity": 0},
    "Origins": {"Quantity": 1, "Items": [{
        "Id": "site", "DomainName": "former.s3.eu-west-1.amazonaws.com", "OriginPath": "", "ConnectionAttempts": 2,
        "CustomHeaders": {"Quantity": 0}, "S3OriginConfig": {"OriginAccessIdentity": "origin-access-identity/x"}}]},
    "DefaultCacheBehavior": {
        "TargetOriginId": "site", "ViewerProtocolPolicy": "allow-all", "Compress": False, "MinTTL": 0,
        "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}},
        "AllowedMethods": {"Quantity": 2, "Items": ["HEAD", "GET"],
                           "CachedMethods": {"Quantity": 2, "Items": ["HEAD", "GET"]}}},
    "Logging": {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
    "ViewerCertificate": {"CloudFrontDefaultCertificate": True, "MinimumProtocolVersion": "TLSv1",
                          "CertificateSource": "cloudfront", "SSLSupportMethod": "vip"},
}
DISTRIBUTION = {"Id": ID, "ARN": ARN, "Status": "Deployed", "DomainName": "d1.cloudfront.net"}

REPLIES: dict[str, dict[str, t.Any]] = {
    "create_distribution_with_tags": {"Distribution": DISTRIBUTION, "ETag": "E1"},
    "get_distribution": {"Distribution": {**DISTRIBUTION, "DistributionConfig": CONFIG}, "ETag": "E2"},
    "get_distribution_config": {"DistributionConfig": CONFIG, "ETag": "E1"},
    "get_origin_access_control": {"ETag": "E1"},
}
HELD: dict[str, t.Any] = {
    "Distribution.arn": ARN, "Distribution.distribution_id": ID, "Distribution.status": "Deployed",
    "OriginAccessControl.access_control_id": "E2QWRUHAPOMQZL",
}

SUMMARY = {**{name: value for name, value in CONFIG.items() if name not in ("Logging", "DefaultRootObject")},
           **DISTRIBUTION}
SOA = {"Name": "example.com.", "Type": "SOA", "ResourceRecords": [{"Value": "ns. a. 1 2 3 4 5"}]}


def listed(*summaries: t.Any) -> tuple[str, dict[str, t.Any]]:
    """The list of these distributions."""
    return "list_distributions", {"DistributionList": {"Items": list(summaries)} if summaries else {"Quantity": 0}}


def leading(type_: str, target: str = "d1.cloudfront.net.", name: str = "help.example.com.") -> dict[str, t.Any]:
    """A record that leads to a distribution."""
    return {"Name": name, "Type": type_, "AliasTarget": {
        "DNSName": target, "HostedZoneId": "Z2FDTNDATAQYW2", "EvaluateTargetHealth": False}}


def records(*found: t.Any) -> tuple[str, dict[str, t.Any]]:
    """The records of a zone."""
    return "list_resource_record_sets", {"ResourceRecordSets": [SOA, *found]}
