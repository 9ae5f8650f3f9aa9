# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where everything is in the picture of how far a platform reaches: figures for a template, and no drawing itself."""

from __future__ import annotations

import textwrap
import typing as t
from dataclasses import dataclass

from ...module_utils.headroom.reaching import Reach
from ..reporting.words import number, size
from .scaling import Bar, Left, Shard, View, stopped

WIDTH, MARGIN, GAP = 1000, 28, 16
INNER = WIDTH - 2 * MARGIN
LINE = 18
"""From one line of text to the next."""
SHARDS_IN_A_ROW, MOST_SHARDS = 3, 9
NAMES = 150
"""The width of the first column of the table."""
LETTER = 6.9
"""What a letter takes at most on average, whatever the font."""


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Text:
    y: float
    text: str


@dataclass(frozen=True)
class Meter:
    of: Bar
    y: float
    filled: float
    """The width of what is used."""
    full: bool


@dataclass(frozen=True)
class Card:
    """A load balancer."""

    box: Box
    shard: Shard
    about: str
    meters: tuple[Meter, ...]


@dataclass(frozen=True)
class Tile:
    """How many more of a sort fit."""

    box: Box
    left: Left
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class Cell:
    """What becomes of a sort at a scale."""

    box: Box
    fits: bool
    head: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class Drawing:
    width: int
    height: float
    title: str
    description: str
    cards: tuple[Card, ...]
    more: str
    """How many load balancers are not drawn."""
    room_y: float
    tiles: tuple[Tile, ...]
    table_y: float
    columns: tuple[tuple[float, str], ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


BARS, TRACK = 118, 96
"""Where a bar begins within its card, and how long it is when it is full."""
TOP = 128
CARD, TILE, ROW = 152, 112, 80
"""Heights."""
BETWEEN = 8
"""Between the cells of the table."""


def drawn(platform: str, view: View) -> Drawing:
    """The picture of a view; what is not known takes no room."""
    cards = tuple(_cards(view))
    room_y = max((card.box.y + card.box.height for card in cards), default=TOP) + 54
    tiles = tuple(_tiles(view, room_y))
    table_y = (room_y + TILE if tiles else room_y - 54) + 54
    rows = tuple(_rows(view, table_y + 30))
    bottom = table_y + 30 + ROW * len(rows) if rows else table_y - 54
    left_out = len(view.shards or ()) - len(cards)
    return Drawing(WIDTH, bottom + MARGIN, f"How far {platform} reaches", view.said, cards,
                   f"and {left_out} more" if left_out > 0 else "", room_y, tiles, table_y,
                   tuple(_columns(view)), rows)


def _cards(view: View) -> t.Iterator[Card]:
    width = (INNER - GAP * (SHARDS_IN_A_ROW - 1)) / SHARDS_IN_A_ROW
    for place, shard in enumerate((view.shards or ())[:MOST_SHARDS]):
        row, column = divmod(place, SHARDS_IN_A_ROW)
        box = Box(MARGIN + column * (width + GAP), TOP + row * (CARD + GAP), width, CARD)
        meters = tuple(Meter(used, box.y + 72 + 21 * line, round(TRACK * used.share, 1), used.share > 0.8)
                       for line, used in enumerate(shard.bars))
        pool = f"{number(view.pool)} of the pool" if shard.first else ""
        told = shard.silos != () or not shard.first
        silos = f"{number(size(shard.silos))} with services of their own" if told else ""
        yield Card(box, shard, ", ".join(filter(None, (pool, silos))), meters)


def _tiles(view: View, y: float) -> t.Iterator[Tile]:
    width = (INNER - GAP * max(0, len(view.left) - 1)) / max(1, len(view.left))
    for place, left in enumerate(view.left):
        box = Box(MARGIN + place * (width + GAP), y, width, TILE)
        yield Tile(box, left, _wrapped(left.why, width, y + 76, most=2))


def _columns(view: View) -> t.Iterator[tuple[float, str]]:
    width = _column(view)
    for place, scale in enumerate(view.scales):
        yield MARGIN + NAMES + place * width, f"{number(scale)} tenants"


def _rows(view: View, y: float) -> t.Iterator[tuple[str, tuple[Cell, ...]]]:
    width = _column(view)
    for line, (sort, reached) in enumerate(view.reached.items()):
        top = y + line * ROW
        yield sort, tuple(_cell(found, Box(MARGIN + NAMES + place * width, top, width - BETWEEN, ROW - BETWEEN))
                          for place, found in enumerate(reached))


def _cell(found: Reach, box: Box) -> Cell:
    head, why = stopped(found)
    return Cell(box, found.first is None, Text(box.y + 22, head), _wrapped(why, box.width, box.y + 22 + LINE, most=2))


def _column(view: View) -> float:
    return (INNER - NAMES + BETWEEN) / len(view.scales)


def _wrapped(text: str, width: float, y: float, most: int) -> tuple[Text, ...]:
    """The lines of a text in so much room, the last of them cut where there are too many."""
    lines = textwrap.wrap(text, int((width - 24) / LETTER), max_lines=most, placeholder=" …")
    return tuple(Text(y + place * LINE, line) for place, line in enumerate(lines))
