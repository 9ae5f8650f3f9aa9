# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a platform reaches: tenants and load balancers now, what is left, and the first ceiling on the way up."""

from __future__ import annotations

import collections
import typing as t
from dataclasses import dataclass

from ...module_utils.headroom.quotas import OF_A_LOAD_BALANCER
from ...module_utils.headroom.reaching import SCALES, SORTS, Reach, reach
from ..reporting.words import Report, many, number, size


@dataclass(frozen=True)
class Bar:
    """How full something is."""

    name: str
    used: int | None
    limit: int

    @property
    def share(self) -> float:
        return min(1.0, (self.used or 0) / self.limit) if self.limit else 1.0

    @property
    def text(self) -> str:
        return f"{'unknown' if self.used is None else number(self.used)} of {number(self.limit)}"


@dataclass(frozen=True)
class Shard:
    """A load balancer, with the tenants that have services behind it, and what it is full of."""

    name: str
    first: bool
    silos: tuple[str, ...] | None
    """None where AWS did not tell of services."""
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Left:
    """How many more tenants of a sort fit."""

    sort: str
    tenants: str
    why: str


@dataclass(frozen=True)
class View:
    """What the documents say of it."""

    known: bool
    """Whether somebody has looked at the quotas."""
    tenants: int
    """Those of the inventory, and those that are there and in none: they take room too."""
    pool: int
    silos: int
    services: int | None
    """Services that all tenants of the pool share; None where AWS did not tell."""
    shards: tuple[Shard, ...] | None
    """None where AWS did not tell."""
    left: tuple[Left, ...]
    scales: tuple[int, ...]
    reached: t.Mapping[str, tuple[Reach, ...]]
    """By sort, in the order of the scales."""
    unknown: tuple[str, ...]

    @property
    def said(self) -> str:
        """The whole in a sentence, for who does not see the picture."""
        ceilings = "; ".join(f"{left.sort}: {left.tenants} more fit" for left in self.left)
        return (f"{many(self.tenants, 'tenant')}, {self.silos} of them with services of their own, on "
                f"{many(size(self.shards), 'load balancer')}. {ceilings or 'What is left is not known'}.")


def view(report: Report, look: t.Mapping[str, t.Any] | None) -> View:
    rows = (look or {}).get("quotas") or []
    tiers, now = collections.Counter(one["tier"] for one in report["tenants"]), len(report["tenants"])
    services = report["architecture"]["services"]
    return View(
        known=bool(rows), tenants=now, pool=tiers["pool"], silos=tiers["silo"],
        services=None if services is None else sum(one["tenant"] is None for one in services),
        shards=_shards(report, rows), left=tuple(_left(look or {})), scales=SCALES,
        reached={sort.name: tuple(reach(sort, scale, now, rows) for scale in SCALES) for sort in SORTS} if rows else {},
        unknown=tuple((look or {}).get("unknown") or ()))


def _shards(report: Report, rows: t.Sequence[t.Mapping[str, t.Any]]) -> tuple[Shard, ...] | None:
    """Those that headroom counts, else those that were found."""
    found, services = report["architecture"]["load_balancers"], report["architecture"]["services"]
    names = [row["where"] for row in rows if row["quota"] == "rules"]
    if not names and found is None:
        return None
    return tuple(Shard(name, place == 0, _silos(services, name), tuple(_bars(rows, name)))
                 for place, name in enumerate(names or [one["name"] for one in found]))


def _silos(services: t.Sequence[Report] | None, balancer: str) -> tuple[str, ...] | None:
    """The tenants that have services of their own behind a load balancer."""
    if services is None:
        return None
    return tuple(sorted({one["tenant"] for one in services if one["tenant"] and one["load_balancer"] == balancer}))


def _bars(rows: t.Sequence[t.Mapping[str, t.Any]], balancer: str) -> t.Iterator[Bar]:
    return (Bar(OF_A_LOAD_BALANCER[row["quota"]].name, row["used"], row["limit"]) for row in rows
            if row["where"] == balancer and row["quota"] in OF_A_LOAD_BALANCER)


def _left(look: t.Mapping[str, t.Any]) -> t.Iterator[Left]:
    rows = {(row["quota"], row["where"]): row for row in look.get("quotas") or ()}
    for sort, about in (look.get("left") or {}).items():
        row = rows.get((about["quota"], about["where"]))
        count = about["tenants"]
        why = f"{row['name']}: {Bar('', row['used'], row['limit']).text}" if row else ""
        yield Left(sort, "an unknown number of" if count is None else number(count), why)


def stopped(found: Reach) -> tuple[str, str]:
    """What becomes of so many tenants, and what takes that, or stops it first."""
    if found.first is None:
        return "fits", "" if found.load_balancers is None else f"on {many(found.load_balancers, 'load balancer')}"
    return f"stops after {number(found.first.after)}", f"{number(found.first.limit)} {found.first.name}"


def label(text: t.Any) -> str:
    """A text within the quotes of a Mermaid label: Mermaid reads `#…;` as a character, and has no other escape."""
    return "".join(each if each.isalnum() or each in " -_.,:()/" else f"#{ord(each)};" for each in str(text))
