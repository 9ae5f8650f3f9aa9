# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS makes of a distribution's configuration, and what it refuses in one."""

from __future__ import annotations

import copy
import typing as t

from moto.acm.models import acm_backends
from moto.cloudfront.models import CloudFrontBackend, Distribution, cloudfront_backends

from ._cloudfront_policies import CACHE, ORIGIN_REQUEST, RESPONSE_HEADERS
from ._mend import AwsError

Config = dict[str, t.Any]

NONE: Config = {"Quantity": 0}
ROOT: Config = {
    "Aliases": NONE,
    "DefaultRootObject": "",
    "OriginGroups": NONE,
    "CacheBehaviors": NONE,
    "CustomErrorResponses": NONE,
    "Logging": {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
    "PriceClass": "PriceClass_All",
    "ViewerCertificate": {"CloudFrontDefaultCertificate": True},
    "Restrictions": {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}},
    "WebACLId": "",
    "HttpVersion": "http2",
    "IsIPV6Enabled": False,
    "ContinuousDeploymentPolicyId": "",
    "Staging": False,
}
ORIGIN: Config = {
    "OriginPath": "",
    "CustomHeaders": NONE,
    "ConnectionAttempts": 3,
    "ConnectionTimeout": 10,
    "OriginShield": {"Enabled": False},
    "OriginAccessControlId": "",
}
GET = {"Quantity": 2, "Items": ["HEAD", "GET"]}
BEHAVIOR: Config = {
    "TrustedSigners": {"Enabled": False, **NONE},
    "TrustedKeyGroups": {"Enabled": False, **NONE},
    "AllowedMethods": {**GET, "CachedMethods": GET},
    "SmoothStreaming": False,
    "Compress": False,
    "LambdaFunctionAssociations": NONE,
    "FunctionAssociations": NONE,
    "FieldLevelEncryptionId": "",
}
ERROR: Config = {"ResponsePagePath": "", "ResponseCode": "", "ErrorCachingMinTTL": 10}
OWN = {"SSLSupportMethod": "vip", "MinimumProtocolVersion": "TLSv1", "CertificateSource": "cloudfront"}


def completed(given: Config) -> Config:
    """A configuration as AWS keeps it: with its defaults for what was left out."""
    config: Config = {**ROOT, **copy.deepcopy(given)}
    config["Origins"] = _each(config["Origins"], ORIGIN)
    config["CustomErrorResponses"] = _each(config["CustomErrorResponses"], ERROR)
    config["DefaultCacheBehavior"] = {**BEHAVIOR, **config["DefaultCacheBehavior"]}
    viewer = config["ViewerCertificate"]
    if arn := viewer.get("ACMCertificateArn"):
        mine = {"CloudFrontDefaultCertificate": False, "Certificate": arn, "CertificateSource": "acm"}
        config["ViewerCertificate"] = {"MinimumProtocolVersion": "TLSv1", **viewer, **mine}
    elif viewer.get("CloudFrontDefaultCertificate"):
        config["ViewerCertificate"] = {"CloudFrontDefaultCertificate": True, **OWN}
    return config


def check(backend: CloudFrontBackend, config: Config, mine: str | None) -> None:
    """Refuse what AWS refuses in the configuration of a distribution (its id, where it exists)."""
    _check_quantities(config)
    if config["DefaultRootObject"].startswith("/"):
        text = "The default root object file name is too big or contains an invalid character."
        raise AwsError("InvalidDefaultRootObject", text)
    acl = config["WebACLId"]
    if acl.startswith("arn:") and ":us-east-1:" not in acl:
        raise AwsError("InvalidWebACLId", "A web ACL ID specified is not valid.")
    for origin in config["Origins"]["Items"]:
        _check_origin(backend, origin)
    _check_behavior(config["DefaultCacheBehavior"])
    _check_certificate(backend, config)
    _check_names(config, mine)


def _each(listed: Config, defaults: Config) -> Config:
    return {**listed, "Items": [{**defaults, **each} for each in listed["Items"]]} if listed.get("Items") else listed


def _check_quantities(value: t.Any) -> None:
    if isinstance(value, list):
        for entry in value:
            _check_quantities(entry)
    if isinstance(value, dict):
        if "Quantity" in value and int(value["Quantity"]) != len(value.get("Items") or ()):
            text = "The value of Quantity and the size of Items don't match."
            raise AwsError("InconsistentQuantities", text)
        for entry in value.values():
            _check_quantities(entry)


def _check_origin(backend: CloudFrontBackend, origin: Config) -> None:
    control = origin["OriginAccessControlId"]
    if control and control not in backend.origin_access_controls:
        raise AwsError("InvalidOriginAccessControl", "The origin access control is not valid.")
    if control and (origin.get("S3OriginConfig") or {}).get("OriginAccessIdentity"):
        text = "An origin cannot contain both an origin access control (OAC) and an origin access identity (OAI)."
        raise AwsError("IllegalOriginAccessConfiguration", text)


def _check_behavior(behavior: Config) -> None:
    policy = behavior.get("CachePolicyId")
    if policy and "ForwardedValues" in behavior:
        text = "cannot be used when a cache policy is associated to the cache behavior."
        raise AwsError("InvalidArgument", f"The parameter ForwardedValues {text}")
    if not policy and "ForwardedValues" not in behavior:
        raise AwsError("InvalidArgument", "The parameter ForwardedValues is required.")
    for key, known, what in (
        ("CachePolicyId", CACHE, "CachePolicy"),
        ("OriginRequestPolicyId", ORIGIN_REQUEST, "OriginRequestPolicy"),
        ("ResponseHeadersPolicyId", RESPONSE_HEADERS, "ResponseHeadersPolicy"),
    ):
        if behavior.get(key) and behavior[key] not in known.values():
            raise AwsError(f"NoSuch{what}", "The specified policy does not exist.")


def _check_certificate(backend: CloudFrontBackend, config: Config) -> None:
    """A certificate has to be in us-east-1 and issued, and to cover every alias."""
    arn = config["ViewerCertificate"].get("ACMCertificateArn")
    aliases = config["Aliases"].get("Items") or []
    if not arn:
        if aliases:
            text = "you must attach a trusted certificate that validates your authorization to use the domain name."
            adding = "To add an alternate domain name (CNAME) to a CloudFront distribution,"
            raise AwsError("InvalidViewerCertificate", f"{adding} {text}")
        return
    found = acm_backends[backend.account_id]["us-east-1"]._certificates.get(arn)
    if found is not None:
        found.check()
    if found is None or found.status != "ISSUED":
        text = "isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain."
        raise AwsError("InvalidViewerCertificate", f"The specified SSL certificate doesn't exist, {text}")
    if not all(_covers(found.sans, alias) for alias in aliases):
        text = "doesn't cover the alternate domain name (CNAME) that you're trying to add."
        raise AwsError("InvalidViewerCertificate", f"The certificate that is attached to your distribution {text}")


def _covers(names: t.Iterable[str], alias: str) -> bool:
    return any(alias in (name, f"{alias.partition('.')[0]}{name[1:]}") if name[0] == "*" else alias == name
               for name in names)


def _check_names(config: Config, mine: str | None) -> None:
    """No two distributions of the world answer to the same name."""
    wanted = set(config["Aliases"].get("Items") or ())
    for account in cloudfront_backends.values():
        for other in account["aws"].distributions.values():
            if other.id != mine and wanted & set(settings(other)["Aliases"].get("Items") or ()):
                text = "One or more of the CNAMEs you provided are already associated with a different resource."
                raise AwsError("CNAMEAlreadyExists", text)


def settings(distribution: Distribution) -> Config:
    """The configuration of a distribution, as AWS keeps it."""
    return t.cast(Config, distribution.__dict__["settings"])
