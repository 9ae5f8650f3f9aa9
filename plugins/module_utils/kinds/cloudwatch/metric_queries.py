# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Metrics and expressions that a metric alarm is worked out from."""

from __future__ import annotations

import dataclasses
import re
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...fields import option, required
from ...resource import Part
from ...whole import Whole
from ...wire import Case, Codec, get, pairs, pascal, put
from .alarms import clearable
from .dimension_names import BY_NAME, asked, named
from .statistics import Statistic, Unit, extended, wrong_dimensions, wrong_period

PERIODS = (1, 5, 10, 20, 30)
"""Seconds below a minute that a query may ask for."""

OF_METRIC = ("namespace", "metric_name", "dimensions", "statistic", "unit")
"""What is said of a metric, and not of an expression."""

by_name = pairs("Name", "Value")
dimensions_of = Codec(by_name.out, lambda found: None if found is None else by_name.into(found))
"""An expression has none, which is not the same as a metric without any."""


@dataclass(frozen=True, kw_only=True)
class MetricQuery(Whole, Part):
    """A metric, or an expression over metrics by their ids."""

    casing: t.ClassVar[Case] = staticmethod(pascal)
    examples: t.ClassVar[dict[str, t.Any]] = {
        "id": "errors", "namespace": "AWS/ApplicationELB", "metric_name": "HTTPCode_Target_5XX_Count",
        "dimensions": {"LoadBalancer": "app/envelope-prod/0123456789abcdef"}, "statistic": "Sum", "period": 60,
        "return_data": True}
    defaults: t.ClassVar[t.Mapping[str, t.Any]] = {"return_data": True, "unit": ""}

    id: str = required("Name by which expressions refer to it: a small letter, then letters, digits and _.")
    expression: str | None = option(
        "Expression over other entries, such as V(100 * errors / requests), or a query, in whose conditions names do "
        "as in O(cloudwatch_alarms[].metrics[].dimensions).")
    namespace: str | None = option("Namespace of the metric.", wire="MetricStat.Metric.Namespace")
    metric_name: str | None = option("Name of the metric.", wire="MetricStat.Metric.MetricName")
    dimensions: dict[str, str] | None = option(
        f"Dimensions of the metric: all that it is published with. {BY_NAME}",
        wire="MetricStat.Metric.Dimensions", codec=dimensions_of)
    statistic: str | None = option("V(Sum), V(Average), V(p99) and so on.", wire="MetricStat.Stat")
    unit: Unit | None = option(
        "Unit of the values that count; all where it is left out.", wire="MetricStat.Unit", codec=clearable)
    period: int | None = option("Seconds that one value stands for: 1, 5, 10, 20, 30 or a multiple of 60.")
    label: str | None = option("What it is called where it is shown.")
    return_data: bool | None = option(
        "Whether the alarm watches this one; exactly one entry is watched. V(true) where it is left out.")
    account_id: str | None = option("Account that has the metric, where it is another one.")

    def wire(self, *names: str) -> dict[str, t.Any]:
        """AWS has the period of a metric and that of a query at different places."""
        whole = super().wire(*names)
        if "Period" in whole and "MetricStat" in whole:
            put(whole, ("MetricStat", "Period"), whole.pop("Period"))
        return whole

    @classmethod
    def taken(cls, found: t.Mapping[str, t.Any]) -> MetricQuery:
        period = found.get("Period") or get(found, ("MetricStat", "Period"))
        return super().taken({**found, "Period": period})

    def resolved(self, *, pending: bool = False) -> Flow:
        return dataclasses.replace(
            self, dimensions=(yield from named(self.dimensions, pending=pending)),
            expression=(yield from asked(self.expression, pending=pending)))

    def problems(self) -> t.Iterator[str]:
        for problem in self._wrong():
            yield f"{self.id}: {problem}"

    def _wrong(self) -> t.Iterator[str]:
        if not re.fullmatch(r"[a-z][A-Za-z0-9_]{0,254}", self.id):
            yield "id is not allowed: a small letter, then letters, digits and _"
        said = [name for name in OF_METRIC if getattr(self, name)]
        if self.expression and said:
            yield f"has an expression, and so no {', '.join(said)}"
        needed = ("namespace", "metric_name", "statistic", "period")
        if not self.expression and (left_out := [name for name in needed if not getattr(self, name)]):
            yield f"has no {', '.join(left_out)}; a metric needs those, anything else an expression"
        if self.statistic and self.statistic not in t.get_args(Statistic) and not extended(self.statistic):
            yield f"statistic: {self.statistic}, allowed are {', '.join(t.get_args(Statistic))}, p99, tm90 and the like"
        yield from filter(None, (wrong_period(self.period, PERIODS), wrong_dimensions(self.dimensions)))
