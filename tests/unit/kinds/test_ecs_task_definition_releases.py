# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about task definitions whose images a deploy decides."""

from __future__ import annotations

import copy
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Pending
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge, observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs import TaskDefinition
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs.images import repository
from ansible_collections.venturemond.envelope.plugins.module_utils.results import report
from ansible_collections.venturemond.envelope.tests.unit.script import play

PREFIX = "arn:aws:ecs:eu-west-1:111122223333:task-definition"
CLUSTER = {"clusters": [{"clusterName": "c", "status": "ACTIVE"}]}
OPTIONS: dict[str, t.Any] = {
    "family": "api", "service": "api", "deployed": True, "cpu": 256, "memory": 512,
    "containers": [{"name": "api", "image": "host:5000/api:1.0.0", "environment": {"APP_ENV": "production"}},
                   {"name": "nginx", "image": "nginx:1"}],
}


def options(*, image: str = "host:5000/api:1.0.0", env: str = "production", **more: t.Any) -> dict[str, t.Any]:
    found = {**copy.deepcopy(OPTIONS), **more}
    found["containers"][0].update(image=image, environment={"APP_ENV": env})
    return found


def wanted(**about: t.Any) -> TaskDefinition:
    given = TaskDefinition.given({"cluster": "c", **options(**about)})
    return play(given.resolved(), ("describe_clusters", CLUSTER))


def revision(number: int, status: str = "ACTIVE", **about: t.Any) -> dict[str, t.Any]:
    """A revision as AWS describes it."""
    made = play(TaskDefinition.given(options(**about)).resolved()).wire()
    return {"taskDefinition": {**made, "taskDefinitionArn": f"{PREFIX}/api:{number}", "revision": number,
                               "status": status}}


def service(runs: str = "api:4", status: str = "ACTIVE") -> dict[str, t.Any]:
    return {"services": [{"serviceName": "api", "status": status, "taskDefinition": f"{PREFIX}/{runs}"}]}


RELEASED = revision(4, image="host:5000/api:1.4.2")
FAILED = revision(5, image="host:5000/api:1.4.3")


def images(task: TaskDefinition) -> list[str]:
    return [each.image for each in task.containers or ()]


class Account:
    """What ECS holds: a service at some revision, and the revisions of its family."""

    def __init__(self, *revisions: dict[str, t.Any], runs: int | None = 4) -> None:
        self.revisions = {found["taskDefinition"]["revision"]: found for found in revisions}
        self.runs = runs
        self.made: list[Call] = []

    def check(self, call: Call) -> None:
        pass

    def __call__(self, call: Call) -> dict[str, t.Any]:
        self.made.append(call)
        return getattr(self, call.operation)(**call.params)

    def describe_clusters(self, **_about: t.Any) -> dict[str, t.Any]:
        return CLUSTER

    def describe_services(self, **_about: t.Any) -> dict[str, t.Any]:
        return service(f"api:{self.runs}") if self.runs else {"services": [], "failures": [{"reason": "MISSING"}]}

    def describe_task_definition(self, **about: t.Any) -> dict[str, t.Any]:
        number = about["taskDefinition"].partition(":task-definition/api:")[2]
        return self.revisions[int(number) if number else max(self.revisions)]

    def register_task_definition(self, **params: t.Any) -> dict[str, t.Any]:
        number = max(self.revisions, default=0) + 1
        self.revisions[number] = {"taskDefinition": {
            **params, "taskDefinitionArn": f"{PREFIX}/api:{number}", "revision": number, "status": "ACTIVE"}}
        return self.revisions[number]

    def converge(self, *, check: bool = False, **about: t.Any) -> dict[str, t.Any]:
        """The module's result; `made` holds the calls of this run."""
        self.made = []
        given = TaskDefinition.given({"cluster": "c", **options(**about)})
        result = report(TaskDefinition, converge([given], self, check=check), check=check)
        assert not result.get("failed"), result
        return {**result, **result["ecs_task_definitions"]["api"]}

    @property
    def asked(self) -> list[str]:
        return [call.operation for call in self.made]


class TestARelease:
    def test_is_left_alone_by_an_inventory_that_names_an_older_one(self):
        account = Account(RELEASED)
        result = account.converge()

        assert (result["changed"], result["arn"], result["revision"]) == (False, f"{PREFIX}/api:4", 4)
        assert result["containers"][0]["image"] == "host:5000/api:1.4.2", "what the result says is what runs"
        assert account.asked == ["describe_clusters", "describe_services", "describe_task_definition"]

    def test_that_failed_and_left_a_newer_revision_is_not_taken_up(self):
        result = Account(RELEASED, FAILED).converge()

        assert (result["changed"], result["arn"]) == (False, f"{PREFIX}/api:4")

    @pytest.mark.parametrize("others", [(), (FAILED,)])
    def test_goes_on_with_another_environment(self, others):
        account = Account(RELEASED, *others)
        planned = account.converge(check=True, env="staging")
        assert planned["arn"] == "(known after apply)" and "register_task_definition" not in account.asked
        done = account.converge(env="staging")

        newest = 5 + len(others)
        assert (done["changed"], done["arn"], done["revision"]) == (True, f"{PREFIX}/api:{newest}", newest)
        made = account.revisions[newest]["taskDefinition"]["containerDefinitions"]
        assert [each["image"] for each in made] == ["host:5000/api:1.4.2", "nginx:1"]
        assert planned["diff"] == done["diff"]
        before, after = (str(done["diff"][0][side]) for side in ("before", "after"))
        assert "1.4.2" in before and "1.4.2" in after and "1.0.0" not in after

    def test_is_not_described_twice_by_a_run_that_ended_before_the_service_was_updated(self):
        account = Account(RELEASED, FAILED)
        account.converge(env="staging")
        again = account.converge(env="staging")

        assert (again["changed"], again["arn"]) == (False, f"{PREFIX}/api:6"), "the service is still to be given it"
        account.runs = 6
        assert account.converge(env="staging")["changed"] is False
        assert account.asked[-1] == "describe_task_definition" and len(account.asked) == 3

    def test_does_not_take_up_the_image_of_one_that_failed_for_its_environment(self):
        account = Account(RELEASED, revision(5, image="host:5000/api:1.4.3", env="staging"))
        result = account.converge(env="staging")

        assert (result["revision"], result["containers"][0]["image"]) == (6, "host:5000/api:1.4.2")

    @pytest.mark.parametrize("newer", [
        FAILED, {**revision(5, image="host:5000/api:1.4.2"), "tags": [{"key": "a", "value": "1"}]}])
    def test_only_gets_the_tags_that_differ_where_it_is(self, newer):
        account = Account(RELEASED, newer)
        account.tag_resource = lambda **params: {}
        account.converge(tags={"a": "1"})

        assert [call.params["resourceArn"] for call in account.made if not call.reads] == [f"{PREFIX}/api:4"]

    def test_of_another_repository_is_the_inventorys_own(self):
        result = Account(RELEASED).converge(image="host:5000/api-next:1.0.0")

        assert result["containers"][0]["image"] == "host:5000/api-next:1.0.0"

    def test_is_undone_where_no_deploy_owns_the_tags(self):
        account = Account(RELEASED)

        assert account.converge(deployed=False)["containers"][0]["image"] == "host:5000/api:1.0.0"
        assert account.asked.count("register_task_definition") == 1


class TestWithoutAService:
    def test_there_is_yet_the_newest_revision_counts_with_the_tags_of_the_inventory(self):
        account = Account(RELEASED, runs=None)
        result = account.converge()

        assert (result["changed"], result["containers"][0]["image"]) == (True, "host:5000/api:1.0.0")

    def test_named_the_tags_of_the_newest_revision_are_kept(self):
        now = play(wanted(service=None).read(), ("describe_task_definition", FAILED))

        assert plan(wanted(service=None), now).action == "none"

    @pytest.mark.parametrize(("reply", "others"), [
        (service(status="DRAINING"), []), ({"services": []}, []),
        (service(runs="other:4"), [{"taskDefinition": {"family": "other", "status": "ACTIVE"}}])])
    def test_that_runs_the_family_it_is_the_same(self, reply, others):
        now = play(wanted().read(), ("describe_services", reply),
                   *[("describe_task_definition", each) for each in (*others, RELEASED)])

        assert images(wanted().over(now)) == ["host:5000/api:1.0.0", "nginx:1"]

    @pytest.mark.parametrize("found", [revision(4, status="INACTIVE"), Absent])
    def test_whose_revision_can_be_run_again_it_is_the_same(self, found):
        now = play(wanted().read(), ("describe_services", service()), ("describe_task_definition", found),
                   ("describe_task_definition", FAILED))

        assert now.revision == 5

    def test_and_without_a_family_there_is_nothing(self):
        assert play(observe(wanted()), ("describe_services", {"services": []}),
                    ("describe_task_definition", Absent)) is None

    def test_a_cluster_that_is_yet_to_come_is_pending_in_check_mode_and_named_otherwise(self):
        given = TaskDefinition.given({"cluster": "c", **OPTIONS})
        with pytest.raises(Unresolved, match="there is no ECS cluster named c"):
            play(given.resolved(), ("describe_clusters", {"clusters": []}))
        pending = play(given.resolved(pending=True), ("describe_clusters", {"clusters": []}))

        assert isinstance(pending.cluster, Pending)
        assert play(observe(pending), ("describe_services", {}), ("describe_task_definition", Absent)) is None


def test_what_refuses_to_be_read_is_an_error():
    with pytest.raises(AwsError, match="AccessDeniedException"):
        play(observe(wanted()), ("describe_services", "AccessDeniedException"))


def test_services_of_a_set_are_read_by_ten():
    account = Account(RELEASED)
    sets = [TaskDefinition.given({"cluster": "c", **options(family=f"f{n}", service=f"s{n}")}) for n in range(12)]
    converge(sets, account, check=True)

    assert [len(call.params["services"]) for call in account.made if call.operation == "describe_services"] == [10, 2]


def test_a_service_needs_its_cluster():
    assert list(TaskDefinition.given({"family": "api", "service": "api"}).problems()) == [
        "service api needs the cluster that it is in"]


def test_containers_of_one_repository_keep_each_its_own_tag_and_a_new_one_takes_the_first():
    def several(*containers: tuple[str, str]) -> list[dict[str, str]]:
        return [{"name": name, "image": image} for name, image in containers]

    now = TaskDefinition.given(options() | {"containers": several(("a", "r:1"), ("b", "r@sha256:2"))})
    given = TaskDefinition.given(options() | {"containers": several(("b", "r:9"), ("a", "r:9"), ("c", "r:9"))})

    assert images(given.over(now)) == ["r@sha256:2", "r:1", "r:1"]


@pytest.mark.parametrize(("image", "name"), [
    ("nginx", "nginx"), ("nginx:1", "nginx"), ("host:5000/api", "host:5000/api"), ("a/b@sha256:ab", "a/b"),
    ("111122223333.dkr.ecr.eu-west-1.amazonaws.com/p-api:1.4.2", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/p-api"),
    ("host:5000/api:1@sha256:ab", "host:5000/api")])
def test_a_repository_is_an_image_without_tag_and_digest(image, name):
    assert repository(image) == name
