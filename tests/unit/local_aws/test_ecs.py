# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clusters and task definitions."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.unit.local_aws.ecs_shapes import (
    CONTAINER,
    DEFINITION,
    SIDE,
    STRATEGY,
)
from ansible_collections.venturemond.envelope.tests.unit.local_aws.ecs_stage import until


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
    ended = {"cluster": cluster, "services": ["api"]}
    until(lambda: ecs.describe_services(**ended)["services"][0]["status"] == "INACTIVE")
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


def test_pages_of_revisions(ecs):
    arns = [ecs.register_task_definition(**DEFINITION)["taskDefinition"]["taskDefinitionArn"] for _unused in range(3)]
    first = ecs.list_task_definitions(familyPrefix="api", maxResults=2)
    second = ecs.list_task_definitions(familyPrefix="api", maxResults=2, nextToken=first["nextToken"])
    assert (first["taskDefinitionArns"], second["taskDefinitionArns"]) == (arns[:2], arns[2:])
    assert "nextToken" not in second


def test_revisions(ecs, definition, refused):
    second = ecs.register_task_definition(**DEFINITION)["taskDefinition"]["taskDefinitionArn"]
    assert ecs.list_task_definitions(familyPrefix="api", sort="DESC")["taskDefinitionArns"] == [second, definition]
    assert ecs.deregister_task_definition(taskDefinition=second)["taskDefinition"]["deregisteredAt"]
    assert ecs.describe_task_definition(taskDefinition="api")["taskDefinition"]["taskDefinitionArn"] == definition
    assert ecs.describe_task_definition(taskDefinition=second)["taskDefinition"]["status"] == "INACTIVE"
    ecs.deregister_task_definition(taskDefinition=definition)
    with refused("ClientException", "Unable to describe task definition."):
        ecs.describe_task_definition(taskDefinition="api")


def test_a_family_is_listed_by_whether_a_revision_of_it_is_active(ecs, definition):
    former = ecs.register_task_definition(**{**DEFINITION, "family": "former"})["taskDefinition"]["taskDefinitionArn"]
    ecs.deregister_task_definition(taskDefinition=former)

    listed = {status: ecs.list_task_definition_families(status=status)["families"]
              for status in ("ACTIVE", "INACTIVE", "ALL")}
    assert listed == {"ACTIVE": ["api"], "INACTIVE": ["former"], "ALL": ["api", "former"]}
    assert ecs.list_task_definition_families(familyPrefix="for", maxResults=1)["families"] == ["former"]
