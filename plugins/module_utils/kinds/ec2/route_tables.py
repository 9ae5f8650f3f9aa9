# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Route tables."""

from __future__ import annotations

import contextlib
import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow
from ...errors import Absent
from ...fields import computed, key, option, scope, tagging
from ...resource import Resource
from ...wire import unordered
from .api import Found, born, ec2, fresh, leaving, listed, misnamed, name_of, only, removal, retag, visible, where
from .names import SUBNET, VPC
from .routes import Route, managed


@dataclass(frozen=True, kw_only=True)
class RouteTable(Resource):
    """A route table of a VPC, known by its tag C(Name)."""

    plural = "ec2_route_tables"
    examples = {
        "name": "envelope-prod-public", "subnets": ["envelope-prod-public-a", "envelope-prod-public-b"],
        "routes": [{"destination": "0.0.0.0/0", "internet_gateway": "envelope-prod"}],
        "tags": {"project": "envelope"},
    }

    vpc: str = scope("Name or id of the VPC they are in.", wire="VpcId", find=VPC)
    name: str = key("Name of the route table, its tag C(Name).")
    routes: list[Route] | None = option(
        "All its routes, in any order, save for those that AWS makes: local, propagated, of gateway endpoints. "
        "Others are removed.", alike=unordered)
    subnets: list[str] | None = option(
        "Names or ids of all subnets that use it, in any order. One that uses another table is moved here.",
        alike=unordered, find=SUBNET)
    tags: dict[str, str] | None = tagging()
    route_table_id: str | None = computed("Id of the route table.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from misnamed(self.tags)
        destinations = [route.destination for route in self.routes or ()]
        yield from (f"routes: {twice} has more than one" for twice in sorted(set(destinations))
                    if destinations.count(twice) > 1)

    def read(self) -> Flow:
        tables = (yield self._siblings()).get("RouteTables") or ()
        found = only("route table", self.name, [one for one in tables if name_of(one) == self.name], "RouteTableId")
        if found is None:
            return None
        return self.seen({**found, "Routes": managed(found.get("Routes")), "Subnets": sorted(_associations([found]))})

    def create(self) -> Flow:
        made = yield ec2.create_route_table(
            VpcId=self.vpc, TagSpecifications=born("route-table", self.name, self.tags))
        now = dataclasses.replace(self, route_table_id=made["RouteTable"]["RouteTableId"], routes=[], subnets=[])
        yield visible(self._siblings(), "route table", "RouteTables", "RouteTableId", now.route_table_id)
        yield from self.update(now, self.changes(now).keys())

    def update(self, now: RouteTable, changed: t.AbstractSet[str]) -> Flow:
        if "routes" in changed:
            yield from self._route(now)
        if "subnets" in changed:
            yield from self._associate(now)
        if "tags" in changed:
            yield from retag(now.route_table_id, now.tags, self.tags)

    def delete(self) -> Flow:
        yield from dataclasses.replace(self, subnets=[])._associate(self)
        yield removal(leaving.delete_route_table(RouteTableId=self.route_table_id), f"route table {self.name}",
                      "it is the main table of the VPC, or subnets of other accounts use it")

    def _route(self, now: RouteTable) -> Flow:
        there = {route.destination: route for route in now.routes or ()}
        for route in self.routes or ():
            held = there.pop(route.destination, None)
            if held is None:
                yield fresh.create_route(RouteTableId=now.route_table_id, **route.request())
            elif not route.like(held):
                yield fresh.replace_route(RouteTableId=now.route_table_id, **route.request())
        for route in there.values():
            yield ec2.delete_route(RouteTableId=now.route_table_id, **route.where)

    def _associate(self, now: RouteTable) -> Flow:
        tables = (yield self._siblings()).get("RouteTables") or ()
        held = _associations(tables)
        for subnet in sorted(set(self.subnets or ()) - set(now.subnets or ())):
            yield from _take(subnet, held.get(subnet), now.route_table_id)
        ours = _associations([listed({"RouteTables": tables}, "RouteTables", "RouteTableId", now.route_table_id) or {}])
        for subnet in sorted(set(now.subnets or ()) - set(self.subnets or ())):
            yield from _drop(ours.get(subnet))

    def _siblings(self) -> Call:
        """All route tables of the VPC: one call for the whole set."""
        return ec2.describe_route_tables(Filters=where(vpc_id=self.vpc))


def _associations(tables: t.Iterable[Found]) -> dict[str, str]:
    """The association of each subnet that says which table it uses."""
    return {
        association["SubnetId"]: association["RouteTableAssociationId"]
        for table in tables for association in table.get("Associations") or () if association.get("SubnetId")
    }


def _take(subnet: str, association: str | None, table: str | None) -> Flow:
    """Make a subnet use a table, without a moment of using none."""
    if association:
        with contextlib.suppress(Absent):  # its former table may have let go of it meanwhile
            return (yield ec2.replace_route_table_association(AssociationId=association, RouteTableId=table))
    yield fresh.associate_route_table(SubnetId=subnet, RouteTableId=table)


def _drop(association: str | None) -> Flow:
    """Let go of a subnet, unless another table has taken it."""
    if association:
        with contextlib.suppress(Absent):
            yield ec2.disassociate_route_table(AssociationId=association)
