# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tasks of a service start anew under the lock of deploys, and are judged by that deployment."""

from __future__ import annotations

import datetime
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, EnvelopeError
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.lease import Held
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.ecs_restart_service import RestartService
from ansible_collections.venturemond.envelope.tests.unit.on_call.asking import Asked, ask
from ansible_collections.venturemond.envelope.tests.unit.on_call.clock import NOW
from ansible_collections.venturemond.envelope.tests.unit.on_call.platform_aws import (
    ABOUT,
    CLUSTER,
    ECS,
    answers,
    service,
    stopped,
)

API = "envelope-prod-api"
REVISION = f"{ECS}:task-definition/{API}:7"


def restart(status: str = "SUCCESSFUL", *, confirm: str | None = API, check: bool = False, desired: int = 2,
            ended: t.Sequence[t.Any] = (), **others: t.Any) -> Asked:
    anew = service("api", desired=desired, running=desired, primary={"id": "ecs-svc/new", "createdAt": NOW})
    record = {"serviceDeploymentArn": "arn:new", "targetServiceRevisionArn": "arn:revision", "status": status,
              "createdAt": NOW + datetime.timedelta(seconds=2), "statusReason": "circuit breaker"}
    listed = [{}, {"serviceDeployments": [record]}]
    given = {**ABOUT, "service": "api", "bucket": "envelope-prod-releases", "holder": "ann", "confirm": confirm,
             "lock_patience_seconds": 0}
    return ask(RestartService.given(given), answers(service("api", desired=desired), **{
        "update_service": {"service": anew}, "list_service_deployments": listed, "get_object": Absent,
        "describe_service_revisions": {"serviceRevisions": [
            {"serviceRevisionArn": "arn:revision", "taskDefinition": REVISION}]},
        "put_object": {"ETag": "1"}, "ended": ended, **others}), check=check)


def test_it_starts_them_anew_under_the_lock():
    asked = restart()
    assert [name for name, _params in asked.writes] == ["put_object", "update_service", "put_object"]
    assert asked.writes[1][1] == {"cluster": CLUSTER, "service": API, "forceNewDeployment": True}
    assert asked.said[-1].startswith(f"all tasks of {API} were started anew (")


@pytest.mark.parametrize("options", [{"confirm": None}, {"confirm": None, "check": True}, {"check": True}])
def test_nothing_is_written_until_its_name_is_typed_back(options):
    asked = restart(**options)
    assert not asked.writes and asked.said[0] == f"{API} runs 2 of 2 tasks of {API}:7"
    assert f"would start 2 tasks of {API} anew with {API}:7, 100% to 200% of them running meanwhile" in asked.said


def test_a_service_without_tasks_has_nothing_to_start():
    asked = restart(desired=0)
    assert not asked.writes and "no task is wanted: ansible-playbook -i INVENTORY " in asked.text


def test_one_that_ecs_rolls_back_fails_and_says_why():
    with pytest.raises(EnvelopeError) as error:
        restart("ROLLBACK_SUCCESSFUL", ended=[stopped(startedBy="ecs-svc/new")])
    assert "ECS rolled it back: circuit breaker" in str(error.value)
    assert "container api exited with 1" in str(error.value)
    assert "| password=********" in str(error.value) and "canary" not in str(error.value)


def test_while_something_is_deployed_it_is_not_done():
    lock = {
        "Body": b'{"holder": "bob", "task": "deploy of 1.4.2", "seconds": 60}', "ETag": "1",
        "LastModified": datetime.datetime.now(datetime.UTC)}
    with pytest.raises(Held, match=r"bob \(deploy of 1.4.2\) holds the lock"):
        restart(get_object=lock)


def test_a_refusal_gives_the_lock_back():
    with pytest.raises(AwsError, match="AccessDenied"):
        restart(update_service="AccessDenied")


@pytest.mark.parametrize(("about", "problem"), [
    ({"service": ""}, "service is missing: say which, as in -e service=api"),
    ({"timeout": 0}, "timeout is 0, allowed are 1 and more"),
    ({"confirm": "api"}, "confirm is 'api': allowed is envelope-prod-api, the name of what is changed")])
def test_what_is_wrong_is_told(about, problem):
    given = {**RestartService.examples, "confirm": None, **about}
    assert list(RestartService.given(given).problems()) == [problem]
