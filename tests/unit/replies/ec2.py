# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EC2's answers."""

from __future__ import annotations

import typing as t

REPLIES: dict[str, dict[str, t.Any]] = {
    "allocate_address": {"AllocationId": "eipalloc-1", "PublicIp": "203.0.113.1"},
    "create_flow_logs": {"FlowLogIds": ["fl-2"]},
    "create_internet_gateway": {"InternetGateway": {"InternetGatewayId": "igw-1"}},
    "create_nat_gateway": {"NatGateway": {"NatGatewayId": "nat-1", "State": "pending"}},
    "create_route_table": {"RouteTable": {"RouteTableId": "rtb-1"}},
    "create_security_group": {"GroupId": "sg-1"},
    "create_subnet": {"Subnet": {"SubnetId": "subnet-1"}},
    "create_vpc": {"Vpc": {"VpcId": "vpc-1"}},
    "create_vpc_endpoint": {"VpcEndpoint": {"VpcEndpointId": "vpce-1"}},
}
HELD: dict[str, t.Any] = {"FlowLog.flow_log_id": "fl-1"}
