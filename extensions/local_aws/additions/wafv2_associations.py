# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a web ACL protects.

moto lets one resource have several web ACLs, asks nobody whether a load balancer exists, knows of a web ACL at once,
and lacks ListResourcesForWebACL.
"""

from __future__ import annotations

import json
import time
import typing as t

from moto.elbv2.models import elbv2_backends
from moto.wafv2.responses import WAFV2Response

from ..timing import timing
from ._mend import AwsError, adds, mends
from ._wafv2_rules import invalid
from ._wafv2_scopes import Answer, acl_of

TYPES = {
    "APPLICATION_LOAD_BALANCER": ":loadbalancer/app/", "API_GATEWAY": ":apigateway:", "APPSYNC": ":appsync:",
    "COGNITO_USER_POOL": ":cognito-idp:", "APP_RUNNER_SERVICE": ":apprunner:", "AMPLIFY": ":amplify:",
    "VERIFIED_ACCESS_INSTANCE": ":verified-access-instance/",
}
"""What of its ARN tells the type of a resource."""


@mends(WAFV2Response)
def associate_web_acl(former: t.Any, self: WAFV2Response) -> t.Any:
    """AWS puts the new web ACL in the place of the one that the resource had."""
    asked = json.loads(self.body)
    resource = asked["ResourceArn"]
    if ":global/" in asked["WebACLArn"]:
        raise invalid("The ARN isn't valid", "RESOURCE_ARN", asked["WebACLArn"])
    acl = acl_of(self, asked["WebACLArn"])
    _refuse_unless_there(self, resource)
    if time.monotonic() < getattr(acl, "made_at", 0.0) + timing.waf_seconds:
        raise _unavailable()
    self.wafv2_backend.disassociate_web_acl(resource)
    return former(self)


@mends(WAFV2Response)
def get_web_acl_for_resource(former: t.Any, self: WAFV2Response) -> t.Any:
    _refuse_unless_there(self, json.loads(self.body)["ResourceArn"])
    return former(self)


@adds(WAFV2Response)
def list_resources_for_web_acl(self: WAFV2Response) -> Answer:
    asked = json.loads(self.body)
    mark = TYPES[asked.get("ResourceType", "APPLICATION_LOAD_BALANCER")]
    arns = [each for each in acl_of(self, asked["WebACLArn"]).associated_resources if mark in each]
    return 200, {}, json.dumps({"ResourceArns": arns})


def _refuse_unless_there(response: WAFV2Response, resource: str) -> None:
    known = elbv2_backends[response.current_account][response.region].load_balancers
    if ":elasticloadbalancing:" in resource and resource not in known:
        raise _unavailable()


def _unavailable() -> AwsError:
    text = "AWS WAF couldn't retrieve the resource that you requested. Retry your request."
    return AwsError("WAFUnavailableEntityException", text)
