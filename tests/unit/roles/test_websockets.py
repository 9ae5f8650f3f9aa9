# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What has to fit together so that WebSockets last: each part that does not is found, and named."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.application import application
from ansible_collections.venturemond.envelope.plugins.module_utils.catalogue import services
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.websockets import unfit
from ansible_collections.venturemond.envelope.tests.unit.roles.wanted import SILO, reverb

IDLE = "idle_timeout.timeout_seconds"


def told(**said: t.Any) -> list[str]:
    wanted = reverb(**said)
    return list(unfit(wanted, services(wanted)["reverb"]))


def test_the_defaults_fit():
    assert told() == [] and told(inventory=SILO) == []


class TestThePing:
    @pytest.mark.parametrize(("ping", "network"), [(119, {}), (59, {IDLE: "60"}), (300, {IDLE: "4000"})])
    def test_comes_before_the_load_balancer_cuts(self, ping: int, network: dict[str, str]):
        assert told(ping_interval_seconds=ping, network=network) == []

    @pytest.mark.parametrize(("ping", "idle"), [(120, 120), (60, 60), (0, 120), ("", 120)])
    def test_that_comes_too_late_is_told_with_what_is_allowed(self, ping: t.Any, idle: int):
        [problem] = told(ping_interval_seconds=ping, network={IDLE: str(idle)})
        assert problem.startswith(f"reverb_ping_interval_seconds is {ping if ping != '' else 'not said'}, "
                                  f"allowed are 1 to {idle - 1}: ")
        assert IDLE in problem


class TestTheEndOfATask:
    @pytest.mark.parametrize("seconds", [1, 121])
    def test_is_as_far_off_as_fargate_lets_it_be(self, seconds: int):
        assert told(stop_timeout=seconds) == [f"reverb_stop_timeout is {seconds}, Fargate allows 2 to 120 s"]

    def test_leaves_clients_the_time_to_go(self):
        [problem] = told(stop_timeout=90, drain_seconds=60)
        assert problem.startswith("reverb_drain_seconds is 60, allowed is reverb_stop_timeout (90) and more")
        assert told(stop_timeout=90, drain_seconds=90) == []


class TestOrigins:
    @pytest.mark.parametrize("origins", [["app.example.com"], ["*.example.com", "Example.com"], ["a.b-c.example"]])
    def test_are_hosts(self, origins: list[str]):
        assert told(allowed_origins=origins) == []

    @pytest.mark.parametrize("origin", ["*", "*.*", "*.com*", "https://a.example.com", "a.example.com:443", "com", ""])
    def test_are_nothing_else(self, origin: str):
        [problem] = told(allowed_origins=["app.example.com", origin])
        assert problem.startswith(f"reverb_allowed_origins has {origin or 'nothing'!r}, allowed are hosts such as ")

    def test_are_not_none(self):
        [problem] = told(allowed_origins=[])
        assert problem.startswith("reverb_allowed_origins has 'nothing', ")


class TestSeveralTasks:
    @pytest.mark.parametrize("said", [
        {"desired_count": 2}, {"desired_count": 1, "autoscaling": {"min": 1, "max": 2, "cpu": 60}},
        {"overrides": {"reverb": {"desired_count": 2}}}])
    def test_meet_in_redis(self, said: dict[str, t.Any]):
        [problem] = told(scaling_enabled=False, **said)
        assert problem.startswith("reverb runs up to 2 tasks and reverb_scaling_enabled is not true: ")
        assert told(scaling_enabled=True, **said) == []

    def test_are_not_one(self):
        assert told(scaling_enabled=False, desired_count=1) == []

    def test_are_refused_where_no_redis_is_named(self):
        with pytest.raises(Invalid, match="reverb: variable REDIS_HOST has no value"):
            application(reverb(overrides={"reverb": {"variables": {"REDIS_HOST": None}}}))


def test_everything_is_told_at_once():
    with pytest.raises(Invalid) as refused:
        application(reverb(stop_timeout=300, allowed_origins=["*"],
                           overrides={"reverb": {"variables": {"DB_HOST": None}}}))
    words = ("the environment contract does not hold: reverb: variable DB_HOST",
             "WebSockets would not last: reverb_stop_timeout is 300", "reverb_allowed_origins has '*'")
    assert [each for each in words if each not in str(refused.value)] == []
