# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything the role `monitoring` converges, worked out from what a platform has."""

from __future__ import annotations

import typing as t

from .alarms import Alarm, entry
from .dashboard import dashboard
from .incidents import INCIDENTS, composites, name_of
from .log_filters import log_filters
from .subjects import Wanted, refuse_services, subjects
from .table import TABLE
from .thresholds import said, threshold
from .topics import keys, refuse_addresses, topics

Entries = list[dict[str, t.Any]]

EDGE = "us-east-1"
"""Where CloudFront publishes its metrics, and so where alarms on them are, with a topic of their own."""


def monitoring(wanted: Wanted) -> dict[str, t.Any]:
    """All sets by what they are; raises `Invalid` for what cannot be: addresses, services, thresholds."""
    refuse_addresses(wanted["subscribers"])
    refuse_services(wanted)
    there = subjects(wanted)
    names = {watch.name: [each.key for each in there[watch.of]] for watch in TABLE}
    values = said(wanted["thresholds"], TABLE, names)
    alarms = [Alarm(watch, each, threshold(values, watch, each.key)) for watch in TABLE for each in there[watch.of]]
    here = [alarm for alarm in alarms if alarm.watch.of != "site"]
    return {
        "kms_keys": keys(wanted, wanted["topic"], wanted["region"]),
        "sns_topics": topics(wanted, wanted["topic"], wanted["region"]),
        "metric_filters": log_filters(wanted),
        **_alarms(wanted, here, wanted["topic"]),
        **_incidents(wanted, [alarm for alarm in here if alarm.threshold is not None]),
        "dashboards": [dashboard(wanted, there, alarms, EDGE)],
        "edge": _edge(wanted, [alarm for alarm in alarms if alarm.watch.of == "site"]),
    }


def _alarms(wanted: Wanted, alarms: t.Sequence[Alarm], topic: str) -> dict[str, Entries]:
    """The alarms that are on; and those that are off, which are taken away."""
    return {"alarms": [entry(alarm, wanted, topic) for alarm in alarms if alarm.threshold is not None],
            "alarms_off": [{"name": alarm.name, "tags": wanted["tags"]} for alarm in alarms
                           if alarm.threshold is None]}


def _incidents(wanted: Wanted, alarms: t.Sequence[Alarm]) -> dict[str, Entries]:
    """Composite alarms; those that another keeps quiet come after it, and those without any alarm are taken away."""
    found = composites(wanted, alarms, wanted["topic"])
    told = {each["name"] for each in found}
    return {
        "incidents": [each for each in found if not each["actions_suppressor"]],
        "kept_quiet": [each for each in found if each["actions_suppressor"]],
        "incidents_off": [{"name": name, "tags": wanted["tags"]} for each in INCIDENTS
                          if (name := name_of(wanted, each.name)) not in told],
    }


def _edge(wanted: Wanted, alarms: t.Sequence[Alarm]) -> dict[str, Entries]:
    """The alarms of sites where CloudFront's metrics are; with a key and a topic, where the platform's is elsewhere."""
    elsewhere = bool(alarms) and wanted["region"] != EDGE
    topic = wanted["edge_topic"] if elsewhere else wanted["topic"]
    return {"kms_keys": keys(wanted, topic, EDGE) if elsewhere else [],
            "sns_topics": topics(wanted, topic, EDGE) if elsewhere else [],
            **_alarms(wanted, alarms, topic)}
