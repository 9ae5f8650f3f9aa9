# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is found out of a release on an embedded AWS, before anything changes there."""

from __future__ import annotations

import dataclasses
import json
import time
import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.plugins.module_utils.cloud import Cloud
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.verifying import (
    Candidate,
    Verified,
    verified,
)
from ansible_collections.venturemond.envelope.tests.integration.releases.stage import (
    CLUSTER,
    REGION,
    REPOSITORIES,
    SERVICES,
    Stage,
)

KEPT = ("family", "cpu", "memory", "executionRoleArn", "taskRoleArn", "runtimePlatform", "containerDefinitions")
CANARIES = ("canary-3f9c", "canary-77d1")


@pytest.fixture
def stage(local_aws: LocalAws) -> Stage:
    return Stage.set_up(local_aws)


def candidates(stage: Stage, release: str) -> list[Candidate]:
    ecs = stage.client("ecs")
    return [_candidate(ecs, service, release)
            for service in ecs.describe_services(cluster=CLUSTER, services=SERVICES)["services"]]


def _candidate(ecs: t.Any, service: dict[str, t.Any], release: str) -> Candidate:
    found = ecs.describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"]
    definition = {name: found[name] for name in KEPT}
    for container in definition["containerDefinitions"]:
        container["image"] = f"{container['image'].rpartition(':')[0]}:{release}"
    images = tuple(container["image"] for container in definition["containerDefinitions"])
    return Candidate(service, definition, release, images)


def look(stage: Stage, release: str = "1.0.0", asked: list[Candidate] | None = None) -> Verified:
    """What is found, by calls that only read."""
    asked = asked or candidates(stage, release)
    before = stage.aws.mark()
    cloud = Cloud({"region": REGION, "endpoint_url": stage.aws.url, "access_key": "testing", "secret_key": "testing"})
    [found] = Loop(cloud).run([verified(asked)])
    assert isinstance(found, Verified), found
    assert stage.aws.writes(since=before) == []
    assert not any(canary in repr(found) for canary in CANARIES)
    return found


def problem(stage: Stage, release: str = "1.0.0") -> str:
    """The only one there is."""
    [found] = look(stage, release).problems
    return found


def test_a_release_that_is_fit_takes_few_calls_and_little_time(stage):
    digests = [stage.aws.push(repository, "1.1.0") for repository in REPOSITORIES]
    before, began = stage.aws.mark(), time.monotonic()
    found = look(stage, "1.1.0")

    assert time.monotonic() - began < 5
    assert found.problems == ()
    assert sorted(found.digests.values()) == sorted(digests)
    assert "shop-api: healthy when /up answers 200 (target group shop-api)" in found.notes
    operations = [call["operation"] for call in stage.aws.calls(since=before)]
    assert len(operations) <= 26, operations


def test_a_release_that_nobody_built(stage):
    found = look(stage, "9.9.9")

    assert found.problems == tuple(
        f"release 9.9.9: repository {name} has no image with that tag; the newest is 1.0.0" for name in REPOSITORIES)


@pytest.mark.parametrize("architecture", ["amd64", ["amd64"]])
def test_an_image_for_another_processor(stage, architecture):
    stage.push("1.1.0", architecture=architecture)

    problems = look(stage, "1.1.0").problems
    assert len(problems) == 2
    assert all("is for amd64, the task definition wants arm64" in each for each in problems)


def test_an_image_for_several_processors(stage):
    stage.push("1.1.0", architecture=["amd64", "arm64"])

    assert look(stage, "1.1.0").problems == ()


def test_a_secret_without_the_entry(stage):
    stage.client("secretsmanager").put_secret_value(SecretId="shop-app", SecretString=json.dumps({"APP_KEI": "x"}))

    assert problem(stage).endswith("has no entry APP_KEY; did you mean APP_KEI?")


def test_a_secret_that_awaits_deletion(stage):
    stage.client("secretsmanager").delete_secret(SecretId="shop-app")

    assert "is scheduled for deletion" in problem(stage)


def test_a_role_that_may_not_read_the_secret(stage):
    may = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Resource": "*", "Action": ["ecr:*", "logs:*", "kms:Decrypt"]}]}
    stage.client("iam").put_role_policy(RoleName="shop", PolicyName="may", PolicyDocument=json.dumps(may))

    assert f"role shop may not secretsmanager:GetSecretValue on {stage.secret}" in problem(stage)


def test_a_role_that_may_use_the_key_of_this_secret_only(stage):
    key = stage.client("kms").create_key()["KeyMetadata"]["Arn"]
    stage.client("secretsmanager").update_secret(SecretId="shop-app", KmsKeyId=key)

    def allow(secret: str) -> None:
        only = {"StringLike": {"kms:EncryptionContext:SecretARN": [f"{secret[:-6]}??????"]}}
        may = {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Resource": "*", "Action": ["ecr:*", "logs:*", "secretsmanager:GetSecretValue"]},
            {"Effect": "Allow", "Resource": "*", "Action": "kms:Decrypt", "Condition": only}]}
        stage.client("iam").put_role_policy(RoleName="shop", PolicyName="may", PolicyDocument=json.dumps(may))

    allow(stage.secret)
    assert look(stage).problems == ()
    allow(stage.secret.replace("shop-app", "shop-other"))
    assert f"role shop may not kms:Decrypt on {key}" in problem(stage)


def test_a_role_that_is_gone(stage):
    stage.client("iam").delete_role_policy(RoleName="shop", PolicyName="may")
    stage.client("iam").delete_role(RoleName="shop")

    assert "there is no role shop" in problem(stage)


def test_a_log_group_that_is_gone(stage):
    stage.client("logs").delete_log_group(logGroupName="/ecs/shop-hq")

    assert problem(stage).startswith("shop-hq: there is no log group /ecs/shop-hq")


def test_more_tasks_than_there_is_room_for(stage):
    grown = [dataclasses.replace(each, service={**each.service, "desiredCount": 16_004})
             for each in candidates(stage, "1.0.0") if each.name == "shop-hq"]
    addresses, quota = look(stage, asked=grown).problems

    assert addresses.startswith("shop-hq: its rollout starts 16004 tasks besides those that run")
    assert quota.startswith("shop-hq: its rollout needs 4001 vCPU besides those in use")
    assert "of the quota of 4000 vCPU (On-Demand, L-3032A538) are free" in quota


def test_what_the_credentials_may_not_ask_is_not_checked(stage):
    for service, operation in [("iam", "SimulatePrincipalPolicy"), ("ecr", "BatchGetImage"),
                               ("secretsmanager", "GetSecretValue")]:
        stage.aws.fault(kind="refuse", service=service, operation=operation, times=None,
                        writes_only=False)
    found = look(stage)

    assert found.problems == ()
    assert found.digests == {}
    for permission in ("iam:SimulatePrincipalPolicy", "ecr:BatchGetImage", "secretsmanager:GetSecretValue"):
        assert any(note.endswith(f"not checked, the credentials in use may not ask; allow {permission}")
                   for note in found.notes), permission
