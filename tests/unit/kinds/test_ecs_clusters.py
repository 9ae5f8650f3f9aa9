# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about clusters."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge, observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, GaveUp
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs import CLUSTER, EcsCluster
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs.capacity import CapacityShare
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs.clusters import ExecuteCommandLogging
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

UNLINKED = "Unable to assume the service linked role. Please verify that the ECS service linked role exists."


def cluster(**options) -> EcsCluster:
    return EcsCluster(name="a", **options)


def described(**about) -> dict:
    return {"clusters": [{"clusterName": "a", "clusterArn": "arn", "status": "ACTIVE", **about}]}


class TestReading:
    @pytest.mark.parametrize("reply", [
        {"clusters": [], "failures": [{"arn": "arn:a", "reason": "MISSING"}]}, described(status="INACTIVE"),
        described(status="DEPROVISIONING")])
    def test_one_that_is_gone_or_going_is_absent(self, reply):
        assert play(observe(cluster()), ("describe_clusters", reply)) is None

    def test_without_settings_insights_are_off(self):
        assert play(cluster().read(), ("describe_clusters", described())).container_insights == "disabled"

    def test_a_set_and_the_names_that_refer_to_it_are_read_with_one_call(self):
        asked = []

        def cloud(call):
            asked.append(call.params["clusters"])
            return {"clusters": []}

        converge([EcsCluster(name=name) for name in "abc"], cloud, absent=True)

        assert asked == [["a", "b", "c"]]

    def test_a_share_without_numbers_is_as_aws_tells_it(self):
        share = {"capacityProvider": "FARGATE", "weight": 0, "base": 0}
        now = play(cluster().read(), ("describe_clusters", described(defaultCapacityProviderStrategy=[share])))
        wanted = cluster(default_capacity_provider_strategy=[CapacityShare(capacity_provider="FARGATE")])

        assert plan(wanted, now).action == "none"
        assert wanted.changes(play(cluster().read(), ("describe_clusters", described(
            defaultCapacityProviderStrategy=[{**share, "weight": 1}]))))


class TestReferring:
    @pytest.mark.parametrize(("status", "found"), [("ACTIVE", "a"), ("INACTIVE", None)])
    def test_finds_living_ones(self, status, found):
        assert play(CLUSTER.find("a"), ("describe_clusters", described(status=status))) == found


class TestWriting:
    def test_configuration_travels_as_a_whole(self):
        before = ExecuteCommandLogging(logging="DEFAULT", kms_key="k")
        now = cluster(execute_command_logging=before, managed_storage_kms_key="m")
        wanted = cluster(execute_command_logging=ExecuteCommandLogging(logging="OVERRIDE", log_group="g"))

        assert requests(wanted.over(now).update(now, {"execute_command_logging"})) == [("update_cluster", {
            "cluster": "a", "configuration": {
                "executeCommandConfiguration": {
                    "logging": "OVERRIDE", "kmsKeyId": "k", "logConfiguration": {"cloudWatchLogGroupName": "g"}},
                "managedStorageConfiguration": {"kmsKeyId": "m"}}})]

    def test_capacity_providers_keep_the_default_strategy(self):
        share = CapacityShare(capacity_provider="FARGATE", weight=1)
        now = cluster(capacity_providers=["FARGATE"], default_capacity_provider_strategy=[share])
        wanted = cluster(capacity_providers=["FARGATE", "FARGATE_SPOT"])

        [(name, params)] = requests(wanted.over(now).update(now, {"capacity_providers"}))
        assert name == "put_cluster_capacity_providers"
        assert params["defaultCapacityProviderStrategy"] == [{"capacityProvider": "FARGATE", "weight": 1}]

    def test_creation_and_deletion_wait_until_they_are_through(self):
        play(cluster().create(), ("create_cluster", {}), ("describe_clusters", described()))
        play(cluster().delete(), ("delete_cluster", {}), ("describe_clusters", described(status="INACTIVE")))

    def test_empty_tags_are_not_sent(self):
        assert requests(cluster(tags={}).create())[0] == ("create_cluster", {"clusterName": "a"})


class TestServiceLinkedRole:
    """AWS makes it with the first cluster of an account, and cannot use it at once."""

    def test_is_waited_for_when_that_is_what_aws_misses(self):
        flow = cluster().create()
        call = next(flow)
        wait = flow.throw(AwsError(call, "InvalidParameterException", UNLINKED))

        assert isinstance(wait, Wait) and wait.call == call and "create-service-linked-role" in wait.hint
        assert flow.send({}).what == "cluster a", "creation goes on"

    def test_is_not_waited_for_when_aws_says_something_else(self):
        with pytest.raises(AwsError, match="scripted"):
            play(cluster().create(), ("create_cluster", "InvalidParameterException"))

    def test_creation_is_tried_again_until_aws_takes_it(self):
        account = FreshAccount(refusals=2)

        [outcome] = converge([cluster()], account)

        assert outcome.error is None and outcome.after.status == "ACTIVE"
        assert account.made.count("create_cluster") == 3

    def test_giving_up_says_how_to_make_it(self):
        flow = cluster().create()
        wait = flow.throw(AwsError(next(flow), "InvalidParameterException", UNLINKED))

        said = str(GaveUp(wait, "InvalidParameterException", 120))
        assert said.startswith("the service-linked role of ECS is ") and "create-service-linked-role" in said


class FreshAccount:
    """An account whose service-linked role is there after a number of refusals."""

    def __init__(self, refusals: int) -> None:
        self.refusals = refusals
        self.made: list[str] = []

    def __call__(self, call):
        self.made.append(call.operation)
        if call.operation == "create_cluster" and self.made.count("create_cluster") <= self.refusals:
            raise AwsError(call, "InvalidParameterException", UNLINKED)
        return described() if "create_cluster" in self.made else {"clusters": []}

    def check(self, call):
        """Takes every call."""


@pytest.mark.parametrize(("options", "problem"), [
    ({"execute_command_logging": ExecuteCommandLogging(logging="OVERRIDE")}, "OVERRIDE needs log_group or s3_bucket"),
    ({"execute_command_logging": ExecuteCommandLogging(logging="NONE", log_group="g")}, "logging NONE goes without"),
    ({"capacity_providers": ["FARGATE"], "default_capacity_provider_strategy": [
        CapacityShare(capacity_provider="FARGATE_SPOT")]}, "FARGATE_SPOT is not among capacity_providers"),
    ({"default_capacity_provider_strategy": [
        CapacityShare(capacity_provider="a"), CapacityShare(capacity_provider="b")]}, "every weight is 0"),
    ({"default_capacity_provider_strategy": [
        CapacityShare(capacity_provider="a", weight=1, base=1), CapacityShare(capacity_provider="b", base=1)]},
     "only one capacity provider can have a base"),
])
def test_what_cannot_be_is_a_problem(options, problem):
    assert problem in "; ".join(cluster(**options).problems())
