# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a service is connected to."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.unit.releasing.verifying.world import (
    REGION,
    TARGETS,
    World,
    candidate,
    container,
    subnets,
)

WHO = "envelope-local-api"


def logging_to(group: str | None, driver: str = "awslogs", **options: str):
    options = {f"awslogs-{name.replace('_', '-')}": value for name, value in options.items()}
    named = {"awslogs-group": group} if group else {}
    return candidate(containerDefinitions=[container(
        logConfiguration={"logDriver": driver, "options": {**named, **options}})])


def balancing(**about):
    return candidate(service={"loadBalancers": [
        {"targetGroupArn": TARGETS, "containerName": "api", "containerPort": 8000, **about}]})


class TestLogGroups:
    def test_that_is_missing(self):
        [problem] = World().problems(logging_to("/ecs/envelope-local-other"))

        assert problem == (f"{WHO}: there is no log group /ecs/envelope-local-other; "
                           "`playbooks/site.yml --tags ecs_services` makes it")

    def test_of_one_system_are_one_call(self):
        world = World()
        world.look(candidate("api"), candidate("worker", service={"loadBalancers": []}))

        assert world.asked("describe_log_groups") == [{"logGroupNamePrefix": "/ecs/envelope-local-"}]

    @pytest.mark.parametrize("service", [
        logging_to("/ecs/new", create_group="true"), logging_to(None, driver="splunk"),
        candidate(containerDefinitions=[container(logConfiguration=None)]),
    ])
    def test_that_nobody_has_to_make(self, service):
        world = World()

        assert world.problems(service) == ()
        assert not world.asked("describe_log_groups")

    def test_that_is_not_named(self):
        assert World().problems(logging_to(None)) == (f"{WHO}: the log driver awslogs needs the option awslogs-group",)

    def test_of_another_region_is_not_checked(self):
        assert World().notes(logging_to("/ecs/x", region="us-east-1")) == (
            f"{WHO}: log group /ecs/x is in us-east-1, so it is not checked from {REGION}",)


class TestTargetGroups:
    @pytest.mark.parametrize("reply", ["TargetGroupNotFound", {"TargetGroups": []}])
    def test_that_is_missing(self, reply):
        [problem] = World(describe_target_groups=reply).problems()

        assert problem.startswith(f"{WHO}: there is no target group envelope-local-api;")

    def test_that_is_missing_does_not_hide_the_others(self):
        other = TARGETS.replace("api", "reverb")
        whole = {"TargetGroups": [{"TargetGroupArn": TARGETS, "LoadBalancerArns": ["arn:lb"]}]}
        world = World(describe_target_groups=lambda call:
                      "TargetGroupNotFound" if other in call.params["TargetGroupArns"] else whole)
        problems = world.problems(candidate(), candidate("worker", service={"loadBalancers": [
            {"targetGroupArn": other, "containerName": "worker", "containerPort": 8000}]}))

        assert [problem.split(";")[0] for problem in problems] == [
            "envelope-local-worker: there is no target group envelope-local-reverb"]

    def test_without_a_load_balancer(self):
        reply = {"TargetGroups": [{"TargetGroupArn": TARGETS, "LoadBalancerArns": []}]}

        assert World(describe_target_groups=reply).notes() == (
            f"{WHO}: target group envelope-local-api is attached to no load balancer, so nothing reaches the tasks",)

    def test_that_checks_no_path_says_nothing(self):
        reply = {"TargetGroups": [{"TargetGroupArn": TARGETS, "LoadBalancerArns": ["arn:lb"]}]}

        assert World(describe_target_groups=reply).look().notes == ()

    @pytest.mark.parametrize(("about", "words"), [
        ({"containerName": "apii"}, "container apii, which the task definition does not have; did you mean api?"),
        ({"containerName": "nginx"}, "container nginx, which the task definition does not have; it has api"),
        ({"containerPort": 80}, "port 80 of container api, which has 8000"),
    ])
    def test_reach_containers_that_there_will_be(self, about, words):
        assert World().problems(balancing(**about)) == (f"{WHO}: the load balancer reaches {words}",)

    def test_reach_a_container_that_opens_no_port(self):
        closed = candidate(containerDefinitions=[container(portMappings=[])])

        assert World().problems(closed) == (
            f"{WHO}: the load balancer reaches port 8000 of container api, which has none",)


class TestNetwork:
    def test_things_are_asked_for_together(self):
        world = World()
        world.look()

        assert world.asked("describe_subnets") == [{"SubnetIds": ["subnet-a", "subnet-b"]}]

    def test_only_what_is_missing_is_named(self):
        problems = World(describe_subnets=subnets(100)).problems()

        assert problems == (f"{WHO}: there is no subnet subnet-b, which the service starts tasks in",)

    def test_a_missing_security_group(self):
        assert World(describe_security_groups="InvalidGroup.NotFound").problems() == (
            f"{WHO}: there is no security group sg-1, which the service gives its tasks",)


class TestCluster:
    @pytest.mark.parametrize(("clusters", "state"), [
        ([], "not there"), ([{"clusterName": "envelope-local-cluster", "status": "INACTIVE"}], "INACTIVE")])
    def test_that_is_not_active(self, clusters, state):
        assert World(describe_clusters={"clusters": clusters}).problems() == (
            f"{WHO}: cluster envelope-local-cluster is {state}, not ACTIVE",)

    @pytest.mark.parametrize(("held", "has"), [(["FARGATE_SPOT"], "FARGATE_SPOT"), ([], "none")])
    def test_that_lacks_a_capacity_provider(self, held, has):
        clusters = [{"clusterName": "envelope-local-cluster", "status": "ACTIVE", "capacityProviders": held}]

        assert World(describe_clusters={"clusters": clusters}).problems() == (
            f"{WHO}: cluster envelope-local-cluster does not have capacity provider FARGATE; it has {has}",)
