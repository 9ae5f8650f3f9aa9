# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many tasks run is changed where that is decided, and it is said what brings it back."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.ecs_scale_service import ScaleService
from ansible_collections.venturemond.envelope.tests.unit.on_call.asking import Asked, ask
from ansible_collections.venturemond.envelope.tests.unit.on_call.platform_aws import ABOUT, CLUSTER, answers, service

API = "envelope-prod-api"


def scale(count: int, *, bounds: tuple[int, int] | None = None, then: int | None = None, confirm: str | None = API,
          check: bool = False, of: dict[str, t.Any] | None = None, **about: t.Any) -> Asked:
    """Scale the API, which is seen with other counts once it was asked to."""
    given = {**ABOUT, "service": "api", "count": count, "timeout": 60, "confirm": confirm, **about}
    target = {"ResourceId": f"service/{CLUSTER}/{API}", "MinCapacity": (bounds or (0, 0))[0],
              "MaxCapacity": (bounds or (0, 0))[1]}
    now = {**(of or service("api")), "serviceName": ScaleService.given(given).whole}
    states = {"now": now}

    def update(call: t.Any) -> dict[str, t.Any]:
        states["now"] = {**now, "desiredCount": then or count, "runningCount": then or count}
        return {}

    return ask(ScaleService.given(given), answers(
        service("api"), describe_services=lambda call: {"services": [states["now"]]}, update_service=update,
        register_scalable_target={}, describe_scalable_targets={"ScalableTargets": [target] if bounds else []}),
        check=check)


def test_a_service_is_given_another_count():
    asked = scale(4)
    assert asked.writes == [("update_service", {"cluster": CLUSTER, "service": API, "desiredCount": 4})]
    assert asked.said[-1] == f"{API} runs 4 tasks" and asked.result["before"] == 2


@pytest.mark.parametrize(("count", "register"), [
    (4, {"MinCapacity": 4, "MaxCapacity": 6}), (9, {"MinCapacity": 9, "MaxCapacity": 9}),
    (1, {"MinCapacity": 1, "MaxCapacity": 6})])
def test_with_autoscaling_its_bounds_are_moved_first(count, register):
    (first, bounds), (second, update) = scale(count, bounds=(2, 6)).writes
    assert (first, second) == ("register_scalable_target", "update_service")
    assert register.items() <= bounds.items() and update["desiredCount"] == count


@pytest.mark.parametrize("options", [{"confirm": None}, {"confirm": None, "check": True}, {"check": True}])
def test_nothing_is_written_until_its_name_is_typed_back(options):
    asked = scale(4, **options)
    assert not asked.writes and f"would have {API} run 4 tasks instead of 2" in asked.said


@pytest.mark.parametrize("bounds", [None, (2, 6)])
def test_what_is_so_already_is_left_alone(bounds):
    asked = scale(2, bounds=bounds)
    assert not asked.writes and asked.said[-1] == "nothing has to be done" and not asked.result["changed"]


@pytest.mark.parametrize(("about", "words"), [
    ({}, "to keep it: ecs_services_overrides: {api: {desired_count: 4}}"),
    ({"kept_in": "tenant_services"}, "to keep it: tenant_services: {api: {desired_count: 4}}"),
    ({"bounds": (2, 6)}, "to keep it: ecs_services_overrides: {api: {autoscaling: {min: 4, max: 6}}}"),
    ({"service": "silo-kestrel-api"}, "tenant_services of the tenant keeps"),
    ({"service": "reverb"}, "to keep it: reverb_desired_count: 4")])
def test_it_is_said_what_brings_it_back(about, words):
    assert words in scale(4, **{"confirm": None, **about}).text


def test_a_service_that_runs_once_is_not_doubled_unseen():
    scheduler = service("api", deploymentConfiguration={"maximumPercent": 100})
    assert "with two, jobs may be done twice" in scale(2, of={**scheduler, "desiredCount": 1}, confirm=None).text
    assert "jobs may be done twice" not in scale(4, confirm=None).text


def test_no_task_at_all_is_said_to_be_one():
    assert "whatever envelope-prod-api does is not done" in scale(0, confirm=None).text


@pytest.mark.parametrize(("about", "problem"), [
    ({"count": None}, "count is missing: say how many tasks, as in -e count=4"),
    ({"count": 501}, "count is 501, allowed are 0 to 500"),
    ({"confirm": "api"}, "confirm is 'api': allowed is envelope-prod-api, the name of what is changed")])
def test_what_is_wrong_is_told(about, problem):
    given = {**ABOUT, "service": "api", "count": 4, "timeout": 60, **about}
    assert list(ScaleService.given(given).problems()) == [problem]


def test_of_fewer_tasks_it_is_said_who_may_add_some():
    words = "autoscaling may start tasks again, up to 6, when it finds that these are too few"
    assert words in scale(1, bounds=(2, 6)).said and words not in scale(4, bounds=(2, 6)).said


def test_what_autoscaling_decides_meanwhile_is_waited_for_no_longer():
    assert scale(4, bounds=(2, 6), then=5).said[-1] == f"{API} runs 4 tasks or as many as autoscaling wants"
