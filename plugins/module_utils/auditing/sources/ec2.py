# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Networks: VPCs and what is in them."""

from __future__ import annotations

from ...calls import Flow
from ...kinds.ec2.api import ec2
from ..place import Place
from ..reading import Source, asked

LISTS = {
    "vpcs": (ec2.describe_vpcs(), "Vpcs"),
    "subnets": (ec2.describe_subnets(), "Subnets"),
    "tables": (ec2.describe_route_tables(), "RouteTables"),
    "nats": (ec2.describe_nat_gateways(), "NatGateways"),
    "endpoints": (ec2.describe_vpc_endpoints(), "VpcEndpoints"),
    "groups": (ec2.describe_security_groups(), "SecurityGroups"),
}
"""How each list of the region is asked for, and what it is called in the reply."""


def _listed(name: str) -> Source:
    def flow(place: Place) -> Flow:
        return (yield from asked(*LISTS[name]))

    return Source(name, flow)


VPCS, SUBNETS, TABLES, NATS, ENDPOINTS, GROUPS = map(_listed, LISTS)
EVERY = (VPCS, SUBNETS, TABLES, NATS, ENDPOINTS, GROUPS)
