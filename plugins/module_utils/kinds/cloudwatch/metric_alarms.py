# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Metric alarms."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Say, has_pending
from ...errors import Awaited, Invalid
from ...fields import instruction, option
from ...resource import Resource
from ...tagging import retag
from ...wire import Codec, pairs, unordered
from .alarms import Alarm, clearable
from .api import cloudwatch
from .dimension_names import BY_NAME, named
from .metric_alarm_rules import EITHER_OR, left_out, wrong
from .metric_queries import MetricQuery
from .statistics import Statistic, Unit

Comparison = t.Literal[
    "GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold",
    "LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold"]

missing = Codec(lambda value: value, lambda found: found or "missing")
evaluate = Codec(lambda value: value, lambda found: found or "evaluate")


@dataclass(frozen=True, kw_only=True)
class MetricAlarm(Alarm, Resource):
    """An alarm on a metric, or on what is worked out from several."""

    plural = "cloudwatch_alarms"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod-api-cpu", "description": "The API is short of CPU. See docs/runbooks/scaling.md",
        "namespace": "AWS/ECS", "metric_name": "CPUUtilization",
        "dimensions": {"ClusterName": "envelope-prod-cluster", "ServiceName": "envelope-prod-api"},
        "statistic": "Average", "period": 60, "evaluation_periods": 5, "datapoints_to_alarm": 3, "threshold": 80.0,
        "comparison_operator": "GreaterThanThreshold", "treat_missing_data": "missing",
        "alarm_actions": ["arn:aws:sns:eu-west-1:111122223333:envelope-prod-alarms"], "tags": {"project": "envelope"},
    }

    namespace: str | None = option("Namespace of the metric, such as V(AWS/ECS).")
    metric_name: str | None = option("Name of the metric; or else O(cloudwatch_alarms[].metrics) say what is watched.")
    dimensions: dict[str, str] | None = option(
        f"Dimensions of the metric: all that it is published with. {BY_NAME}", codec=pairs("Name", "Value"))
    statistic: Statistic | None = option("What becomes of the values of a period.")
    extended_statistic: str | None = option("Or a percentile and the like: V(p99), V(tm90), V(PR(0:300\\)).")
    period: int | None = option("Seconds that one value stands for: 10, 20, 30 or a multiple of 60.")
    unit: Unit | None = option(
        "Unit of the values that count; empty for all. AWS advises to leave it out.", codec=clearable)
    metrics: list[MetricQuery] | None = option(
        "Metrics and expressions, of which the alarm watches one: exactly these.", alike=unordered)
    comparison_operator: Comparison | None = option("How the value is compared with the threshold.")
    threshold: float | None = option("What it is compared with, in the unit of the metric.")
    threshold_metric: str | None = option(
        "Or the id of the entry that holds C(ANOMALY_DETECTION_BAND).", wire="ThresholdMetricId")
    evaluation_periods: int | None = option("How many of the last periods are looked at.")
    datapoints_to_alarm: int | None = option("In how many of these it has to be beyond the threshold; all if left out.")
    treat_missing_data: t.Literal["breaching", "notBreaching", "ignore", "missing"] | None = option(
        "What a period without values counts as. V(missing) where it is left out at creation.", codec=missing)
    evaluate_low_sample_count_percentile: t.Literal["evaluate", "ignore"] | None = option(
        "Whether percentiles of few values count. V(evaluate) where it is left out at creation.", codec=evaluate)
    awaits_dimensions: bool = instruction(
        "Whether it is left for a later run while what its dimensions name is not there.", default=False)

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from wrong(self)

    def resolved(self, *, pending: bool = False) -> Flow:
        whole = yield from super().resolved(pending=pending)
        found = yield from named(self.dimensions, pending=pending or self.awaits_dimensions)
        return dataclasses.replace(whole, dimensions=found)

    def over(self, now: t.Any) -> MetricAlarm:
        """What says otherwise than this does goes: an alarm watches a metric or an expression, never both."""
        if now is None:
            return self
        gone = {name for mine, theirs in EITHER_OR if self._says(mine) for name in theirs}
        return super().over(dataclasses.replace(now, **dict.fromkeys(gone)))

    def read(self) -> Flow:
        if self.awaits_dimensions and has_pending(self.dimensions):
            reason = f"alarm {self.name} waits until there is what it watches"
            yield Say(reason)
            raise Awaited(reason)
        return self.seen((yield from self.found("MetricAlarms")))

    def create(self) -> Flow:
        if names := left_out(self):
            raise Invalid(f"it does not exist, and cannot be created without {', '.join(names)}")
        yield cloudwatch.put_metric_alarm(**self.asked(), **self.wire("tags"))

    def update(self, now: MetricAlarm, changed: t.AbstractSet[str]) -> Flow:
        if changed - {"tags"}:
            yield cloudwatch.put_metric_alarm(**self.asked())
        if "tags" in changed:
            yield from retag(cloudwatch, now.tags, self.tags, ResourceARN=now.arn)

    def delete(self) -> Flow:
        yield cloudwatch.delete_alarms(AlarmNames=[self.name])

    def _says(self, names: t.Iterable[str]) -> bool:
        return any(getattr(self, name) is not None for name in names)
