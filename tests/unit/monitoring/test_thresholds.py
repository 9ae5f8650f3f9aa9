# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Thresholds as people say them."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.monitoring.table import TABLE
from ansible_collections.venturemond.envelope.plugins.module_utils.monitoring.thresholds import amount
from ansible_collections.venturemond.envelope.tests.unit.monitoring.asked import alarms, made

WATCHES = {watch.name: watch for watch in TABLE}


@pytest.mark.parametrize(("name", "said", "value"), [
    ("service_cpu", "85%", 85), ("service_cpu", "99.5 %", 99.5), ("mail_bounces", "4%", 0.04),
    ("mail_complaints", "0.08%", 0.0008), ("target_latency", "2s", 2), ("target_latency", "800ms", 0.8),
    ("database_storage", "5GiB", 5 * 2**30), ("database_storage", "512 MiB", 2**29), ("service_tasks", "2 tasks", 2),
    ("target_health", "1 host", 1), ("target_5xx", "10/min", 10), ("target_5xx", "1/s", 60),
    ("failed_jobs", "1/min", 5), ("failed_jobs", "12/h", 1), ("service_cpu", "off", None), ("service_cpu", False, None),
])
def test_what_is_said_becomes_what_cloudwatch_compares(name, said, value):
    assert amount(WATCHES[name], said) == value


@pytest.mark.parametrize(("thresholds", "told"), [
    ({"service_cpu": "85"}, "monitoring_thresholds.service_cpu is '85': allowed are a number with %, such as 85%"),
    ({"service_cpu": 85}, "monitoring_thresholds.service_cpu is 85: allowed are a number with %"),
    ({"target_latency": "2GiB"}, "target_latency is '2GiB': allowed are a number with s or ms, such as 2s, and off"),
    ({"service_cpu": True}, "service_cpu is True: allowed"),
    ({"service_cpu": "120%"}, "service_cpu is '120%': allowed are more than 0% and up to 100%"),
    ({"target_5xx": "0/min"}, "target_5xx is '0/min': allowed is more than 0, or off"),
    ({"target_5xx": "-1/min"}, "target_5xx is '-1/min': allowed"),
    ({"sevice_cpu": "85%"}, "sevice_cpu is not known, did you mean service_cpu?"),
    ({"service_cpu.wrker": "85%"}, r"service_cpu.wrker is not known, did you mean service_cpu.worker\? "
                                   r"\(allowed: service_cpu.api, "),
    ({"service_cpu": "85", "target_latency": "2"}, "service_cpu is .*; monitoring_thresholds.target_latency is "),
])
def test_what_cannot_be_is_told_with_what_is_allowed(thresholds, told):
    with pytest.raises(Invalid, match=told):
        made(thresholds=thresholds)


def test_one_of_many_has_its_own():
    found = alarms(thresholds={"service_cpu": "70%", "service_cpu.worker": "95%"})
    assert (found["envelope-prod-api-cpu"]["threshold"], found["envelope-prod-worker-cpu"]["threshold"]) == (70, 95)


def test_one_that_is_off_is_taken_away_and_named_nowhere():
    found = made(thresholds={"service_cpu.worker": "off"})
    assert found["alarms_off"] == [
        {"name": "envelope-prod-worker-cpu", "tags": {"managed-by": "venturemond.envelope"}}]
    assert "envelope-prod-worker-cpu" not in str([found[name] for name in ("alarms", "incidents", "kept_quiet",
                                                                           "dashboards")])


def test_defaults_are_thresholds():
    assert all(amount(watch, watch.threshold) for watch in TABLE)
