# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which web ACL protects a resource; distributions name theirs themselves."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow, Wait
from ...errors import Absent, AwsError, Invalid
from ...fields import computed, key, option
from ...resource import Resource
from ..elbv2 import LOAD_BALANCER
from .api import wafv2
from .references import WEB_ACL

PROPAGATING = ("WAFUnavailableEntityException", "WAFNonexistentItemException")
"""What AWS says of a web ACL, or of a load balancer, that was made moments ago."""


@dataclass(frozen=True, kw_only=True)
class Association(Resource):
    """A resource that a web ACL protects: every request to it is looked at first."""

    plural = "wafv2_associations"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "resource": "envelope-production-public", "web_acl": "envelope-production-public"}

    resource: str = key("Name of a load balancer; ARN of that, or of anything else that WAF protects.",
                        find=LOAD_BALANCER, wire="ResourceArn")
    web_acl: str | None = option(
        "Name or ARN of its web ACL, of the same region. One that does not exist is an error: the resource would stay "
        "open. With O(state=absent), the only one that is taken from it.", find=WEB_ACL, wire="WebACLArn")
    other: bool | None = computed("Whether it is another web ACL than the one named.")

    @property
    def gone(self) -> bool:
        """Another one than the one named is not ours to take away."""
        return bool(self.other)

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if ":cloudfront:" in self.resource:
            yield f"resource: {self.resource} is a distribution, which names its web ACL itself (its option web_acl)"
        if ":global/" in (self.web_acl or ""):
            yield f"web_acl: {self.web_acl} is of scope CLOUDFRONT, allowed is one of scope REGIONAL"

    def read(self) -> Flow:
        call = wafv2.get_web_acl_for_resource(ResourceArn=self.resource)
        found = (yield call).get("WebACL")
        if not found:
            raise Absent(call, "WAFNonexistentItemException", f"no web ACL protects {self.resource}")
        return self.seen({"WebACLArn": found["ARN"], "Other": self.web_acl not in (None, found["ARN"])})

    def create(self) -> Flow:
        if self.web_acl is None:
            raise Invalid("it has no web ACL, and cannot be given one without web_acl")
        yield from self._associated()

    def update(self, now: Association, changed: t.AbstractSet[str]) -> Flow:
        """AWS puts the one in the place of the other at once, so that nothing is open in between."""
        yield from self._associated()

    def delete(self) -> Flow:
        yield wafv2.disassociate_web_acl(ResourceArn=self.resource)

    def _associated(self) -> Flow:
        """Associate, again for a while where AWS does not know everywhere yet what it has made."""
        call = wafv2.associate_web_acl(**self.wire())
        try:
            yield call
        except AwsError as error:
            if error.code not in PROPAGATING:
                raise
            yield Wait(call, f"web ACL of {self.resource}", lambda reply: "associated", frozenset({"associated"}),
                       timeout=300, absent="", passing=lambda failed: failed.code in PROPAGATING,
                       hint="The resource is NOT protected. See that it and the web ACL still exist, in this region, "
                            "and run the same command again")
