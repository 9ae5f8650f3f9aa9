# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a recorder records, and how often.

AWS says the first with five fields, of which few combinations are allowed; here a strategy and one list of types do.
"""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ...fields import option, required
from ...resource import Part
from ...wire import Case, Codec, camel, get, unordered

Strategy = t.Literal["ALL_SUPPORTED_RESOURCE_TYPES", "INCLUSION_BY_RESOURCE_TYPES", "EXCLUSION_BY_RESOURCE_TYPES"]
Cadence = t.Literal["CONTINUOUS", "DAILY"]
Found = t.Mapping[str, t.Any]

EVERYTHING: Strategy = "ALL_SUPPORTED_RESOURCE_TYPES"
INCLUSION: Strategy = "INCLUSION_BY_RESOURCE_TYPES"
EXCLUSION: Strategy = "EXCLUSION_BY_RESOURCE_TYPES"

TYPE = re.compile(r"AWS::\w+::\w+")

remark = Codec(lambda value: value or None, lambda found: found or "")
"""A text that AWS leaves out when it is empty, and does not take empty."""


@dataclass(frozen=True, kw_only=True)
class ModeOverride(Part):
    """Types that are recorded at another frequency than the rest."""

    casing: t.ClassVar[Case] = staticmethod(camel)
    examples: t.ClassVar[dict[str, t.Any]] = {
        "resource_types": ["AWS::EC2::NetworkInterface"], "recording_frequency": "DAILY", "description": "many of them"}

    resource_types: list[str] = required("The types, such as V(AWS::EC2::NetworkInterface).", alike=unordered)
    recording_frequency: Cadence = required("How often they are recorded.")
    description: str | None = option("Why.", codec=remark)

    def problems(self) -> t.Iterator[str]:
        if not self.resource_types:
            yield "resource_types: none, name at least one"
        yield from unlike_types(self.resource_types)


def group(strategy: Strategy | None, types: t.Sequence[str] | None, *, with_global: bool | None) -> dict[str, t.Any]:
    """AWS's recording group, as a whole: it takes no part of one."""
    chosen = strategy or EVERYTHING
    return {
        "allSupported": chosen == EVERYTHING,
        "includeGlobalResourceTypes": chosen == EVERYTHING and bool(with_global),
        "resourceTypes": list(types or ()) if chosen == INCLUSION else [],
        "exclusionByResourceTypes": {"resourceTypes": list(types or ()) if chosen == EXCLUSION else []},
        "recordingStrategy": {"useOnly": chosen},
    }


def ungrouped(found: Found) -> dict[str, t.Any]:
    """A recorder's reply with one list of types; recorders older than strategies have none."""
    about = dict(found.get("recordingGroup") or {})
    older = EVERYTHING if about.get("allSupported") else INCLUSION
    chosen = get(about, ("recordingStrategy", "useOnly")) or older
    excluded = get(about, ("exclusionByResourceTypes", "resourceTypes"))
    about["recordingStrategy"] = {"useOnly": chosen}
    about["resourceTypes"] = list((excluded if chosen == EXCLUSION else about.get("resourceTypes")) or ())
    return {**found, "recordingGroup": about}


def problems(strategy: Strategy | None, types: t.Sequence[str] | None, *,
             with_global: bool | None) -> t.Iterator[str]:
    if strategy in (INCLUSION, EXCLUSION) and not types:
        yield f"resource_types: none, but recording_strategy {strategy} needs some"
    if strategy not in (INCLUSION, EXCLUSION) and types:
        yield f"resource_types: have a meaning only with recording_strategy {INCLUSION} or {EXCLUSION}"
    if with_global and strategy != EVERYTHING:
        yield f"include_global_resource_types: has a meaning only with recording_strategy {EVERYTHING}"
    yield from unlike_types(types or ())


def unlike_types(names: t.Iterable[str]) -> t.Iterator[str]:
    for name in names:
        if not TYPE.fullmatch(name):
            yield f"resource_types: {name!r} is none, allowed are names such as AWS::S3::Bucket"
