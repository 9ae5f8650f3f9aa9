# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where SES publishes what becomes of a configuration set's mail."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow
from ...fields import option, required
from ...resource import Part
from ...wire import unordered
from ..sns import TOPIC
from .service import sesv2

Event = t.Literal["SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "OPEN", "CLICK", "RENDERING_FAILURE",
                  "DELIVERY_DELAY", "SUBSCRIPTION"]


def same_topic(wanted: str, now: str | None) -> bool:
    """Whether a name or ARN means the topic with that ARN, which costs no call to tell."""
    return now is not None and wanted in (now, now.rpartition(":")[2])


@dataclass(frozen=True, kw_only=True)
class EventDestination(Part):
    """An SNS topic that is told of events."""

    name: str = required("Name of the destination, unique within its configuration set.")
    sns_topic: str = required(
        "SNS topic, by name or ARN. Its policy must let SES publish. It is looked up when the destination is written.",
        wire="SnsDestination.TopicArn", alike=same_topic)
    matching_event_types: list[Event] = required("Events that are published.", alike=unordered)
    enabled: bool | None = option("Whether they are published. V(true) where it is left out.")

    def problems(self) -> t.Iterator[str]:
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", self.name):
            yield f"name: {self.name!r} is not allowed: 1 to 64 letters, digits, _ and -"
        if not self.matching_event_types:
            yield f"{self.name}: matching_event_types is empty, allowed are one event and more"

    def definition(self, topic: str) -> dict[str, t.Any]:
        """What SES is told, besides the name; left out, `Enabled` would be false there."""
        told = self.wire("matching_event_types")
        return {**told, "Enabled": self.enabled is not False, "SnsDestination": {"TopicArn": topic}}


Destinations = t.Sequence[EventDestination]


def destinations_of(name: str) -> Flow:
    """SES's entries for the event destinations of a configuration set."""
    found = yield sesv2.get_configuration_set_event_destinations(ConfigurationSetName=name)
    return found.get("EventDestinations", ())


def topics_of(wanted: Destinations, now: Destinations) -> Flow:
    """The ARNs of topics by the name of the destination, for those that are to be written."""
    topics = {}
    for each in changed(wanted, now):
        topics[each.name] = yield from TOPIC.resolve(each.sns_topic, pending=False)
    return topics


def changes(name: str, wanted: Destinations, now: Destinations, topics: t.Mapping[str, str]) -> t.Iterator[Call]:
    """The calls after which a configuration set has exactly these destinations."""
    there, kept = {each.name for each in now}, {each.name for each in wanted}
    for each in changed(wanted, now):
        write = (sesv2.update_configuration_set_event_destination if each.name in there
                 else sesv2.create_configuration_set_event_destination)
        yield write(ConfigurationSetName=name, EventDestinationName=each.name,
                    EventDestination=each.definition(topics[each.name]))
    for gone in sorted(there - kept):
        yield sesv2.delete_configuration_set_event_destination(ConfigurationSetName=name, EventDestinationName=gone)


def changed(wanted: Destinations, now: Destinations) -> list[EventDestination]:
    there = {each.name: each for each in now}
    return [each for each in wanted if not each.like(there.get(each.name))]
