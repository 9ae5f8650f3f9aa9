# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A release is deployed as a whole, or everything stays as it was."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.contracts import Contracted
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.fitness import Unfit
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.tasks import TaskFailed
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import (
    API,
    REVERB,
    SERVICES,
    WORKER,
    Account,
    deploy,
)
from ansible_collections.venturemond.envelope.tests.unit.releasing.fleet import REGISTRY, SECRET

IMAGE = f"{REGISTRY}/envelope-prod-api"


class TestADeploy:
    def test_writes_what_it_has_to_and_in_this_order(self, account: Account):
        account.play(deploy("1.5.0"))

        assert account.writes == [
            "put_object lock.json", "put_object change.json",
            "put_object releases/1.4.0.json", "put_object live.json",
            "register_task_definition api", "register_task_definition worker", "register_task_definition reverb",
            "run_task api:2", "update_service api:2", "update_service worker:2", "update_service reverb:2",
            "put_object releases/1.5.0.json", "put_object live.json", "delete_object change.json",
            "put_object lock.json"]
        assert account.tags == ["1.5.0"] * 3
        assert account.kept("lock.json")["free"] and account.kept("change.json") is None

    def test_tells_ecs_the_revision_and_nothing_else(self, account: Account):
        account.play(deploy("1.5.0"))

        assert {frozenset(call.params) for call in account.calls if call.operation == "update_service"} == {
            frozenset({"cluster", "service", "taskDefinition"})}

    def test_changes_the_images_of_its_repositories_only(self, account: Account):
        account.play(deploy("1.5.0"))
        before, after = (account.fleet.revisions[arn] for arn in account.fleet.revisions if ":task-definition/" in arn
                         and arn.rpartition("/")[2] in ("envelope-prod-api:1", "envelope-prod-api:2"))

        assert [each["image"] for each in after["containerDefinitions"]] == [
            f"{IMAGE}:1.5.0", "public.ecr.aws/nginx/nginx:1.27"]
        assert {**after, "containerDefinitions": 0, "revision": 0, "taskDefinitionArn": 0} == {
            **before, "containerDefinitions": 0, "revision": 0, "taskDefinitionArn": 0}

    def test_records_what_the_release_consists_of(self, account: Account):
        account.play(deploy("1.5.0", contracting=True))
        recorded = account.kept("releases/1.5.0.json")

        assert [arn.rpartition("/")[2] for arn in recorded.pop("task_definitions").values()] == [
            f"{name}:2" for name in sorted(SERVICES)]
        assert recorded.pop("at") > account.kept("releases/1.4.0.json")["at"]
        assert recorded == {"release": "1.5.0", "by": "ann", "images": {f"{IMAGE}:1.5.0": "sha256:1"},
                            "secrets": {SECRET: "v1"}, "contracting": True}
        assert account.kept("live.json") == {"release": "1.5.0", "before": ["1.4.0"]}

    def test_records_what_ran_before_the_first(self, account: Account):
        account.play(deploy("1.5.0"))
        recorded = account.kept("releases/1.4.0.json")

        assert recorded["by"] == "what ran before the first deploy"
        assert [arn.rpartition(":")[2] for arn in recorded["task_definitions"].values()] == ["1", "1", "1"]

    def test_says_what_it_came_to(self, account: Account):
        result = account.play(deploy("1.5.0"))

        assert (result["changed"], result["release"], result["previous"]) == (True, "1.5.0", "1.4.0")
        assert result["msg"] == "1.5.0 is live" and result["notes"] == ["images: not checked"]
        assert result["migration"]["exit_code"] == 0 and result["migration"]["started"]
        assert result["services"][WORKER]["images"] == [f"{IMAGE}:1.5.0"]
        assert all(3 <= about["seconds"] < 5 for about in result["services"].values())
        assert f"{WORKER}: {IMAGE}:1.4.0\n" in result["diff"]["before"]
        assert f"{WORKER}: {IMAGE}:1.5.0\n" in result["diff"]["after"]

    def test_shows_how_it_goes(self, account: Account):
        account.play(deploy("1.5.0"))

        assert [line for line in account.heard if "rolling out" in line or "runs" in line] == [
            line for name in SERVICES for line in (f"  {name}: rolling out {name}:2", f"  {name}: runs {name}:2 (3 s)")]

    def test_of_what_runs_already_but_was_never_recorded_records_it(self, account: Account):
        account.play(deploy("1.4.0"))

        assert account.releases == ["1.4.0"] and account.kept("live.json") == {"release": "1.4.0", "before": []}
        assert not [each for each in account.writes if each.startswith(("register", "update"))]

    def test_without_a_migration_runs_none(self, account: Account):
        assert account.play(deploy("1.5.0", migrate=None))["migration"] is None
        assert account.fleet.tasks == []

    def test_takes_the_revision_that_an_earlier_run_left(self, account: Account):
        account.fleet.exits["1.5.0"] = 1
        account.refused["deregister_task_definition"] = "AccessDeniedException"
        with pytest.raises(AwsError):
            account.play(deploy("1.5.0"))
        account.fleet.exits.clear()
        account.play(deploy("1.5.0"))

        assert account.fleet.active == [f"{name}:{number}" for number in (1, 2) for name in SERVICES]

    def test_is_recorded_although_secrets_may_not_be_looked_at(self, account: Account):
        account.refused["describe_secret"] = "AccessDeniedException"
        account.play(deploy("1.5.0"))

        assert account.kept("releases/1.5.0.json")["secrets"] == {}

    def test_is_live_although_tidying_fails(self, account: Account):
        account.refused["list_task_definitions"] = "ThrottlingException"

        assert account.play(deploy("1.5.0"))["msg"] == "1.5.0 is live"
        assert "the next deploy goes on: ecs:list_task_definitions failed" in account.heard[-1]
        assert account.kept("change.json") is None and account.kept("lock.json")["free"]


class TestALiveRelease:
    def test_is_said_to_be_live_and_nothing_is_written(self, account: Account):
        account.play(deploy("1.5.0"))
        account.calls.clear()

        assert account.play(deploy("1.5.0")) == {
            "changed": False, "release": "1.5.0", "msg": "1.5.0 is live already", "services": {}}
        assert account.writes == []

    def test_that_a_service_has_left_is_deployed_again(self, account: Account):
        account.play(deploy("1.5.0"))
        account.fleet.services[WORKER].revision = account.kept("releases/1.4.0.json")["task_definitions"][WORKER]
        account.play(deploy("1.5.0"))

        assert account.tags == ["1.5.0"] * 3
        assert account.kept("live.json") == {"release": "1.5.0", "before": ["1.4.0"]}

    def test_is_found_so_by_the_one_that_waited_for_the_lock(self, account: Account):
        first, second = account.together(deploy("1.5.0"), deploy("1.5.0", holder="ben"))

        assert [first["changed"], second["changed"]] == [True, False]
        assert sum(each.startswith("update_service") for each in account.writes) == 3


class TestCheckMode:
    def test_writes_nothing_and_says_what_would_be(self, account: Account):
        result = account.play(deploy("1.5.0", check=True))

        assert account.writes == []
        assert result["msg"] == "1.5.0 would be deployed" and result["changed"] and result["previous"] is None
        assert f"{API}: {IMAGE}:1.5.0, public.ecr.aws/nginx/nginx:1.27" in result["diff"]["after"]

    def test_finds_what_is_not_fit(self, account: Account):
        account.problems = ["api: no such image"]
        with pytest.raises(Unfit, match="no such image"):
            account.play(deploy("1.5.0", check=True))


class TestWhatIsRefusedBeforeAnythingIsWritten:
    def refused(self, account: Account, flow: Flow, error: type[Exception], words: str) -> None:
        with pytest.raises(error, match=words):
            account.play(flow)
        assert account.writes == []

    def test_a_release_that_is_not_fit(self, account: Account):
        account.problems = ["worker: no such secret", "api: no such image"]
        self.refused(account, deploy("1.5.0"), Unfit, r"(?s)1.5.0 is not fit.*nothing was changed.*secret.*- api: no")

    def test_a_service_that_does_not_exist(self, account: Account):
        flow = deploy("1.5.0", services=[API, "envelope-prod-workr"])
        self.refused(account, flow, Invalid, "service envelope-prod-workr.*did you mean envelope-prod-worker")

    def test_repositories_that_nothing_runs_from(self, account: Account):
        flow = deploy("1.5.0", repositories=["envelope-prod-ape"])
        self.refused(account, flow, Invalid, "no image that runs is from.*there are envelope-prod-api, nginx/nginx")

    def test_a_container_for_the_migration_that_does_not_exist(self, account: Account):
        flow = deploy("1.5.0", container="apo")
        self.refused(account, flow, Invalid, "migrate.container: apo is not known.*allowed: envelope-prod-api, nginx")

    def test_a_release_from_before_a_contracting_one(self, account: Account):
        account.play(deploy("1.5.0", contracting=True))
        account.calls.clear()
        self.refused(account, deploy("1.4.0"), Contracted, "what the migration of 1.5.0 took away")


class TestAMigrationThatFails:
    def test_leaves_every_service_untouched(self, account: Account):
        account.fleet.exits["1.5.0"] = 42
        with pytest.raises(TaskFailed, match=r"migration of envelope-prod to 1\.5\.0 failed.*exited with 42"):
            account.play(deploy("1.5.0"))

        assert not [each for each in account.writes if each.startswith("update_service")]
        assert account.fleet.active == [f"{name}:1" for name in SERVICES]
        assert account.kept("change.json") is None and account.kept("lock.json")["free"]

    def test_forgets_nothing_of_a_change_that_was_broken_off(self, account: Account):
        account.dies_at("update_service", 3)
        with account.killed():
            account.play(deploy("1.5.0"))
        account.fleet.exits["1.6.0"] = 42
        with pytest.raises(TaskFailed):
            account.play(deploy("1.6.0"))

        assert account.tags == ["1.5.0", "1.5.0", "1.4.0"]
        assert account.kept("change.json")["before"][API].endswith("api:1")
        assert account.fleet.services[API].revision.rpartition("/")[2] in account.fleet.active


def test_a_hundred_releases_leave_as_many_as_are_kept(account: Account):
    for number in range(100):
        account.play(deploy(f"2.{number}", keep=4, migrate=None, services=[API]))

    assert account.releases == ["2.96", "2.97", "2.98", "2.99"]
    assert account.kept("live.json") == {"release": "2.99", "before": ["2.98", "2.97", "2.96"]}
    assert sorted(account.fleet.active) == sorted(
        [f"{WORKER}:1", f"{REVERB}:1", *(f"{API}:{number}" for number in range(98, 102))])
