# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CloudFront's API: what is read by the page, and changed only as it was read."""

from __future__ import annotations

import typing as t

from ... import advising
from ...calls import Call, Flow, Service
from ...errors import AwsError
from ...wire import pairs

cloudfront = Service(
    "cloudfront",
    absent=frozenset({"NoSuchDistribution", "NoSuchOriginAccessControl", "NoSuchResource"}),
)

Found = dict[str, t.Any]

STALE = ("PreconditionFailed", "InvalidIfMatchVersion")
"""Answers to an ETag that is no longer the resource's."""

ADVICE = {
    "CNAMEAlreadyExists": "a name in aliases belongs to another distribution, perhaps of another account: take it from "
                          "that one first (`aws cloudfront list-conflicting-aliases` says which one it is)",
    "InvalidViewerCertificate": "the certificate has to be in us-east-1, issued, and cover every name in aliases",
    "OriginAccessControlInUse": "take it from the origins of the distributions that use it first",
    "TooManyDistributionCNAMEs": "100 on a distribution, adjustable",
    "TooManyDistributions": "200 in an account, adjustable: raise the quota",
    "TooManyDistributionsAssociatedToOriginAccessControl": "100 for one origin access control, adjustable: raise the "
                                                           "quota, or use another one",
    "TooManyOriginAccessControls": "100 in an account, adjustable: one can serve many distributions",
}
"""What helps, by AWS's error code."""


def advised(call: Call) -> Flow:
    """Make a call; where AWS refuses it for a known reason, say what helps."""
    return advising.advised(call, ADVICE)


def fresh(attempt: t.Callable[[], Flow]) -> Flow:
    """Read and then change something; once more where somebody else changed it in between, so that it is read anew."""
    try:
        return (yield from attempt())
    except AwsError as error:
        if error.code not in STALE:
            raise
    return (yield from attempt())


def distributions() -> Flow:
    """The summaries of all distributions: one read, whoever asks."""
    reply = yield cloudfront.list_distributions()
    return list(reply.get("DistributionList", {}).get("Items") or ())


def access_controls() -> Flow:
    """All origin access controls: one read, whoever asks."""
    reply = yield cloudfront.list_origin_access_controls()
    return list(reply.get("OriginAccessControlList", {}).get("Items") or ())


def tags_of(arn: str) -> Flow:
    """The tags of a distribution."""
    reply = yield cloudfront.list_tags_for_resource(Resource=arn)
    return pairs().into(reply.get("Tags", {}).get("Items"))
