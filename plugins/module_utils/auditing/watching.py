# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which alarms watch a thing: told by metrics and dimensions, as names are whatever somebody chose."""

from __future__ import annotations

import re
import typing as t

from ..monitoring.table import CLOUDFRONT
from .live import Live
from .platform import Found
from .sources.cloudwatch import ALARMS, EDGE_ALARMS, metrics, of_region, query

Dimensions = t.Mapping[str, str]
"""What a metric is published with."""


class Figures(t.NamedTuple):
    """Metrics of a namespace, any of which tells the same."""

    namespace: str
    names: tuple[str, ...]


def watching(live: Live, figures: Figures, thing: Dimensions) -> list[Found]:
    """The alarms that look at one of these metrics of a thing, or at all such things at once by a query.

    They have to be where the metrics are, as no alarm sees those of another region.
    """
    told = live[EDGE_ALARMS if figures.namespace == CLOUDFRONT else ALARMS]
    on = [one for name in figures.names for one in told["on"].get((figures.namespace, name), ())
          if any(_is(metric, figures, thing) for metric in metrics(one))]
    return on + [one for one in told["queries"] if any(_asks(query(part), figures, thing) for part in one["Metrics"])]


def _is(metric: Found, figures: Figures, thing: Dimensions) -> bool:
    """Of a thing without dimensions, such as the account's mail, only a metric without any is."""
    if metric.get("Namespace") != figures.namespace or metric["MetricName"] not in figures.names:
        return False
    dimensions = {one["Name"]: one["Value"] for one in metric.get("Dimensions") or ()}
    return thing.items() <= dimensions.items() if thing else not dimensions


def _asks(words: str, figures: Figures, thing: Dimensions) -> bool:
    """Whether a query of Metrics Insights returns a series of the thing."""
    if not thing or figures.namespace not in words or not any(name in words for name in figures.names):
        return False
    named = set(re.findall(r"[\w./:-]+", words))
    if figures.namespace not in named or not named & set(figures.names):
        return False
    grouped = words.partition("GROUP BY")[2].partition("ORDER BY")[0]
    return all(_admits(words, grouped, name, value) for name, value in thing.items())


def _admits(words: str, grouped: str, name: str, value: str) -> bool:
    tests = re.findall(rf"""{re.escape(name)}"?\s*(!?=)\s*'([^']*)'""", words)
    alike, others = ({one for test, one in tests if test == sign} for sign in ("=", "!="))
    return value in alike or (not alike and value not in others and name in grouped)


def tells(live: Live, alarm: Found) -> set[str]:
    """The ARNs of the topics that hear of an alarm, by itself or by composite alarms that it is part of."""
    found: set[str] = set()
    seen, left = set(), [alarm]
    while left:
        one = left.pop()
        seen.add(one["AlarmName"])
        if one.get("ActionsEnabled", True):
            found |= {action for action in one.get("AlarmActions") or () if ":sns:" in action}
        left += [each for each in composites(live, alarm) if each["AlarmName"] not in seen and mentions(each, one)]
    return found


def composites(live: Live, alarm: Found) -> list[Found]:
    """Those that may take in an alarm: of its region."""
    return t.cast("list[Found]", live[of_region(alarm["AlarmArn"], ALARMS, EDGE_ALARMS)]["composite"])


def mentions(composite: Found, alarm: Found) -> bool:
    """A rule names alarms by name or ARN, in quotes or without."""
    if alarm["AlarmName"] not in composite["AlarmRule"]:
        return False
    named = rf"""ALARM\s*\(\s*["']?(arn:[^"')]*:alarm:)?{re.escape(alarm["AlarmName"])}["']?\s*\)"""
    return re.search(named, composite["AlarmRule"]) is not None
