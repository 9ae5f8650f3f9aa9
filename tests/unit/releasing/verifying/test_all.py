# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All looks at once."""

from __future__ import annotations

import collections

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.tests.unit.releasing.verifying.world import (
    CANARY,
    DIGEST,
    IMAGE,
    World,
    candidate,
    container,
    simulation,
    subnets,
    value,
)


def test_a_release_that_is_fit():
    found = World().look()

    assert found.problems == ()
    assert found.digests == {IMAGE: DIGEST}
    assert found.notes == (
        "envelope-local-api: healthy when /up answers 200 (target group envelope-local-api)",)


def test_services_that_share_everything_cost_what_one_costs():
    one, two = World(), World()
    one.look(candidate("api"))
    two.look(candidate("api"), candidate("worker", service={"loadBalancers": []}))

    def counts(world: World) -> dict[str, int]:
        return dict(collections.Counter(call.operation for call in world.calls))

    assert counts(one) == counts(two)
    assert {name: count for name, count in counts(one).items() if count > 1} == {
        "get_role": 2, "simulate_principal_policy": 5}


def test_everything_that_is_wrong_is_told_at_once():
    problems = World(
        get_document={"body": '{"architecture": "amd64"}'}, get_secret_value=value(APP_KEY="x"),
        get_role="NoSuchEntity", describe_log_groups={}, describe_subnets=subnets(0, 0), describe_clusters={},
        describe_security_groups="InvalidGroup.NotFound", get_service_quota={"Quota": {"Value": 2.5}},
        simulate_principal_policy=simulation("logs:PutLogEvents"),
    ).problems()

    for words in ("wrong architecture", "no entry DB_PASSWORD", "no role envelope-local-execution",
                  "no role envelope-local-task", "logs:PutLogEvents", "no log group", "security group sg-1",
                  "cluster envelope-local-cluster is not there", "0 free addresses", "0.5 of the quota"):
        assert any(words in problem for problem in problems), words
    assert len(problems) == 10


@pytest.mark.parametrize(("operation", "permission"), [
    ("batch_get_image", "ecr:BatchGetImage"), ("describe_secret", "secretsmanager:DescribeSecret"),
    ("get_secret_value", "secretsmanager:GetSecretValue"), ("get_role", "iam:GetRole"),
    ("simulate_principal_policy", "iam:SimulatePrincipalPolicy"), ("describe_log_groups", "logs:DescribeLogGroups"),
    ("describe_target_groups", "elasticloadbalancing:DescribeTargetGroups"),
    ("describe_subnets", "ec2:DescribeSubnets"), ("describe_security_groups", "ec2:DescribeSecurityGroups"),
    ("describe_clusters", "ecs:DescribeClusters"), ("get_service_quota", "servicequotas:GetServiceQuota"),
    ("get_metric_data", "cloudwatch:GetMetricData"), ("get_download_url_for_layer", "ecr:GetDownloadUrlForLayer"),
])
def test_what_may_not_be_asked_is_not_checked_and_neither_fine_nor_a_problem(operation, permission):
    notes = World(**{operation: "AccessDeniedException"}).notes()

    assert any("not checked" in note and f"allow {permission}" in note for note in notes), notes


def test_what_fails_otherwise_is_a_problem():
    [problem] = World(describe_security_groups="InternalError").problems()

    assert problem == ("envelope-local-api: security group sg-1: "
                       "ec2:describe_security_groups failed: scripted (InternalError)")


def test_credentials_that_do_not_work_are_said_once():
    with pytest.raises(AwsError, match="get_caller_identity failed"):
        World(get_caller_identity="InvalidClientTokenId").look()


@pytest.mark.parametrize("reply", [
    value(APP_KEY=CANARY), {"SecretString": CANARY}, {"SecretString": f'{{"APP_KEY": "{CANARY}"'},
    {"SecretBinary": CANARY.encode()}, value(APP_KEY={"nested": CANARY}), value(APP_KEY=[CANARY], DB_PASSWORD=""),
])
def test_a_secrets_value_is_never_in_what_is_found(reply):
    found = World(get_secret_value=reply).look()

    assert found.problems
    assert CANARY not in repr(found)


def test_a_task_definition_that_says_little_is_asked_little():
    bare = candidate(service={"networkConfiguration": {}, "loadBalancers": [], "capacityProviderStrategy": []},
                     containerDefinitions=[{"name": "api", "image": IMAGE}], executionRoleArn=None, taskRoleArn=None)
    world = World()

    assert world.problems(bare) == ()
    assert {call.operation for call in world.calls} == {
        "get_caller_identity", "batch_get_image", "get_download_url_for_layer", "get_document", "describe_clusters"}


def test_containers_are_named_where_several_need_something():
    sidecar = container("worker", image=f"{IMAGE}", portMappings=[])
    [problem] = World(get_secret_value=value(APP_KEY="x")).problems(
        candidate(containerDefinitions=[container("api"), sidecar]))

    assert problem.startswith("envelope-local-api/api, envelope-local-api/worker: secret envelope-local/app-AbCdEf")
