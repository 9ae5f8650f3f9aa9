# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dashboards: what is refused of a body, and tags.

moto takes any JSON, and no tags.  AWS checks the body against a schema (CloudWatch API reference, "Dashboard body
structure and syntax") and refuses it with a list of what is wrong; tags are taken when a dashboard is made.
"""

from __future__ import annotations

import json
import typing as t

from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult

from ._mend import AwsError, mends

Problem = dict[str, str]

NEEDED = {
    "text": ("markdown",),
    "log": ("region", "query"),
    "alarm": ("alarms",),
    "custom": ("endpoint",),
    "explorer": ("labels", "metrics", "widgetOptions"),
    "metric": ("region",),
}
"""Properties that each type of widget cannot do without."""

RANGES = {"x": (0, 23), "width": (1, 24), "height": (1, 1000)}
MOST_WIDGETS = 500


@mends(CloudWatchResponse)
def put_dashboard(former: t.Any, self: CloudWatchResponse) -> ActionResult:
    backend, name = self.cloudwatch_backend, self._get_param("DashboardName")
    if problems := list(_problems(self._get_param("DashboardBody"))):
        listed = json.dumps(problems, indent=2)
        text = f"The dashboard body is invalid, there are {len(problems)} validation errors:\n{listed}"
        raise AwsError("InvalidParameterInput", text)
    fresh = name not in backend.dashboards
    answer = t.cast(ActionResult, former(self))
    if fresh and self._get_param("Tags"):
        backend.tagger.tag_resource(backend.dashboards[name].arn, self._get_param("Tags"))
    return answer


@mends(CloudWatchResponse)
def delete_dashboards(former: t.Any, self: CloudWatchResponse) -> ActionResult:
    backend = self.cloudwatch_backend
    named = [backend.dashboards[name] for name in self._get_param("DashboardNames", []) if name in backend.dashboards]
    answer = t.cast(ActionResult, former(self))
    for each in named:
        backend.tagger.delete_all_tags_for_resource(each.arn)
    return answer


def _problems(text: str) -> t.Iterator[Problem]:
    try:
        body = json.loads(text)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        yield _problem("", "Should be a JSON object")
    elif not isinstance(body.get("widgets"), list):
        yield _problem("", "Should have required property 'widgets'")
    elif len(body["widgets"]) > MOST_WIDGETS:
        yield _problem("/widgets", f"Should NOT have more than {MOST_WIDGETS} items")
    else:
        for number, widget in enumerate(body["widgets"]):
            yield from _of_widget(f"/widgets/{number}", widget)


def _of_widget(path: str, widget: dict[str, t.Any]) -> t.Iterator[Problem]:
    for name in ("type", "properties"):
        if name not in widget:
            yield _problem(path, f"Should have required property '{name}'")
    for name, (least, most) in RANGES.items():
        if not least <= widget.get(name, least) <= most:
            yield _problem(f"{path}/{name}", f"Should be >= {least} and <= {most}")
    if widget.get("type", "text") not in NEEDED:
        yield _problem(f"{path}/type", "Should be equal to one of the allowed values")
        return
    if "type" in widget and "properties" in widget:
        for name in NEEDED[widget["type"]]:
            if name not in widget["properties"]:
                yield _problem(f"{path}/properties", f"Should have required property '{name}'")


def _problem(path: str, message: str) -> Problem:
    return {"dataPath": path, "message": message}
