# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look for what is nobody's: lists of all services and the tagging API at once, then once more at what seems so."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass, field

from ...calls import Flow, Together
from ...errors import Absent
from ...offboarding.sorts import SORTS
from ...offboarding.things import Seen as Looked
from ...resource import Resource, properties
from ...tag_reading import tagged
from ...tagging import Tags
from ...wire import pairs
from .. import report
from ..place import Place
from ..reading import Seen, Source, read
from . import keeping, running
from .judging import Asked, Judge, Verdict
from .listing import Listing
from .marked import item as item_of
from .marked import marked
from .monthly import COSTS
from .things import Item

LISTINGS: tuple[Listing, ...] = (*running.EVERY, *keeping.EVERY)

Data = list[dict[str, t.Any]]


@dataclass(frozen=True)
class Orphans:
    """What was found, as data for the report (docs/orphans.md)."""

    found: Data = field(default_factory=list)
    leaving: Data = field(default_factory=list)
    """What is being taken away with its tenant, or is deleted and waits for its end."""
    refused: Data = field(default_factory=list)
    """Reads that AWS has refused: of these sorts, nothing is known."""


def names_asked(resources: t.Iterable[Resource]) -> dict[str, set[str]]:
    """What an inventory's roles ask for, by module: the last part of each resource's key."""
    found: dict[str, set[str]] = {}
    for each in resources:
        name = str(getattr(each, properties(type(each), "key")[-1].name))
        found.setdefault(each.plural, set()).add(name)
    return found


def look(place: Place, asked: Asked | None, at: str) -> Flow:
    """The `Orphans` of a platform at a time; `asked` is None where there is no inventory to go by.

    Nothing is written.  A read that AWS refuses is told in `refused`; only then does an empty list not say "none".
    """
    sources = [Source("marked", marked), *(Source(f"{each.sort} {number}", each.items)
                                           for number, each in enumerate(LISTINGS))]
    told: list[Seen] = yield Together([read(source, place) for source in sources])
    unknown = {each.sort for each, seen in zip(LISTINGS, told[1:], strict=True) if seen.error}
    items = _merged(told[0].found or {}, [item for seen in told[1:] for item in seen.found or ()], unknown)
    judge = Judge(place, asked)
    judge.meet(items)
    seeming = [item for item in items if judge.judge(item)]
    again: list[Seen] = yield Together([read(Source("again", _again(item)), place) for item in seeming])
    sure = [item if seen.error else seen.found for item, seen in zip(seeming, again, strict=True)]
    judge.meet(filter(None, sure))
    verdicts = [verdict for item in sure if item and (verdict := judge.judge(item))]
    return Orphans(_data([each for each in verdicts if not each.leaving], at),
                   _data([each for each in verdicts if each.leaving], at),
                   report.refused({str(number): seen for number, seen in enumerate((*told, *again))}))


def _merged(tags: t.Mapping[str, Tags], listed: t.Iterable[Item], unknown: t.Collection[str]) -> list[Item]:
    """Each thing once, with the tags that the tagging API knows; nothing uses it only where its sort is known."""
    found = {each.arn: dataclasses.replace(each, tags=tags.get(each.arn, each.tags)) for each in listed}
    others = (item_of(arn, its) for arn, its in tags.items() if arn not in found)
    return [*found.values(), *(dataclasses.replace(each, idle="") if each.sort in unknown else each
                               for each in others if each)]


def _again(item: Item) -> t.Callable[[Place], Flow]:
    """The thing as its own service shows it: the tagging API lags, and a list tells no tags; None where it is gone."""
    def flow(place: Place) -> Flow:
        try:
            own = running.LOOKS.get(item.sort)
            return (yield from own(item) if own else _tagged(item, place.region))
        except Absent:
            return None
    return flow


def _tagged(item: Item, region: str) -> Flow:
    """It as an offboarding looks at such things, or with its tags where that knows none."""
    where = item.arn.split(":")[3]
    there = (sort for sort in SORTS if where in ("", sort.region or region))
    known = ((sort, thing) for sort in there if (thing := sort.named(item.arn)))
    sort, thing = next(known, (None, None))
    if sort is None or thing is None:
        if item.tags is not None:
            return item
        listed = (yield tagged.get_resources(ResourceARNList=[item.arn])).get("ResourceTagMappingList", ())
        tags: Tags = next((pairs().into(each.get("Tags")) for each in listed if each["ResourceARN"] == item.arn), {})
        return dataclasses.replace(item, tags=tags)
    seen: Looked = yield from sort.look(thing)
    whole = item if seen.tags is None else dataclasses.replace(item, tags=seen.tags)
    return dataclasses.replace(whole, pending=seen.pending)


def _data(verdicts: t.Iterable[Verdict], at: str) -> Data:
    """The dearest first, and of those that cost alike the oldest."""
    found = [{"arn": each.item.arn, "sort": each.item.sort, "name": each.item.name, "tenant": each.tenant,
              "why": each.why, "created": each.item.created, "age_days": each.item.age(at), "cost": each.item.cost}
             for each in verdicts]
    return sorted(found, key=lambda one: (-COSTS.index(one["cost"]), -(one["age_days"] or 0), one["arn"]))
