# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The platform's network: its VPC, and where each of the subnets in it leads."""

from __future__ import annotations

import typing as t

from ..kinds.ec2.api import name_of
from . import links
from .live import Live
from .platform import Found, load_balancers, services
from .sources.ec2 import SUBNETS, TABLES, VPCS

ANYWHERE = "0.0.0.0/0"
Kind = t.Literal["public", "private", "data"]


class Subnet(t.NamedTuple):
    about: Found
    kind: Kind
    """`public` where the internet gets in, `private` where tasks run or that leads out, and `data`."""
    table: Found
    """The route table that it uses."""

    @property
    def name(self) -> str:
        return name(self.about, "SubnetId")

    @property
    def out(self) -> Found | None:
        """The route by which it leads out, if it does."""
        return next((one for one in self.table.get("Routes", ()) if one.get("DestinationCidrBlock") == ANYWHERE), None)


def name(found: Found, otherwise: str) -> str:
    """What something of EC2 is called, by its tag or else its id, which is under that key."""
    return name_of(found) or str(found[otherwise])


def vpc(live: Live) -> Found | None:
    """The one that the services are in, else the load balancer, else the one that is called as the platform's."""
    used = _used(live)
    ids = {one["VpcId"] for one in live[SUBNETS] if one["SubnetId"] in used}
    ids = ids or {one["VpcId"] for one in load_balancers(live)}
    names = {live.said("cell_vpc", live.place.prefix), live.place.prefix, f"{live.place.prefix}-vpc"}
    linked = (one for one in live[VPCS] if one["VpcId"] in ids)
    called = (one for one in live[VPCS] if not ids and names & {name_of(one), one["VpcId"]})
    return next(linked, None) or next(called, None)


def subnets(live: Live) -> list[Subnet]:
    """All of the platform's VPC."""
    found, used = vpc(live), _used(live)
    return [_subnet(live, one, used) for one in live[SUBNETS] if found and one["VpcId"] == found["VpcId"]]


def _used(live: Live) -> set[str]:
    """Where tasks of the services run, by id."""
    return {name for one in services(live) for name in links.network(one).get("subnets", ())}


def _subnet(live: Live, about: Found, used: set[str]) -> Subnet:
    subnet = Subnet(about, "data", _table(live, about))
    if subnet.out and str(subnet.out.get("GatewayId")).startswith("igw-"):
        return subnet._replace(kind="public")
    return subnet._replace(kind="private") if subnet.out or about["SubnetId"] in used else subnet


def _table(live: Live, subnet: Found) -> Found:
    """The table that a subnet is associated with, else the main one of its VPC."""
    tables = [one for one in live[TABLES] if one["VpcId"] == subnet["VpcId"]]
    own = (one for one in tables for use in one.get("Associations", ()) if use.get("SubnetId") == subnet["SubnetId"])
    main = (one for one in tables for use in one.get("Associations", ()) if use.get("Main"))
    return next(own, None) or next(main, {})
