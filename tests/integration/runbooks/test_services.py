# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Incidents of services are made, found and mended by the modules of runbooks; what is dry writes nothing."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.tests.integration.runbooks.on_call import Answer, OnCall

CLUSTER, PLATFORM, TENANT = "envelope-local-cluster", "envelope-local", "envelope-local-silo-kestrel"
WORKER, API = f"{TENANT}-worker", f"{TENANT}-api"
RELEASES = f"{PLATFORM}-releases"
ANSWERED = {"taskDefinitionArn", "revision", "status", "requiresAttributes", "compatibilities", "registeredAt",
            "registeredBy"}


def ask(on_call: OnCall, module: str, name: str = TENANT, **options: t.Any) -> Answer:
    return on_call.ask(module, cluster=CLUSTER, name=name, **options)


def wrong(answer: Answer) -> dict[str, int]:
    """How many findings each part has."""
    return {part["name"]: len(part["wrong"]) for part in answer.result["parts"]}


def described(on_call: OnCall, service: str) -> dict[str, t.Any]:
    return on_call.client("ecs").describe_services(cluster=CLUSTER, services=[service])["services"][0]


def tasks(on_call: OnCall, service: str) -> set[str]:
    listed = on_call.client("ecs").list_tasks(cluster=CLUSTER, serviceName=service)["taskArns"]
    return {arn.rpartition("/")[2] for arn in listed}


def revised(on_call: OnCall, service: str, tag: str) -> str:
    """The ARN of a new revision of a service's task definition, with another image."""
    ecs = on_call.client("ecs")
    on_call.aws.push("envelope-local-api", tag)
    now = ecs.describe_task_definition(taskDefinition=described(on_call, service)["taskDefinition"])["taskDefinition"]
    about = {name: value for name, value in now.items() if name not in ANSWERED}
    for container in about["containerDefinitions"]:
        container["image"] = f"{container['image'].rpartition(':')[0]}:{tag}"
    return str(ecs.register_task_definition(**about)["taskDefinition"]["taskDefinitionArn"])


def roll_out(on_call: OnCall, service: str, tag: str) -> None:
    """What a pipeline of somebody's does that knows no release: another image, and whatever comes of it."""
    revision = revised(on_call, service, tag)
    on_call.client("ecs").update_service(cluster=CLUSTER, service=service, taskDefinition=revision)


def test_a_release_that_crashes_is_found_and_explained(on_call: OnCall):
    before = ask(on_call, "platform_triage", database=PLATFORM, cache=PLATFORM)
    assert not any(wrong(before)[name] for name in ("services", "deployments", "targets", "tasks", "database", "cache"))
    roll_out(on_call, WORKER, "1.0.1-crash")

    found = ask(on_call, "platform_triage", database=PLATFORM, cache=PLATFORM, target="kestrel")
    assert found.result["verdict"] == "degraded" and wrong(found)["deployments"] == wrong(found)["tasks"] == 1
    assert f"deployments: {WORKER}: the deployment of " in found.text and "ECS rolled it back" in found.text
    assert "playbooks/runbooks/explain_deployment.yml -e service=worker -e target=kestrel" in found.text

    why = ask(on_call, "ecs_explain_deployment", service="worker")
    assert "why: container worker exited with 1" in why.text and "| Fatal error: this release crashes." in why.said
    assert why.said[-1] == f"it runs {WORKER}:1, 2 of 2 tasks"

    lines = ask(on_call, "logs_show", service="worker", search="release crashes", since="10m", follow_seconds=1)
    assert lines.result["lines"] and all("Fatal error: this release crashes." in line for line in lines.result["lines"])
    assert found.writes == why.writes == lines.writes == []


def test_a_release_whose_migration_fails_is_explained_as_not_rolled_out(on_call: OnCall):
    revision = revised(on_call, API, "1.0.1-crash")
    ecs = on_call.client("ecs")
    [task] = ecs.run_task(
        cluster=CLUSTER, taskDefinition=revision, startedBy=f"1_0_1-crash/migrate/{TENANT}-0123456789ab",
        launchType="FARGATE", networkConfiguration=described(on_call, API)["networkConfiguration"])["tasks"]
    ecs.get_waiter("tasks_stopped").wait(cluster=CLUSTER, tasks=[task["taskArn"]],
                                         WaiterConfig={"Delay": 1, "MaxAttempts": 30})

    found = ask(on_call, "platform_triage")
    assert f"tasks: migration of {TENANT}, " in found.text
    why = ask(on_call, "ecs_explain_deployment", service="api")
    assert why.said[0].startswith(f"the migration of {TENANT} with {revision.rpartition('/')[2]} failed ")
    assert "| Fatal error: this release crashes." in why.said and "it succeeded" in why.text
    assert found.writes == why.writes == []


def test_a_service_whose_image_is_gone_is_found_short_of_tasks(on_call: OnCall):
    ecs = on_call.client("ecs")
    ecs.update_service(cluster=CLUSTER, service=API, deploymentConfiguration={
        "deploymentCircuitBreaker": {"enable": False, "rollback": False},
        "minimumHealthyPercent": 0, "maximumPercent": 100})
    roll_out(on_call, API, "1.0.1-unpullable")

    found = ask(on_call, "platform_triage")
    assert found.result["verdict"] == "down" and f"services: {API} runs 0 of 3 tasks" in found.text
    why = ask(on_call, "ecs_explain_deployment", service="api")
    assert "it goes on" in why.said[0] and "CannotPullContainerError" in why.text

    ecs.update_service(cluster=CLUSTER, service=API, taskDefinition=f"{API}:1", deploymentConfiguration={
        "deploymentCircuitBreaker": {"enable": True, "rollback": True},
        "minimumHealthyPercent": 100, "maximumPercent": 200})
    assert wrong(ask(on_call, "platform_triage"))["services"] == 0


def test_an_alarm_is_told_with_its_page(on_call: OnCall):
    cloudwatch = on_call.client("cloudwatch")
    cloudwatch.set_alarm_state(AlarmName=f"{PLATFORM}-worker-cpu", StateValue="ALARM", StateReason="staged")
    found = ask(on_call, "platform_triage", alarms=PLATFORM)
    cloudwatch.set_alarm_state(AlarmName=f"{PLATFORM}-worker-cpu", StateValue="OK", StateReason="staged")
    assert f"alarms: {PLATFORM}-worker-cpu since " in found.text and "-> docs/runbooks/services.md#cpu" in found.said
    assert f"alarms: {PLATFORM}-degraded since " in found.text


def test_what_may_not_be_read_stops_nothing(on_call: OnCall):
    on_call.aws.fault(kind="refuse", service="cloudwatch", operation="DescribeAlarms", writes_only=False, times=None)
    found = ask(on_call, "platform_triage", PLATFORM, database=PLATFORM)
    on_call.aws.clear_faults()
    assert "could not be told: alarms: AccessDenied" in found.text
    assert "database envelope-local is available" in found.text


def test_a_restart_replaces_every_task(on_call: OnCall):
    before = tasks(on_call, API)
    dry = ask(on_call, "ecs_restart_service", service="api", bucket=RELEASES)
    assert dry.writes == [] and f"nothing was changed; to do it, add -e confirm={API}" in dry.said
    done = ask(on_call, "ecs_restart_service", service="api", bucket=RELEASES, confirm=API)
    assert done.result["changed"] and "ecs:UpdateService" in done.writes
    assert not before & tasks(on_call, API) and len(tasks(on_call, API)) == 3


def test_a_wrong_phrase_is_refused_before_anything_is_asked(on_call: OnCall):
    mark = on_call.aws.mark()
    refused = ask(on_call, "ecs_restart_service", service="api", bucket=RELEASES, confirm="api")
    assert refused.result["msg"] == f"confirm is 'api': allowed is {API}, the name of what is changed"
    assert on_call.aws.calls(since=mark) == []


@pytest.mark.parametrize(("name", "bounds"), [(TENANT, None), (PLATFORM, (3, 6))])
def test_scaling_holds_until_it_is_done_again(on_call: OnCall, name: str, bounds: tuple[int, int] | None):
    service, was = f"{name}-api", described(on_call, f"{name}-api")["desiredCount"]
    count = 3 if bounds else 4
    assert ask(on_call, "ecs_scale_service", name, service="api", count=count).writes == []
    done = ask(on_call, "ecs_scale_service", name, service="api", count=count, confirm=service)
    assert f"{service} runs {count} tasks" in done.said[-1] and described(on_call, service)["runningCount"] == count
    again = ask(on_call, "ecs_scale_service", name, service="api", count=count, confirm=service)
    assert again.writes == [] and again.said[-1] == "nothing has to be done"
    if bounds:
        [target] = on_call.client("application-autoscaling").describe_scalable_targets(
            ServiceNamespace="ecs", ResourceIds=[f"service/{CLUSTER}/{service}"])["ScalableTargets"]
        assert (target["MinCapacity"], target["MaxCapacity"]) == bounds
    ask(on_call, "ecs_scale_service", name, service="api", count=was, confirm=service)


def test_a_task_that_runs_away_is_stopped_and_replaced(on_call: OnCall):
    runaway = min(tasks(on_call, WORKER))
    listed = ask(on_call, "ecs_stop_task")
    assert runaway in listed.result["tasks"] and f"{runaway}  {WORKER}  {WORKER}:1  runs for " in listed.text
    assert ask(on_call, "ecs_stop_task", task=runaway[:12]).writes == []
    done = ask(on_call, "ecs_stop_task", task=runaway[:12], confirm=runaway)
    assert done.writes == ["ecs:StopTask"] and done.said[-1] == f"task {runaway} has stopped"
    assert runaway not in tasks(on_call, WORKER) and len(tasks(on_call, WORKER)) == 2


def test_a_shell_says_what_it_lacks_until_that_is_given(on_call: OnCall):
    ecs, iam = on_call.client("ecs"), on_call.client("iam")
    shell = ask(on_call, "ecs_show_exec", service="worker")
    [_started, refused] = shell.result["lacking"]
    role = refused.split()[1]
    assert f"--cluster {CLUSTER} --task " in shell.result["command"] and shell.writes == []
    assert " --container worker --interactive " in shell.result["command"]

    iam.put_role_policy(RoleName=role, PolicyName="shell", PolicyDocument=json.dumps({
        "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ssmmessages:*", "Resource": "*"}]}))
    ecs.update_service(cluster=CLUSTER, service=WORKER, enableExecuteCommand=True, forceNewDeployment=True)
    ready = ask(on_call, "ecs_show_exec", service="worker")
    ecs.update_service(cluster=CLUSTER, service=WORKER, enableExecuteCommand=False, forceNewDeployment=True)
    iam.delete_role_policy(RoleName=role, PolicyName="shell")
    assert ready.result["lacking"] == []
