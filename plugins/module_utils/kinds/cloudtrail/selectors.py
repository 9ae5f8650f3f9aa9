# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which events a trail records.

AWS gives selectors back with its defaults filled in and in an order of its own, so they are compared by what they mean.
"""

from __future__ import annotations

import json
import re
import typing as t
from dataclasses import dataclass

from ...fields import option, required
from ...resource import Part

MOST_SELECTORS, MOST_RESOURCES, MOST_VALUES = 5, 250, 500
EXCLUDABLE = frozenset({"kms.amazonaws.com", "rdsdata.amazonaws.com"})
OPERATORS = ("equals", "not_equals", "starts_with", "not_starts_with", "ends_with", "not_ends_with")
CATEGORIES: dict[str, tuple[str, ...]] = {
    "Management": (), "Data": ("resources.type",), "NetworkActivity": ("eventSource",)}
"""Sorts of events, and the fields that have to equal one value there."""

EXACT = frozenset({"readOnly", "eventCategory", "resources.type"})
"""Fields that AWS only compares as a whole."""


@dataclass(frozen=True, kw_only=True)
class DataResource(Part):
    """Things whose data events are recorded."""

    type: t.Literal["AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table"] = required(
        "What they are. Other types are for advanced selectors.")
    values: list[str] | None = option(
        "ARNs or beginnings of ARNs, such as V(arn:aws:s3:::bucket/); V(arn:aws:s3) is all of them.")


@dataclass(frozen=True, kw_only=True)
class EventSelector(Part):
    """Events that are recorded, as basic selectors tell."""

    read_write_type: t.Literal["All", "ReadOnly", "WriteOnly"] | None = option(
        "Which of them: what reads, what writes. AWS's default is V(All).")
    include_management_events: bool | None = option("Whether management events are. AWS's default is V(true).")
    exclude_management_event_sources: list[str] | None = option(
        "Sources whose management events are not: V(kms.amazonaws.com), V(rdsdata.amazonaws.com).")
    data_resources: list[DataResource] | None = option("Things whose data events are.")

    def problems(self) -> t.Iterator[str]:
        for source in self.exclude_management_event_sources or ():
            if source not in EXCLUDABLE:
                yield f"exclude_management_event_sources: {source}, allowed are {', '.join(sorted(EXCLUDABLE))}"


@dataclass(frozen=True, kw_only=True)
class FieldSelector(Part):
    """A field of events, and what it is compared with: any value of each operator that is given."""

    field: str = required("Name of the field, such as V(eventCategory), V(eventName) or V(resources.ARN).")
    equals: list[str] | None = option("It is one of these.")
    not_equals: list[str] | None = option("It is none of these.")
    starts_with: list[str] | None = option("It starts with one of these.")
    not_starts_with: list[str] | None = option("It starts with none of these.")
    ends_with: list[str] | None = option("It ends with one of these.")
    not_ends_with: list[str] | None = option("It ends with none of these.")

    @property
    def operators(self) -> dict[str, list[str]]:
        return {name: values for name in OPERATORS if (values := getattr(self, name))}

    def problems(self) -> t.Iterator[str]:
        used = self.operators
        if not re.fullmatch(r"[\w.]{1,1000}", self.field):
            yield f"field: {self.field!r} is not allowed: letters, digits, . and _"
        if not used:
            yield f"{self.field} is compared with nothing: give one of {', '.join(OPERATORS)}"
        elif self.field in EXACT and used.keys() != {"equals"}:
            yield f"{self.field} is compared by {', '.join(used)}, allowed is equals"


@dataclass(frozen=True, kw_only=True)
class AdvancedEventSelector(Part):
    """Events that are recorded: those whose fields all compare so."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "all management events", "field_selectors": [{"field": "eventCategory", "equals": ["Management"]}]}

    name: str | None = option("What it is for.")
    field_selectors: list[FieldSelector] = required("Fields and what they are compared with.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        categories = self._equal("eventCategory")
        if len(categories) != 1 or categories[0] not in CATEGORIES:
            yield (f"field_selectors: eventCategory equals {', '.join(categories) or 'nothing'}, has to be one of "
                   f"{', '.join(sorted(CATEGORIES))}")
            return
        for field in CATEGORIES[categories[0]]:
            if len(found := self._equal(field)) != 1:
                yield (f"field_selectors: {field} equals {', '.join(found) or 'nothing'}, has to be one value for "
                       f"{categories[0]}")

    def _equal(self, field: str) -> list[str]:
        return [value for each in self.field_selectors if each.field == field for value in each.equals or ()]


def basic_alike(wanted: t.Sequence[EventSelector], now: t.Sequence[EventSelector] | None) -> bool:
    return _canonical(wanted, _basic) == _canonical(now or (), _basic)


def advanced_alike(wanted: t.Sequence[AdvancedEventSelector], now: t.Sequence[AdvancedEventSelector] | None) -> bool:
    return _canonical(wanted, _advanced) == _canonical(now or (), _advanced)


def problems(basic: t.Sequence[EventSelector] | None,
             advanced: t.Sequence[AdvancedEventSelector] | None) -> t.Iterator[str]:
    """What is wrong with all selectors of a trail taken together."""
    if basic is not None and advanced is not None:
        yield "event_selectors: have no place beside advanced_event_selectors, AWS takes one or the other"
    if basic is not None and not 1 <= len(basic) <= MOST_SELECTORS:
        yield f"event_selectors: {len(basic)}, allowed are 1 to {MOST_SELECTORS}"
    resources = sum(len(each.values or ()) for one in basic or () for each in one.data_resources or ())
    if resources > MOST_RESOURCES:
        yield f"event_selectors: {resources} values of data_resources, allowed are {MOST_RESOURCES}"
    values = sum(len(found) for one in advanced or () for each in one.field_selectors
                 for found in each.operators.values())
    if advanced is not None and not 1 <= values <= MOST_VALUES:
        yield f"advanced_event_selectors: {values} values, allowed are 1 to {MOST_VALUES}"


def _canonical(selectors: t.Iterable[t.Any], meaning: t.Callable[[t.Any], t.Any]) -> list[str]:
    return sorted(json.dumps(meaning(each), sort_keys=True) for each in selectors)


def _basic(selector: EventSelector) -> t.Any:
    resources: dict[str, set[str]] = {}
    for each in selector.data_resources or ():
        resources.setdefault(each.type, set()).update(each.values or ())
    return {
        "which": selector.read_write_type or "All", "management": selector.include_management_events is not False,
        "without": sorted(set(selector.exclude_management_event_sources or ())),
        "data": {kind: sorted(values) for kind, values in resources.items()},
    }


def _advanced(selector: AdvancedEventSelector) -> t.Any:
    return selector.name or "", sorted(
        json.dumps([each.field, {name: sorted(set(values)) for name, values in each.operators.items()}])
        for each in selector.field_selectors)
