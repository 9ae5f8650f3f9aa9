# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services that grow and shrink with demand, and those that do not."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.application import application
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.tests.unit.roles.wanted import platform, reverb

SCALING: dict[str, t.Any] = {"min": 2, "max": 10, "cpu": 60}
API = "service/envelope-prod-cluster/envelope-prod-api"


def made(scaling: dict[str, t.Any] | None, service: str = "api", **about: t.Any) -> dict[str, list[dict[str, t.Any]]]:
    return application(platform(overrides={service: {"autoscaling": scaling, **about}}))


def test_a_target_has_bounds_and_a_policy_for_each_value_that_is_held():
    said = {**SCALING, "memory": 75, "requests_per_target": 1000, "scale_in_cooldown": 120, "scale_out_cooldown": 0}
    [target] = made(said)["scalable_targets"]
    cooldowns = {"scale_in_cooldown": 120, "scale_out_cooldown": 0}

    assert (target["resource"], target["min_capacity"], target["max_capacity"]) == (API, 2, 10)
    assert target["tags"] == {"managed-by": "venturemond.envelope"}
    assert target["policies"] == [
        {"name": "envelope-prod-api-cpu", "predefined_metric": "ECSServiceAverageCPUUtilization", "target_value": 60,
         **cooldowns},
        {"name": "envelope-prod-api-memory", "predefined_metric": "ECSServiceAverageMemoryUtilization",
         "target_value": 75, **cooldowns},
        {"name": "envelope-prod-api-requests-per-target", "predefined_metric": "ALBRequestCountPerTarget",
         "target_value": 1000, "target_group": "envelope-prod-api", **cooldowns}]


def test_what_is_not_said_is_left_to_aws():
    [target] = made(SCALING)["scalable_targets"]
    assert target["policies"] == [{"name": "envelope-prod-api-cpu", "target_value": 60,
                                   "predefined_metric": "ECSServiceAverageCPUUtilization"}]


@pytest.mark.parametrize(("desired", "start"), [(1, 2), (5, 5), (50, 10)])
def test_a_service_starts_within_its_bounds_and_is_then_left_to_them(desired: int, start: int):
    api, *others = made(SCALING, desired_count=desired)["services"]
    assert (api["desired_count"], api["autoscaled"]) == (start, True)
    assert not any(each["autoscaled"] for each in others)


def test_a_service_whose_count_is_said_has_no_target_and_one_that_is_somebody_elses_is_left_alone():
    ways = {"none": made(None), "ours": made(SCALING), "theirs": made(None, autoscaled=True)}
    without = {way: [each["resource"].rpartition("-")[2] for each in found["unscaled_targets"]]
               for way, found in ways.items()}

    assert without == {"none": ["api", "worker", "scheduler", "hq", "tenant"],
                       "ours": ["worker", "scheduler", "hq", "tenant"],
                       "theirs": ["worker", "scheduler", "hq", "tenant"]}
    assert made(None, autoscaled=True)["scalable_targets"] == []


def test_reverb_scales_by_a_variable_of_its_own():
    [target] = application(reverb(autoscaling=SCALING))["scalable_targets"]
    assert target["resource"] == "service/envelope-prod-cluster/envelope-prod-reverb"
    assert application(reverb())["scalable_targets"] == []


@pytest.mark.parametrize(("said", "told"), [
    ({**SCALING, "mni": 2}, "mni is not known, did you mean min?"),
    ({"min": 2, "cpu": 60}, "min is 2 and max is None, both must be said and are whole numbers from 1"),
    ({**SCALING, "min": 0}, "min is 0 and max is 10, both must be said and are whole numbers from 1"),
    ({**SCALING, "max": "many"}, "max is 'many', both must be said"),
    ({**SCALING, "min": 11}, "min is 11 and max is 10, allowed is a max that is not less than min"),
    ({"min": 2, "max": 10}, "nothing to follow; name one or more of cpu, memory, requests_per_target"),
    ({**SCALING, "cpu": 0}, "cpu is 0, allowed are 1 to 100"),
    ({**SCALING, "memory": 101}, "memory is 101, allowed are 1 to 100"),
    ({**SCALING, "requests_per_target": -5}, "requests_per_target is -5, allowed are 1 and more"),
    ({**SCALING, "scale_in_cooldown": "soon"}, "scale_in_cooldown is 'soon', allowed are 0 and more"),
])
def test_what_is_wrong_is_named_with_what_is_allowed(said: dict[str, t.Any], told: str):
    with pytest.raises(Invalid) as refused:
        made(said)
    assert "ecs_services_catalogue: api.autoscaling: " in str(refused.value) and told in str(refused.value)


def test_requests_are_those_of_the_load_balancer():
    with pytest.raises(Invalid, match=r"worker\.autoscaling: requests_per_target needs a port"):
        made({**SCALING, "requests_per_target": 100}, "worker")


def test_what_is_no_dictionary_is_refused():
    with pytest.raises(Invalid, match=r"api\.autoscaling: it is True, allowed is a dictionary of "):
        application(platform(overrides={"api": {"autoscaling": True}}))
