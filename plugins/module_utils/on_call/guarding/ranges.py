# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which addresses may be blocked: clients, and neither everybody nor ourselves."""

from __future__ import annotations

import ipaddress
import typing as t

Network: t.TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

LARGEST = {4: 16, 6: 32}
"""The shortest prefix that is taken, by version: what a provider has is not what one client has."""

NEVER = {
    "0.0.0.0/8": "no address of anybody", "10.0.0.0/8": "private", "100.64.0.0/10": "a provider's inside",
    "127.0.0.0/8": "the machine itself", "169.254.0.0/16": "link-local", "172.16.0.0/12": "private",
    "192.168.0.0/16": "private", "224.0.0.0/3": "multicast or reserved", "::/8": "no address of a client",
    "fc00::/7": "private", "fe80::/10": "link-local", "ff00::/8": "multicast",
}
"""Ranges that no client comes from, and what they are."""


def network(address: str) -> Network:
    """An address or a range as AWS writes it: a plain address is a range of one. Raises `ValueError`."""
    return ipaddress.ip_network(address.strip())


def inside(one: Network, other: Network) -> bool:
    """Whether one range is within the other, or is it."""
    return one.version == other.version and one.subnet_of(t.cast(t.Any, other))


def range_problems(address: str) -> t.Iterator[str]:
    """Why an address or a range cannot be blocked."""
    allowed = f"allowed are addresses and ranges up to /{LARGEST[4]} (IPv6: /{LARGEST[6]}), such as 203.0.113.0/24"
    try:
        asked = network(address)
    except ValueError as error:
        yield f"address is {address!r}: {error}; {allowed}"
        return
    if asked.prefixlen < LARGEST[asked.version]:
        yield f"address is {address}, {asked.num_addresses:.0e} addresses: {allowed}"
        return
    for never, what in NEVER.items():
        if asked.overlaps(t.cast(t.Any, network(never))):
            yield f"address is {address}, which is in {never} ({what}) and so no client's; {allowed}"
            return
