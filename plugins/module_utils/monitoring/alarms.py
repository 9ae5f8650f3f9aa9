# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The alarms of a platform, from the table and what it has."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..kinds.cloudwatch.statistics import Statistic
from .subjects import Wanted
from .watches import Metric, Subject, Watch

Entry = dict[str, t.Any]


@dataclass(frozen=True)
class Alarm:
    """A watch over one subject."""

    watch: Watch
    subject: Subject
    threshold: float | None
    """None where it is switched off."""

    @property
    def name(self) -> str:
        return f"{self.subject.name}-{self.watch.suffix}"

    @property
    def says(self) -> str:
        return self.watch.says.format(subject=self.subject.about)


def entry(alarm: Alarm, wanted: Wanted, topic: str) -> Entry:
    """An alarm as `cloudwatch_alarms` takes it; one that a composite alarm tells of is silent itself."""
    watch = alarm.watch
    told = [] if watch.incident else [topic]
    return {
        "name": alarm.name, "description": description(alarm.says, wanted, watch.runbook),
        **_watched(alarm), "threshold": alarm.threshold,
        "comparison_operator": "LessThanThreshold" if watch.below else "GreaterThanOrEqualToThreshold",
        "evaluation_periods": watch.of_last, "datapoints_to_alarm": watch.within,
        "treat_missing_data": watch.missing,
        **({"evaluate_low_sample_count_percentile": watch.low_samples} if watch.low_samples else {}),
        **({"awaits_dimensions": True} if alarm.subject.awaited else {}),
        "alarm_actions": told, "ok_actions": told, "insufficient_data_actions": [], "actions_enabled": True,
        "tags": wanted["tags"],
    }


def description(says: str, wanted: Wanted, runbook: str) -> str:
    """What a mail says first: what it means, and where to read what to do."""
    return f"{says[0].upper()}{says[1:]}. Runbook: {wanted['runbooks'].rstrip('/')}/{runbook}"


def _watched(alarm: Alarm) -> Entry:
    """A metric; or metrics, and what is worked out of them."""
    watch, subject = alarm.watch, alarm.subject
    if not watch.expression:
        return {**_metric(watch.metrics[0], subject, "extended_statistic"), "period": watch.period}
    metrics = [{"id": each.id, **_metric(each, subject, "statistic"), "period": watch.period, "return_data": False}
               for each in watch.metrics]
    # a metric says its period, and so does a query; what is worked out of metrics has theirs
    period = {} if metrics else {"period": watch.period}
    expression = watch.expression.format_map(subject.dimensions)
    return {"metrics": [*metrics, {"id": "watched", "expression": expression, "label": watch.title, **period,
                                   "return_data": True}]}


def _metric(metric: Metric, subject: Subject, percentile: str) -> Entry:
    """A metric of a subject; `percentile` is what an alarm calls a statistic that is one."""
    plain = metric.statistic in t.get_args(Statistic)
    return {"namespace": metric.namespace.format_map(subject.dimensions), "metric_name": metric.name,
            "dimensions": {name: subject.dimensions[name] for name in metric.dimensions},
            "statistic" if plain else percentile: metric.statistic}
