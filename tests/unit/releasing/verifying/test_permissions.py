# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Roles: whether they are there, who may take them on, and what they may do."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.tests.unit.releasing.verifying.world import (
    ACCOUNT,
    KEY,
    REGISTRY,
    ROLES,
    SECRET,
    World,
    candidate,
    container,
    simulation,
    trust,
)

ROLE = f"{ROLES}/envelope-local-execution"
CONTAINER = "envelope-local-api/api"
REPOSITORY = f"arn:aws:ecr:eu-west-1:{ACCOUNT}:repository/envelope-local-api"
GROUP = f"arn:aws:logs:eu-west-1:{ACCOUNT}:log-group:/ecs/envelope-local-api"
REMEDY = "`playbooks/site.yml --tags ecs_services` gives it"


def simulated(world: World) -> dict[tuple[str, ...], dict]:
    return {tuple(asked["ActionNames"]): asked for asked in world.asked("simulate_principal_policy")}


def test_a_role_that_is_not_there_is_said_once():
    problems = World(get_role="NoSuchEntity", simulate_principal_policy="NoSuchEntity").problems()

    assert problems == tuple(f"envelope-local-api: there is no role envelope-local-{name}; {REMEDY}"
                             for name in ("execution", "task"))


@pytest.mark.parametrize("reply", [
    trust("ec2.amazonaws.com"), trust(Effect="Deny"), trust(Action="sts:TagSession"), trust(Principal="*"),
    {"Role": {"AssumeRolePolicyDocument": {"Statement": []}}}, {"Role": {}},
])
def test_a_role_that_ecs_may_not_take_on(reply):
    problems = World(get_role=reply).problems()

    assert problems == tuple(
        f"envelope-local-api: role envelope-local-{name} does not let ecs-tasks.amazonaws.com assume it; {REMEDY}"
        for name in ("execution", "task"))


@pytest.mark.parametrize("reply", [
    trust(["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"]), trust(Action=["sts:TagSession", "sts:AssumeRole"]),
    {"Role": {"AssumeRolePolicyDocument": {"Statement": trust()["Role"]["AssumeRolePolicyDocument"]["Statement"][0]}}},
])
def test_trust_may_be_written_in_several_ways(reply):
    assert World(get_role=reply).problems() == ()


def test_a_task_definition_without_an_execution_role_is_said():
    assert World().notes(candidate(executionRoleArn=None)) == (
        "envelope-local-api: its task definition has no execution role",)


def test_what_the_execution_role_is_asked_for():
    world = World()
    world.look()
    asked = simulated(world)

    assert {asked["PolicySourceArn"] for asked in asked.values()} == {ROLE}
    assert {actions: asked["ResourceArns"] for actions, asked in asked.items()} == {
        ("ecr:GetAuthorizationToken",): ["*"],
        ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"): [REPOSITORY],
        ("logs:CreateLogStream", "logs:PutLogEvents"): [f"{GROUP}:log-stream:ecs/api/*"],
        ("secretsmanager:GetSecretValue",): [SECRET],
        ("kms:Decrypt",): [KEY]}
    assert asked[("kms:Decrypt",)]["ContextEntries"] == [
        {"ContextKeyName": "kms:EncryptionContext:SecretARN", "ContextKeyValues": [SECRET], "ContextKeyType": "string"},
        {"ContextKeyName": "kms:ViaService", "ContextKeyValues": ["secretsmanager.eu-west-1.amazonaws.com"],
         "ContextKeyType": "string"}]


@pytest.mark.parametrize("key", [None, f"arn:aws:kms:eu-west-1:{ACCOUNT}:alias/aws/secretsmanager"])
def test_the_key_that_aws_keeps_needs_no_permission(key):
    world = World(describe_secret={"ARN": SECRET, "KmsKeyId": key})
    world.look()

    assert ("kms:Decrypt",) not in simulated(world)


def test_a_policy_may_choose_a_secret_that_rds_keeps_by_the_tag_of_its_database():
    database = f"arn:aws:rds:eu-west-1:{ACCOUNT}:db:envelope-local"
    tags = [{"Key": "aws:rds:primaryDBInstanceArn", "Value": database}, {"Key": "project", "Value": "envelope"}]
    world = World(describe_secret={"ARN": SECRET, "Tags": tags})
    world.look()

    assert simulated(world)[("secretsmanager:GetSecretValue",)]["ContextEntries"] == [
        {"ContextKeyName": "aws:ResourceTag/aws:rds:primaryDBInstanceArn", "ContextKeyValues": [database],
         "ContextKeyType": "string"}]


def test_a_key_is_asked_for_by_its_arn():
    world = World(describe_secret={"ARN": SECRET, "KmsKeyId": "alias/mine"},
                  describe_key={"KeyMetadata": {"Arn": KEY}})
    world.look()

    assert simulated(world)[("kms:Decrypt",)]["ResourceArns"] == [KEY]


def test_a_key_that_may_not_be_described_is_not_checked():
    [note] = World(describe_secret={"ARN": SECRET, "KmsKeyId": "alias/mine"},
                   describe_key="AccessDeniedException").notes()

    assert note == (f"{CONTAINER}: what secret envelope-local/app-AbCdEf is encrypted with: not checked, "
                    "the credentials in use may not ask; allow kms:DescribeKey")


def test_parameters_and_log_groups_that_are_made_on_the_way_need_permissions_too():
    logging = {"logDriver": "awslogs", "options": {
        "awslogs-group": "/ecs/new", "awslogs-region": "eu-west-1", "awslogs-create-group": "true"}}
    world = World(get_parameters={})
    world.look(candidate(containerDefinitions=[container(
        secrets=[{"name": "A", "valueFrom": "/app/mode"}], logConfiguration=logging)]))
    asked = simulated(world)

    assert asked[("ssm:GetParameters",)]["ResourceArns"] == [f"arn:aws:ssm:eu-west-1:{ACCOUNT}:parameter/app/mode"]
    assert asked[("logs:CreateLogGroup",)]["ResourceArns"] == [GROUP.replace("envelope-local-api", "new")]
    assert asked[("logs:CreateLogStream", "logs:PutLogEvents")]["ResourceArns"][0].endswith(":log-stream:api/*")


def test_services_with_one_role_are_one_simulation_with_all_that_they_need():
    world = World()
    world.look(candidate("api"), candidate("worker", service={"loadBalancers": []}, containerDefinitions=[
        container("worker", image=f"{REGISTRY}/other:1")]))

    [asked] = [asked for actions, asked in simulated(world).items() if "ecr:BatchGetImage" in actions]
    assert asked["ResourceArns"] == [REPOSITORY, REPOSITORY.replace("envelope-local-api", "other")]


@pytest.mark.parametrize(("denied", "resource"), [
    ("secretsmanager:GetSecretValue", SECRET), ("kms:Decrypt", KEY), ("ecr:GetAuthorizationToken", "*"),
    ("ecr:GetDownloadUrlForLayer", REPOSITORY), ("logs:PutLogEvents", f"{GROUP}:log-stream:ecs/api/*"),
])
def test_an_action_that_no_policy_allows(denied, resource):
    problems = World(simulate_principal_policy=simulation(f"{denied} {resource}"), get_resource_policy={},
                     get_key_policy={"Policy": f'{{"Principal": {{"AWS": "arn:aws:iam::{ACCOUNT}:root"}}}}'},
                     get_repository_policy="RepositoryPolicyNotFoundException").problems()

    assert problems == (f"{CONTAINER}: role envelope-local-execution may not {denied} on {resource}; {REMEDY}",)


def test_an_action_that_a_policy_denies_is_not_mended_by_another():
    world = World(simulate_principal_policy=simulation("kms:Decrypt", decision="explicitDeny"))

    assert world.problems() == (f"{CONTAINER}: role envelope-local-execution may not kms:Decrypt on {KEY}: "
                                "one of its policies denies it outright",)
    assert not world.asked("get_key_policy")


@pytest.mark.parametrize(("denied", "reply"), [
    ("secretsmanager:GetSecretValue", {"get_resource_policy": {"ResourcePolicy": f'{{"AWS": ["{ROLE}"]}}'}}),
    ("kms:Decrypt", {"get_key_policy": {"Policy": f'{{"AWS": "{ROLE}"}}'}}),
    ("ecr:BatchGetImage", {"get_repository_policy": {"policyText": f'{{"AWS": "{ROLE}"}}'}}),
])
def test_what_the_policy_of_the_resource_may_allow_is_not_certain(denied, reply):
    [note] = World(simulate_principal_policy=simulation(denied), **reply).notes()

    assert f"may not {denied} on" in note
    assert note.endswith("by its own policies; whether the policy of the resource allows it is not checked")


@pytest.mark.parametrize("named", [SECRET, "arn:${Partition}:secretsmanager:*"])
def test_a_decision_without_its_resources_is_taken_as_a_whole(named):
    def answer(call):
        return {"EvaluationResults": [{
            "EvalActionName": action, "EvalResourceName": named if action.startswith("secrets") else "*",
            "EvalDecision": "implicitDeny" if action.startswith("secrets") else "allowed"}
            for action in call.params["ActionNames"]]}

    [problem] = World(simulate_principal_policy=answer, get_resource_policy={}).problems()
    assert f"may not secretsmanager:GetSecretValue on {SECRET}" in problem


@pytest.mark.parametrize(("missing", "certain"), [
    (["aws:SourceVpce"], False), (["secretsmanager:ResourceTag/tenant"], False),
    (["kms:EncryptionContext:SecretARN"], True), ([], True),
])
def test_a_condition_on_what_only_a_request_has_is_not_certain(missing, certain):
    deny = simulation("secretsmanager:GetSecretValue")

    def answer(call):
        reply = deny(call)
        for result in reply["EvaluationResults"]:
            result["MissingContextValues"] = missing
        return reply

    found = World(simulate_principal_policy=answer, get_resource_policy={}).look()
    assert bool(found.problems) is certain
    if not certain:
        assert (f"{CONTAINER}: role envelope-local-execution may not secretsmanager:GetSecretValue on {SECRET} unless "
                f"{missing[0]} of the request lets it, which is not checked") in found.notes
