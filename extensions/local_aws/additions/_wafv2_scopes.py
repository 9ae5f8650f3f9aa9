# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where WAF keeps what is of a scope: CLOUDFRONT has a backend of its own, and is asked for in us-east-1 only."""

from __future__ import annotations

import typing as t

from moto.wafv2.models import GLOBAL_REGION, FakeWebACL, WAFV2Backend, wafv2_backends
from moto.wafv2.responses import WAFV2Response

from ._mend import AwsError
from ._wafv2_capacity import Rule, capacity
from ._wafv2_rules import check, invalid, nonexistent

EDGE = "us-east-1"

Answer = tuple[int, dict[str, str], str]


def backend_of(response: WAFV2Response, scope: str) -> WAFV2Backend:
    """Where a scope is kept; AWS refuses that of CloudFront in every region but one."""
    if scope == "CLOUDFRONT" and response.region not in (EDGE, GLOBAL_REGION):
        raise invalid("The scope is not valid", "SCOPE_VALUE", scope)
    region = GLOBAL_REGION if scope == "CLOUDFRONT" else response.region
    return t.cast(WAFV2Backend, wafv2_backends[response.current_account][region])


def acl_of(response: WAFV2Response, arn: str) -> FakeWebACL:
    """The web ACL of an ARN, of whichever scope."""
    scope = "CLOUDFRONT" if ":global/" in arn else "REGIONAL"
    found = backend_of(response, scope).wacls.get(arn)
    if found is None:
        raise nonexistent()
    return t.cast(FakeWebACL, found)


def measured(backend: WAFV2Backend, rules: list[Rule]) -> int:
    """The WCU of rules; refuses what AWS does not take."""
    known = {**backend.ip_sets, **backend.regex_pattern_sets, **backend.rule_groups}
    check(rules, known.__contains__)
    return capacity(rules, lambda arn: int(backend.rule_groups[arn].capacity))


def duplicate() -> AwsError:
    text = ("AWS WAF could not perform the operation because some resource in your request is a duplicate of an "
            "existing one.")
    return AwsError("WAFDuplicateItemException", text)


def associated() -> AwsError:
    text = ("AWS WAF couldn't perform the operation because your resource is being used by another resource or it's "
            "associated with another resource.")
    return AwsError("WAFAssociatedItemException", text)
