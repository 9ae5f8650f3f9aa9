# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""WAF's API: what is in two scopes, listed by the page, and changed only as it was read."""

from __future__ import annotations

import dataclasses
import typing as t

from ... import advising
from ...calls import Call, Flow, Reply, Service, Wait, in_region
from ...errors import Absent, AwsError
from ...tagging import Tags, missing
from ...wire import pairs

wafv2 = Service(
    "wafv2",
    absent=frozenset({"WAFNonexistentItemException"}),
    # what was just made is not known everywhere at once
    transient=frozenset({"WAFUnavailableEntityException", "WAFTagOperationInternalErrorException",
                         "WAFServiceLinkedRoleErrorException"}),
)

Scope = t.Literal["REGIONAL", "CLOUDFRONT"]

EDGE = "us-east-1"
"""Where all that is for CloudFront is kept."""

ATTEMPTS = 5
"""How often something is read and changed anew because somebody else changed it in between."""

IN_USE = "WAFAssociatedItemException"

ADVICE = {
    IN_USE: "take it from what uses it first: a web ACL from its resources, an IP set from rules",
    "WAFLimitsExceededException": "100 web ACLs, 100 IP sets in a region, adjustable; 10,000 addresses in a set and "
                                  "5,000 WCU in a web ACL, not adjustable",
    "WAFLogDestinationPermissionIssueException":
        "the credentials in use must be allowed to set up the delivery of logs (logs:CreateLogDelivery), and the "
        "policy of the destination must let it in",
}
"""What helps, by AWS's error code."""


def advised(call: Call) -> Flow:
    """Make a call; where AWS refuses it for a known reason, say what helps."""
    return advising.advised(call, ADVICE)


def placed(scope: str, flow: Flow) -> Flow:
    """Hold a conversation where its scope is: in the region of the task, or in CloudFront's."""
    return (yield from (in_region(EDGE, flow) if scope == "CLOUDFRONT" else flow))


def listed(call: Call, entries: str) -> Flow:
    """The entries of all pages; botocore does not know that they come by the page."""
    found: list[Reply] = []
    marker = None
    while True:
        reply = yield dataclasses.replace(call, params={**call.params, **({"NextMarker": marker} if marker else {})})
        found += reply.get(entries) or ()
        marker = reply.get("NextMarker")
        if not marker or not reply.get(entries):  # AWS gives a marker after the last page, too, when that is full
            return found


def named(call: Call, entries: str, name: str) -> Flow:
    """AWS's summary of what bears that name; all are listed at once, whoever asks."""
    found = next((each for each in (yield from listed(call, entries)) if each["Name"] == name), None)
    if found is None:
        raise Absent(call, "WAFNonexistentItemException", f"there is none named {name}")
    return found


def unlocked(attempt: t.Callable[[], Flow]) -> Flow:
    """Read and then change something, anew where its lock was lost to somebody else's change."""
    for _again in range(ATTEMPTS - 1):
        try:
            return (yield from attempt())
        except AwsError as error:
            if error.code != "WAFOptimisticLockException":
                raise
    return (yield from attempt())


def released(call: Call, what: str) -> Flow:
    """Delete something, again for a while where AWS does not know everywhere yet that nothing uses it any more."""
    try:
        yield call
    except AwsError as error:
        if error.code != IN_USE:
            raise
        yield Wait(call, f"{what} to be free", lambda reply: "deleted", frozenset({"deleted"}), timeout=60,
                   passing=lambda failed: failed.code == IN_USE, hint=ADVICE[IN_USE])


def tags_of(arn: str) -> Flow:
    """The tags of something."""
    reply = yield wafv2.list_tags_for_resource(ResourceARN=arn)
    return pairs().into(reply.get("TagInfoForResource", {}).get("TagList"))


def retag(arn: str | None, now: Tags | None, wanted: Tags | None) -> Flow:
    """Set the tags that differ."""
    if fresh := missing(now, wanted):
        yield wafv2.tag_resource(ResourceARN=arn, Tags=pairs().out(fresh))
