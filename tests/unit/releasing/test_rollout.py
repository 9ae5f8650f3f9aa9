# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A service is brought to a revision, and what becomes of it is told."""

from __future__ import annotations

import datetime
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.lease import Lost
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.rollout import Rollout, RolloutFailed, Said
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.tasks import nothing
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.verdict import Deployment
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import API, WORKER, Account
from ansible_collections.venturemond.envelope.tests.unit.releasing.fleet import CLUSTER, ECS, REGISTRY

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
FIRST, SECOND = (f"{ECS}:task-definition/{API}:{number}" for number in (1, 2))


def brought(revision: str = SECOND, timeout: float = 60, meanwhile: t.Callable[[], Flow] = nothing) -> Flow:
    return Rollout(cluster=CLUSTER, timeout=timeout, meanwhile=meanwhile).brought(API, revision)


@pytest.fixture
def account(account: Account) -> Account:
    """One with a second revision of the first service."""
    about = {"family": API, "containerDefinitions": [{"name": "api", "image": f"{REGISTRY}/envelope-prod-api:1.5.0"}]}
    account.fleet.register_task_definition(None, **about)
    return account


def test_a_service_that_runs_it_is_left_alone(account: Account):
    assert account.play(brought(FIRST)) is None
    assert account.writes == [] and account.heard == []


def test_another_is_updated_and_watched(account: Account):
    assert 3 <= account.play(brought()) < 5
    assert account.writes == ["update_service api:2"]
    assert account.heard == [f"  {API}: rolling out {API}:2", f"  {API}: 2 of 2 tasks run",
                             f"  {API}: runs {API}:2 (3 s)"]


def test_one_that_ends_between_two_questions_is_looked_at_once_more_for_its_last_events(account: Account):
    def ends() -> None:
        account.clock.now += 10

    account.on("update_service", lambda: account.on("describe_services", ends))
    account.play(brought())

    asked = [call.operation for call in account.calls]
    assert asked[asked.index("update_service"):].count("describe_services") == 2
    assert asked[-1] == "describe_services" and account.heard[-1] == f"  {API}: runs {API}:2 (10 s)"


def test_the_number_of_tasks_is_nobodys_here(account: Account):
    account.fleet.services[API].desired = 7
    account.play(brought())

    assert [call.params for call in account.calls if not call.reads] == [
        {"cluster": CLUSTER, "service": API, "taskDefinition": SECOND}]
    assert account.fleet.services[API].desired == 7


def test_one_that_is_under_way_already_is_watched(account: Account):
    account.fleet.update_service(None, API, SECOND)
    account.play(brought())

    assert account.writes == [] and account.heard[-1] == f"  {API}: runs {API}:2 (3 s)"


def test_one_that_failed_without_being_rolled_back_is_made_anew(account: Account):
    account.fleet.update_service(None, API, SECOND)
    last = account.fleet.services[API].rollouts[-1]
    last.state, last.status = "FAILED", "STOPPED"
    account.clock.now += 60
    account.play(brought())

    assert [call.params.get("forceNewDeployment") for call in account.calls if not call.reads] == [True]


def test_one_by_which_ecs_rolls_back_is_waited_for_though_there_is_no_record_of_it(account: Account):
    account.clock.now += 60
    account.fleet.update_service(None, API, FIRST)
    account.fleet.services[API].rollouts[-1].recorded = False

    assert account.play(brought(FIRST)) >= 2.9


def test_one_that_fails_says_why_its_tasks_stopped(account: Account):
    account.fleet.failing.add((API, "1.5.0"))
    with pytest.raises(RolloutFailed) as failed:
        account.play(brought())

    assert failed.value.service == API
    assert str(failed.value).startswith(f"{API}: ECS rolled it back\n  container app exited with 137 in task s0: ")


def test_one_that_takes_too_long_has_failed(account: Account):
    account.fleet.hanging.add((API, "1.5.0"))
    began = account.clock.now
    with pytest.raises(RolloutFailed, match=r"it was not complete after 2\d s"):
        account.play(brought(timeout=20))

    assert 20 <= account.clock.now - began < 22


def test_a_service_that_is_deleted_meanwhile_is_told_so(account: Account):
    account.on("update_service", lambda: setattr(account.fleet.services[API], "status", "INACTIVE"))
    with pytest.raises(RolloutFailed, match=f"{API}: there is no such service in cluster {CLUSTER} any more"):
        account.play(brought())


def test_a_revision_that_cannot_be_used_is_told_so(account: Account):
    account.fleet.deregister_task_definition(None, SECOND)
    with pytest.raises(AwsError, match="TaskDefinition is inactive"):
        account.play(brought())


def test_what_is_held_meanwhile_is_held_before_the_update_too(account: Account):
    def lost() -> Flow:
        yield from ()
        raise Lost("lost")

    with pytest.raises(Lost):
        account.play(brought(meanwhile=lost))
    assert account.writes == []


class TestSaid:
    deployment = Deployment(CLUSTER, WORKER, "ecs-svc/2", SECOND, NOON)

    def service(self, running: int = 0, failed: int = 0, *events: tuple[int, str]) -> dict[str, t.Any]:
        return {"events": [{"id": text, "message": text, "createdAt": NOON + datetime.timedelta(seconds=seconds)}
                           for seconds, text in events],
                "deployments": [{"id": "ecs-svc/2", "runningCount": running, "desiredCount": 2, "failedTasks": failed}]}

    def test_events_are_told_once_the_oldest_first_and_none_from_before(self):
        said = Said()
        events = [(9, "(service worker) has started 1 tasks: (task a)."), (5, "(service worker) has begun"),
                  (-5, "(service worker) has reached a steady state.")]

        assert said.news(self.deployment, self.service(0, 0, *events)) == [
            "  worker: has begun", "  worker: has started 1 tasks: (task a).", f"  {WORKER}: 0 of 2 tasks run"]
        assert said.news(self.deployment, self.service(0, 0, *events)) == []

    def test_tasks_are_counted_when_their_number_changes(self):
        said = Said()
        told = [said.news(self.deployment, self.service(*counts)) for counts in ((0, 0), (1, 0), (1, 0), (2, 3))]

        assert told == [[f"  {WORKER}: 0 of 2 tasks run"], [f"  {WORKER}: 1 of 2 tasks run"], [],
                        [f"  {WORKER}: 2 of 2 tasks run, 3 failed"]]

    def test_nothing_is_counted_of_a_deployment_that_is_gone(self):
        assert Said().news(self.deployment, {"deployments": [{"id": "ecs-svc/3", "runningCount": 1}]}) == []
