# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Networks.

moto deletes subnets and security groups that are in use, leaves the network ACL of a VPC that goes, takes the first
subnet of a zone for its default one, with public addresses, in whatever VPC it is; makes a NAT gateway `available` at
once, twice for one client token, and leaves its address attached when it goes; takes a route to a NAT gateway that does
not exist; gives a gateway endpoint no type, private DNS, and routes that stay when it leaves a route table; ignores a
change of an endpoint's private DNS and ResetPolicy; keeps deleted endpoints in its lists; drops the description of a
rule that names a group, and takes such a rule twice; revokes no outbound rule for an IPv6 range in a VPC without one;
and performs a dry run of most operations.
"""

from __future__ import annotations

import contextlib
import copy
import json
import typing as t

from moto.core.responses import ActionResult
from moto.ec2.exceptions import DryRunClientError, InvalidPermissionNotFoundError, InvalidRouteError
from moto.ec2.models import EC2Backend
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.nat_gateways import NatGateway
from moto.ec2.models.route_tables import Route
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.subnets import Subnet
from moto.ec2.models.vpcs import VPC, VPCEndPoint
from moto.ec2.responses import EC2Response

from ._mend import AwsError, mends

# set only where the VPC has DNS host names, but read by ECS's RunTask everywhere
NetworkInterface.private_dns_name = None  # type: ignore[assignment]


@mends(EC2Response)
def call_action(former: t.Any, self: EC2Response) -> t.Any:
    if self._get_bool_param("DryRun"):
        return self.serialized(ActionResult(DryRunClientError()))
    return former(self)


@mends(EC2Backend)
def create_subnet(former: t.Any, self: EC2Backend, vpc_id: str, *args: t.Any, **kwargs: t.Any) -> Subnet:
    made: Subnet = former(self, vpc_id, *args, **kwargs)
    if not self.get_vpc(vpc_id).is_default:
        made.default_for_az = made.map_public_ip_on_launch = False
    return made


@mends(EC2Backend)
def delete_subnet(former: t.Any, self: EC2Backend, subnet_id: str) -> Subnet:
    if any(subnet_id in subnets for subnets, _unused in _users(self)):
        raise AwsError("DependencyViolation", f"The subnet '{subnet_id}' has dependencies and cannot be deleted.")
    return t.cast(Subnet, former(self, subnet_id))


@mends(EC2Backend)
def delete_vpc(former: t.Any, self: EC2Backend, vpc_id: str) -> VPC:
    gone: VPC = former(self, vpc_id)
    for acl in [acl for acl in self.network_acls.values() if acl.vpc_id == vpc_id and acl.default]:
        del self.network_acls[acl.id]
    return gone


@mends(EC2Backend)
def delete_security_group(
    former: t.Any, self: EC2Backend, name: str | None = None, group_id: str | None = None
) -> t.Any:
    if group_id and any(group_id in groups for _unused, groups in _users(self)):
        raise AwsError("DependencyViolation", f"resource {group_id} has a dependent object")
    return former(self, name, group_id)


@mends(EC2Response, "create_nat_gateway")
def start_pending(former: t.Any, self: EC2Response) -> ActionResult:
    made: dict[str, str] = self.ec2_backend.__dict__.setdefault("nat_gateway_tokens", {})
    token = self._get_param("ClientToken")
    gateway = self.ec2_backend.nat_gateways.get(made.get(token or "", ""))
    if gateway is None:
        gateway = former(self).result["NatGateway"]
        made[token or gateway.id] = gateway.id
    pending = copy.copy(gateway)
    pending.state = "pending"
    return ActionResult({"NatGateway": pending})


@mends(EC2Backend)
def delete_nat_gateway(former: t.Any, self: EC2Backend, nat_gateway_id: str) -> NatGateway:
    if nat_gateway_id not in self.nat_gateways:
        raise AwsError("NatGatewayNotFound", f"The Nat Gateway {nat_gateway_id} was not found")
    gateway: NatGateway = former(self, nat_gateway_id)
    for address in gateway.address_set:
        if address.get("associationId"):
            self.disassociate_address(association_id=address.pop("associationId"))
        self.enis.pop(address["networkInterfaceId"], None)
    return gateway


@mends(EC2Backend)
def create_route(
    former: t.Any, self: EC2Backend, *given: t.Any, nat_gateway_id: str | None = None, **rest: t.Any
) -> Route:
    if nat_gateway_id and getattr(self.nat_gateways.get(nat_gateway_id), "state", "deleted") == "deleted":
        raise AwsError("InvalidNatGatewayID.NotFound", f"The natGateway ID '{nat_gateway_id}' does not exist")
    return t.cast(Route, former(self, *given, nat_gateway_id=nat_gateway_id, **rest))


@mends(VPCEndPoint, "__init__")
def give_endpoint_a_type(former: t.Any, self: VPCEndPoint, *args: t.Any, **kwargs: t.Any) -> None:
    former(self, *args, **kwargs)
    self.vpc_endpoint_type = self.vpc_endpoint_type or "Gateway"
    if self.vpc_endpoint_type == "Gateway":
        self.private_dns_enabled = False
    elif not self.security_group_ids:
        default = self.ec2_backend.get_security_group_from_name("default", self.vpc_id)
        self.security_group_ids = [default.id]


@mends(EC2Backend)
def modify_vpc_endpoint(former: t.Any, self: EC2Backend, vpc_id: str, **changes: t.Any) -> None:
    endpoint = self.describe_vpc_endpoints([vpc_id])[0]
    before = set(endpoint.route_table_ids or ())
    former(self, vpc_id, **changes)
    after, prefix = set(endpoint.route_table_ids or ()), endpoint.destination_prefix_list_id
    for table in after - before:
        self.create_route(table, None, gateway_id=vpc_id, destination_prefix_list_id=prefix)
    for table in before - after:
        self.delete_route(table, prefix)


@mends(EC2Response, "modify_vpc_endpoint")
def change_private_dns_and_policy(former: t.Any, self: EC2Response) -> ActionResult:
    result: ActionResult = former(self)
    endpoint = self.ec2_backend.describe_vpc_endpoints([self._get_param("VpcEndpointId")])[0]
    if self._get_param("PrivateDnsEnabled") is not None:
        endpoint.private_dns_enabled = self._get_bool_param("PrivateDnsEnabled")
    if self._get_bool_param("ResetPolicy"):
        endpoint.policy_document = json.dumps(VPCEndPoint.DEFAULT_POLICY)
    return result


@mends(EC2Backend)
def delete_vpc_endpoints(former: t.Any, self: EC2Backend, vpce_ids: list[str] | None = None) -> None:
    # a route that somebody else deleted is no obstacle
    with contextlib.suppress(InvalidRouteError):
        former(self, vpce_ids)
    for endpoint in vpce_ids or []:
        self.vpc_end_points.pop(endpoint, None)


@mends(SecurityGroupRule, "__eq__")
def same_rule(former: t.Any, self: SecurityGroupRule, other: SecurityGroupRule) -> bool:
    """A description does not make another rule."""
    return t.cast(bool, former(_without_description(self), _without_description(other)))


@mends(EC2Backend)
def revoke_security_group_egress(  # noqa: PLR0917 (moto's own signature)
    former: t.Any,
    self: EC2Backend,
    group_name_or_id: str,
    ip_protocol: str,
    from_port: str,
    to_port: str,
    ip_ranges: list[t.Any],
    source_groups: list[dict[str, t.Any]] | None = None,
    prefix_list_ids: list[dict[str, str]] | None = None,
    security_rule_ids: list[str] | None = None,
    vpc_id: str | None = None,
) -> None:
    """Name the rules for IPv6 ranges by their ids, which moto takes in every VPC."""
    group = self.get_security_group_by_name_or_id(group_name_or_id, vpc_id)
    given = [ip_protocol, from_port, to_port, ip_ranges, source_groups, prefix_list_ids]
    if group and not security_rule_ids and any("CidrIpv6" in each for each in ip_ranges):
        sources = self._add_source_group(source_groups, vpc_id)
        rules = self._iterate_security_rules(
            ip_protocol, group.group_id, from_port, to_port, ip_ranges, sources, prefix_list_ids or [], is_egress=True
        )
        security_rule_ids = [_id_of(rule, group.egress_rules) for rule in rules]
    former(self, group_name_or_id, *given, security_rule_ids, vpc_id)


def _id_of(rule: SecurityGroupRule, rules: list[SecurityGroupRule]) -> str:
    for each in rules:
        if each == rule:
            return each.id
    raise InvalidPermissionNotFoundError


def _description(self: SecurityGroupRule) -> str | None:
    return self.ip_range.get("Description") or (self.source_group or {}).get("Description")


SecurityGroupRule.description = property(_description)  # type: ignore[assignment]


def _without_description(rule: SecurityGroupRule) -> SecurityGroupRule:
    plain = copy.copy(rule)
    plain.source_group = {key: value for key, value in (rule.source_group or {}).items() if key != "Description"}
    return plain


def _users(backend: EC2Backend) -> t.Iterator[tuple[set[str], set[str]]]:
    """The subnets and the security groups of everything that has a network interface of its own."""
    from moto.elbv2.models import elbv2_backends

    for gateway in backend.nat_gateways.values():
        if gateway.state != "deleted":
            yield {gateway.subnet_id}, set()
    for endpoint in backend.vpc_end_points.values():
        yield set(endpoint.subnet_ids or ()), set(endpoint.security_group_ids)
    for balancer in elbv2_backends[backend.account_id][backend.region_name].load_balancers.values():
        yield {subnet.id for subnet in balancer.subnets}, set(balancer.security_groups)
