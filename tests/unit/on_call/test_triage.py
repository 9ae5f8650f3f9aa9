# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong is said first, with what helps; what may not be read is said, and the rest still shown."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent
from ansible_collections.venturemond.envelope.plugins.module_utils.tagging import LEAVING
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.platform_triage import Triage
from ansible_collections.venturemond.envelope.tests.unit.on_call.asking import Asked, ask
from ansible_collections.venturemond.envelope.tests.unit.on_call.clock import before
from ansible_collections.venturemond.envelope.tests.unit.on_call.platform_aws import (
    ABOUT,
    GROUP,
    PREFIX,
    answers,
    health,
    service,
    stopped,
)

STORES = {"database": PREFIX, "cache": PREFIX}


def triage(*services: dict[str, t.Any], about: dict[str, t.Any] | None = None, **others: t.Any) -> Asked:
    return ask(Triage.given({**ABOUT, **STORES, **(about or {})}), answers(*services, **others))


def test_a_platform_that_is_well_is_told_in_two_lines():
    asked = triage()
    first, fine = asked.said
    assert first == f"{PREFIX} is well" and asked.result["verdict"] == "well" and not asked.writes
    assert fine.startswith("fine: nothing is in alarm; 2 services run as many tasks as they should; all targets of 1 ")


def test_tasks_that_are_missing_are_told_with_since_when_and_what_helps():
    events = [{"message": "(service x) was unable to place a task", "createdAt": before(minutes=6)},
              {"message": "(service x) has reached a steady state.", "createdAt": before(hours=5)}]
    asked = triage(service("api"), service("worker", running=0, events=events))
    assert asked.said[0] == f"{PREFIX} is degraded: 1 of 2 services short of tasks"
    assert asked.said[1].startswith(f"services: {PREFIX}-worker runs 0 of 2 tasks since ")
    assert asked.said[1].endswith("(6 min)")
    assert asked.said[2] == "-> ansible-playbook -i INVENTORY playbooks/runbooks/explain_deployment.yml " \
                            "-e service=worker"


def test_a_host_that_was_named_is_named_in_commands():
    asked = triage(service("worker", running=0), about={"target": "kestrel"})
    assert asked.said[2].endswith("-e service=worker -e target=kestrel")


@pytest.mark.parametrize(("running", "states", "word"), [
    (0, (), "down"), (2, ("unhealthy", "unhealthy"), "down"), (2, ("healthy", "unhealthy"), "degraded"),
    (2, ("healthy", "draining"), "well")])
def test_it_is_down_where_nobody_answers(running, states, word):
    asked = triage(service("api", running=running), describe_target_health=health(*states))
    assert asked.result["verdict"] == word and asked.said[0].startswith(f"{PREFIX} is {word}")


def test_the_database_is_the_platforms_and_so_is_the_command_that_helps():
    stopped_one = {"DBInstances": [{"DBInstanceStatus": "stopped"}]}
    asked = triage(about={"target": "kestrel"}, describe_db_instances=stopped_one)
    assert "-> ansible-playbook -i INVENTORY playbooks/runbooks/database.yml" in asked.said


def test_what_clients_notice_comes_first():
    off = {"MetricAlarms": [alarm("cpu")]}
    said = triage(service("api", running=0), describe_alarms=off).said
    assert said[0] == f"{PREFIX} is down: 1 of 1 service short of tasks, 1 alarm"
    assert said[1].startswith("services: ") and said[3].startswith("alarms: ")


def test_unhealthy_targets_are_told_with_the_reason_and_not_all_of_many():
    asked = triage(describe_target_health=health("healthy", *["unhealthy"] * 5))
    assert "targets: envelope-prod-api: 1 of 6 healthy\n| 10.0.0.2 is unhealthy: Health checks failed" in asked.text
    assert "| and 2 more" in asked.text and "10.0.0.5" not in asked.text


def alarm(name: str, **about: t.Any) -> dict[str, t.Any]:
    return {"AlarmName": f"{PREFIX}-{name}", "AlarmArn": f"arn:{name}", "StateUpdatedTimestamp": before(minutes=20),
            "AlarmDescription": f"About {name}. Runbook: docs/runbooks/services.md#{name}", **about}


def test_alarms_name_their_page_and_composite_ones_come_first():
    off = {"MetricAlarms": [alarm("cpu")], "CompositeAlarms": [
        alarm("degraded", AlarmRule="x", ActionsSuppressedBy="Alarm", ActionsSuppressedReason="Suppressed by down")]}
    lines = triage(describe_alarms=off).said
    assert lines[0] == f"{PREFIX} is degraded: 2 alarms"
    first = next(line for line in lines if line.startswith("alarms:"))
    assert first.startswith(f"alarms: {PREFIX}-degraded since ")
    assert "| nobody is told of it: Suppressed by down" in lines and "-> docs/runbooks/services.md#cpu" in lines


def test_the_alarm_of_errors_that_clients_see_means_down():
    assert triage(describe_alarms={"CompositeAlarms": [alarm("down", AlarmRule="x")]}).result["verdict"] == "down"


def test_alarms_of_sites_are_in_another_region():
    def in_region(edge: t.Any) -> t.Callable[[t.Any], t.Any]:
        return lambda call: edge if call.service.region == "us-east-1" else {"MetricAlarms": [alarm("cpu")]}

    asked = triage(describe_alarms=in_region({"MetricAlarms": [alarm("cpu"), alarm("site-errors")]}))
    assert asked.said[0].endswith("is degraded: 2 alarms") and f"{PREFIX}-site-errors since" in asked.text
    asked = triage(describe_alarms=in_region("AccessDenied"))
    assert asked.said[0].endswith("is degraded: 1 alarm, 1 part could not be told")
    assert "could not be told: alarms: those of us-east-1: AccessDenied of cloudwatch:describe_alarms" in asked.text


def test_many_alarms_are_not_all_shown():
    asked = triage(describe_alarms={"MetricAlarms": [alarm(f"n{number}") for number in range(30)]})
    assert asked.said[0].endswith("30 alarms") and "10 more are in alarm: the first 20 are shown" in asked.said


@pytest.mark.parametrize(("status", "words"), [
    ("ROLLBACK_SUCCESSFUL", "ECS rolled it back: circuit breaker"), ("ROLLBACK_IN_PROGRESS", "ECS is rolling it back")])
def test_a_deployment_that_was_rolled_back_is_told_although_the_service_is_steady(status, words):
    last = {"serviceDeployments": [{"createdAt": before(minutes=9), "status": status,
                                    "statusReason": "circuit breaker" if "SUCC" in status else ""}]}
    asked = triage(service("worker"), list_service_deployments=last)
    assert f"deployments: {PREFIX}-worker: the deployment of 9 min ago: {words}" in asked.said


@pytest.mark.parametrize(("primary", "word"), [
    ({"rolloutState": "FAILED", "rolloutStateReason": "tasks failed"}, "degraded"),
    ({"rolloutState": "IN_PROGRESS", "createdAt": before(minutes=2)}, "well"),
    ({"rolloutState": "IN_PROGRESS", "createdAt": before(minutes=2), "failedTasks": 2}, "degraded"),
    ({"rolloutState": "IN_PROGRESS", "createdAt": before(minutes=40)}, "degraded")])
def test_a_rollout_is_wrong_when_it_fails_or_hangs(primary, word):
    assert triage(service("worker", primary=primary)).result["verdict"] == word


@pytest.mark.parametrize(("code", "word"), [("UnsupportedFeatureException", "well"), ("AccessDenied", "unknown")])
def test_without_a_record_of_deployments_the_service_tells(code, word):
    assert triage(list_service_deployments=code).result["verdict"] == word


def test_tasks_that_ended_alike_are_one_line_and_their_secrets_are_masked():
    ended = [stopped(f"{number:032x}") for number in range(4)]
    asked = triage(ended=ended)
    [line] = [each for each in asked.said if each.startswith("tasks:")]
    assert "container api exited with 1" in line and line.endswith("(3 more alike)")
    assert "| password=********" in asked.said and "canary" not in asked.text


def test_tasks_that_ended_as_they_should_are_not_told():
    scaled = stopped(stoppedReason="Scaling activity initiated by (deployment ecs-svc/1)")
    once = stopped("1" * 32, code=0, group=f"family:{PREFIX}-api")
    foreign = stopped("2" * 32, group="service:other-api")
    long_ago = stopped("3" * 32, stoppedAt=before(minutes=50))
    worker = stopped("4" * 32, "worker", code=0, startedAt=before(minutes=64))
    assert triage(ended=[scaled, once, foreign, long_ago, worker]).result["verdict"] == "well"


def test_a_service_whose_task_ends_at_once_is_told_although_it_ends_well():
    ended = [stopped(code=0, startedAt=before(minutes=5))]
    assert triage(ended=ended).said[0] == f"{PREFIX} is degraded: 1 task stopped"


def test_one_that_a_person_stopped_is_no_incident():
    asked = triage(ended=[stopped(stopCode="UserInitiated")])
    assert asked.result["verdict"] == "well" and "1 task was stopped by a person" in asked.said


def test_what_may_not_be_read_is_said_and_the_rest_is_shown():
    asked = triage(service("api", running=1), describe_alarms="AccessDenied", describe_db_instances="AccessDenied")
    assert asked.said[0] == f"{PREFIX} is degraded: 1 of 1 service short of tasks, 2 parts could not be told"
    assert "could not be told: alarms: AccessDenied of cloudwatch:describe_alarms" in asked.said
    assert "fine: all targets of 1 target group are healthy" in asked.text


def test_nothing_known_to_be_wrong_is_not_well():
    asked = triage(describe_alarms="AccessDenied")
    assert asked.result["verdict"] == "unknown"
    assert asked.said[0] == f"{PREFIX} is not known to be wrong anywhere: 1 part could not be told"


@pytest.mark.parametrize("operation", ["describe_db_instances", "describe_replication_groups"])
def test_a_store_that_is_gone_means_down(operation):
    asked = triage(**{operation: Absent})
    assert asked.result["verdict"] == "down" and "-> playbooks/site.yml --tags data_stores" in asked.said


def test_stores_of_somebody_else_are_not_looked_at():
    assert len(triage(about={"database": "", "cache": ""}).result["parts"]) == 5


@pytest.mark.parametrize(("state", "word"), [
    ("available", "well"), ("backing-up", "well"), ("maintenance", "degraded"), ("storage-full", "down"),
    ("incompatible-parameters", "down")])
def test_the_database_is_as_rds_says(state, word):
    asked = triage(describe_db_instances={"DBInstances": [{"DBInstanceStatus": state}]})
    assert asked.result["verdict"] == word


@pytest.mark.parametrize("about", [
    {"stopCode": "ServiceSchedulerInitiated", "stoppedReason": "Task failed ELB health checks in (target-group x)"},
    {"stopCode": "ServiceSchedulerInitiated", "stoppedReason": "Task failed container health checks"},
    {"stopCode": "SpotInterruption", "stoppedReason": "Your Spot Task was interrupted."}])
def test_one_that_was_stopped_is_told_although_it_took_that_well(about):
    asked = triage(ended=[stopped(code=0, startedAt=before(hours=2), **about)])
    assert asked.said[0] == f"{PREFIX} is degraded: 1 task stopped" and about["stoppedReason"] in asked.text


def test_a_service_that_clients_are_led_to_and_that_has_no_task_is_down():
    asked = triage(service("api", running=0, desired=0))
    assert asked.result["verdict"] == "down" and "envelope-prod-api: no task is wanted, and clients" in asked.text
    assert "playbooks/runbooks/scale.yml -e service=api -e count=1" in asked.text
    assert triage(service("worker", running=0, desired=0)).result["verdict"] == "well"


def test_a_tenant_that_is_being_taken_away_has_none_on_purpose():
    leaving = {"Tags": [{"Key": LEAVING, "Value": "2026-11-20"}]}
    asked = triage(service("api", running=0, desired=0), describe_secret=leaving, describe_target_health=health())
    assert asked.result["verdict"] == "well" and "envelope-prod-api: no task is wanted" in asked.said


def test_target_groups_that_nobody_uses_are_noted_and_new_targets_are_waited_for():
    assert triage(describe_target_health=health("unused", "unused")).said[1] == \
        "envelope-prod-api: no load balancer leads to it"
    asked = triage(describe_target_health=health("initial", "initial"))
    assert asked.result["verdict"] == "degraded" and "nobody is healthy yet, 2 targets being looked at" in asked.text


def test_of_many_that_are_wrong_the_worst_are_shown():
    many = [service(f"n{number:02}", running=0) for number in range(30)]
    asked = triage(*many, service("api", running=0))
    told = [line for line in asked.said if " runs 0 of 2 tasks" in line]
    assert len(told) == 20 and told[0].startswith("services: envelope-prod-api ")
    assert "services: and 11 more" in asked.said and "31 of 31 services short" in asked.said[0]


def test_one_group_that_cannot_be_read_does_not_hide_the_others():
    second = [{"targetGroupArn": "arn:x:targetgroup/other/1"}, {"targetGroupArn": GROUP}]

    def looked(call: t.Any) -> dict[str, t.Any] | str:
        return "AccessDenied" if "other" in call.params["TargetGroupArn"] else health("unhealthy")

    asked = triage(service("api", loadBalancers=second), describe_target_health=looked)
    assert "could not be told: targets: other: AccessDenied of elbv2:describe_target_health" in asked.said
    assert "targets: envelope-prod-api: nobody is healthy" in asked.text


@pytest.mark.parametrize(("name", "about", "short"), [
    (f"{PREFIX}-silo-kestrel", {"services": ["api"]}, 1), (f"{PREFIX}-silo-kestrel-two", {"services": ["api"]}, 1),
    (PREFIX, {}, 3)])
def test_tenants_whose_names_begin_alike_are_told_apart(name, about, short):
    three = [service(each, running=0) for each in ("silo-kestrel-api", "silo-kestrel-two-api", "worker")]
    ended = [stopped("1" * 32, "silo-kestrel-api"), stopped("2" * 32, "silo-kestrel-two-api"),
             stopped("3" * 32, "worker")]
    asked = triage(*three, ended=ended, about={"name": name, **about})
    assert f"{short} of {short} service" in asked.said[0]
    assert sum(len(part["wrong"]) for part in asked.result["parts"] if part["name"] == "tasks") == short
