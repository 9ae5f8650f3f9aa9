# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dimensions by name: a metric calls a load balancer `app/name/0123456789abcdef`, which nobody knows beforehand.

The name does as well wherever a dimension is said: in an alarm, in a query, and in a dashboard.
"""

from __future__ import annotations

import re
import typing as t

from ...calls import Flow, Pending, has_pending
from ...fields import Reference
from ..cloudfront.references import DISTRIBUTION
from ..elbv2.references import find_load_balancer, find_target_group

BY_NAME = "Names of load balancers (LoadBalancer), target groups (TargetGroup) and distributions (DistributionId) do."


def _load_balancer(name: str) -> Flow:
    arn = yield from find_load_balancer(name)
    return arn and arn.partition(":loadbalancer/")[2]


def _target_group(name: str) -> Flow:
    arn = yield from find_target_group(name)
    return arn and arn.rpartition(":")[2]


def _has_id(value: str) -> bool:
    return "/" in value


NAMED = {
    "LoadBalancer": Reference("load balancer", _load_balancer, is_id=_has_id, role="network"),
    "TargetGroup": Reference("target group", _target_group, is_id=_has_id, role="ecs_services"),
    "DistributionId": DISTRIBUTION,
}
"""The dimensions whose values hold an id of AWS's."""

CONDITION = re.compile(rf"\b({'|'.join(NAMED)})(\s*!?=\s*)'([^']+)'")
"""A condition of a Metrics Insights query."""


def named(dimensions: t.Mapping[str, str] | None, *, pending: bool) -> Flow:
    """Dimensions as CloudWatch knows them; `Pending` or `Unresolved` for a name that nothing bears."""
    if dimensions is None:
        return None
    found = {}
    for name, value in dimensions.items():
        found[name] = yield from _value(name, value, pending=pending)
    return found


def asked(expression: str | None, *, pending: bool) -> Flow:
    """An expression as CloudWatch understands it, or `Pending`, where it is a query about something by name."""
    found = expression
    for condition in CONDITION.finditer(expression or ""):
        name, operator, value = condition.groups()
        known = yield from _value(name, value, pending=pending)
        if has_pending(known):
            return Pending(f"query {expression}")
        found = t.cast(str, found).replace(condition[0], f"{name}{operator}'{known}'")
    return found


def shown(body: t.Mapping[str, t.Any] | None, *, pending: bool) -> Flow:
    """The body of a dashboard, with what its graphs show by name as CloudWatch knows it."""
    if body is None:
        return None
    widgets = []
    for widget in body["widgets"]:
        about = widget["properties"]
        rows = []
        for row in about.get("metrics") or ():
            flow = _row(row, pending=pending)
            rows.append((yield from flow))
        left = [row for row in rows if row is not None]
        if left:
            widgets.append({**widget, "properties": {**about, "metrics": left}})
        elif not rows:
            widgets.append(widget)
    return {**body, "widgets": widgets}


def _row(row: t.Any, *, pending: bool) -> Flow:
    """A line of a graph: namespace, metric, names and values of dimensions by turns, settings; or an expression.

    None for one that is `awaited` while what it names is not there.  An explorer's, a mapping, names no dimensions.
    """
    if not isinstance(row, (list, tuple)) or not row:
        return row
    whole, settings = (list(row[:-1]), dict(row[-1])) if isinstance(row[-1], dict) else (list(row), {})
    awaited = settings.pop("awaited", False)
    for place in range(2, len(whole) - 1, 2):
        whole[place + 1] = yield from _value(whole[place], whole[place + 1], pending=pending or awaited)
    if "expression" in settings:
        settings["expression"] = yield from asked(settings["expression"], pending=pending)
    return None if awaited and has_pending(whole) else [*whole, *([settings] if settings else [])]


def _value(dimension: str, value: str, *, pending: bool) -> Flow:
    reference = NAMED.get(dimension)
    if reference is None or value == ".":  # which is a dashboard's sign for the same as in the line above
        return value
    return (yield from reference.resolve(value, pending=pending))
