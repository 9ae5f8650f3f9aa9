# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ListServiceDeployments, DescribeServiceDeployments and DescribeServiceRevisions."""

from __future__ import annotations

import datetime

from ansible_collections.venturemond.envelope.tests.unit.local_aws.ecs_stage import until


def listed(stage, **filters):
    return stage.ecs.list_service_deployments(cluster="envelope", service="web", **filters)["serviceDeployments"]


def test_lists(stage, refused):
    stage.aws.timing(start_seconds=1)
    stage.create()
    assert [each["status"] for each in listed(stage)] in (["PENDING"], ["IN_PROGRESS"])
    stage.settled()
    stage.update("2")
    stage.settled()
    second, first = listed(stage)
    assert (second["status"], second["finishedAt"] > second["startedAt"]) == ("SUCCESSFUL", True)
    assert [each["status"] for each in listed(stage, status=["STOPPED"])] == []
    assert listed(stage, createdAt={"before": second["createdAt"]}) == [first]
    assert listed(stage, createdAt={"after": first["createdAt"]}) == [second]
    late = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
    assert listed(stage, createdAt={"after": late}) == []
    page = stage.ecs.list_service_deployments(cluster="envelope", service="web", maxResults=1)
    assert page["serviceDeployments"] == [second]
    assert listed(stage, maxResults=1, nextToken=page["nextToken"]) == [first]
    with refused("ServiceNotFoundException"):
        stage.ecs.list_service_deployments(cluster="envelope", service="nope")


def test_descriptions(stage, refused):
    stage.create()
    stage.settled()
    first = stage.deployment("SUCCESSFUL")
    stage.update("2")
    second = stage.deployment("SUCCESSFUL")
    assert second["serviceArn"] == stage.service["serviceArn"]
    (source,) = second["sourceServiceRevisions"]
    assert (source["arn"], source["runningTaskCount"]) == (first["targetServiceRevision"]["arn"], 0)
    target = {"requestedTaskCount": 2, "runningTaskCount": 2, "pendingTaskCount": 0}
    assert second["targetServiceRevision"] == {"arn": second["targetServiceRevision"]["arn"], **target}
    assert second["deploymentConfiguration"]["maximumPercent"] == 200
    missing = first["serviceDeploymentArn"][:-21] + "x" * 21
    answer = stage.ecs.describe_service_deployments(serviceDeploymentArns=[missing])
    assert (answer["serviceDeployments"], answer["failures"]) == ([], [{"arn": missing, "reason": "MISSING"}])
    with refused("InvalidParameterException"):
        stage.ecs.describe_service_deployments(serviceDeploymentArns=[missing] * 21)


def test_revisions(stage):
    service = stage.create()
    arn = stage.deployment("SUCCESSFUL")["targetServiceRevision"]["arn"]
    assert arn.rpartition("/")[2] == service["deployments"][0]["id"].rpartition("/")[2]
    (revision,) = stage.ecs.describe_service_revisions(serviceRevisionArns=[arn])["serviceRevisions"]
    assert (revision["taskDefinition"], revision["launchType"]) == (service["taskDefinition"], "FARGATE")
    (image,) = revision["containerImages"]
    (task,) = stage.tasks(serviceName="web")[:1]
    assert (image["image"], image["containerName"]) == ("web:1", "web")
    assert image["imageDigest"] == task["containers"][0]["imageDigest"]
    assert [each["arn"] for each in stage.service["currentServiceRevisions"]] == [arn]


def test_two_services_are_deployed_side_by_side(stage):
    stage.aws.timing(start_seconds=2)
    revision = stage.register("1")
    for name in ("one", "two", "web"):
        stage.ecs.create_service(
            cluster="envelope", serviceName=name, taskDefinition=revision, desiredCount=1, launchType="FARGATE",
            networkConfiguration=stage.network,
        )  # fmt: skip

    def done():
        seen = stage.ecs.describe_services(cluster="envelope", services=["one", "two", "web"])["services"]
        return all(each["deployments"][0]["rolloutState"] == "COMPLETED" for each in seen) and seen

    deployments = [each["deployments"][0] for each in until(done)]
    assert max(each["createdAt"] for each in deployments) < min(each["updatedAt"] for each in deployments)


def test_all_that_has_happened_meanwhile_is_seen_at_once(stage):
    """Nobody looks while a release crashes, is given up and rolled back; each step still has its own time."""
    breaker = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}
    stage.aws.timing(start_seconds=0, stop_seconds=0, health_seconds=0)
    stage.create(deploymentConfiguration=breaker)
    assert stage.service["deployments"][0]["rolloutState"] == "COMPLETED"
    stage.update("2-crash")
    done = stage.deployment("ROLLBACK_SUCCESSFUL")
    assert done["startedAt"] <= done["rollback"]["startedAt"] <= done["finishedAt"]
