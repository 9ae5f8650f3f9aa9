# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services of ECS."""

from __future__ import annotations

import copy

import pytest
from ansible_collections.venturemond.envelope.tests.unit.local_aws.ecs_shapes import (
    DEFINITION,
    STRATEGY,
)
from ansible_collections.venturemond.envelope.tests.unit.local_aws.ecs_stage import until


def see(ecs, *names, **options):
    return ecs.describe_services(cluster="envelope", services=list(names or ["api"]), **options)["services"][0]


def settled(ecs):
    """The service, once its newest deployment is complete."""
    seen = see(ecs)
    done = seen["deployments"][0]["rolloutState"] == "COMPLETED" and seen["runningCount"] == seen["desiredCount"]
    return seen if done else None


GIVEN = {
    "deploymentConfiguration": {
        "deploymentCircuitBreaker": {"enable": True, "rollback": True},
        "maximumPercent": 150,
        "minimumHealthyPercent": 50,
        "alarms": {"alarmNames": ["a"], "enable": True, "rollback": True},
        "strategy": "ROLLING",
        "bakeTimeInMinutes": 0,
    },
    "enableExecuteCommand": True,
    "enableECSManagedTags": True,
    "propagateTags": "SERVICE",
    "platformVersion": "1.4.0",
    "availabilityZoneRebalancing": "DISABLED",
    "serviceRegistries": [
        {"registryArn": "arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-1", "containerPort": 8000}
    ],
}


@pytest.mark.usefixtures("service")
def test_service_defaults_and_steady_state(ecs, definition):
    service = until(lambda: settled(ecs))
    assert service["capacityProviderStrategy"] == STRATEGY
    assert "launchType" not in service
    assert (service["platformVersion"], service["platformFamily"]) == ("LATEST", "Linux")
    assert (service["desiredCount"], service["runningCount"], service["pendingCount"]) == (2, 2, 0)
    assert (service["status"], service["taskDefinition"]) == ("ACTIVE", definition)
    assert (service["propagateTags"], service["availabilityZoneRebalancing"]) == ("NONE", "ENABLED")
    assert service["deploymentConfiguration"] == {
        "deploymentCircuitBreaker": {"enable": False, "rollback": False},
        "maximumPercent": 200,
        "minimumHealthyPercent": 100,
        "strategy": "ROLLING",
        "bakeTimeInMinutes": 0,
    }
    (deployment,) = service["deployments"]
    assert (deployment["status"], deployment["rolloutState"]) == ("PRIMARY", "COMPLETED")
    assert (deployment["runningCount"], deployment["platformVersion"]) == (2, "1.4.0")


@pytest.mark.parametrize("when", ["create", "update"])
def test_service_round_trip(ecs, wanted, when):
    if when == "create":
        ecs.create_service(**wanted, **GIVEN, tags=[{"key": "a", "value": "b"}])
        assert see(ecs, include=["TAGS"])["tags"] == [{"key": "a", "value": "b"}]
        assert see(ecs).get("tags", []) == []
    else:
        ecs.create_service(**wanted)
        ecs.update_service(cluster="envelope", service="api", **GIVEN)
    seen = see(ecs)
    assert {key: seen[key] for key in GIVEN} == GIVEN
    assert seen["networkConfiguration"] == wanted["networkConfiguration"]


def test_update_keeps_what_it_does_not_name(ecs, service):
    breaker = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}
    ecs.update_service(cluster="envelope", service="api", deploymentConfiguration=breaker)
    seen = see(ecs)
    assert seen["deploymentConfiguration"] == service["deploymentConfiguration"] | breaker
    assert seen["capacityProviderStrategy"] == STRATEGY
    assert seen["deployments"][0]["id"] == service["deployments"][0]["id"]


def test_what_starts_a_deployment(ecs, service, network):
    seen = [service["deployments"][0]["id"]]

    def update(**change):
        answer = ecs.update_service(cluster="envelope", service="api", **change)["service"]
        seen.append(answer["deployments"][0]["id"])
        return seen[-1] != seen[-2]

    assert not update(desiredCount=4)
    assert until(lambda: settled(ecs))["runningCount"] == 4
    assert not update(enableExecuteCommand=True)
    assert not update(taskDefinition="api")
    assert update(forceNewDeployment=True)
    assert update(platformVersion="1.4.0")
    ecs.register_task_definition(**DEFINITION)
    assert update(taskDefinition="api")
    assert update(networkConfiguration={"awsvpcConfiguration": {"subnets": network.subnets[:1]}})
    assert see(ecs)["networkConfiguration"]["awsvpcConfiguration"]["assignPublicIp"] == "DISABLED"


def test_scaling_keeps_the_revision(ecs, definition, service):
    """Also when the family has a newer one, and when its own is INACTIVE by now."""
    ecs.register_task_definition(**DEFINITION)
    ecs.deregister_task_definition(taskDefinition=definition)
    scaled = ecs.update_service(cluster="envelope", service="api", desiredCount=5)["service"]
    assert (scaled["taskDefinition"], until(lambda: settled(ecs))["runningCount"]) == (definition, 5)
    assert scaled["deployments"][0]["id"] == service["deployments"][0]["id"]


def test_created_once(ecs, wanted, service, refused):
    assert ecs.create_service(**wanted)["service"]["createdAt"] == service["createdAt"]
    with refused("InvalidParameterException", "Creation of service was not idempotent."):
        ecs.create_service(**wanted | {"desiredCount": 3})


def test_describe(ecs, cluster, service, refused):
    answer = ecs.describe_services(cluster=cluster, services=["api", "nope"])
    assert [each["serviceName"] for each in answer["services"]] == ["api"]
    assert [(each["arn"].rpartition("/")[2], each["reason"]) for each in answer["failures"]] == [("nope", "MISSING")]
    for names in ([], [str(number) for number in range(11)]):
        with refused("InvalidParameterException"):
            ecs.describe_services(cluster=cluster, services=names)


@pytest.mark.usefixtures("service")
def test_end_of_a_service(aws, ecs, cluster, wanted, refused):
    aws.timing(stop_seconds=1)
    with refused("InvalidParameterException", "scaled above 0"):
        ecs.delete_service(cluster=cluster, service="api")
    ecs.update_service(cluster=cluster, service="api", desiredCount=0)
    assert ecs.delete_service(cluster=cluster, service="api")["service"]["status"] == "DRAINING"
    assert ecs.list_services(cluster=cluster)["serviceArns"] == []
    with refused("InvalidParameterException", "still Draining"):
        ecs.create_service(**wanted)
    with refused("ServiceNotActiveException"):
        ecs.update_service(cluster=cluster, service="api", desiredCount=1)
    until(lambda: see(ecs)["status"] == "INACTIVE")
    assert ecs.create_service(**wanted)["service"]["status"] == "ACTIVE"


def test_load_balancers(client, wanted, target_group, listener, refused):
    ecs = client("ecs")
    arn = target_group()
    given = {"targetGroupArn": arn, "containerName": "api", "containerPort": 8000}
    with refused("InvalidParameterException", "does not have an associated load balancer."):
        ecs.create_service(**wanted, loadBalancers=[given])
    client("elbv2").modify_listener(ListenerArn=listener, DefaultActions=[{"Type": "forward", "TargetGroupArn": arn}])
    for change, words in (
        ({"targetGroupArn": f"{arn}x"}, "target group does not exist"),
        ({"containerName": "nope"}, "The container nope does not exist in the task definition."),
        ({"containerPort": 1}, "did not have a container port 1 defined."),
    ):
        with refused("InvalidParameterException", words):
            ecs.create_service(**wanted, loadBalancers=[given | change])
    made = ecs.create_service(**wanted, loadBalancers=[given])["service"]
    assert (made["loadBalancers"], made["healthCheckGracePeriodSeconds"]) == ([given], 0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"networkConfiguration": None}, "Network Configuration must be provided"),
        ({"desiredCount": None}, "desiredCount is required"),
        ({"healthCheckGracePeriodSeconds": 60}, "only valid for services configured to use load balancers"),
        ({"launchType": "FARGATE", "capacityProviderStrategy": STRATEGY}, "but not both"),
        ({"deploymentConfiguration": {"maximumPercent": 100}}, "cannot be 100"),
    ],
)
def test_services_that_cannot_be(ecs, wanted, refused, change, words):
    given = {key: value for key, value in (wanted | change).items() if value is not None}
    with refused("InvalidParameterException", words):
        ecs.create_service(**given)


def test_exec_needs_a_task_role(ecs, wanted, refused):
    plain = copy.deepcopy(DEFINITION) | {"family": "plain"}
    del plain["taskRoleArn"]
    ecs.register_task_definition(**plain)
    with refused("InvalidParameterException", "valid taskRoleArn"):
        ecs.create_service(**wanted | {"taskDefinition": "plain"}, enableExecuteCommand=True)


def test_pages(ecs, cluster, wanted):
    for number in range(12):
        ecs.create_service(**wanted | {"serviceName": f"s{number}"})
    first = ecs.list_services(cluster=cluster)
    second = ecs.list_services(cluster=cluster, nextToken=first["nextToken"])
    assert (len(first["serviceArns"]), len(second["serviceArns"]), "nextToken" in second) == (10, 2, False)


def test_service_tags(ecs, service):
    arn = service["serviceArn"]
    ecs.tag_resource(resourceArn=arn, tags=[{"key": "a", "value": "b"}, {"key": "c", "value": "d"}])
    ecs.untag_resource(resourceArn=arn, tagKeys=["c"])
    assert see(ecs, include=["TAGS"])["tags"] == [{"key": "a", "value": "b"}]


@pytest.mark.parametrize("call", ["create", "update"])
@pytest.mark.parametrize("revision", [("api:9", "TaskDefinition not found."), ("api:2", "TaskDefinition is inactive")])
@pytest.mark.usefixtures("service")
def test_revisions_that_cannot_run(ecs, wanted, refused, call, revision):
    name, words = revision
    second = ecs.register_task_definition(**DEFINITION)["taskDefinition"]["taskDefinitionArn"]
    ecs.deregister_task_definition(taskDefinition=second)
    with refused("ClientException", words):
        if call == "create":
            ecs.create_service(**wanted | {"serviceName": "other", "taskDefinition": name})
        else:
            ecs.update_service(cluster="envelope", service="api", taskDefinition=name)
