# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The network interfaces that AWS's services have in a VPC, which DescribeNetworkInterfaces lists in AWS.

moto lists those of NAT gateways and of interface endpoints alone, and puts both into the VPC's default security group.
AWS gives a NAT gateway no group and an endpoint its own, and lists one interface for each task, database, node of a
cache, and subnet of a load balancer, in their groups, or where they name none, in the VPC's default one (a network load
balancer: in none); only its service can do anything to it.
"""

from __future__ import annotations

import typing as t
from types import SimpleNamespace

from moto.core.responses import ActionResult
from moto.ec2.models import EC2Backend
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.nat_gateways import NatGateway
from moto.ec2.responses import EC2Response
from moto.ec2.utils import generic_filter

from ._ecs_agenda import agenda_of
from ._mend import mends

LOAD_BALANCING = "amazon-elb"


class Use(t.NamedTuple):
    """One interface: the service that makes it and for what, where; a task says its id and address as well."""

    service: str
    owner: str
    subnet: str
    groups: t.Sequence[str]
    description: str
    id: str | None = None
    address: str | None = None


class ServiceInterface(NetworkInterface):
    """An interface that a service has made."""

    def __init__(self, backend: EC2Backend, use: Use) -> None:
        super().__init__(backend, use.subnet, use.address or "", description=use.description)
        self.id = use.id or self.id
        self.requester_managed, self.requester_id, self.status = True, use.service, "in-use"

    @property
    def attachment(self) -> t.Any:
        return SimpleNamespace(
            attachment_id=self.id.replace("eni-", "eni-attach-"), instance_owner_id=self.requester_id, device_index=1,
            delete_on_termination=False, status="attached")


@mends(NatGateway, "__init__")
def without_groups(former: t.Any, self: NatGateway, *args: t.Any, **kwargs: t.Any) -> None:
    former(self, *args, **kwargs)
    interface = self._eni
    interface._group_set, interface.interface_type, interface.status = [], "nat_gateway", "in-use"
    interface.requester_managed, interface.description = True, f"Interface for NAT Gateway {self.id}"


@mends(EC2Response)
def describe_network_interfaces(former: t.Any, self: EC2Response) -> ActionResult:
    """All of them, or those that are named by an id or a filter; moto refuses the ids it does not know."""
    backend, ids = self.ec2_backend, set(self._get_param("NetworkInterfaceIds", []))
    _regroup_endpoints(backend)
    served = list(_served(backend))
    if ids - {each.id for each in served}:
        return t.cast(ActionResult, former(self))
    every = [] if ids else backend.get_all_network_interfaces()
    wanted = [*every, *(each for each in served if not ids or each.id in ids)]
    return ActionResult({"NetworkInterfaces": generic_filter(self._filters_from_querystring(), wanted)})


def _regroup_endpoints(backend: EC2Backend) -> None:
    for endpoint in backend.vpc_end_points.values():
        for interface in (backend.enis[each] for each in endpoint.network_interface_ids or () if each in backend.enis):
            interface._group_set = _groups(backend, endpoint.security_group_ids)
            interface.interface_type, interface.status, interface.requester_managed = "vpc_endpoint", "in-use", True
            interface.description = f"VPC Endpoint Interface {endpoint.id}"


def _served(backend: EC2Backend) -> t.Iterator[ServiceInterface]:
    """The interfaces of services, each the same one as before for as long as its use lasts."""
    known: dict[t.Any, ServiceInterface] = backend.__dict__.setdefault("served_interfaces", {})
    uses = {each[:3]: each for each in _uses(backend)}
    for gone in known.keys() - uses.keys():
        del known[gone]
    for key, use in uses.items():
        interface = known.get(key) or known.setdefault(key, ServiceInterface(backend, use))
        interface._group_set = _groups(backend, use.groups) or _default(backend, use, interface.subnet.vpc_id)
        yield interface


def _groups(backend: EC2Backend, ids: t.Iterable[str]) -> list[t.Any]:
    found = (backend.get_security_group_from_id(each) for each in ids)
    return [group for group in found if group]


def _default(backend: EC2Backend, use: Use, vpc: str) -> list[t.Any]:
    return [] if use.service == LOAD_BALANCING else [backend.get_security_group_from_name("default", vpc)]


def _uses(backend: EC2Backend) -> t.Iterator[Use]:
    subnets = {name for zone in backend.subnets.values() for name in zone}
    for uses in (_of_tasks, _of_load_balancers, _of_databases, _of_caches):
        yield from (use for use in uses(backend.account_id, backend.region_name) if use.subnet in subnets)


def _of_tasks(account: str, region: str) -> t.Iterator[Use]:
    from moto.ecs.models import ecs_backends

    agenda_of(ecs_backends[account][region]).catch_up()
    for tasks in ecs_backends[account][region].tasks.values():
        for task in (each for each in tasks.values() if each.attachments and not each.stopped):
            name = f"attachment/{task.attachments[0]['id']}"
            yield Use("amazon-ecs", name, task.detail("subnetId"), task.security_groups,
                      f"arn:aws:ecs:{region}:{account}:{name}",
                      task.detail("networkInterfaceId"), task.detail("privateIPv4Address"))


def _of_load_balancers(account: str, region: str) -> t.Iterator[Use]:
    from moto.elbv2.models import elbv2_backends

    for balancer in elbv2_backends[account][region].load_balancers.values():
        name = balancer.arn.partition(":loadbalancer/")[2]
        for subnet in balancer.subnets:
            yield Use(LOAD_BALANCING, name, subnet.id, balancer.security_groups, f"ELB {name}")


def _of_databases(account: str, region: str) -> t.Iterator[Use]:
    """One where an instance is, and one where its standby is."""
    from moto.rds.models import rds_backends

    for name, database in rds_backends[account][region].databases.items():
        group = getattr(database, "db_subnet_group", None)
        for subnet in (group._subnets[:2 if database.multi_az else 1] if group else ()):
            yield Use("amazon-rds", name, subnet.id, database.vpc_security_group_ids, "RDSNetworkInterface")


def _of_caches(account: str, region: str) -> t.Iterator[Use]:
    from moto.elasticache.models import elasticache_backends

    backend = elasticache_backends[account][region]
    for group in backend.replication_groups.values():
        subnets = backend.cache_subnet_groups.get(group.cache_subnet_group_name)
        for index, node in enumerate(group.member_clusters if subnets else ()):
            subnet = subnets.subnet_ids[index % len(subnets.subnet_ids)]
            yield Use("amazon-elasticache", node, subnet, group.security_group_ids or [], f"ElastiCache {node}")
