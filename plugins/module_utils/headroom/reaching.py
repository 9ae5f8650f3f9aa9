# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a cell reaches: which ceiling comes first on the way to so many tenants, of what a look has told as data.

All that come are taken to be of one sort, and to need what the sort needs; what AWS refused to tell stops nobody.
"""

from __future__ import annotations

import math
import typing as t
from dataclasses import dataclass

from . import quotas
from .ceilings import Sort, sorts
from .room import Needs
from .table import HELP, Row

SCALES = (10, 100, 1_000, 10_000)

SORTS: tuple[Sort, ...] = tuple(sorts((), {}))
"""The sorts as they are where the inventory has no silo to go by."""


@dataclass(frozen=True)
class Stop:
    """What stops the next tenant."""

    after: int
    """So many tenants in all, those that are there now among them."""
    quota: str
    name: str
    """What is full, as a person calls it."""
    limit: int
    adjustable: bool

    @property
    def help(self) -> str:
        return HELP.get(self.quota, HELP[""])


@dataclass(frozen=True)
class Reach:
    """What becomes of a cell with so many tenants."""

    sort: str
    tenants: int
    stops: tuple[Stop, ...]
    """The ceilings on the way, the first one first; empty where all fit."""
    load_balancers: int | None = None
    """How many it takes; None where more of them do not help."""

    @property
    def first(self) -> Stop | None:
        return self.stops[0] if self.stops else None


def reach(sort: Sort, tenants: int, now: int, rows: t.Sequence[Row]) -> Reach:
    """What stops a cell of `now` tenants on the way to so many, by its quotas as `look` tells them."""
    balancers = [row["where"] for row in rows if row["quota"] == "rules"]
    stops = [*_of_place(sort.in_all, now, rows)]
    if not sort.sharded:
        stops += _at(sort.at_balancer, now, [row for row in rows if row["where"] in balancers[:1]])
        return Reach(sort.name, tenants, _on_the_way(stops, tenants))
    more = max(0, tenants - now - _together(sort.at_balancer, rows, balancers))
    count = max(1, len(balancers)) + math.ceil(more / _of_an_empty_one(sort.at_balancer))
    stops += _of_shards(sort, now, rows, balancers)
    return Reach(sort.name, tenants, _on_the_way(stops, tenants), count)


def _on_the_way(stops: t.Iterable[Stop], tenants: int) -> tuple[Stop, ...]:
    return tuple(sorted((each for each in stops if each.after < tenants), key=lambda each: (each.after, each.name)))


def _of_place(needs: Needs, now: int, rows: t.Iterable[Row]) -> t.Iterator[Stop]:
    return _at(needs, now, (row for row in rows if row["quota"] in quotas.OF_A_PLACE))


def _at(needs: Needs, now: int, rows: t.Iterable[Row]) -> t.Iterator[Stop]:
    for row in rows:
        if (needed := needs.get(row["quota"], 0)) and row["used"] is not None:
            yield _stop(now + max(0, row["limit"] - row["used"]) // needed, row)


def _stop(after: int, row: Row) -> Stop:
    return Stop(after, row["quota"], row["name"], row["limit"], row["adjustable"])


def _together(needs: Needs, rows: t.Sequence[Row], balancers: t.Iterable[str]) -> int:
    """How many more all load balancers take that there are."""
    found = 0
    for name in balancers:
        here = [stop.after for stop in _at(needs, 0, [row for row in rows if row["where"] == name])]
        found += min(here, default=0)
    return found


def _of_an_empty_one(needs: Needs) -> int:
    """How many a further load balancer takes, by AWS's defaults."""
    return min(quotas.OF_A_LOAD_BALANCER[key].default // count for key, count in needs.items() if count)


def _of_shards(sort: Sort, now: int, rows: t.Sequence[Row], balancers: t.Sequence[str]) -> t.Iterator[Stop]:
    """Where no further load balancer may be made."""
    for row in rows:
        if row["quota"] == "load_balancers" and row["used"] is not None:
            further = max(0, row["limit"] - row["used"]) * _of_an_empty_one(sort.at_balancer)
            yield _stop(now + _together(sort.at_balancer, rows, balancers) + further, row)
