# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration of a distribution, which AWS takes as a whole: what is wanted, over what is there."""

from __future__ import annotations

import typing as t

from .api import Found

LEGACY = ("ForwardedValues", "MinTTL", "DefaultTTL", "MaxTTL")
"""What AWS refuses beside a cache policy, which says it too."""

TLS = {"SSLSupportMethod": "sni-only", "MinimumProtocolVersion": "TLSv1.2_2021"}


def configured(there: Found, wanted: Found) -> Found:
    """A configuration with what is wanted in it; lists are exactly the wanted ones."""
    config = merged(there, wanted)
    if "Origins" in wanted:
        config["Origins"]["Items"] = _origins(there, wanted["Origins"]["Items"])
    if "DefaultCacheBehavior" in wanted:
        config["DefaultCacheBehavior"] = _behavior(config)
    if "ViewerCertificate" in wanted:
        config["ViewerCertificate"] = _certificate(config["ViewerCertificate"])
    if "Logging" in wanted:
        config["Logging"] = _logging(config["Logging"])
    return t.cast(Found, counted(config))


def merged(there: t.Any, wanted: t.Any) -> t.Any:
    """What is wanted put over what is there, at every depth."""
    if not (isinstance(there, dict) and isinstance(wanted, dict)):
        return wanted
    return {**there, **{name: merged(there.get(name), value) for name, value in wanted.items()}}


def counted(value: t.Any) -> t.Any:
    """With a `Quantity` wherever AWS wants one beside `Items`; it takes no empty `Items`."""
    if isinstance(value, list):
        return [counted(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    found = {name: counted(entry) for name, entry in value.items()}
    if "Items" not in found:
        return found
    listed = {"Items": found.pop("Items"), "Quantity": len(value["Items"] or ())}
    return {**found, **{name: entry for name, entry in listed.items() if entry or name == "Quantity"}}


def _origins(there: Found, wanted: list[Found]) -> list[Found]:
    """The wanted origins; what they do not say is kept, where there is one of the same id."""
    former = {each["Id"]: each for each in there.get("Origins", {}).get("Items") or ()}
    return [_origin(merged(former.get(each["Id"]), each)) for each in wanted]


def _origin(origin: Found) -> Found:
    """An origin as AWS takes it: a bucket has to say that it is one, and is read in one way only."""
    if "CustomOriginConfig" in origin or "VpcOriginConfig" in origin:
        return origin
    bucket = {"OriginAccessIdentity": "", **origin.get("S3OriginConfig", {})}
    if origin.get("OriginAccessControlId"):
        bucket["OriginAccessIdentity"] = ""
    return {**origin, "S3OriginConfig": bucket}


def _behavior(config: Found) -> Found:
    first = config["Origins"]["Items"][0]["Id"]
    defaults = {"TargetOriginId": first, "ViewerProtocolPolicy": "redirect-to-https", "Compress": True}
    return {**defaults, **{name: value for name, value in config["DefaultCacheBehavior"].items() if name not in LEGACY}}


def _certificate(wanted: Found) -> Found:
    kept = ("ACMCertificateArn", *TLS)
    return {**TLS, **{name: value for name, value in wanted.items() if name in kept}}


def _logging(wanted: Found) -> Found:
    return {"Prefix": "", "IncludeCookies": False, **wanted, "Enabled": bool(wanted["Bucket"])}
