# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks that RunTask starts: what becomes of them, and what is refused."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.unit.local_aws.ecs_stage import until
from botocore.exceptions import ClientError

ORDER = ["PROVISIONING", "PENDING", "ACTIVATING", "RUNNING", "DEACTIVATING", "STOPPING", "DEPROVISIONING", "STOPPED"]
ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app"


def test_a_command_says_something_and_ends(stage, network):
    ran = stage.run(command=["php", "artisan", "migrate"], startedBy="release", tags=[{"key": "a", "value": "b"}])
    ((begun,), failures) = ran["tasks"], ran["failures"]
    assert (begun["lastStatus"], begun["desiredStatus"], failures) == ("PROVISIONING", "RUNNING", [])
    done = stage.task(begun["taskArn"])
    (container,) = done["containers"]
    assert (container["exitCode"], container["lastStatus"], container["image"]) == (0, "STOPPED", "web:1")
    assert (done["stopCode"], done["stoppedReason"]) == (
        "EssentialContainerExited",
        "Essential container in task exited",
    )
    assert stage.lines(done) == ["Done: php artisan migrate"]
    assert (done["group"], done["startedBy"], done["launchType"]) == ("family:web", "release", "FARGATE")
    assert (done["cpu"], done["memory"], done["platformVersion"]) == ("256", "512", "1.4.0")
    times = [done[name] for name in ("createdAt", "pullStartedAt", "startedAt", "stoppingAt", "stoppedAt")]
    assert times == sorted(times)
    details = {each["name"]: each["value"] for each in done["attachments"][0]["details"]}
    assert details["subnetId"] in network.subnets
    assert details["privateIPv4Address"].startswith("10.0.")
    shown = stage.ecs.describe_tasks(cluster="envelope", tasks=[done["taskArn"]], include=["TAGS"])["tasks"][0]
    assert shown["tags"] == [{"key": "a", "value": "b"}]


def test_states_come_in_order(stage):
    stage.aws.timing(start_seconds=3, stop_seconds=0.2)
    arn = stage.run()["tasks"][0]["taskArn"]
    seen = []

    def look():
        seen.append(stage.ecs.describe_tasks(cluster="envelope", tasks=[arn])["tasks"][0]["lastStatus"])
        return seen[-1] == "STOPPED"

    until(look)
    met = list(dict.fromkeys(seen))
    assert met == [status for status in ORDER if status in met]
    assert {"PROVISIONING", "PENDING", "ACTIVATING", "STOPPED"} <= set(met)


@pytest.mark.parametrize(
    ("tag", "code", "lines"),
    [
        ("2-migration-fails", 42, ["Running migrations.", "Column not found: 1054 Unknown column."]),
        ("2-crash", 1, ["Starting.", "Fatal error: this release crashes."]),
    ],
)
def test_a_command_that_fails(stage, tag, code, lines):
    done = stage.task(stage.run(tag)["tasks"][0]["taskArn"])
    assert done["containers"][0]["exitCode"] == code
    assert stage.lines(done)[:-1] == lines


def test_a_migration_that_hangs_can_be_stopped(stage):
    task = stage.task(stage.run("2-migration-hangs")["tasks"][0]["taskArn"], "RUNNING")
    until(lambda: stage.lines(task) == ["Running migrations."])
    stopping = stage.ecs.stop_task(cluster="envelope", task=task["taskArn"], reason="It took too long.")["task"]
    assert stopping["desiredStatus"] == "STOPPED"
    done = stage.task(task["taskArn"])
    assert (done["stopCode"], done["stoppedReason"]) == ("UserInitiated", "It took too long.")
    assert done["containers"][0]["exitCode"] == 143
    with pytest.raises(ClientError, match="The referenced task was not found"):
        stage.ecs.stop_task(cluster="envelope", task="0" * 32)


def test_the_rest_of_a_release_whose_migration_fails_is_healthy(stage):
    stage.create("2-migration-fails")
    assert stage.settled()["runningCount"] == 2


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (f"{ARN}-missing", "Secrets Manager can't find the specified secret."),
        (f"{ARN}:NOPE::", "did not contain json key NOPE"),
        (f"{ARN}:KEY:AWSPENDING:", "Secrets Manager can't find the specified secret."),
        ("/envelope/missing", "invalid parameters: /envelope/missing"),
    ],
)
def test_a_secret_that_is_missing(stage, client, source, words):
    client("secretsmanager").create_secret(Name="app", SecretString='{"KEY": "value"}')
    revision = stage.register("1", secrets=[{"name": "KEY", "valueFrom": source}])
    done = stage.task(stage.run(taskDefinition=revision)["tasks"][0]["taskArn"])
    assert done["stopCode"] == "TaskFailedToStart"
    assert done["stoppedReason"].startswith("ResourceInitializationError: unable to pull secrets or registry auth: ")
    assert words in done["stoppedReason"]
    assert "exitCode" not in done["containers"][0]
    assert "startedAt" not in done


@pytest.mark.parametrize("source", ["{arn}", "{arn}:KEY::", "{arn}:KEY:AWSCURRENT:", ARN, "parameter", "/deep/one"])
def test_a_secret_that_is_there(stage, client, source):
    arn = client("secretsmanager").create_secret(Name="app", SecretString='{"KEY": "value"}')["ARN"]
    for name in ("parameter", "/deep/one"):
        client("ssm").put_parameter(Name=name, Value="value", Type="SecureString")
    revision = stage.register("1", secrets=[{"name": "KEY", "valueFrom": source.format(arn=arn)}])
    done = stage.task(stage.run(taskDefinition=revision)["tasks"][0]["taskArn"])
    assert done["containers"][0]["exitCode"] == 0


def test_a_log_group_that_is_missing(stage):
    stage.logs.delete_log_group(logGroupName="/ecs/web")
    done = stage.task(stage.run()["tasks"][0]["taskArn"])
    assert done["stopCode"] == "TaskFailedToStart"
    assert "The specified log group does not exist." in done["stoppedReason"]


def test_an_image_of_ecr(stage, client):
    image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1"
    revision = stage.register("1", image=image)
    done = stage.task(stage.run(taskDefinition=revision)["tasks"][0]["taskArn"])
    assert done["stoppedReason"].startswith("CannotPullContainerError: ")
    assert done["containers"][0]["reason"] == done["stoppedReason"]
    client("ecr").create_repository(repositoryName="web")
    digest = stage.aws.push("web", "1")
    done = stage.task(stage.run(taskDefinition=revision)["tasks"][0]["taskArn"])
    assert (done["containers"][0]["exitCode"], done["containers"][0]["imageDigest"]) == (0, digest)


def test_a_container_that_is_not_essential_may_end(stage):
    side = {"name": "side", "image": "side:1", "essential": False, "command": ["once"]}
    web = {"name": "web", "image": "web:1"}
    given = {"networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512"}
    stage.ecs.register_task_definition(family="two", containerDefinitions=[web, side], **given)
    stage.aws.script(container="side", exit_code=3)
    arn = stage.run(taskDefinition="two", command=())["tasks"][0]["taskArn"]

    def look():
        seen = stage.task(arn, "RUNNING")
        return [each for each in seen["containers"] if each.get("exitCode") == 3]

    assert until(look)[0]["name"] == "side"


def test_the_same_token_starts_nothing_twice(stage, refused):
    revision = stage.register("1")
    first = stage.run(taskDefinition=revision, clientToken="one")
    again = stage.run(taskDefinition=revision, clientToken="one")
    assert [task["taskArn"] for task in again["tasks"]] == [task["taskArn"] for task in first["tasks"]]
    with pytest.raises(ClientError) as raised:
        stage.run(taskDefinition=revision, clientToken="one", count=2)
    assert raised.value.response["Error"]["Code"] == "ConflictException"
    assert raised.value.response["resourceIds"] == [first["tasks"][0]["taskArn"]]
    assert stage.run(taskDefinition=revision, clientToken="two")["tasks"] != first["tasks"]


@pytest.mark.parametrize("reason", ["RESOURCE:ENI", "Capacity is unavailable at this time."])
def test_no_capacity(stage, reason):
    stage.aws.script(image="web:1", failure=reason, times=1)
    ran = stage.run(count=2)
    assert ([each["reason"] for each in ran["failures"]], len(ran["tasks"])) == ([reason], 1)


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"count": 0}, "InvalidParameterException", "count"),
        ({"count": 11}, "InvalidParameterException", "count"),
        ({"startedBy": "x" * 129}, "InvalidParameterException", "startedBy"),
        ({"networkConfiguration": {}}, "InvalidParameterException", "Network Configuration must be provided"),
        ({"taskDefinition": "nope"}, "ClientException", "TaskDefinition not found."),
        ({"launchType": "EC2"}, "InvalidParameterException", "No Container Instances were found in your cluster."),
        ({"group": "service:web"}, "InvalidParameterException", "group"),
        ({"enableExecuteCommand": True}, "InvalidParameterException", "valid taskRoleArn"),
        ({"overrides": {"cpu": "300"}}, "ClientException", "No Fargate configuration exists"),
        (
            {"overrides": {"containerOverrides": [{"name": "nope"}]}},
            "InvalidParameterException",
            "Override for container named nope is not a container in the TaskDefinition.",
        ),
    ],
)
def test_tasks_that_cannot_be(stage, refused, change, code, words):
    with refused(code, words):
        stage.run(**change)


def test_an_inactive_revision_cannot_be_run(stage, refused):
    revision = stage.register("1")
    stage.ecs.deregister_task_definition(taskDefinition=revision)
    with refused("ClientException", "TaskDefinition is inactive"):
        stage.run(taskDefinition=revision)


def test_lists_of_tasks(stage, refused):
    service = stage.create()
    stage.settled()
    ran = stage.run("1-migration-hangs", startedBy="me")["tasks"][0]["taskArn"]

    def arns(**filters):
        return stage.ecs.list_tasks(cluster="envelope", **filters)["taskArns"]

    assert arns(startedBy="me") == [ran]
    assert len(arns()) == 3
    assert len(arns(serviceName="web")) == len(arns(startedBy=service["deployments"][0]["id"])) == 2
    assert len(arns(family="web")) == 3
    assert arns(family="other") == []
    stage.ecs.stop_task(cluster="envelope", task=ran)
    assert arns(desiredStatus="STOPPED") == [ran]
    with refused("InvalidParameterException", "startedBy"):
        arns(startedBy="me", family="web")
    with refused("ServiceNotFoundException"):
        arns(serviceName="nope")
    first = stage.ecs.list_tasks(cluster="envelope", maxResults=1)
    assert (len(first["taskArns"]), "nextToken" in first) == (1, True)


def test_tasks_that_are_missing(stage, refused):
    answer = stage.ecs.describe_tasks(cluster="envelope", tasks=["0" * 32])
    assert answer["tasks"] == []
    assert [each["reason"] for each in answer["failures"]] == ["MISSING"]
    assert answer["failures"][0]["arn"].endswith(f":task/envelope/{'0' * 32}")
    with refused("InvalidParameterException"):
        stage.ecs.describe_tasks(cluster="envelope", tasks=[str(number) for number in range(101)])


def test_a_cluster_with_tasks_stays(stage, refused):
    arn = stage.run("1-migration-hangs")["tasks"][0]["taskArn"]
    with refused("ClusterContainsTasksException"):
        stage.ecs.delete_cluster(cluster="envelope")
    stage.ecs.stop_task(cluster="envelope", task=arn)
    stage.task(arn)
    stage.ecs.delete_cluster(cluster="envelope")


def test_lines_are_read_as_they_come(stage):
    lines = [f"line {number}" for number in range(5)]
    stage.aws.script(command="*migrate*", lines=lines, seconds=1, exit_code=0)
    task = stage.task(stage.run()["tasks"][0]["taskArn"], "RUNNING")
    given = {"logGroupName": "/ecs/web", "logStreamName": f"ecs/web/{task['taskArn'].rpartition('/')[2]}"}
    until(lambda: stage.lines(task))
    read, token, reads = [], None, 0

    def look():
        nonlocal token, reads
        answer = stage.logs.get_log_events(**given, startFromHead=True, **({"nextToken": token} if token else {}))
        reads += bool(answer["events"])
        read.extend(answer["events"])
        token = answer["nextForwardToken"]
        return len(read) == 5

    until(look)
    assert [event["message"] for event in read] == lines
    assert reads > 1
    stamps = [event["timestamp"] for event in read]
    assert stamps == sorted(stamps)
    assert stamps[-1] - stamps[0] >= 300
    assert stage.logs.get_log_events(**given, nextToken=token)["nextForwardToken"] == token
