# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where web ACLs write their logs.

moto takes every destination for every web ACL, and finds none of CLOUDFRONT.
"""

from __future__ import annotations

import json
import typing as t

from moto.wafv2.models import FakeLoggingConfiguration
from moto.wafv2.responses import WAFV2Response

from ._mend import mends
from ._wafv2_rules import invalid
from ._wafv2_scopes import acl_of, backend_of

PREFIX = "aws-waf-logs-"
REDACTED = {"UriPath", "QueryString", "SingleHeader", "Method"}


@mends(WAFV2Response)
def put_logging_configuration(former: t.Any, self: WAFV2Response) -> t.Any:
    asked = json.loads(self.body)["LoggingConfiguration"]
    acl_of(self, asked["ResourceArn"])
    destinations = asked["LogDestinationConfigs"]
    if len(destinations) != 1:
        raise invalid("You can have one log destination per web ACL", "LOG_DESTINATION", len(destinations))
    name = destinations[0].removesuffix(":*").rpartition(":")[2].rpartition("/")[2]
    if not name.startswith(PREFIX):
        raise invalid("The ARN isn't valid", "LOG_DESTINATION", destinations[0])
    for each in asked.get("RedactedFields", []):
        if set(each) - REDACTED:
            raise invalid("The field cannot be redacted", "FIELD_TO_MATCH", ", ".join(each))
    return former(self)


@mends(WAFV2Response)
def list_logging_configurations(former: t.Any, self: WAFV2Response) -> str:
    asked = json.loads(self.body)
    backend_of(self, asked["Scope"])
    mark = ":global/" if asked["Scope"] == "CLOUDFRONT" else ":regional/"
    found: list[FakeLoggingConfiguration] = list(self.wafv2_backend.logging_configurations.values())
    shown = [{name: value for name, value in each.to_dict().items() if value is not None}
             for each in found if mark in each.arn]
    return json.dumps({"LoggingConfigurations": shown})
