# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where everything is on the picture: the world above, the network's tiers below each other, the region's rest last."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..words import Report, many, size
from . import cards
from .cards import Card

WIDTH, MARGIN, GAP, PADDING = 1040, 16, 12, 14
LINE, TITLE, CHIP, HEADER = 16, 22, 24, 38
LABELLED = 92
"""How much of the network's box the names of its tiers take."""
COLUMNS = 4
CHARACTER = 7
"""How wide a character of a card is, at most."""


class Box(t.NamedTuple):
    """A rectangle, in the picture's units."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Placed:
    """A card in its place, its words cut to its width."""

    card: Card
    box: Box

    @property
    def title(self) -> str:
        return fitting(self.card.title, self.box.width)

    @property
    def lines(self) -> list[tuple[int, str]]:
        """Each with where it stands."""
        return [(self.box.y + TITLE + LINE * place + 18, fitting(line, self.box.width))
                for place, line in enumerate(self.card.lines)]


@dataclass(frozen=True)
class Chip:
    """The subnets of one kind in one zone."""

    name: str
    box: Box


@dataclass(frozen=True)
class Tier:
    """A part of the network, over all zones."""

    name: str
    box: Box
    chips: list[Chip]
    cards: list[Placed]


@dataclass(frozen=True)
class Picture:
    """What the template draws."""

    height: int
    title: str
    description: str
    network: str
    box: Box
    edge: list[Placed]
    tiers: list[Tier]
    rest: list[Placed]
    width: int = WIDTH


def draw(found: Report) -> Picture | None:
    """The picture of what was found; none where nothing was, which nobody knows of what AWS did not tell."""
    contents = {"Public": cards.public(found), "Private": cards.services(found), "Data": cards.stores(found)}
    edge = cards.edge(found)
    if not (found["vpc"] or found["unknown"] or edge or any(contents.values())):
        return None
    outside = grid(edge, MARGIN, MARGIN, WIDTH - 2 * MARGIN)
    top = bottom(outside, MARGIN) + (GAP * 2 if outside else 0)
    tiers, y = [], top + HEADER
    for name, content in contents.items():
        tiers.append(_tier(name, _subnets(found, name.lower()), content, y))
        y += tiers[-1].box.height + GAP
    box = Box(MARGIN, top, WIDTH - 2 * MARGIN, y - top)
    rest = grid(cards.counted(found), MARGIN, y + GAP, WIDTH - 2 * MARGIN)
    return Picture(height=bottom(rest, y) + MARGIN, title="Architecture as it was found",
                   description=_description(found, {"Before it": edge, **contents}),
                   network=_network(found), box=box, edge=outside, tiers=tiers,
                   rest=rest)


def grid(content: t.Sequence[Card], x: int, y: int, width: int) -> list[Placed]:
    """The cards side by side, as many rows as it takes; those of a row are of one height."""
    across = (width - GAP * (COLUMNS - 1)) // COLUMNS
    placed = []
    for start in range(0, len(content), COLUMNS):
        row = content[start:start + COLUMNS]
        height = TITLE + LINE * max(len(card.lines) for card in row) + PADDING
        placed += [Placed(card, Box(x + place * (across + GAP), y, across, height)) for place, card in enumerate(row)]
        y += height + GAP
    return placed


def bottom(placed: t.Sequence[Placed], otherwise: int) -> int:
    return max((one.box.y + one.box.height for one in placed), default=otherwise)


def fitting(words: str, width: int) -> str:
    """As much of it as there is room for."""
    most = int((width - 2 * PADDING) / CHARACTER)
    return words if len(words) <= most else f"{words[:most - 1]}…"


def _tier(name: str, subnets: t.Sequence[str], content: t.Sequence[Card], y: int) -> Tier:
    x, inner = MARGIN + LABELLED, WIDTH - 2 * MARGIN - LABELLED - PADDING
    below = y + PADDING + (CHIP + GAP if subnets else 0)
    placed = grid(content, x, below, inner)
    end = bottom(placed, below + LINE)
    return Tier(name, Box(MARGIN, y, WIDTH - 2 * MARGIN, end + PADDING - y), _chips(subnets, x, y + PADDING, inner),
                placed)


def _chips(subnets: t.Sequence[str], x: int, y: int, width: int) -> list[Chip]:
    across = (width + GAP) // max(len(subnets), 1)
    return [Chip(fitting(words, across), Box(x + place * across, y, across - GAP, CHIP))
            for place, words in enumerate(subnets)]


def _subnets(found: Report, kind: str) -> list[str]:
    """What there is of that kind of subnet in each zone."""
    if found["zones"] is None or found["subnets"] is None:
        return ["subnets: unknown"]
    named = {zone: [one["name"] for one in found["subnets"] if (one["zone"], one["kind"]) == (zone, kind)]
             for zone in found["zones"]}
    return [f"{zone}: {', '.join(names) or 'none'}" for zone, names in named.items()]


def _network(found: Report) -> str:
    vpc, cluster, unknown = found["vpc"], found["cluster"], found["unknown"]
    no_vpc = "VPC unknown" if "vpc" in unknown else "No VPC was found"
    no_cluster = "cluster unknown" if "cluster" in unknown else "no cluster was found"
    return " · ".join((f"VPC {vpc['name']}, {vpc['cidr']}" if vpc else no_vpc,
                       f"cluster {cluster}" if cluster else no_cluster))


def _description(found: Report, parts: t.Mapping[str, t.Sequence[Card]]) -> str:
    """All of it as sentences."""
    where = f" in {', '.join(found['zones'])}" if found["zones"] else ""
    subnets = "" if found["subnets"] == [] else f", {many(size(found['subnets']), 'subnet')}"
    every = {**parts, "Besides": cards.counted(found)}
    said = [f"{name}: {'; '.join(card.said for card in content) or 'nothing'}" for name, content in every.items()]
    return ". ".join([f"{_network(found)}{where}{subnets}", *said]) + "."
