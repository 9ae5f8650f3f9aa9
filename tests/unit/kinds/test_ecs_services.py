# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about services."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge, observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs import EcsService
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs.capacity import CapacityShare
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs.service_parts import (
    CircuitBreaker,
    ServiceLoadBalancer,
)
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

REVISION = "arn:aws:ecs:eu-west-1:111122223333:task-definition/api:7"
FARGATE = CapacityShare(capacity_provider="FARGATE", weight=1)


def service(**options) -> EcsService:
    return EcsService(**{"cluster": "c", "name": "api", **options})


def described(**about) -> dict:
    """A service as AWS tells it, made by somebody who left everything out."""
    return {"services": [{
        "serviceName": "api", "serviceArn": "arn", "status": "ACTIVE", "taskDefinition": REVISION, "desiredCount": 2,
        "runningCount": 1, "launchType": "FARGATE", "platformVersion": "LATEST", "schedulingStrategy": "REPLICA",
        "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": False, "rollback": False},
                                    "maximumPercent": 200, "minimumHealthyPercent": 100},
        "networkConfiguration": {"awsvpcConfiguration": {
            "subnets": ["subnet-1", "subnet-2"], "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}},
        "loadBalancers": [], "serviceRegistries": [], "enableExecuteCommand": False, "enableECSManagedTags": False,
        "deployments": [{"id": "ecs-svc/1", "status": "PRIMARY", "rolloutState": "COMPLETED", "runningCount": 1,
                         "taskDefinition": REVISION, "createdAt": 0}], **about}]}


def now(**about) -> EcsService:
    return play(service().read(), ("describe_services", described(**about)))


def update(wanted: EcsService, there: EcsService) -> dict:
    """The one call that a change makes."""
    [(name, params)] = requests(plan(wanted, there).flow())
    assert name == "update_service"
    return params


class TestReading:
    def test_what_aws_leaves_out_is_what_it_does_by_default(self):
        wanted = service(propagate_tags="NONE", enable_execute_command=False, enable_ecs_managed_tags=False,
                         availability_zone_rebalancing=False, assign_public_ip=False, load_balancers=[],
                         service_registries=[], subnets=["subnet-2", "subnet-1"],
                         circuit_breaker=CircuitBreaker(enable=False, rollback=False))

        assert plan(wanted, now()).changes == {}

    def test_tells_how_deployments_go(self):
        assert now().deployments == [{"id": "ecs-svc/1", "status": "PRIMARY", "rollout_state": "COMPLETED",
                                      "task_definition": REVISION, "running_count": 1}]

    @pytest.mark.parametrize("reply", [
        {"services": [], "failures": [{"arn": "arn:api", "reason": "MISSING"}]}, described(status="INACTIVE"),
        described(status="DRAINING")])
    def test_one_that_is_gone_or_going_is_absent(self, reply):
        assert play(observe(service()), ("describe_services", reply)) is None

    def test_of_a_set_is_by_ten(self):
        asked = []

        def cloud(call):
            asked.append((call.operation, len(call.params.get("services", ()))))
            return {"clusters": [{"clusterName": "c", "status": "ACTIVE"}], "services": []}

        converge([service(name=f"s{number}") for number in range(25)], cloud, absent=True)

        assert asked == [("describe_clusters", 0), *(("describe_services", number) for number in (10, 10, 5))]

    def test_an_unknown_cluster_is_named(self):
        with pytest.raises(Unresolved, match="there is no ECS cluster named c"):
            play(service().resolved(), ("describe_clusters", {"clusters": []}))


class TestRevisions:
    CLUSTER = ("describe_clusters", {"clusters": [{"clusterName": "c", "status": "ACTIVE"}]})

    def runs(self, *exchanges, pending=False, **options) -> str:
        return play(service(**options).resolved(pending=pending), self.CLUSTER, *exchanges).task_definition

    def test_a_family_is_the_revision_that_was_just_made(self):
        assert self.runs(task_definition="api", revisions={"api": {"arn": REVISION, "revision": 7}}) == REVISION

    def test_a_family_that_was_not_told_is_its_newest_revision(self):
        reply = {"taskDefinition": {"taskDefinitionArn": REVISION}}

        assert self.runs(("describe_task_definition", reply), task_definition="api", revisions={"b": {}}) == REVISION

    @pytest.mark.parametrize("exact", ["api:6", REVISION])
    def test_an_exact_one_is_taken_as_it_is(self, exact):
        assert self.runs(task_definition=exact) == exact

    def test_one_that_check_mode_only_announces_is_pending_and_a_change(self):
        told = {"api": {"arn": "(known after apply)"}}
        wanted = play(service(task_definition="api", revisions=told).resolved(pending=True), self.CLUSTER)

        assert isinstance(wanted.task_definition, Pending) and wanted.revisions is None
        assert plan(wanted, now()).changes["task_definition"] == (REVISION, wanted.task_definition)

    def test_a_family_without_revisions_is_named_and_pending_in_check_mode(self):
        with pytest.raises(Unresolved, match="there is no task definition named api; role ecs_services makes it"):
            self.runs(("describe_task_definition", Absent), task_definition="api")
        assert isinstance(self.runs(("describe_task_definition", Absent), task_definition="api", pending=True), Pending)

    @pytest.mark.parametrize(("wanted", "differs"), [
        ("api:7", False), (REVISION, False), ("api:8", True), ("api-2:7", True)])
    def test_are_the_same_by_number_or_by_arn(self, wanted, differs):
        assert bool(plan(service(task_definition=wanted), now()).changes) is differs


class TestChanging:
    def test_the_network_travels_as_a_whole(self):
        params = update(service(security_groups=["sg-2"]), now())

        assert params == {"cluster": "c", "service": "api", "networkConfiguration": {"awsvpcConfiguration": {
            "subnets": ["subnet-1", "subnet-2"], "securityGroups": ["sg-2"], "assignPublicIp": "DISABLED"}}}

    def test_so_does_the_way_of_deploying(self):
        params = update(service(circuit_breaker=CircuitBreaker(enable=True, rollback=True)), now())

        assert params["deploymentConfiguration"] == {
            "deploymentCircuitBreaker": {"enable": True, "rollback": True},
            "maximumPercent": 200, "minimumHealthyPercent": 100}

    def test_what_a_circuit_breaker_does_not_mention_stays(self):
        threshold = {"type": "COUNT", "value": 5}
        there = now(deploymentConfiguration={"deploymentCircuitBreaker": {
            "enable": True, "rollback": False, "thresholdConfiguration": threshold}})
        params = update(service(circuit_breaker=CircuitBreaker(enable=True, rollback=True)), there)

        assert params["deploymentConfiguration"]["deploymentCircuitBreaker"]["thresholdConfiguration"] == threshold

    def test_another_capacity_provider_takes_a_new_deployment_and_nothing_else_does(self):
        assert update(service(capacity_provider_strategy=[FARGATE]), now())["forceNewDeployment"] is True
        assert "forceNewDeployment" not in update(service(platform_version="1.4.0", desired_count=3), now())

    def test_load_balancers_can_be_taken_away(self):
        one = {"targetGroupArn": "arn:tg", "containerName": "api", "containerPort": 80}

        assert update(service(load_balancers=[]), now(loadBalancers=[one]))["loadBalancers"] == []

    def test_an_equal_set_of_load_balancers_is_no_change(self):
        ours = [ServiceLoadBalancer(target_group=name, container_name="api", container_port=80)
                for name in ("arn:1", "arn:2")]
        theirs = [{"targetGroupArn": name, "containerName": "api", "containerPort": 80} for name in ("arn:2", "arn:1")]

        assert plan(service(load_balancers=ours), now(loadBalancers=theirs)).changes == {}

    def test_tags_are_a_call_of_their_own_and_only_those_that_differ(self):
        there = now(tags=[{"key": "a", "value": "1"}, {"key": "theirs", "value": "x"}])

        assert requests(plan(service(tags={"a": "2"}), there).flow()) == [
            ("tag_resource", {"resourceArn": "arn", "tags": [{"key": "a", "value": "2"}]})]

    def test_the_launch_type_is_fixed(self):
        outcomes = converge_one(service(launch_type="EC2"), described())

        assert "launch_type (FARGATE now, EC2 wanted) cannot change" in str(outcomes[0].error)


class TestAutoscaling:
    def test_owns_the_count_once_the_service_is_there(self):
        wanted = service(desired_count=5, autoscaled=True, platform_version="1.4.0")

        assert plan(wanted, now()).changes.keys() == {"platform_version"}
        assert "desiredCount" not in update(wanted, now())
        assert wanted.over(now()).desired_count == 2, "what check mode shows"

    def test_starts_from_the_count_that_is_given(self):
        [(_name, params)] = requests(service(task_definition=REVISION, desired_count=5, autoscaled=True).create())

        assert params["desiredCount"] == 5

    def test_otherwise_the_count_is_kept(self):
        assert update(service(desired_count=5), now())["desiredCount"] == 5


class TestCreating:
    def test_tells_aws_what_to_run_and_not_what_else_there_is(self):
        [(_name, params)] = requests(service(task_definition=REVISION, revisions={"api": {"arn": REVISION}}).create())

        assert params == {"cluster": "c", "serviceName": "api", "taskDefinition": REVISION}

    def test_needs_something_to_run(self):
        with pytest.raises(Invalid, match="task_definition is needed"):
            requests(service().create())

    def test_waits_for_a_former_service_of_that_name(self):
        flow = service(task_definition=REVISION).create()
        call = next(flow)
        refusal = "Unable to Start a service that is still Draining."
        wait = flow.throw(AwsError(call, "InvalidParameterException", refusal))

        assert isinstance(wait, Wait)
        assert wait.state(described(status="DRAINING")) not in wait.done
        assert wait.state(described(status="INACTIVE")) in wait.done
        assert wait.state({"services": []}) in wait.done
        assert flow.send({}) == call, "and then makes it"

    def test_other_refusals_are_not_waited_for(self):
        with pytest.raises(AwsError, match="scripted"):
            play(service(task_definition=REVISION).create(), ("create_service", "InvalidParameterException"))


class TestDeleting:
    def test_is_forced_and_waited_for(self):
        play(service().delete(), ("delete_service", {}), ("describe_services", described(status="INACTIVE")))

        assert requests(service().delete())[0] == ("delete_service", {"cluster": "c", "service": "api", "force": True})


def converge_one(wanted: EcsService, reply: dict):
    cluster = {"clusters": [{"clusterName": "c", "status": "ACTIVE"}]}

    def cloud(call):
        return cluster if call.operation == "describe_clusters" else reply

    cloud.check = lambda call: None
    return converge([wanted], cloud)


@pytest.mark.parametrize(("options", "problem"), [
    ({"launch_type": "FARGATE", "capacity_provider_strategy": [FARGATE]}, "do not go together"),
    ({"minimum_healthy_percent": 100, "maximum_percent": 100}, "leave no room to replace a task"),
    ({"availability_zone_rebalancing": True, "maximum_percent": 100}, "needs a maximum_percent above 100"),
    ({"scheduling_strategy": "DAEMON", "desired_count": 1}, "does not go with scheduling_strategy DAEMON"),
    ({"health_check_grace_period_seconds": 60, "load_balancers": []}, "needs load_balancers"),
    ({"security_groups": list("abcdef")}, "security_groups has 6 entries, AWS takes 5"),
    ({"desired_count": -1}, "desired_count is -1"),
    ({"capacity_provider_strategy": [CapacityShare(capacity_provider=name) for name in "ab"]}, "every weight is 0"),
])
def test_what_cannot_be_is_a_problem(options, problem):
    assert problem in "; ".join(service(**options).problems())


def test_a_scheduler_may_be_stopped_before_it_is_replaced():
    assert list(service(minimum_healthy_percent=0, maximum_percent=100, desired_count=1).problems()) == []
