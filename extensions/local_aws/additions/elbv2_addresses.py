# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Address types of load balancers.

moto knows `ipv4` and `dualstack` and takes both for every subnet.  AWS has a third one for application load balancers,
and gives IPv6 addresses in subnets with an IPv6 block only.
"""

from __future__ import annotations

import typing as t

from moto.ec2.models.subnets import Subnet
from moto.elbv2.models import ELBv2Backend

from ._mend import AwsError, mends

TYPES = {
    "application": ("ipv4", "dualstack", "dualstack-without-public-ipv4"),
    "network": ("ipv4", "dualstack"),
    "gateway": ("ipv4", "dualstack"),
}


def check_address_type(kind: str, address_type: str, subnets: t.Iterable[Subnet]) -> None:
    """Refuse what a load balancer of a kind cannot have in these subnets."""
    if address_type not in TYPES[kind]:
        text = f"The IP address type '{address_type}' must be one of [{', '.join(TYPES[kind])}]"
        raise AwsError("ValidationError", text)
    if address_type != "ipv4" and not all(subnet.ipv6_cidr_block_association_set for subnet in subnets):
        raise AwsError("ValidationError", "You must specify subnets with an associated IPv6 CIDR block.")


@mends(ELBv2Backend)
def set_ip_address_type(former: t.Any, self: ELBv2Backend, arn: str, ip_type: str) -> None:
    balancer = self.load_balancers.get(arn)
    if balancer is None:
        raise AwsError("LoadBalancerNotFound", f"Load balancer '{arn}' not found")
    check_address_type(balancer.type, ip_type, balancer.subnets)
    balancer.ip_address_type = ip_type
