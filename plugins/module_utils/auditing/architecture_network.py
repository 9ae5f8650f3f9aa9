# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network that was found, for the picture and the documents."""

from __future__ import annotations

import typing as t

from ..errors import EnvelopeError
from . import links, platform, ways
from .live import Live
from .sources.ec2 import NATS
from .sources.elbv2 import LISTENERS
from .sources.wafv2 import GUARDED

Data = dict[str, t.Any]


def _vpc(live: Live) -> Data | None:
    found = ways.vpc(live)
    return {"id": found["VpcId"], "name": ways.name(found, "VpcId"), "cidr": found["CidrBlock"]} if found else None


def _zones(live: Live) -> list[str]:
    return sorted({one.about["AvailabilityZone"] for one in ways.subnets(live)})


def _subnets(live: Live) -> list[Data]:
    found = [{"name": one.name, "zone": one.about["AvailabilityZone"], "kind": one.kind} for one in ways.subnets(live)]
    return sorted(found, key=lambda one: (("public", "private", "data").index(one["kind"]), one["zone"], one["name"]))


def _nat_gateways(live: Live) -> int:
    found = ways.vpc(live) or {}
    return sum(one["VpcId"] == found.get("VpcId") and one["State"] in ("pending", "available") for one in live[NATS])


def _load_balancers(live: Live) -> list[Data]:
    acls = _web_acls(live)
    return [_load_balancer(live, one, None if acls is None else acls.get(one["LoadBalancerArn"], ""))
            for one in platform.load_balancers(live)]


def _load_balancer(live: Live, balancer: platform.Found, web_acl: str | None) -> Data:
    listeners = [one for one in live[LISTENERS] if one["LoadBalancerArn"] == balancer["LoadBalancerArn"]]
    hosts = {host for listener in listeners for rule in listener["rules"] for host in links.hosts_of(rule)}
    return {"name": balancer["LoadBalancerName"], "scheme": balancer["Scheme"], "dns_name": balancer["DNSName"],
            "hosts": len(hosts), "web_acl": web_acl, "listeners": [one["Port"] for one in listeners]}


def _web_acls(live: Live) -> dict[str, str] | None:
    """Names of web ACLs by load balancer; None where AWS refuses to tell: load balancers are shown all the same."""
    try:
        return {one["LoadBalancerArn"]: one["web_acl"]["Name"] for one in live[GUARDED] if one["web_acl"]}
    except EnvelopeError:
        return None


PARTS: dict[str, t.Callable[[Live], t.Any]] = {
    "vpc": _vpc, "zones": _zones, "subnets": _subnets, "nat_gateways": _nat_gateways,
    "load_balancers": _load_balancers,
}
