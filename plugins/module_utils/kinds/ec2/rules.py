# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of security groups, and when two sets of them let the same through.

AWS splits and merges what it is given, so rules are compared by their
atoms: one protocol, one range of ports, one peer.
"""

from __future__ import annotations

import itertools
import typing as t
from dataclasses import dataclass

from ...fields import option, required
from ...resource import Part
from ...wire import Codec
from .names import PREFIX_LIST, SECURITY_GROUP
from .ranges import misspelt
from .security_groups import unfit

Ports: t.TypeAlias = "tuple[int | None, int | None]"
Permission = t.Mapping[str, t.Any]


class Atom(t.NamedTuple):
    """The smallest thing that a rule allows."""

    protocol: str
    ports: Ports
    peers: str
    """The option that names the peer, such as `cidr_blocks`."""
    peer: str


Atoms: t.TypeAlias = "dict[Atom, str | None]"
"""Descriptions by atom; None where nothing is said of it."""

PEERS = {
    "cidr_blocks": ("IpRanges", "CidrIp"),
    "ipv6_cidr_blocks": ("Ipv6Ranges", "CidrIpv6"),
    "security_groups": ("UserIdGroupPairs", "GroupId"),
    "prefix_lists": ("PrefixListIds", "PrefixListId"),
}
"""Where a permission holds the peers of each option, and what it calls one."""

NUMBERS = {"-1": "all", "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}


@dataclass(frozen=True, kw_only=True)
class Rule(Part):
    """What may pass."""

    examples = {
        "protocol": "tcp", "from_port": 8080, "to_port": 8080, "description": "The load balancer",
        "cidr_blocks": ["10.0.0.0/16"], "ipv6_cidr_blocks": ["fd00::/8"], "security_groups": ["sg-0123456789abcdef0"],
        "prefix_lists": ["pl-0123456789abcdef0"],
    }

    protocol: t.Literal["tcp", "udp", "icmp", "icmpv6", "all"] = required("Protocol; V(all) takes no ports.")
    from_port: int | None = option(
        "First port of V(tcp) and V(udp), which need it; type of an ICMP message, all when left out.")
    to_port: int | None = option("Last port, the first one when left out; code of an ICMP message, all when left out.")
    cidr_blocks: list[str] | None = option("IPv4 ranges of the other side.")
    ipv6_cidr_blocks: list[str] | None = option("IPv6 ranges of the other side.")
    security_groups: list[str] | None = option(
        "Names or ids of security groups of the other side. A group may name itself.", find=SECURITY_GROUP)
    prefix_lists: list[str] | None = option(
        "Names or ids of prefix lists of the other side, such as V(com.amazonaws.global.cloudfront.origin-facing).",
        find=PREFIX_LIST)
    description: str | None = option("What the rule is for.")

    def problems(self) -> t.Iterator[str]:
        yield from self._ports_problems()
        yield from unfit("description", self.description or None)
        for name, version in (("cidr_blocks", 4), ("ipv6_cidr_blocks", 6)):
            for block in getattr(self, name) or ():
                yield from misspelt(name, block, version=version)
        if not any(getattr(self, name) for name in PEERS):
            yield f"{self.protocol} rule: give the other side, one or more of {', '.join(PEERS)}"

    def _ports_problems(self) -> t.Iterator[str]:
        first, last = self.from_port, self.to_port
        if self.protocol == "all" and (first, last) != (None, None):
            yield f"from_port: {first} given, allowed for protocol all are no ports"
        if self.protocol not in ("tcp", "udp"):
            return
        if first is None:
            yield f"from_port: missing, protocol {self.protocol} needs it (0 to 65535 are all)"
        elif not 0 <= first <= (first if last is None else last) <= 65535:
            yield f"from_port: {first} to {last} is not a range of ports, allowed are 0 to 65535"

    @property
    def ports(self) -> Ports:
        """First and last, as AWS gives them back."""
        if self.protocol in ("icmp", "icmpv6"):
            return (-1 if self.from_port is None else self.from_port), (-1 if self.to_port is None else self.to_port)
        return self.from_port, (self.from_port if self.to_port is None else self.to_port)


def atoms(rules: t.Iterable[Rule] | None) -> Atoms:
    """What these rules let through, taken apart."""
    return {
        Atom(rule.protocol, rule.ports, peers, peer): rule.description
        for rule in rules or () for peers in PEERS for peer in getattr(rule, peers) or ()
    }


def alike(wanted: list[Rule], now: list[Rule] | None) -> bool:
    """Whether both let exactly the same through; a description that is left out may be any."""
    there = atoms(now)
    return atoms(wanted).keys() == there.keys() and not redescribed(atoms(wanted), there)


def redescribed(wanted: Atoms, now: Atoms) -> Atoms:
    """What is there with another description than is wanted."""
    told = {atom: text for atom, text in wanted.items() if text is not None and atom in now}
    return {atom: text for atom, text in told.items() if text != (now[atom] or "")}


def permissions(wanted: Atoms) -> list[dict[str, t.Any]]:
    """The same as EC2's requests have it."""
    found = []
    for (protocol, ports), group in itertools.groupby(sorted(wanted, key=_order), key=lambda atom: atom[:2]):
        range_ = {} if ports[0] is None else {"FromPort": ports[0], "ToPort": ports[1]}
        permission: dict[str, t.Any] = {"IpProtocol": "-1" if protocol == "all" else protocol, **range_}
        for atom in group:
            permission.setdefault(PEERS[atom.peers][0], []).append(_peer(atom, wanted[atom]))
        found.append(permission)
    return found


def _order(atom: Atom) -> str:
    return repr(tuple(atom))


def _peer(atom: Atom, description: str | None) -> dict[str, str]:
    account, slash, peer = atom.peer.rpartition("/") if atom.peers == "security_groups" else ("", "", atom.peer)
    owner = {"UserId": account} if slash else {}
    return {PEERS[atom.peers][1]: peer, **owner, **({"Description": description} if description else {})}


def _rules(found: t.Iterable[Permission] | None) -> list[Rule]:
    """Rules from a reply, one for all peers that have the same ports and description."""
    grouped: dict[tuple[t.Any, ...], dict[str, list[str]]] = {}
    for permission in found or ():
        protocol = NUMBERS.get(permission["IpProtocol"], permission["IpProtocol"])
        ports = (None, None) if protocol == "all" else (permission.get("FromPort"), permission.get("ToPort"))
        for peers, (listed, peer) in PEERS.items():
            for entry in permission.get(listed) or ():
                group = grouped.setdefault((protocol, ports, entry.get("Description")), {})
                group.setdefault(peers, []).append("/".join(filter(None, (entry.get("UserId"), entry[peer]))))
    return [
        Rule(protocol=protocol, from_port=ports[0], to_port=ports[1], description=description,
             **{name: sorted(entries) for name, entries in peers.items()})
        for (protocol, ports, description), peers in sorted(grouped.items(), key=repr)
    ]


rules = Codec(lambda wanted: None if wanted is None else permissions(atoms(wanted)), _rules)
