# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EC2: VPCs and what is in them, and what holds for all volumes."""

from __future__ import annotations

from .ebs_encryption import EbsEncryptionDefault
from .flow_logs import FlowLog
from .internet_gateways import InternetGateway
from .names import INTERNET_GATEWAY, NAT_GATEWAY, ROUTE_TABLE, SECURITY_GROUP, SUBNET, VPC
from .nat_gateways import NatGateway
from .route_tables import RouteTable
from .security_group_rules import SecurityGroupRules
from .security_groups import SecurityGroup
from .subnets import Subnet
from .vpc_endpoints import VpcEndpoint
from .vpcs import Vpc

__all__ = [
    "INTERNET_GATEWAY", "NAT_GATEWAY", "ROUTE_TABLE", "SECURITY_GROUP", "SUBNET", "VPC",
    "EbsEncryptionDefault", "FlowLog", "InternetGateway", "NatGateway", "RouteTable", "SecurityGroup",
    "SecurityGroupRules", "Subnet", "Vpc", "VpcEndpoint",
]
