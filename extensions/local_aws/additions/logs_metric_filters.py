# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Metric filters of log groups.

moto keeps a second filter of the same name, takes groups that do not exist, any number of filters and dimensions beside
a default value, and pages nothing.  AWS: 100 filters for a log group, three dimensions, filters in the order of names.
"""

from __future__ import annotations

import json
import time
import typing as t

from moto.logs.models import LogsBackend
from moto.logs.responses import LogsResponse

from ._mend import AwsError, mends
from ._pages import page

MOST_FILTERS = 100
MOST_DIMENSIONS = 3
FILTERS_PER_PAGE = 50

Filter = dict[str, t.Any]


@mends(LogsResponse)
def put_metric_filter(former: t.Any, self: LogsResponse) -> str:
    backend, group, name = self.logs_backend, self._get_param("logGroupName"), self._get_param("filterName")
    _there(backend, group)
    for each in self._get_param("metricTransformations"):
        _refuse(each)
    same = [each for each in _of(backend, group) if each["filterName"] == name]
    if not same and len(_of(backend, group)) >= MOST_FILTERS:
        raise AwsError("LimitExceededException", "Resource limit exceeded.")
    answer = former(self)
    made = backend.filters.metric_filters[-1]
    made["creationTime"] = same[0]["creationTime"] if same else int(time.time() * 1000)
    for each in same:
        backend.filters.metric_filters.remove(each)
    return t.cast(str, answer)


@mends(LogsBackend)
def delete_metric_filter(
    former: t.Any, self: LogsBackend, filter_name: str | None = None, log_group_name: str | None = None
) -> None:
    _there(self, log_group_name)
    if not any(each["filterName"] == filter_name for each in _of(self, log_group_name)):
        raise AwsError("ResourceNotFoundException", "The specified metric filter does not exist.")
    former(self, filter_name, log_group_name)


@mends(LogsBackend, "delete_log_group")
def delete_filters_too(former: t.Any, self: LogsBackend, log_group_name: str) -> None:
    former(self, log_group_name)
    for each in _of(self, log_group_name):
        self.filters.delete_filter(each["filterName"], log_group_name)


@mends(LogsResponse)
def describe_metric_filters(former: t.Any, self: LogsResponse) -> str:
    """By the page, in the order of names."""
    group = self._get_param("logGroupName")
    if group is not None:
        _there(self.logs_backend, group)
    found = sorted(json.loads(former(self))["metricFilters"], key=lambda each: str(each["filterName"]))
    wrong = AwsError("InvalidParameterException", "The specified nextToken is invalid.")
    size = self._get_param("limit", FILTERS_PER_PAGE)
    shown, following = page(found, size, self._get_param("nextToken"), wrong)
    return json.dumps({"metricFilters": shown} | ({"nextToken": following} if following else {}))


def _of(backend: LogsBackend, group: str | None) -> list[Filter]:
    return [each for each in backend.filters.metric_filters if each["logGroupName"] == group]


def _there(backend: LogsBackend, group: str | None) -> None:
    if group not in backend.groups:
        raise AwsError("ResourceNotFoundException", "The specified log group does not exist.")


def _refuse(transformation: Filter) -> None:
    dimensions = transformation.get("dimensions") or {}
    text = "Invalid metric transformation: "
    if dimensions and transformation.get("defaultValue") is not None:
        text += "dimensions and default value are mutually exclusive properties"
        raise AwsError("InvalidParameterException", text)
    if len(dimensions) > MOST_DIMENSIONS:
        raise AwsError("InvalidParameterException", f"{text}at most {MOST_DIMENSIONS} dimensions are allowed")
