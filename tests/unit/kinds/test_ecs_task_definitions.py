# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about task definitions, and what makes a new revision."""

from __future__ import annotations

import copy
import typing as t

import botocore.session
import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import Outcome, converge, observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs import TaskDefinition
from ansible_collections.venturemond.envelope.plugins.module_utils.resource import Structure, properties
from ansible_collections.venturemond.envelope.plugins.module_utils.results import report
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

ARN = "arn:aws:ecs:eu-west-1:111122223333:task-definition/api:7"
SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-AbCdEf"

OPTIONS: dict[str, t.Any] = {
    "family": "api", "cpu": 256, "memory": 512, "execution_role": "arn:aws:iam::111122223333:role/execution",
    "containers": [
        {"name": "api", "image": "api:1", "command": ["php", "artisan", "queue:work"],
         "environment": {"APP_ENV": "production", "APP_URL": "https://a"},
         "secrets": {"APP_KEY": f"{SECRET}:APP_KEY::", "DB_PASSWORD": f"{SECRET}:DB_PASSWORD::"},
         "port_mappings": [{"container_port": 8080}, {"container_port": 9000}],
         "ulimits": [{"name": "nofile", "soft_limit": 1, "hard_limit": 2},
                     {"name": "core", "soft_limit": 0, "hard_limit": 0}],
         "health_check": {"command": ["CMD", "true"]}, "docker_labels": {"a": "1", "b": "2"}},
        {"name": "nginx", "image": "nginx:1", "depends_on": {"api": "HEALTHY"}},
    ],
}


def given(change: t.Callable[[dict], t.Any] = lambda options: None) -> TaskDefinition:
    """The task definition as a user writes it, with a change."""
    options = copy.deepcopy(OPTIONS)
    change(options)
    return play(TaskDefinition.given(options).resolved())


def registered(**tags: str) -> TaskDefinition:
    """What AWS makes of it: the same in another order, with all it fills in."""
    found = copy.deepcopy(given().wire())
    found.update(taskDefinitionArn=ARN, revision=7, status="ACTIVE", compatibilities=["EC2", "FARGATE"], volumes=[],
                 placementConstraints=[], requiresAttributes=[{"name": "ecs.capability.task-eni"}])
    for container in found["containerDefinitions"]:
        for name in ("environment", "secrets", "portMappings", "ulimits"):
            container[name] = container.get(name, [])[::-1]
        container.update(cpu=0, essential=True, mountPoints=[], volumesFrom=[], systemControls=[])
        for port in container["portMappings"]:
            port.update(hostPort=port["containerPort"], protocol="tcp")
        container.get("healthCheck", {}).update(interval=30, timeout=5, retries=3)
    found["containerDefinitions"].reverse()
    reply = {"taskDefinition": found, "tags": [{"key": k, "value": v} for k, v in tags.items()]}
    return play(given().read(), ("describe_task_definition", reply))


def with_one(**container) -> TaskDefinition:
    """A task definition of one container."""
    return TaskDefinition.given({"family": "a", "containers": [{"name": "a", "image": "a", **container}]})


def api(options: dict) -> dict[str, t.Any]:
    return options["containers"][0]


class TestComparing:
    def test_what_aws_fills_in_and_reorders_is_no_difference(self):
        assert plan(given(), registered()).changes == {}

    @pytest.mark.parametrize("change", [
        lambda o: api(o).update(essential=True, cpu=0, mount_points=[], privileged=False),
        lambda o: api(o)["port_mappings"][0].update(host_port=8080, protocol="tcp"),
        lambda o: api(o)["health_check"].update(interval=30, timeout=5, retries=3, start_period=0),
        lambda o: api(o).update(linux_parameters={"init_process_enabled": False}),
        lambda o: api(o).update(version_consistency=True, environment_files=[], user=""),
        lambda o: o.update(runtime_platform={"cpu_architecture": "X86_64", "operating_system_family": "LINUX"}),
        lambda o: o.update(volumes=[], enable_fault_injection=False, network_mode="awsvpc"),
        lambda o: o["containers"].reverse(),
    ])
    def test_stating_a_default_is_no_difference(self, change):
        assert plan(given(change), registered()).changes == {}

    @pytest.mark.parametrize(("change", "where"), [
        (lambda o: api(o)["environment"].update(APP_ENV="staging"), "containers"),
        (lambda o: api(o)["environment"].pop("APP_URL"), "containers"),
        (lambda o: api(o).pop("environment"), "containers"),
        (lambda o: api(o)["secrets"].update(APP_KEY=f"{SECRET}:OTHER::"), "containers"),
        (lambda o: api(o).pop("secrets"), "containers"),
        (lambda o: api(o).update(command=["php", "artisan", "schedule:work"]), "containers"),
        (lambda o: api(o).update(command=["artisan", "php", "queue:work"]), "containers"),
        (lambda o: api(o).update(image="api:2"), "containers"),
        (lambda o: api(o).update(essential=False), "containers"),
        (lambda o: api(o).update(memory=256), "containers"),
        (lambda o: api(o).update(readonly_root_filesystem=True), "containers"),
        (lambda o: api(o).update(stop_timeout=60), "containers"),
        (lambda o: api(o)["port_mappings"][0].update(protocol="udp"), "containers"),
        (lambda o: api(o)["port_mappings"].pop(), "containers"),
        (lambda o: api(o)["health_check"].update(retries=5), "containers"),
        (lambda o: api(o).pop("health_check"), "containers"),
        (lambda o: api(o).pop("ulimits"), "containers"),
        (lambda o: api(o).pop("docker_labels"), "containers"),
        (lambda o: o["containers"].pop(), "containers"),
        (lambda o: o.update(cpu=512), "cpu"),
        (lambda o: o.update(memory=1024), "memory"),
        (lambda o: o.update(execution_role="arn:aws:iam::111122223333:role/other"), "execution_role"),
        (lambda o: o.update(task_role="arn:aws:iam::111122223333:role/api"), "task_role"),
        (lambda o: o.update(runtime_platform={"cpu_architecture": "ARM64"}), "runtime_platform"),
        (lambda o: o.update(volumes=[{"name": "scratch"}]), "volumes"),
        (lambda o: o.update(requires_compatibilities=["EC2"]), "requires_compatibilities"),
        (lambda o: o.update(network_mode="bridge"), "network_mode"),
    ])
    def test_every_real_difference_makes_a_revision_and_is_reported_where_it_is(self, change, where):
        wanted, now = given(change), registered()

        assert where in wanted.changes(now)
        [(name, params)] = requests(plan(wanted, now).flow())
        assert name == "register_task_definition"
        after = play(wanted.read(), ("describe_task_definition", {"taskDefinition": params}))
        assert plan(wanted, after).action == "none"

    @pytest.mark.parametrize("name", ["execution_role", "cpu", "memory"])
    def test_what_is_no_longer_asked_for_is_a_difference(self, name):
        assert given(lambda options: options.pop(name)).changes(registered()).keys() == {name}

    def test_a_secret_that_others_have_put_into_a_plain_environment_goes_and_is_not_shown(self):
        found = given().wire()
        found["containerDefinitions"][0]["environment"].append({"name": "APP_KEY", "value": "hunter2"})
        now = play(given().read(), ("describe_task_definition", {"taskDefinition": found}))
        [shown] = report(TaskDefinition, [Outcome("api", plan(given(), now))], check=True)["diff"]

        assert shown["before"]["containers"][0]["environment"]["APP_KEY"] == "(sensitive)"
        assert "APP_KEY" not in shown["after"]["containers"][0]["environment"] and "hunter2" not in str(shown)

    def test_a_static_port_of_the_host_matters_where_it_is_not_the_containers_own(self):
        dynamic = given(lambda o: o.update(network_mode="bridge"))
        static = given(lambda o: (o.update(network_mode="bridge"), api(o)["port_mappings"][0].update(host_port=8080)))

        assert dynamic.changes(static).keys() == {"containers"}

    def test_a_revision_made_for_ec2_by_others_is_not_taken_for_one_for_fargate(self):
        found = given().wire()
        del found["networkMode"], found["requiresCompatibilities"]
        now = play(given().read(), ("describe_task_definition", {"taskDefinition": found}))

        assert {"network_mode", "requires_compatibilities"} <= given().changes(now).keys()


class TestTags:
    def test_of_others_are_left_alone_and_carried_over(self):
        wanted, now = given(lambda o: o.update(tags={"a": "2"}, cpu=512)), registered(a="1", theirs="x")

        [(_name, params)] = requests(plan(wanted, now).flow())
        assert params["tags"] == [{"key": "a", "value": "2"}, {"key": "theirs", "value": "x"}]

    def test_alone_make_no_revision(self):
        wanted, now = given(lambda o: o.update(tags={"a": "2"})), registered(a="1")

        assert requests(plan(wanted, now).flow()) == [
            ("tag_resource", {"resourceArn": ARN, "tags": [{"key": "a", "value": "2"}]})]

    @pytest.mark.parametrize(("change", "arn"), [
        (lambda o: o.update(tags={"a": "2"}), ARN), (lambda o: o.update(memory=1024), "(known after apply)")])
    def test_check_mode_knows_which_arn_there_will_be(self, change, arn):
        now = {"taskDefinition": {**given().wire(), "taskDefinitionArn": ARN, "revision": 7}}

        def cloud(call):
            return now

        cloud.check = lambda call: None
        outcomes = converge([given(change)], cloud, check=True)
        assert report(TaskDefinition, outcomes, check=True)["ecs_task_definitions"]["api"]["arn"] == arn


class TestReading:
    def test_without_an_active_revision_there_is_none(self):
        flow = observe(given())
        refusal = AwsError(next(flow), "ClientException", "Unable to describe task definition.")

        with pytest.raises(StopIteration) as end:
            flow.throw(refusal)
        assert end.value.value is None

    def test_another_refusal_is_an_error(self):
        with pytest.raises(AwsError, match="AccessDeniedException"):
            play(observe(given()), ("describe_task_definition", "AccessDeniedException"))


class TestSecrets:
    @pytest.mark.parametrize(("source", "value"), [
        ("app:APP_KEY", f"{SECRET}:APP_KEY::"), ("app:", SECRET), ("app:K:AWSPREVIOUS", f"{SECRET}:K:AWSPREVIOUS:")])
    def test_go_by_name(self, source, value):
        found = play(with_one(secrets={"KEY": source}).resolved(), ("describe_secret", {"ARN": SECRET}))

        assert found.wire()["containerDefinitions"][0]["secrets"] == [{"name": "KEY", "valueFrom": value}]

    @pytest.mark.parametrize("source", [
        f"{SECRET}:APP_KEY::", "/app/key", "arn:aws:ssm:eu-west-1:111122223333:parameter/app"])
    def test_arns_and_parameters_are_what_they_are(self, source):
        assert given(lambda o: api(o).update(secrets={"KEY": source})).containers[0].secrets == {"KEY": source}

    def test_of_log_drivers_go_by_name_too(self):
        log = {"log_driver": "splunk", "secret_options": {"splunk-token": "app:TOKEN"}}
        [container] = play(with_one(log_configuration=log).resolved(), ("describe_secret", {"ARN": SECRET})).containers

        assert container.log_configuration.secret_options == {"splunk-token": f"{SECRET}:TOKEN::"}

    @pytest.mark.parametrize("answer", [Absent, {"ARN": SECRET, "DeletedDate": "2026-01-01"}])
    def test_that_no_task_could_read_are_named_and_pending_in_check_mode(self, answer):
        options = with_one(secrets={"KEY": "app:K"})

        with pytest.raises(Unresolved, match="there is no secret named app; role secrets makes it"):
            play(options.resolved(), ("describe_secret", answer))
        [container] = play(options.resolved(pending=True), ("describe_secret", answer)).containers
        assert isinstance(container.secrets["KEY"], Pending)

    def test_of_a_set_are_looked_up_once(self):
        asked = []

        def cloud(call):
            asked.append(call.operation)
            if call.operation == "describe_secret":
                return {"ARN": SECRET}
            raise AwsError(call, "ClientException", "Unable to describe task definition.")

        cloud.check = lambda call: None
        container = {"name": "a", "image": "a", "secrets": {"A": "app:A", "B": "app:B"}}
        sets = [TaskDefinition.given({**OPTIONS, "family": name, "containers": [container]}) for name in "abc"]
        outcomes = converge(sets, cloud, check=True)

        assert [outcome.error for outcome in outcomes] == [None] * 3
        assert asked.count("describe_secret") == 1


class TestDeleting:
    def test_deregisters_the_active_revisions_of_that_family_only(self):
        arns = [f"arn:aws:ecs:eu-west-1:111122223333:task-definition/{name}" for name in ("api:1", "api:7", "api-2:1")]

        play(given().delete(), ("list_task_definitions", {"taskDefinitionArns": arns}),
             ("deregister_task_definition", {}), ("deregister_task_definition", {}))


class TestCreating:
    @pytest.mark.parametrize("message", [
        "Role is not valid", "Too many concurrent attempts to create a new revision of the specified family."])
    def test_waits_for_roles_that_are_new_and_for_others_who_register_too(self, message):
        flow = given().create()
        call = next(flow)
        wait = flow.throw(AwsError(call, "ClientException", message))

        assert wait.call == call and wait.passing(AwsError(call, "ClientException", message))
        assert not wait.passing(AwsError(call, "ClientException", "No Fargate configuration exists for given values."))


LEFT_OUT = {
    "": {"inferenceAccelerators", "proxyConfiguration", "trustedExecutionConfiguration"},
    "containerDefinitions.resourceRequirements": {"sharingStrategy"},
}
"""What AWS has ended (Elastic Inference, App Mesh), and what tasks of ours do without (sandboxes, shared GPUs)."""


def unmanaged(shape: t.Any, structure: type[Structure], where: str = "") -> t.Iterator[str]:
    """The members of AWS's shape that no property of ours covers."""
    ours = {p.path[0]: p for p in properties(structure, "key", "option")}
    yield from (f"{where}{name}" for name in shape.members.keys() - ours.keys() - LEFT_OUT.get(where[:-1], set()))
    for name, p in ours.items():
        inner = shape.members[name]
        if p.part and len(p.path) == 1:
            yield from unmanaged(inner.member if inner.type_name == "list" else inner, p.part, f"{where}{name}.")


def test_nothing_that_aws_knows_of_a_task_definition_is_overlooked():
    model = botocore.session.Session().get_service_model("ecs").operation_model("RegisterTaskDefinition")

    assert list(unmanaged(model.input_shape, TaskDefinition)) == []
