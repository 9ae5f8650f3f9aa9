# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Composite alarms: one message for an incident, however many alarms it sets off."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from .alarms import Alarm, description
from .subjects import Wanted

Entry = dict[str, t.Any]

WAIT, EXTENSION = 120, 300
"""Seconds that what follows from an outage waits for it to be told, and is kept quiet after it."""


@dataclass(frozen=True)
class Incident:
    """A sort of incident, told by a composite alarm of its own."""

    name: str
    says: str
    """What it means, in one sentence about `{platform}`."""
    runbook: str
    kept_quiet_by: str = ""
    """The incident during which it is not told: what it tells of follows from that."""


INCIDENTS = (
    Incident("down", "clients of {platform} see errors", "incidents.md#down"),
    Incident("degraded", "something of {platform} is short, slow or failing, and clients may notice soon",
             "incidents.md#degraded", kept_quiet_by="down"),
    Incident("mail", "SES may stop sending for the whole account of {platform}", "mail.md#incident"),
)


def composites(wanted: Wanted, alarms: t.Sequence[Alarm], topic: str) -> list[Entry]:
    """A composite alarm for each incident that an alarm belongs to."""
    members = {each.name: [alarm.name for alarm in alarms if alarm.watch.incident == each.name] for each in INCIDENTS}
    return [_composite(wanted, each, members, topic) for each in INCIDENTS if members[each.name]]


def name_of(wanted: Wanted, incident: str) -> str:
    return f"{wanted['prefix']}-{incident}"


def _composite(wanted: Wanted, incident: Incident, members: t.Mapping[str, list[str]], topic: str) -> Entry:
    quiet = incident.kept_quiet_by if members.get(incident.kept_quiet_by) else ""
    periods = {"suppressor_wait_seconds": WAIT, "suppressor_extension_seconds": EXTENSION} if quiet else {}
    return {
        "name": name_of(wanted, incident.name),
        "description": description(incident.says.format(platform=wanted["prefix"]), wanted, incident.runbook),
        "rule": {"any": members[incident.name]},
        "actions_suppressor": name_of(wanted, quiet) if quiet else "", **periods,
        "alarm_actions": [topic], "ok_actions": [topic], "insufficient_data_actions": [], "actions_enabled": True,
        "tags": wanted["tags"],
    }
