# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dashboards."""

from __future__ import annotations

import dataclasses
import re
import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow, Say, here
from ...fields import computed, key, option, tagging
from ...resource import Resource
from ...tagging import retag
from ...wire import document
from .api import cloudwatch, own_tags_of
from .dimension_names import BY_NAME, shown

MOST_WIDGETS = 500
COLUMNS = 24
ROWS = 1000


@dataclass(frozen=True, kw_only=True)
class Dashboard(Resource):
    """A dashboard, which is the account's: every region shows it."""

    plural = "cloudwatch_dashboards"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod", "tags": {"project": "envelope"},
        "body": {"widgets": [{
            "type": "metric", "x": 0, "y": 0, "width": 12, "height": 6, "properties": {
                "title": "CPU of the API", "region": "eu-west-1", "stat": "Average", "period": 60,
                "metrics": [["AWS/ECS", "CPUUtilization", "ClusterName", "envelope-prod-cluster"]]}}]},
    }

    name: str = key("Name of the dashboard.", wire="DashboardName")
    body: dict[str, t.Any] | None = option(
        "What it shows, as CloudWatch's JSON document. A new dashboard cannot do without it. Where it says dimensions: "
        f"{BY_NAME} A line of a graph whose settings say V(awaited: true) is left out while that is not there.",
        wire="DashboardBody", codec=document)
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the dashboard.", wire="DashboardArn")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,255}", self.name):
            yield f"name: {self.name!r} is not allowed: 1 to 255 letters, digits, - and _"
        if self.body is not None:
            yield from (f"body: {problem}" for problem in _wrong(self.body.get("widgets")))

    def resolved(self, *, pending: bool = False) -> Flow:
        whole = yield from super().resolved(pending=pending)
        return dataclasses.replace(whole, body=(yield from shown(self.body, pending=pending)))

    def read(self) -> Flow:
        found = yield cloudwatch.get_dashboard(DashboardName=self.name)
        arn = found.get("DashboardArn") or (yield from _arn(self.name))
        tags = None if self.tags is None else (yield from own_tags_of(arn))
        return self.seen({**found, "DashboardArn": arn, "Tags": tags})

    def create(self) -> Flow:
        yield from self._put(cloudwatch.put_dashboard(**self.wire()))

    def update(self, now: Dashboard, changed: t.AbstractSet[str]) -> Flow:
        if "body" in changed:
            yield from self._put(cloudwatch.put_dashboard(**self.wire("name", "body")))
        if "tags" in changed:
            yield from retag(cloudwatch, now.tags, self.tags, ResourceARN=now.arn)

    def delete(self) -> Flow:
        yield cloudwatch.delete_dashboards(DashboardNames=[self.name])

    def _put(self, call: Call) -> Flow:
        """Make the call, and tell what will not be shown though CloudWatch took it."""
        reply = yield call
        for each in reply.get("DashboardValidationMessages") or ():
            yield Say(f"dashboard {self.name}: {each.get('DataPath', '')}: {each.get('Message', '')}")


def _arn(name: str) -> Flow:
    where = yield here()
    return f"arn:{where['partition']}:cloudwatch::{where['account']}:dashboard/{name}"


def _wrong(widgets: t.Any) -> t.Iterator[str]:
    """What CloudWatch refuses of widgets, whatever they show."""
    if not isinstance(widgets, list):
        yield "has no list of widgets; that may be empty, but has to be there"
        return
    if len(widgets) > MOST_WIDGETS:
        yield f"{len(widgets)} widgets, allowed are {MOST_WIDGETS}"
    for number, widget in enumerate(widgets):
        if not isinstance(widget, dict):
            yield f"widgets/{number} is no mapping"
            continue
        if lacking := [name for name in ("type", "properties") if not widget.get(name)]:
            yield f"widgets/{number} has no {', '.join(lacking)}"
        yield from (f"widgets/{number}/{problem}" for problem in _misplaced(widget))


def _misplaced(widget: dict[str, t.Any]) -> t.Iterator[str]:
    for name, least, most in (("x", 0, COLUMNS - 1), ("y", 0, None), ("width", 1, COLUMNS), ("height", 1, ROWS)):
        value = widget.get(name, least)
        if not isinstance(value, int) or value < least or (most is not None and value > most):
            yield f"{name}: {value}, allowed are {least} {'and more' if most is None else f'to {most}'}"
