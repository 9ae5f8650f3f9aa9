# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of Route 53's quotas is in use: GetHostedZoneLimit and GetAccountLimit, which moto lacks.

Service Quotas shows those of Route 53 in us-east-1 alone; these tell them everywhere, each with its use.
"""

from __future__ import annotations

from moto.core.responses import ActionResult
from moto.route53 import urls
from moto.route53.models import FakeZone
from moto.route53.responses import Route53

from ._mend import AwsError, adds

urls.url_paths["{0}/2013-04-01/hostedzonelimit/(?P<zone_id>[^/]+)/(?P<type>[^/]+)$"] = Route53.dispatch
urls.url_paths["{0}/2013-04-01/accountlimit/(?P<type>[^/]+)$"] = Route53.dispatch

OF_A_ZONE = {"MAX_RRSETS_BY_ZONE": 10_000, "MAX_VPCS_ASSOCIATED_BY_ZONE": 300}
OF_AN_ACCOUNT = {
    "MAX_HEALTH_CHECKS_BY_OWNER": 200, "MAX_HOSTED_ZONES_BY_OWNER": 500, "MAX_REUSABLE_DELEGATION_SETS_BY_OWNER": 100,
    "MAX_TRAFFIC_POLICIES_BY_OWNER": 50, "MAX_TRAFFIC_POLICY_INSTANCES_BY_OWNER": 5,
}


@adds(Route53)
def get_hosted_zone_limit(self: Route53) -> ActionResult:
    zone: FakeZone = self.backend.get_hosted_zone(self._get_param("HostedZoneId"))
    type_ = self._get_param("Type")
    if type_ == "MAX_VPCS_ASSOCIATED_BY_ZONE" and not zone.private_zone:
        raise AwsError("HostedZoneNotPrivate", f"The hosted zone {zone.id} is not a private hosted zone.")
    return _told(type_, OF_A_ZONE, len(zone.rrsets) if type_ == "MAX_RRSETS_BY_ZONE" else len(zone.vpcs))


@adds(Route53)
def get_account_limit(self: Route53) -> ActionResult:
    used = {"MAX_HOSTED_ZONES_BY_OWNER": self.backend.zones, "MAX_HEALTH_CHECKS_BY_OWNER": self.backend.health_checks,
            "MAX_REUSABLE_DELEGATION_SETS_BY_OWNER": self.backend.delegation_sets}
    type_ = self._get_param("Type")
    return _told(type_, OF_AN_ACCOUNT, len(used.get(type_, ())))


def _told(type_: str, limits: dict[str, int], count: int) -> ActionResult:
    if type_ not in limits:
        raise AwsError("InvalidInput", f"The limit type {type_} is not valid.")
    return ActionResult({"Limit": {"Type": type_, "Value": limits[type_]}, "Count": count})
