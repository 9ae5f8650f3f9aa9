# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""O1: alarms, whom they tell, and what is looked at then."""

from __future__ import annotations

import typing as t

from ...errors import EnvelopeError
from ...monitoring.plan import EDGE
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import Found
from ..sources.cloudwatch import DASHBOARDS, EDGE_SUBSCRIPTIONS, SUBSCRIPTIONS, of_region
from ..watched import SORTS, Sort, Watch, watch
from ..watching import Dimensions, composites, mentions, tells, watching

ROLE = "monitoring"
EVENTS: dict[str, t.Any] = {"iso_2013": ("A.12.4.1", "A.16.1.2"), "iso_2022": ("8.16", "6.8")}
CAPACITY: dict[str, t.Any] = {"iso_2013": ("A.12.1.3",), "iso_2022": ("8.6",)}
OF_CAPACITY = ("service_cpu", "service_memory", "database_cpu", "database_storage", "cache_memory")

OFF = ("off", False)
"""How a threshold is said that is none; YAML makes false of an unquoted off."""

UNCONFIRMED = ("PendingConfirmation", "Deleted")
"""What SNS lists in the place of the ARN of a subscription that gets nothing."""


def _said_off(live: Live, sort: Sort, thing: str = "") -> bool:
    """Whether the inventory switches off alarms of a sort, or that of one thing."""
    said = live.said("monitoring_thresholds") or {}
    return said.get(f"{sort.word}.{thing}" if thing else sort.word) in OFF


def _off(sort: Sort) -> t.Callable[[Live], str]:
    def why(live: Live) -> str:
        if _said_off(live, sort):
            return f"the inventory switches it off (monitoring_thresholds.{sort.word})"
        left_out = sort.switch and not live.said(sort.switch, True)
        return f"the inventory leaves it out, or to others ({sort.switch})" if left_out else ""

    return why


def _wanted(sort: Sort) -> t.Callable[[Live], t.Iterator[Subject]]:
    """What a sort of alarm is about, but for what the inventory wants none on."""
    def of(live: Live) -> t.Iterator[Subject]:
        for one in sort.of(live):
            name = one.name.rpartition(" ")[2]
            if not any(_said_off(live, sort, key) for key in (name, name.removeprefix(f"{live.place.prefix}-"))):
                yield one

    return of


def _watched(sort: Sort) -> t.Callable[[Live, Dimensions], Judged]:
    def judge(live: Live, thing: Dimensions) -> Judged:
        names = [one["AlarmName"] for one in watching(live, sort.figures, thing)]
        return Judged(bool(names), f"alarm {', '.join(sorted(names))}" if names else "no alarm watches it")

    return judge


def _alarms(live: Live) -> t.Iterator[Subject]:
    for one in watch(live).alarms:
        yield Subject(f"alarm {one['AlarmName']}", one)
    yield from _untold(live)


def _untold(live: Live) -> t.Iterator[Subject]:
    """The sorts of alarms that cannot be told."""
    for word, error in watch(live).refused.items():
        yield Subject(f"alarms on {word}", error)


def _told(live: Live, alarm: Found) -> Judged:
    names = sorted(topic.rpartition(":")[2] for topic in tells(live, alarm))
    return Judged(bool(names), f"tells {', '.join(names)}" if names else "tells nobody")


def _topics(live: Live) -> t.Iterator[Subject]:
    for arn in sorted({topic for one in watch(live).alarms for topic in tells(live, one)}):
        yield Subject(f"topic {arn.rpartition(':')[2]}", arn)
    yield from _untold(live)


def _heard(live: Live, topic: str) -> Judged:
    """Who hears of it, by protocol alone: addresses are people's."""
    if _is_elsewhere(live, topic):
        raise EnvelopeError(f"topic {topic}: its subscriptions are another account's, or of a region that is not read")
    listed = live[of_region(topic, SUBSCRIPTIONS, EDGE_SUBSCRIPTIONS)].get(topic, ())
    heard = [one["Protocol"] for one in listed if one["SubscriptionArn"] not in UNCONFIRMED]
    waiting = sum(one["SubscriptionArn"] == UNCONFIRMED[0] for one in listed)
    told = ", ".join(f"{heard.count(one)} by {one}" for one in sorted(set(heard))) or "nobody is subscribed"
    return Judged(bool(heard), f"{told}; {waiting} not confirmed" if waiting else told)


def _is_elsewhere(live: Live, topic: str) -> bool:
    """Whether a topic is of another account than the alarms, or of a region whose subscriptions are not read."""
    region, account = topic.split(":")[3:5]
    accounts = {one["AlarmArn"].split(":")[4] for one in watch(live).alarms}
    return account not in accounts or region not in (live.place.region, EDGE)


def _watched_platform(live: Live) -> t.Iterator[Subject]:
    """The platform, once anything of it is watched."""
    found = watch(live)
    for thing in [found] if found.alarms else list(found.refused.values())[:1]:
        yield Subject(f"platform {live.place.prefix}", thing)


def _combined(live: Live, found: Watch) -> Judged:
    over = {each["AlarmName"] for one in found.alarms for each in composites(live, one) if mentions(each, one)}
    if not over and found.refused:
        raise next(iter(found.refused.values()))
    return Judged(bool(over), f"composite {', '.join(sorted(over))}" if over else "no composite alarm takes them in")


def _drawn(live: Live, found: Watch) -> Judged:
    said, prefix = live.said("monitoring_dashboard"), live.place.prefix
    names = [one["DashboardName"] for one in live[DASHBOARDS]
             if one["DashboardName"] == said or one["DashboardName"].lower().startswith(prefix)]
    return Judged(bool(names), f"dashboard {', '.join(names)}" if names else "no dashboard is called as the platform")


def _check(sort: Sort) -> Check:
    return Check(f"O1.{sort.word}", f"An alarm tells of {sort.says}", sort.severity, _wanted(sort), _watched(sort),
                 "an alarm on its metric", Remedy(ROLE, "monitoring_thresholds"), applies=_off(sort),
                 **(CAPACITY if sort.word in OF_CAPACITY else EVENTS))


O1 = Requirement("O1", "Operations", "Whatever goes wrong is told to somebody", ("manager 6",), ("4.2",), (
    *(_check(sort) for sort in SORTS),
    Check("O1.told", "Alarms tell a topic", "high", _alarms, _told, "an action, of its own or of a composite alarm",
          Remedy(ROLE, "monitoring_topic"), **EVENTS),
    Check("O1.subscribed", "Somebody hears of what topics are told", "high", _topics, _heard,
          "a subscription that is confirmed", Remedy(ROLE, "monitoring_subscribers"), **EVENTS),
    Check("O1.composite", "An incident is told once, by a composite alarm", "low", _watched_platform, _combined,
          "a composite alarm", Remedy(ROLE), **EVENTS),
    Check("O1.dashboard", "A dashboard shows how it is", "low", _watched_platform, _drawn, "a dashboard",
          Remedy(ROLE, "monitoring_dashboard"), **CAPACITY),
))
