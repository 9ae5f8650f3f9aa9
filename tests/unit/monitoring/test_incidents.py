# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One message for an incident."""

from __future__ import annotations

from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudwatch import CompositeAlarm
from ansible_collections.venturemond.envelope.tests.unit.monitoring.asked import alarms, made

OFF = {"load_balancer_5xx": "off", "target_5xx": "off"}


def composites(**said):
    found = made(**said)
    return {each["name"].removeprefix("envelope-prod-"): each for each in (*found["incidents"], *found["kept_quiet"])}


def test_an_alarm_tells_by_itself_or_belongs_to_an_incident_that_does():
    told = {name for each in composites().values() for name in each["rule"]["any"]}
    for name, alarm in alarms().items():
        assert bool(alarm["alarm_actions"]) is (name not in told), name
        assert alarm["ok_actions"] == alarm["alarm_actions"]


def test_each_can_be_made_and_tells_when_it_begins_and_ends():
    for each in composites().values():
        assert list(CompositeAlarm.given(each).problems()) == []
        assert each["alarm_actions"] == each["ok_actions"] == ["envelope-prod-alarms"]


def test_what_follows_from_an_outage_is_kept_quiet_by_it():
    assert composites()["degraded"]["actions_suppressor"] == "envelope-prod-down"


def test_what_keeps_others_quiet_is_made_before_them():
    found = made()
    assert [each["name"] for each in found["incidents"]] == ["envelope-prod-down", "envelope-prod-mail"]
    assert [each["name"] for each in found["kept_quiet"]] == ["envelope-prod-degraded"]


def test_an_incident_without_alarms_is_taken_away_and_keeps_nothing_quiet():
    found = made(thresholds=OFF)
    assert [each["name"] for each in found["incidents_off"]] == ["envelope-prod-down"]
    assert composites(thresholds=OFF)["degraded"]["actions_suppressor"] == ""
