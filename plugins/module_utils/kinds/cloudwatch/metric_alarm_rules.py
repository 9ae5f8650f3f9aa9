# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a metric alarm has to say, and what goes together."""

from __future__ import annotations

import typing as t

from .statistics import extended, wrong_dimensions, wrong_period, wrong_span

if t.TYPE_CHECKING:
    from .metric_alarms import MetricAlarm

OF_METRIC = ("namespace", "metric_name", "dimensions", "statistic", "extended_statistic", "period", "unit")

EITHER_OR = (
    (("metrics",), OF_METRIC),
    (OF_METRIC, ("metrics", "threshold_metric")),
    (("statistic",), ("extended_statistic",)),
    (("extended_statistic",), ("statistic",)),
    (("threshold",), ("threshold_metric",)),
    (("threshold_metric",), ("threshold",)),
)
"""Options that exclude others."""

OF_BAND = ("LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold")
"""Comparisons with the band of an anomaly detector."""


def left_out(alarm: MetricAlarm) -> list[str]:
    """Without which options it cannot be created."""
    needed = ["comparison_operator", "evaluation_periods"]
    if alarm.threshold_metric is None:
        needed.append("threshold")
    if alarm.metrics is None:
        needed += ["namespace", "metric_name", "period"]
        if alarm.extended_statistic is None:
            needed.append("statistic")
    return [name for name in needed if getattr(alarm, name) is None]


def wrong(alarm: MetricAlarm) -> t.Iterator[str]:
    """What cannot be, whatever is there already."""
    yield from _excluded(alarm)
    yield from _numbers(alarm)
    if alarm.extended_statistic is not None and not extended(alarm.extended_statistic):
        yield (f"extended_statistic: {alarm.extended_statistic}, allowed are p99, tm90, tc90, ts90, wm90, IQM, "
               "PR(n:m) and the like")
    if alarm.comparison_operator and alarm.threshold is not None and alarm.comparison_operator in OF_BAND:
        yield f"comparison_operator: {alarm.comparison_operator} compares with a band, which threshold_metric names"
    if alarm.threshold_metric and alarm.comparison_operator and alarm.comparison_operator not in OF_BAND:
        yield (f"comparison_operator: {alarm.comparison_operator}, allowed with threshold_metric are "
               f"{', '.join(OF_BAND)}")
    if alarm.metrics is not None:
        yield from _queries(alarm)


def _excluded(alarm: MetricAlarm) -> t.Iterator[str]:
    for mine, theirs in (EITHER_OR[0], EITHER_OR[2], EITHER_OR[4]):
        said = [name for name in theirs if getattr(alarm, name) is not None]
        if said and getattr(alarm, mine[0]) is not None:
            yield f"{mine[0]}: excludes {', '.join(said)}; say one or the other"


def _numbers(alarm: MetricAlarm) -> t.Iterator[str]:
    yield from filter(None, (
        wrong_period(alarm.period), wrong_dimensions(alarm.dimensions),
        wrong_span(alarm.period, alarm.evaluation_periods)))
    for name in ("evaluation_periods", "datapoints_to_alarm"):
        if (value := getattr(alarm, name)) is not None and value < 1:
            yield f"{name}: {value}, allowed are 1 and more"
    if (alarm.datapoints_to_alarm or 0) > (alarm.evaluation_periods or alarm.datapoints_to_alarm or 0):
        yield (f"datapoints_to_alarm: {alarm.datapoints_to_alarm}, allowed are 1 to evaluation_periods, "
               f"which are {alarm.evaluation_periods}")


def _queries(alarm: MetricAlarm) -> t.Iterator[str]:
    queries = alarm.metrics or []
    ids = [each.id for each in queries]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        yield f"metrics: {', '.join(twice)} is there more than once"
    watched = [each.id for each in queries if each.return_data is not False and each.id != alarm.threshold_metric]
    if len(watched) != 1:
        yield (f"metrics: the alarm watches {', '.join(watched) or 'none'}; "
               "exactly one entry may return data, say return_data=false at the others")
    if alarm.threshold_metric is not None and alarm.threshold_metric not in ids:
        yield f"threshold_metric: {alarm.threshold_metric} is no id of metrics; these are {', '.join(ids)}"
    for period in sorted({each.period for each in queries if each.period}):
        yield from filter(None, [wrong_span(period, alarm.evaluation_periods)])
