# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dashboard of a platform: what is wrong on top, then what clients see, then what it is made of."""

from __future__ import annotations

import re
import typing as t

from ..access import partition
from .alarms import Alarm
from .incidents import INCIDENTS, name_of
from .subjects import Wanted
from .table import ALB, BALANCER, TABLE
from .watches import Metric, Sort, Subject, Watch

Entry = dict[str, t.Any]
Subjects = t.Mapping[Sort, t.Sequence[Subject]]

COLUMNS, GRAPH_ROWS, TITLE_ROWS, MOST_ALARMS = 24, 6, 1, 100

REQUESTS = Metric("requests", ALB, "RequestCount", "Sum", BALANCER)

ROWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What clients see", ("requests", "load_balancer_5xx", "target_5xx", "load_balancer_4xx", "target_latency",
                          "served_hosts")),
    ("Services", ("service_cpu", "service_memory", "service_tasks", "target_health")),
    ("Queue and exceptions", ("failed_jobs", "exceptions")),
    ("Database and cache", ("database_cpu", "database_storage", "cache_memory")),
    ("Mail", ("mail_bounces", "mail_complaints", "tenant_bounces", "tenant_complaints")),
    ("Tenants with services of their own", ("silo_cpu", "silo_memory")),
    ("Sites", ("site_5xx", "site_4xx")),
)
"""Graphs by the names of their watches, and one of requests."""


def dashboard(wanted: Wanted, there: Subjects, alarms: t.Sequence[Alarm], edge: str) -> Entry:
    """The dashboard as `cloudwatch_dashboards` takes it; `edge` is the region of what CloudFront publishes."""
    thresholds = {(alarm.watch.name, alarm.subject.key): alarm.threshold for alarm in alarms}
    graphs: dict[str, Entry] = {} if not there["load_balancer"] else {
        "requests": _graph("Requests", wanted["region"], _traffic(there), set())}
    for watch in TABLE:
        if subjects := there[watch.of]:
            values = {value for each in subjects if (value := thresholds.get((watch.name, each.key))) is not None}
            region = edge if watch.of == "site" else wanted["region"]
            graphs[watch.name] = _graph(watch.title, region, _lines(watch, subjects), values)
    return {"name": wanted["dashboard"], "tags": wanted["tags"],
            "body": {"widgets": _placed([*_states(wanted, alarms, edge), *_rows(graphs)])}}


def _states(wanted: Wanted, alarms: t.Sequence[Alarm], edge: str) -> t.Iterator[Entry]:
    """What is wrong now: the incidents, and every alarm behind them."""
    on = [alarm for alarm in alarms if alarm.threshold is not None]
    told = {alarm.watch.incident for alarm in on}
    incidents = [name_of(wanted, each.name) for each in INCIDENTS if each.name in told]
    here = [alarm.name for alarm in on if alarm.watch.of != "site"]
    sites = [alarm.name for alarm in on if alarm.watch.of == "site"]
    for title, region, names, height in (
            ("Incidents", wanted["region"], incidents, 2), ("Alarms", wanted["region"], here, 6),
            ("Alarms of sites", edge, sites, 2)):
        if names:
            arn = f"arn:{partition(region)}:cloudwatch:{region}:{wanted['account_id']}:alarm:"
            yield {"type": "alarm", "width": COLUMNS, "height": height, "properties": {
                "title": title, "alarms": [arn + name for name in names[:MOST_ALARMS]]}}


def _rows(graphs: t.Mapping[str, Entry]) -> t.Iterator[Entry]:
    for title, names in ROWS:
        if found := [graphs[name] for name in names if name in graphs]:
            yield {"type": "text", "width": COLUMNS, "height": TITLE_ROWS, "properties": {"markdown": f"## {title}"}}
            across = min(len(found), 3)
            yield from ({**graph, "width": COLUMNS // across} for graph in found)


def _placed(widgets: t.Iterable[Entry]) -> list[Entry]:
    """Widgets beside each other while there is room, and else below."""
    placed: list[Entry] = []
    x = y = height = 0
    for widget in widgets:
        if x + widget["width"] > COLUMNS:
            x, y, height = 0, y + height, 0
        placed.append({**widget, "x": x, "y": y})
        x, height = x + widget["width"], max(height, widget["height"])
    return placed


def _graph(title: str, region: str, lines: list[list[t.Any]], thresholds: set[float]) -> Entry:
    marks = [{"label": "alarm", "value": value} for value in sorted(thresholds)]
    return {"type": "metric", "height": GRAPH_ROWS, "properties": {
        "title": title, "region": region, "view": "timeSeries", "period": 60, "metrics": lines,
        "yAxis": {"left": {"min": 0}}, **({"annotations": {"horizontal": marks}} if marks else {})}}


def _traffic(there: Subjects) -> list[list[t.Any]]:
    return [_line(REQUESTS, each, 60, label=each.key) for each in there["load_balancer"]]


def _lines(watch: Watch, subjects: t.Sequence[Subject]) -> list[list[t.Any]]:
    """A line for each subject, and what it is worked out from, unseen."""
    lines: list[list[t.Any]] = []
    for number, subject in enumerate(subjects):
        if not watch.expression:
            lines.append(_line(watch.metrics[0], subject, watch.period, label=subject.key))
            continue
        # ids are one dashboard's graph's, so those of each subject get its number
        ids = "|".join(each.id for each in watch.metrics)
        expression = watch.expression.format_map(subject.dimensions)
        lines += [_line(each, subject, watch.period, id=f"{each.id}{number}", visible=False) for each in watch.metrics]
        lines.append([{"id": f"line{number}", "period": watch.period, "label": subject.key if ids else "",
                       "expression": re.sub(rf"\b({ids})\b", rf"\g<1>{number}", expression) if ids else expression}])
    return lines


def _line(metric: Metric, subject: Subject, period: int, **settings: t.Any) -> list[t.Any]:
    dimensions = [text for name in metric.dimensions for text in (name, subject.dimensions[name])]
    return [metric.namespace.format_map(subject.dimensions), metric.name, *dimensions,
            {"stat": metric.statistic, "period": period, **settings, **({"awaited": True} if subject.awaited else {})}]
