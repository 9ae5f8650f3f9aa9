# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C1: the cluster and its services; C9: how these grow and shrink."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reading import Thing
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.cluster import C1
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.scaling import C9
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_platform import sample, service, without
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import (
    DENIED,
    bearing,
    checked,
    failing,
    place,
    seen,
)

Edit = t.Callable[[dict[str, t.Any]], t.Any]


def network(found: dict[str, t.Any], role: str) -> t.Any:
    return service(found, role)["networkConfiguration"]["awsvpcConfiguration"]


def rules(found: dict[str, t.Any], role: str) -> t.Any:
    return service(found, role)["deploymentConfiguration"]


def test_a_sound_cluster_lacks_nothing():
    assert failing(C1, sample()) == set()
    assert bearing("NOT APPLICABLE", C1, sample()) == {"exec"}


@pytest.mark.parametrize(("edit", "fails"), [
    (lambda found: found["clusters"][0]["settings"].clear(), {"insights"}),
    (lambda found: without(found, "hq"), {"services"}),
    (lambda found: service(found, "worker").update(runningCount=1), {"running"}),
    (lambda found: service(found, "worker")["deployments"][0].update(rolloutState="FAILED"), {"running"}),
    (lambda found: service(found, "hq").update(desiredCount=1), {"several"}),
    (lambda found: found["scaling"]["targets"][0].update(MinCapacity=1), {"several"}),
    (lambda found: service(found, "scheduler").update(desiredCount=2, runningCount=2), {"scheduler"}),
    (lambda found: rules(found, "scheduler").update(maximumPercent=200), {"scheduler"}),
    (lambda found: rules(found, "scheduler").update(minimumHealthyPercent=100), {"scheduler"}),
    (lambda found: network(found, "api").update(subnets=["public-a"]), {"private"}),
    (lambda found: network(found, "api").update(assignPublicIp="ENABLED"), {"address"}),
    (lambda found: rules(found, "api").pop("deploymentCircuitBreaker"), {"breaker"}),
    (lambda found: rules(found, "api")["deploymentCircuitBreaker"].update(rollback=False), {"breaker"}),
    (lambda found: service(found, "api").update(healthCheckGracePeriodSeconds=0), {"grace"}),
    (lambda found: service(found, "api")["task"]["containerDefinitions"][0].pop("stopTimeout"), {"stop"}),
    (lambda found: service(found, "api").pop("propagateTags"), {"tags"}),
])
def test_what_is_amiss_fails_its_check_alone(edit: Edit, fails: set[str]):
    found = sample()
    edit(found)

    assert failing(C1, found) == fails


def test_without_a_cluster_that_alone_is_said():
    found = sample() | {"clusters": [], "services": []}

    assert failing(C1, found) == {"cluster"}
    assert bearing("PASS", C1, found) == set()


@pytest.mark.parametrize(("said", "fails"), [
    ({"ecs_services_common": {"execute_command": False}}, set()),
    ({"ecs_services_common": {"execute_command": True}}, {"exec"}),
    ({"ecs_services_common": {"execute_command": False}, "ecs_services_overrides": {"hq": {"execute_command": True}}},
     {"exec"}),
])
def test_ecs_exec_is_a_choice(said: dict[str, t.Any], fails: set[str]):
    assert failing(C1, sample(), place(**said)) == fails


def test_a_silo_tenants_service_is_told_as_the_tenants():
    found, tenant = sample(), Tenant("kestrel", "silo", "envelope-prod-silo-kestrel")
    theirs = service(sample(), "hq") | {"serviceName": "envelope-prod-silo-kestrel-hq", "desiredCount": 1}
    found["services"].append(theirs)

    findings = checked(C1, found, place((tenant,)))["C1.several"].findings
    assert [(one.subject, one.tenant) for one in findings if one.verdict == "FAIL"] == [
        ("service envelope-prod-silo-kestrel-hq", "kestrel")]


def test_what_aws_does_not_show_is_unknown():
    assert bearing("UNKNOWN", C1, sample() | {"tables": DENIED}) == {"private"}
    assert bearing("UNKNOWN", C1, sample() | {"scaling": DENIED}) == {"several", "scheduler"}


def test_a_service_that_may_not_be_shown_hides_no_other():
    found = sample()
    found["services"][0] = Thing(found["services"][0] | {"task": DENIED})

    assert bearing("UNKNOWN", C1, found) == {"stop"}
    assert "service envelope-prod-hq: 30 s" in seen(C1, "stop", found)


def test_sound_autoscaling_lacks_nothing():
    assert failing(C9, sample()) == set()
    assert bearing("NOT APPLICABLE", C9, sample()) == {"present", "deploys"}


@pytest.mark.parametrize(("edit", "fails"), [
    (lambda found: found["scaling"]["policies"].clear(), {"tracking"}),
    (lambda found: found["scaling"]["policies"][0].update(PolicyType="StepScaling"), {"tracking"}),
    (lambda found: service(found, "api").update(desiredCount=9), {"within"}),
    (lambda found: found["scaling"]["targets"][0].update(MinCapacity=0), {"within"}),
    (lambda found: found["scaling"]["targets"][0].update(SuspendedState={"DynamicScalingInSuspended": True}),
     {"active"}),
])
def test_autoscaling_that_is_amiss_fails_its_check_alone(edit: Edit, fails: set[str]):
    found = sample()
    edit(found)

    assert failing(C9, found) == fails


@pytest.mark.parametrize("said", [
    {"ecs_services_overrides": {"api": {"autoscaling": {"min": 2}}, "hq": {"autoscaling": {"min": 2}}}},
    {"ecs_services_catalogue": {"api": {"autoscaling": {"min": 2}}, "hq": {"autoscaling": {"min": 2}}}},
])
def test_autoscaling_that_the_inventory_wants_has_to_be_there(said: dict[str, t.Any]):
    assert seen(C9, "present", sample(), place(**said)) == [
        "service envelope-prod-api: 2 to 6 tasks", "service envelope-prod-hq: always 2 tasks"]
