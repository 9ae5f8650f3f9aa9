# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dashboard: what is wrong on top, every alarm drawn, nothing above anything else."""

from __future__ import annotations

import itertools

from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudwatch import Dashboard
from ansible_collections.venturemond.envelope.plugins.module_utils.monitoring.dashboard import ROWS
from ansible_collections.venturemond.envelope.plugins.module_utils.monitoring.table import TABLE
from ansible_collections.venturemond.envelope.tests.unit.monitoring.asked import made


def widgets(**said):
    return made(**said)["dashboards"][0]["body"]["widgets"]


def graph(title, **said):
    [found] = [each["properties"] for each in widgets(**said) if each["properties"].get("title") == title]
    return found


def test_it_is_one_that_cloudwatch_takes():
    assert list(Dashboard.given(made()["dashboards"][0]).problems()) == []


def test_what_is_wrong_is_on_top_the_incidents_first():
    first, second, third = widgets()[:3]
    assert [each["properties"]["title"] for each in (first, second, third)] == [
        "Incidents", "Alarms", "Alarms of sites"]
    assert [arn.rpartition("-")[2] for arn in first["properties"]["alarms"]] == ["down", "degraded", "mail"]
    assert all(":us-east-1:" in arn for arn in third["properties"]["alarms"])


def test_every_alarm_is_drawn_once():
    drawn = [name for _title, names in ROWS for name in names]
    assert sorted(drawn) == sorted(["requests", *(watch.name for watch in TABLE)])


def test_no_two_widgets_are_in_one_place():
    places = [set(itertools.product(range(each["x"], each["x"] + each["width"]),
                                    range(each["y"], each["y"] + each["height"]))) for each in widgets()]
    assert sum(map(len, places)) == len(set().union(*places))


def test_a_threshold_is_a_line_and_one_that_is_off_is_none():
    assert graph("CPU")["annotations"]["horizontal"] == [{"label": "alarm", "value": 85}]
    assert "annotations" not in graph("CPU", thresholds={"service_cpu": "off"})


def test_what_is_worked_out_is_worked_out_for_each_subject():
    lines = graph(
        "Tasks that are missing", services=["api", "worker"], web_services=["api"], php_services=["api"])["metrics"]
    assert [line[-1]["expression"] for line in lines if "expression" in line[-1]] == [
        "desired0 - running0", "desired1 - running1"]
    assert [line[-1]["id"] for line in lines] == [
        "desired0", "running0", "line0", "desired1", "running1", "line1"]


def test_sites_are_drawn_from_where_cloudfront_publishes():
    assert graph("Errors, %")["region"] == "us-east-1"


def test_what_a_platform_has_not_is_not_drawn():
    assert "Sites" not in str(widgets(sites={}))
    assert "Database" not in str(widgets(database="", cache=""))
