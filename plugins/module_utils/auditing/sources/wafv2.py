# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Web ACLs in front of load balancers, and which of them write a log."""

from __future__ import annotations

from ...calls import Flow
from ...kinds.elbv2.api import elbv2
from ...kinds.wafv2.api import listed, wafv2
from ..place import Place
from ..reading import Source, asked, each, parts


def _guarded(place: Place) -> Flow:
    """All application load balancers of the region, each with its `web_acl`: what it says, or None."""
    balancers = yield from asked(elbv2.describe_load_balancers(), "LoadBalancers")
    return (yield from each(parts(one, web_acl=_web_acl(one["LoadBalancerArn"]))
                            for one in balancers if one["Type"] == "application"))


def _web_acl(balancer: str) -> Flow:
    reply = yield wafv2.get_web_acl_for_resource(ResourceArn=balancer)
    return reply.get("WebACL")


def _logged(place: Place) -> Flow:
    """The ARNs of the web ACLs that write a log, each with where to."""
    found = yield from listed(wafv2.list_logging_configurations(Scope="REGIONAL", Limit=100), "LoggingConfigurations")
    return {one["ResourceArn"]: one["LogDestinationConfigs"][0] for one in found}


GUARDED = Source("web ACLs", _guarded)
LOGGED = Source("logs of web ACLs", _logged)
EVERY = (GUARDED, LOGGED)
