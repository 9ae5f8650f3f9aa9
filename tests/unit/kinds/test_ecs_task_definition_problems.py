# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with a task definition, told before AWS is asked."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs import TaskDefinition
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs.fargate import MEMORY
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.ecs.plain_secrets import concealed, is_secret


def problems(*, containers: t.Sequence[dict] = ({},), **options) -> str:
    each = [{"name": f"c{number}", "image": "a", **about} for number, about in enumerate(containers)]
    task = {"family": "a", "cpu": 256, "memory": 512, "execution_role": "execution", **options, "containers": each}
    return "; ".join(TaskDefinition.given(task).problems())


def test_a_plausible_one_has_none():
    container = {"environment": {"APP_ENV": "production"}, "secrets": {"APP_KEY": "app:APP_KEY"}}

    assert problems(containers=[container]) == ""


def test_one_that_is_to_go_need_not_be_described():
    assert list(TaskDefinition(family="a").problems()) == []


@pytest.mark.parametrize(("cpu", "memory", "problem"), [
    (256, 600, "memory 600 does not go with cpu 256, nearest allowed: 512 or 1024 (512, 1024, 2048)"),
    (1024, 1024, "memory 1024 does not go with cpu 1024, nearest allowed: 2048 (2048 to 8192 in steps of 1024)"),
    (8192, 18000, "nearest allowed: 16384 or 20480 (16384 to 61440 in steps of 4096)"),
    (300, 512, "cpu is 300, nearest that Fargate allows: 256 or 512"),
    (None, 512, "Fargate needs cpu and memory (None and 512 given)"),
])
def test_a_size_that_fargate_does_not_have_comes_with_the_nearest(cpu, memory, problem):
    assert problem in problems(cpu=cpu, memory=memory)


@pytest.mark.parametrize(("cpu", "memory"), [
    (cpu, memory) for cpu, sizes in MEMORY.items() for memory in (sizes[0], sizes[-1])])
def test_the_sizes_that_fargate_has_are_taken(cpu, memory):
    assert problems(cpu=cpu, memory=memory) == ""


def test_sizes_are_free_on_ones_own_machines():
    assert problems(cpu=300, memory=600, requires_compatibilities=["EC2"], network_mode="bridge") == ""


@pytest.mark.parametrize(("container", "problem"), [
    ({"stop_timeout": 121}, "c0: stop_timeout is 121, allowed are 2 to 120 seconds"),
    ({"environment": {"DEBUG": True}}, "c0: environment.DEBUG is of type bool, not text: put it in quotes"),
    ({"environment": {"PORT": 80}}, "c0: environment.PORT is of type int"),
    ({"secrets": {"A": None}}, "c0: secrets.A is of type NoneType"),
    ({"environment": {"A": "1"}, "secrets": {"A": "app:A"}}, "c0: A is both in environment and in secrets"),
    ({"environment": {"DB_PASSWORD": "x"}}, "such as DB_PASSWORD: secret-name:DB_PASSWORD"),
    ({"depends_on": {"other": "START"}}, "c0 refers to container other, there is none"),
    ({"volumes_from": [{"source_container": "other"}]}, "c0 refers to container other"),
    ({"mount_points": [{"source_volume": "v", "container_path": "/v"}]}, "c0 refers to volume v, there is none"),
    ({"essential": False}, "at least one must be essential"),
    ({"port_mappings": [{"container_port": 80, "host_port": 8080}]}, "host_port 8080 is not container_port 80"),
    ({"port_mappings": [{}]}, "needs one of container_port and container_port_range"),
    ({"health_check": {"command": ["curl"]}}, "command begins with 'curl', allowed are CMD, CMD-SHELL and NONE"),
    ({"health_check": {"command": ["CMD", "true"], "interval": 1}}, "interval is 1, allowed are 5 to 300"),
    ({"log_configuration": {"log_driver": "awslogs"}}, "log_driver awslogs needs the option awslogs-group"),
    ({"ulimits": [{"name": "nofile", "soft_limit": 2, "hard_limit": 1}]}, "soft_limit 2 is above hard_limit 1"),
    ({"cpu": 300}, "their cpu adds up to 300, the task has 256"),
    ({"memory": 1024}, "their memory adds up to 1024, the task has 512"),
])
def test_containers(container, problem):
    assert problem in problems(containers=[container])


@pytest.mark.parametrize(("options", "problem"), [
    ({"containers": [{"name": "a"}, {"name": "a"}]}, "containers: a is there more than once"),
    ({"containers": [{}, {"depends_on": {"c0": "HEALTHY"}}]}, "c0 to be HEALTHY, which has no health_check"),
    ({"network_mode": "bridge"}, "network_mode is bridge, Fargate has awsvpc only"),
    ({"ephemeral_storage": 20}, "ephemeral_storage is 20, allowed are 21 to 200 GiB"),
    ({"volumes": [{"name": "v"}, {"name": "v"}]}, "volumes: v is there more than once"),
    ({"volumes": [{"name": "v", "host_path": "/v", "efs": {"file_system_id": "fs-1"}}]},
     "efs, host_path do not go together"),
    ({"volumes": [{"name": "v", "efs": {"file_system_id": "fs-1", "iam": True}}]}, "need transit_encryption: true"),
    ({"containers": [{"environment": {"A": "x" * 65536}}]}, "bytes long, AWS takes 65536"),
    ({"requires_compatibilities": ["EC2"], "memory": None}, "c0 needs memory or memory_reservation"),
])
def test_the_whole(options, problem):
    assert problem in problems(**options)


@pytest.mark.parametrize(("container", "reason"), [
    ({"secrets": {"A": "app:A"}}, "has secrets"),
    ({"image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:1"}, "has an image in ECR"),
    ({"log_configuration": {"log_driver": "awslogs"}}, "writes to CloudWatch Logs"),
])
def test_fargate_needs_a_role_to_start_some_containers(container, reason):
    assert f"execution_role is needed: container c0 {reason}" in problems(containers=[container], execution_role=None)


@pytest.mark.parametrize("name", [
    "APP_KEY", "DB_PASSWORD", "REDIS_PASSWORD", "REVERB_APP_SECRET", "MAIL_PASSWORD", "AWS_SECRET_ACCESS_KEY",
    "STRIPE_SECRET", "GITHUB_TOKEN", "TOKEN", "MAILGUN_API_KEY", "JWT_PRIVATE_KEY", "APP_PREVIOUS_KEYS", "db_password"])
def test_names_of_secrets_are_known(name):
    assert is_secret(name, "x")


@pytest.mark.parametrize(("name", "value"), [
    ("REVERB_APP_KEY", "x"), ("NUXT_PUBLIC_REVERB_APP_KEY", "x"), ("NUXT_PUBLIC_MAP_API_KEY", "x"),
    ("RECAPTCHA_V2_SITEKEY", "x"), ("APP_URL", "https://a.example:8080/b@c"), ("TOKEN_LIFETIME", "60"),
    ("REDIS_PASSWORD", "null"), ("MAIL_PASSWORD", ""),
    ("PASSWORD_RESET_MINUTES", "60"), ("REVERB_APP_ID", "1"), ("AWS_SECRET_NAME", "app")])
def test_what_browsers_or_everybody_may_know_is_no_secret(name, value):
    assert not is_secret(name, value)


def test_a_password_in_a_url_is_one_whatever_the_name():
    assert is_secret("DATABASE_URL", "mysql://app:hunter2@db.internal/app")


def test_the_value_of_a_secret_is_not_in_the_message():
    assert "hunter2" not in problems(containers=[{"environment": {"DB_PASSWORD": "hunter2"}}])


def test_what_somebody_else_has_put_there_is_not_shown():
    assert concealed({"APP_KEY": "hunter2", "APP_ENV": "prod"}) == {"APP_KEY": "(sensitive)", "APP_ENV": "prod"}
