# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Metric filters: numbers made of what is logged."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ...advising import advised
from ...calls import Call, Flow
from ...errors import Absent, Invalid
from ...fields import key, option, required
from ...resource import Part, Resource
from ...whole import Whole
from ...wire import Case, camel
from ..cloudwatch.statistics import Unit
from .groups import LOG_GROUP
from .service import logs

MOST_DIMENSIONS = 3
LONGEST_PATTERN = 1024
LONGEST_VALUE = 100

ADVICE = {"LimitExceededException": "a log group has at most 100 metric filters, which is not adjustable, and 5 "
                                    "regular expressions in them"}


@dataclass(frozen=True, kw_only=True)
class MetricTransformation(Whole, Part):
    """What a line that matches adds to a metric."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "metric_name": "Exceptions", "metric_namespace": "Envelope/prod", "metric_value": "1", "default_value": 0.0,
        "dimensions": {}, "unit": "Count"}
    defaults: t.ClassVar[t.Mapping[str, t.Any]] = {"unit": "None"}

    metric_name: str = required("Name of the metric.")
    metric_namespace: str = required("Namespace of the metric, such as V(Envelope/prod).")
    metric_value: str = required("What is added: a number, or a field of the line such as V($.duration).")
    default_value: float | None = option("What a minute with lines, of which none matches, adds. None if left out.")
    dimensions: dict[str, str] | None = option(
        "Fields of the line by the name of the dimension they become, at most 3. Each value is a metric that costs.")
    unit: Unit | None = option("Unit of the metric. V(None) where it is left out.")

    def wire(self, *names: str) -> dict[str, t.Any]:
        return {name: value for name, value in super().wire(*names).items() if value not in ("", {})}

    def problems(self) -> t.Iterator[str]:
        for name in ("metric_name", "metric_namespace"):
            if not re.fullmatch(r"[^:*$]{1,255}", getattr(self, name)):
                yield f"{name}: {getattr(self, name)!r} is not allowed: 1 to 255 characters without : * and $"
        if not re.fullmatch(r"-?\d+(\.\d+)?|\$\S+", self.metric_value) or len(self.metric_value) > LONGEST_VALUE:
            yield f"metric_value: {self.metric_value!r}, allowed are a number, or a field such as $.duration"
        if self.dimensions and self.default_value is not None:
            yield "default_value: excludes dimensions; say one or the other"
        if len(self.dimensions or ()) > MOST_DIMENSIONS:
            yield f"dimensions: {len(self.dimensions or ())}, allowed are {MOST_DIMENSIONS}"


@dataclass(frozen=True, kw_only=True)
class MetricFilter(Resource):
    """A metric made of the lines of a log group that match a pattern."""

    plural = "logs_metric_filters"
    casing: t.ClassVar[Case] = staticmethod(camel)
    examples: t.ClassVar[dict[str, t.Any]] = {
        "log_group": "/ecs/envelope-prod-api", "name": "exceptions", "filter_pattern": '{ $.level_name = "ERROR" }',
        "metric_transformations": [MetricTransformation.examples],
    }

    log_group: str = key("Log group, which has to be there.", wire="logGroupName", find=LOG_GROUP)
    name: str = key("Name of the filter, unique within its log group.", wire="filterName")
    filter_pattern: str | None = option("Which lines match, in CloudWatch Logs' pattern syntax; empty for all.")
    metric_transformations: list[MetricTransformation] | None = option("What they add to which metric: exactly one.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not re.fullmatch(r"[^:*]{1,512}", self.name):
            yield f"name: {self.name!r} is not allowed: 1 to 512 characters without : and *"
        if (length := len(self.filter_pattern or "")) > LONGEST_PATTERN:
            yield f"filter_pattern: {length} characters, allowed are {LONGEST_PATTERN}"
        if self.metric_transformations is not None and len(self.metric_transformations) != 1:
            yield f"metric_transformations: {len(self.metric_transformations)}, allowed is 1"

    def read(self) -> Flow:
        """The filters of a log group are read by the page, and so once for all of them."""
        call = logs.describe_metric_filters(logGroupName=self.log_group)
        reply = yield call
        found = next((each for each in reply.get("metricFilters", ()) if each["filterName"] == self.name), None)
        if found is None:
            raise Absent(call, "NotFound", f"no metric filter {self.name} of {self.log_group}")
        return self.seen(found)

    def create(self) -> Flow:
        needed = ("filter_pattern", "metric_transformations")
        if left_out := [name for name in needed if getattr(self, name) is None]:
            raise Invalid(f"it does not exist, and cannot be created without {', '.join(left_out)}")
        yield from advised(self._put(), ADVICE)

    def update(self, now: MetricFilter, changed: t.AbstractSet[str]) -> Flow:
        yield from advised(self._put(), ADVICE)

    def delete(self) -> Flow:
        yield logs.delete_metric_filter(**self.wire("log_group", "name"))

    def _put(self) -> Call:
        return logs.put_metric_filter(**self.wire())
