# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The routes of a route table."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...fields import computed, option, required
from ...resource import Part
from .api import Found
from .names import INTERNET_GATEWAY, NAT_GATEWAY
from .ranges import misspelt

DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")


@dataclass(frozen=True, kw_only=True)
class Route(Part):
    """Where traffic to a destination goes."""

    examples = {"destination": "0.0.0.0/0", "internet_gateway": "igw-0123456789abcdef0"}

    destination: str = required("Range of IPv4 or IPv6 addresses, or id of a prefix list (V(pl-...)).")
    internet_gateway: str | None = option(
        "Name or id of an internet gateway.", wire="GatewayId", find=INTERNET_GATEWAY)
    nat_gateway: str | None = option("Name or id of a NAT gateway.", wire="NatGatewayId", find=NAT_GATEWAY)
    state: str | None = computed("V(blackhole) when what it leads to is gone.")

    def problems(self) -> t.Iterator[str]:
        if not self.destination.startswith("pl-"):
            yield from misspelt("destination", self.destination)
        if (self.internet_gateway is None) == (self.nat_gateway is None):
            yield f"{self.destination}: give one of internet_gateway and nat_gateway"

    @property
    def where(self) -> dict[str, str]:
        """The destination, as requests have it."""
        if self.destination.startswith("pl-"):
            return {"DestinationPrefixListId": self.destination}
        return {DESTINATIONS[":" in self.destination]: self.destination}

    def request(self) -> dict[str, t.Any]:
        """The destination and what it leads to, as requests have it."""
        target = {"GatewayId": self.internet_gateway, "NatGatewayId": self.nat_gateway}
        return {**self.where, **{name: value for name, value in target.items() if value is not None}}


def managed(routes: t.Iterable[Found] | None) -> list[dict[str, t.Any]]:
    """The routes that people make, each with its destination in one place.

    AWS makes the local ones, the propagated ones and those of gateway endpoints.
    """
    return [
        {**route, "Destination": next(route[name] for name in DESTINATIONS if route.get(name))}
        for route in routes or () if route.get("Origin") == "CreateRoute" and not _of_endpoint(route)
    ]


def _of_endpoint(route: Found) -> bool:
    return str(route.get("GatewayId")).startswith("vpce-") and bool(route.get("DestinationPrefixListId"))
