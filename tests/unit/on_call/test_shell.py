# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command that opens a shell is printed, with what it lacks; it is never run."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.ecs_show_exec import ShowExec
from ansible_collections.venturemond.envelope.tests.unit.on_call.asking import Asked, ask
from ansible_collections.venturemond.envelope.tests.unit.on_call.platform_aws import (
    ABOUT,
    DEFINITION,
    FULL,
    answers,
    task,
)

HERE = {"partition": "aws", "region": "eu-west-1", "account": "111122223333"}


def shell(*, enabled: bool = True, decision: str = "allowed", agent: str = "RUNNING", simulated: t.Any = None,
          tasks: t.Sequence[t.Any] | None = None, more: dict[str, t.Any] | None = None, **about: t.Any) -> Asked:
    ready = task(enableExecuteCommand=enabled, containers=[
        {"name": "api", "managedAgents": [{"name": "ExecuteCommandAgent", "lastStatus": agent}]}])
    given = ShowExec.given({**ABOUT, "service": "api", "command": "/bin/sh", **about})
    said = simulated or {"EvaluationResults": [
        {"EvalActionName": "ssmmessages:OpenDataChannel", "EvalDecision": decision}]}
    return ask(given, answers(tasks=[ready] if tasks is None else tasks, get_caller_identity=HERE,
                              simulate_principal_policy=said, describe_task_definition={"taskDefinition": {
                                  **DEFINITION, "containerDefinitions": [{"name": "api", **(more or {})}]}}))


def test_the_command_can_be_pasted():
    asked = shell(command="php artisan tinker")
    assert asked.result["command"] == (
        "aws ecs execute-command --region eu-west-1 --cluster envelope-prod-cluster "
        f"--task {FULL} --container api --interactive --command 'php artisan tinker'")
    assert asked.result["lacking"] == [] and not asked.writes and asked.said[0] == asked.result["command"]


@pytest.mark.parametrize(("about", "words"), [
    ({"enabled": False}, "the task was started without it: say ecs_services_common: {execute_command: true}"),
    ({"decision": "implicitDeny"}, "role envelope-prod-task may not ssmmessages:OpenDataChannel: say ecs_services_"),
    ({"agent": "STOPPED"}, "its agent is STOPPED: take another task, or restart the service"),
    ({"more": {"readonlyRootFilesystem": True, "mountPoints": [
        {"containerPath": "/var/lib/amazon"}, {"containerPath": "/var/log/amazon", "readOnly": True}]}},
     "its root file system is read-only, and the agent writes to /var/log/amazon: have volumes mounted there")])
def test_what_is_lacking_is_said_before_it(about, words):
    asked = shell(**about)
    assert asked.said[0].startswith(f"it does not work yet: {words}") and asked.said[1] == asked.result["command"]


@pytest.mark.parametrize(("about", "words"), [
    ({"container": "apii"}, "container apii is not known, did you mean api"),
    ({"tasks": []}, "no task of envelope-prod-api runs: ansible-playbook .*explain_deployment.yml -e service=api"),
    ({"task": "9"}, "no task that runs begins with 9")])
def test_what_is_not_there_is_told(about, words):
    with pytest.raises(Invalid, match=words):
        shell(**about)


def test_what_could_not_be_told_is_not_lacking():
    asked = shell(simulated="AccessDenied")
    assert asked.said[0].startswith("whether role envelope-prod-task may do it could not be told: ")
    assert asked.result["lacking"] == []


def test_only_tasks_of_the_service_are_listed():
    [listed] = [call.params for call in shell().calls if call.operation == "list_tasks"]
    assert listed["serviceName"] == "envelope-prod-api"
