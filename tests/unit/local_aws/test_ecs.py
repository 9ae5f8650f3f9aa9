# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clusters, task definitions and services."""

from __future__ import annotations

import copy

import pytest

ROLE = "arn:aws:iam::123456789012:role/execution"
CONTAINER = {
    "name": "api",
    "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:1",
    "essential": True,
    "cpu": 10,
    "portMappings": [{"containerPort": 8000, "hostPort": 8000, "protocol": "tcp", "name": "http"}],
    "command": ["php", "artisan"],
    "entryPoint": ["sh"],
    "environment": [{"name": "APP_ENV", "value": "production"}],
    "secrets": [{"name": "APP_KEY", "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a"}],
    "mountPoints": [{"sourceVolume": "tmp", "containerPath": "/tmp", "readOnly": False}],
    "volumesFrom": [],
    "systemControls": [],
    "linuxParameters": {"initProcessEnabled": True},
    "stopTimeout": 60,
    "dependsOn": [{"containerName": "side", "condition": "HEALTHY"}],
    "ulimits": [{"name": "nofile", "softLimit": 1024, "hardLimit": 4096}],
    "readonlyRootFilesystem": True,
    "user": "1000",
    "healthCheck": {"command": ["CMD", "true"], "interval": 30, "timeout": 5, "retries": 3, "startPeriod": 10},
    "logConfiguration": {
        "logDriver": "awslogs",
        "options": {"awslogs-group": "/ecs/api"},
        "secretOptions": [{"name": "token", "valueFrom": "arn:aws:ssm:eu-west-1:123456789012:parameter/a"}],
    },
}
SIDE = {"name": "side", "image": "side", "essential": False}
DEFINITION = {
    "family": "api",
    "networkMode": "awsvpc",
    "requiresCompatibilities": ["FARGATE"],
    "cpu": "256",
    "memory": "512",
    "executionRoleArn": ROLE,
    "taskRoleArn": "arn:aws:iam::123456789012:role/task",
    "runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
    "ephemeralStorage": {"sizeInGiB": 30},
    "volumes": [{"name": "tmp", "host": {}}],
    "containerDefinitions": [CONTAINER, SIDE],
}
STRATEGY = [{"capacityProvider": "FARGATE", "weight": 1, "base": 0}]


@pytest.fixture
def ecs(client):
    return client("ecs")


@pytest.fixture
def cluster(ecs):
    ecs.create_cluster(clusterName="envelope")
    ecs.put_cluster_capacity_providers(
        cluster="envelope", capacityProviders=["FARGATE", "FARGATE_SPOT"], defaultCapacityProviderStrategy=STRATEGY
    )
    return "envelope"


@pytest.fixture
def definition(ecs):
    return ecs.register_task_definition(**DEFINITION)["taskDefinition"]["taskDefinitionArn"]


@pytest.fixture
def wanted(cluster, definition, network):
    """The arguments of a service."""
    vpc = {"subnets": network.subnets, "securityGroups": [network.group], "assignPublicIp": "DISABLED"}
    return {
        "cluster": cluster,
        "serviceName": "api",
        "taskDefinition": "api",
        "desiredCount": 2,
        "networkConfiguration": {"awsvpcConfiguration": vpc},
    }


@pytest.fixture
def service(ecs, wanted):
    return ecs.create_service(**wanted)["service"]


def see(ecs, *names, **options):
    return ecs.describe_services(cluster="envelope", services=list(names or ["api"]), **options)["services"][0]


def test_cluster_shows_what_is_asked_for(ecs, refused):
    given = {
        "settings": [{"name": "containerInsights", "value": "enhanced"}],
        "configuration": {"executeCommandConfiguration": {"logging": "DEFAULT"}},
        "tags": [{"key": "a", "value": "b"}],
    }
    ecs.create_cluster(clusterName="c", **given)
    bare = ecs.describe_clusters(clusters=["c"])["clusters"][0]
    assert (bare["settings"], "configuration" in bare, bare.get("tags", [])) == ([], False, [])
    full = ecs.describe_clusters(clusters=["c"], include=["SETTINGS", "CONFIGURATIONS", "TAGS"])["clusters"][0]
    assert {key: full[key] for key in given} == given
    assert ecs.create_cluster(clusterName="c", **given)["cluster"]["clusterArn"] == full["clusterArn"]
    with refused("InvalidParameterException", "inconsistent"):
        ecs.create_cluster(clusterName="c")
    changed = ecs.update_cluster_settings(cluster="c", settings=[{"name": "containerInsights", "value": "disabled"}])
    assert changed["cluster"]["settings"] == [{"name": "containerInsights", "value": "disabled"}]


def test_capacity_providers(ecs, cluster, wanted, refused):
    seen = ecs.describe_clusters(clusters=[cluster])["clusters"][0]
    assert seen["capacityProviders"] == ["FARGATE", "FARGATE_SPOT"]
    assert seen["defaultCapacityProviderStrategy"] == STRATEGY
    with refused("InvalidParameterException", "not associated with the cluster"):
        ecs.create_service(**wanted, capacityProviderStrategy=[{"capacityProvider": "other"}])


def test_deleted_cluster(ecs, cluster, service, refused):
    assert ecs.describe_clusters(clusters=[cluster])["clusters"][0]["activeServicesCount"] == 1
    with refused("ClusterContainsServicesException"):
        ecs.delete_cluster(cluster=cluster)
    ecs.delete_service(cluster=cluster, service="api", force=True)
    ecs.delete_cluster(cluster=cluster)
    assert ecs.describe_clusters(clusters=[cluster])["clusters"][0]["status"] == "INACTIVE"
    with refused("ClusterNotFoundException"):
        ecs.list_services(cluster=cluster)
    assert ecs.create_cluster(clusterName=cluster)["cluster"]["status"] == "ACTIVE"


def test_task_definition_round_trip(ecs):
    tags = [{"key": "a", "value": "b"}]
    made = ecs.register_task_definition(**DEFINITION, tags=tags)
    assert made["tags"] == tags
    seen = ecs.describe_task_definition(taskDefinition="api", include=["TAGS"])
    assert (seen["taskDefinition"], seen["tags"]) == (made["taskDefinition"], tags)
    defaults = {
        "cpu": 0,
        "portMappings": [],
        "environment": [],
        "mountPoints": [],
        "volumesFrom": [],
        "systemControls": [],
    }
    expected = DEFINITION | {"containerDefinitions": [CONTAINER, SIDE | defaults]}
    assert {key: seen["taskDefinition"][key] for key in DEFINITION} == expected


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"memory": "8192"}, "No Fargate configuration exists for given values"),
        ({"cpu": "300"}, "No Fargate configuration exists for given values"),
        ({"cpu": None}, "'cpu' be defined at the task level"),
        ({"executionRoleArn": None}, "you must also specify a value for 'executionRoleArn'"),
        ({"networkMode": "bridge"}, "only supports network mode"),
        ({"volumes": []}, "Unknown volume 'tmp'"),
        ({"containerDefinitions": [CONTAINER, CONTAINER]}, "Container.name should be unique"),
        ({"containerDefinitions": [CONTAINER | {"command": ["x" * 65536]}]}, "Max allowed length"),
    ],
)
def test_task_definitions_that_cannot_be(ecs, refused, change, words):
    given = {key: value for key, value in (DEFINITION | change).items() if value is not None}
    with refused("ClientException", words):
        ecs.register_task_definition(**given)


@pytest.mark.parametrize(
    ("logging", "image", "words"), [(True, "side", "log driver awslogs"), (False, CONTAINER["image"], "ECR images")]
)
def test_fargate_needs_an_execution_role(ecs, refused, logging, image, words):
    container = {"name": "a", "image": image}
    if logging:
        container["logConfiguration"] = {"logDriver": "awslogs", "options": {}}
    given = {key: DEFINITION[key] for key in ("family", "networkMode", "requiresCompatibilities", "cpu", "memory")}
    with refused("ClientException", words):
        ecs.register_task_definition(**given, containerDefinitions=[container])


def test_sizes_in_words(ecs):
    made = ecs.register_task_definition(**DEFINITION | {"cpu": ".5 vCPU", "memory": "2 GB"})["taskDefinition"]
    assert (made["cpu"], made["memory"]) == ("512", "2048")


def test_revisions(ecs, definition, refused):
    second = ecs.register_task_definition(**DEFINITION)["taskDefinition"]["taskDefinitionArn"]
    assert ecs.list_task_definitions(familyPrefix="api", sort="DESC")["taskDefinitionArns"] == [second, definition]
    assert ecs.deregister_task_definition(taskDefinition=second)["taskDefinition"]["deregisteredAt"]
    assert ecs.describe_task_definition(taskDefinition="api")["taskDefinition"]["taskDefinitionArn"] == definition
    assert ecs.describe_task_definition(taskDefinition=second)["taskDefinition"]["status"] == "INACTIVE"
    ecs.deregister_task_definition(taskDefinition=definition)
    with refused("ClientException", "Unable to describe task definition."):
        ecs.describe_task_definition(taskDefinition="api")


def test_service_defaults_and_steady_state(service, definition):
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
    assert see(ecs)["runningCount"] == 4
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
    assert (scaled["taskDefinition"], scaled["runningCount"]) == (definition, 5)
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


def test_end_of_a_service(ecs, cluster, wanted, service, refused):
    with refused("InvalidParameterException", "scaled above 0"):
        ecs.delete_service(cluster=cluster, service="api")
    ecs.update_service(cluster=cluster, service="api", desiredCount=0)
    assert ecs.delete_service(cluster=cluster, service="api")["service"]["status"] == "DRAINING"
    assert ecs.list_services(cluster=cluster)["serviceArns"] == []
    with refused("InvalidParameterException", "still Draining"):
        ecs.create_service(**wanted)
    with refused("ServiceNotActiveException"):
        ecs.update_service(cluster=cluster, service="api", desiredCount=1)
    assert see(ecs)["status"] == "INACTIVE"
    assert ecs.create_service(**wanted)["service"]["status"] == "ACTIVE"


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


def test_run_task_of_containers_without_memory(ecs, cluster, definition, wanted):
    ran = ecs.run_task(cluster=cluster, taskDefinition="api", networkConfiguration=wanted["networkConfiguration"])
    assert len(ran["tasks"]) == 1


def test_service_tags(ecs, service):
    arn = service["serviceArn"]
    ecs.tag_resource(resourceArn=arn, tags=[{"key": "a", "value": "b"}, {"key": "c", "value": "d"}])
    ecs.untag_resource(resourceArn=arn, tagKeys=["c"])
    assert see(ecs, include=["TAGS"])["tags"] == [{"key": "a", "value": "b"}]
