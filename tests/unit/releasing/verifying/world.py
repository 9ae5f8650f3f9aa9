# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account in which a release is fit, and which tests spoil."""

from __future__ import annotations

import copy
import functools
import json
import typing as t

import botocore.session
from ansible_collections.venturemond.envelope.plugins.module_utils import models
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, EnvelopeError
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.verifying import (
    Candidate,
    Verified,
    verified,
)

REGION, ACCOUNT = "eu-west-1", "111122223333"
REGISTRY = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
IMAGE = f"{REGISTRY}/envelope-local-api:1.4.2"
DIGEST, CONFIG = f"sha256:{'a' * 64}", f"sha256:{'c' * 64}"
SECRET = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:envelope-local/app-AbCdEf"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1b2c"
ROLES = f"arn:aws:iam::{ACCOUNT}:role"
TARGETS = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:targetgroup/envelope-local-api/0123456789abcdef"
CANARY = "correct-horse-battery-staple"

Answer = t.Callable[[Call], Reply] | Reply | str
"""A reply, what makes one of a call, or an error code."""


@functools.cache
def _operations(service: str) -> dict[str, t.Any]:
    model = botocore.session.get_session().get_service_model(service)
    return {botocore.xform_name(name): model.operation_model(name) for name in model.operation_names}


def container(name: str = "api", **more: t.Any) -> dict[str, t.Any]:
    logging = {"logDriver": "awslogs", "options": {
        "awslogs-group": f"/ecs/envelope-local-{name}", "awslogs-region": REGION, "awslogs-stream-prefix": "ecs"}}
    secrets = [{"name": entry, "valueFrom": f"{SECRET}:{entry}::"} for entry in ("APP_KEY", "DB_PASSWORD")]
    return {"name": name, "image": IMAGE, "essential": True, "portMappings": [{"containerPort": 8000}],
            "logConfiguration": logging, "secrets": secrets, **more}


def candidate(name: str = "api", *, service: t.Mapping[str, t.Any] | None = None, **more: t.Any) -> Candidate:
    """A service of two tasks; `more` is the definition's."""
    definition = {
        "family": f"envelope-local-{name}", "cpu": "512", "memory": "1024",
        "runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
        "executionRoleArn": f"{ROLES}/envelope-local-execution", "taskRoleArn": f"{ROLES}/envelope-local-task",
        "containerDefinitions": [container(name)], **more}
    balanced = {"targetGroupArn": TARGETS, "containerName": name, "containerPort": 8000}
    shown = {
        "serviceName": f"envelope-local-{name}", "desiredCount": 2,
        "clusterArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/envelope-local-cluster",
        "deploymentConfiguration": {"maximumPercent": 200, "minimumHealthyPercent": 100},
        "capacityProviderStrategy": [{"capacityProvider": "FARGATE", "weight": 1}],
        "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-a", "subnet-b"],
                                                         "securityGroups": ["sg-1"]}},
        "loadBalancers": [balanced], **(service or {})}
    return Candidate(shown, definition, "1.4.2", (IMAGE,))


class World:
    """Performs calls; each has to be a read, and valid by AWS's own model."""

    def __init__(self, **spoilt: Answer) -> None:
        self.answers = {**_fit(), **spoilt}
        self.calls: list[Call] = []

    def __call__(self, call: Call) -> Reply:
        assert call.reads
        if call.service.name != "https":
            assert models.check(call, _operations(call.service.name)[call.operation]) == []
        self.calls.append(call)
        answer = self.answers[call.operation]
        given = answer(call) if callable(answer) else answer
        if isinstance(given, str):
            raise (Absent if given in call.service.absent else AwsError)(call, given, "scripted")
        return copy.deepcopy(given)

    def asked(self, operation: str) -> list[dict[str, t.Any]]:
        return [call.params for call in self.calls if call.operation == operation]

    def look(self, *candidates: Candidate) -> Verified:
        [found] = Loop(self).run([verified(candidates or [candidate()])])
        if isinstance(found, EnvelopeError):
            raise found
        return t.cast(Verified, found)

    def problems(self, *candidates: Candidate) -> tuple[str, ...]:
        return self.look(*candidates).problems

    def notes(self, *candidates: Candidate) -> tuple[str, ...]:
        """Without the one that says when a task is healthy."""
        found = self.look(*candidates)
        assert not found.problems
        return tuple(note for note in found.notes if "healthy when" not in note)


def manifest(**document: t.Any) -> Answer:
    def answer(call: Call) -> Reply:
        shown = json.dumps(document or {"config": {"digest": CONFIG}})
        return {"images": [{"imageId": {**asked, "imageDigest": DIGEST}, "imageManifest": shown}
                           for asked in call.params["imageIds"]], "failures": []}

    return answer


def value(**entries: t.Any) -> Reply:
    return {"ARN": SECRET, "SecretString": json.dumps(entries)}


def simulation(*denied: str, decision: str = "implicitDeny") -> Answer:
    """Refuses actions, or actions on a resource (`action resource`), as AWS words it today."""
    def decide(action: str, resource: str) -> str:
        return decision if {action, f"{action} {resource}"} & {*denied} else "allowed"

    def answer(call: Call) -> Reply:
        return {"EvaluationResults": [
            {"EvalActionName": action, "EvalResourceName": "arn:${Partition}:x", "EvalDecision": "allowed",
             "ResourceSpecificResults": [
                 {"EvalResourceName": resource, "EvalResourceDecision": decide(action, resource)}
                 for resource in call.params["ResourceArns"]]} for action in call.params["ActionNames"]]}

    return answer


def trust(service: t.Any = "ecs-tasks.amazonaws.com", **more: t.Any) -> Reply:
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole", **more}
    return {"Role": {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}}}


def _log_groups(call: Call) -> Reply:
    prefix = call.params["logGroupNamePrefix"]
    names = [f"/ecs/envelope-local-{name}" for name in ("api", "worker")]
    return {"logGroups": [{"logGroupName": name, "arn": f"arn:aws:logs:x:x:log-group:{name}:*"}
                          for name in names if name.startswith(prefix)]}


def subnets(*free: int) -> Answer:
    known = {f"subnet-{letter}": count for letter, count in zip("abc", free, strict=False)}

    def answer(call: Call) -> Reply | str:
        if not set(call.params["SubnetIds"]) <= set(known):
            return "InvalidSubnetID.NotFound"
        return {"Subnets": [{"SubnetId": each, "AvailableIpAddressCount": known[each]}
                            for each in call.params["SubnetIds"]]}

    return t.cast(Answer, answer)


def _fit() -> dict[str, Answer]:
    return {
        "get_caller_identity": {"partition": "aws", "account": ACCOUNT, "region": REGION, "arn": "arn:aws:sts::x"},
        "batch_get_image": manifest(),
        "get_download_url_for_layer": {"downloadUrl": "https://layers.example/config?signature=x"},
        "get_document": {"body": '{"architecture": "arm64", "os": "linux"}'},
        "describe_secret": {"ARN": SECRET, "Name": "envelope-local/app", "KmsKeyId": KEY,
                            "VersionIdsToStages": {"1": ["AWSCURRENT"]}},
        "get_secret_value": value(APP_KEY=CANARY, DB_PASSWORD=CANARY),
        "get_role": trust(),
        "simulate_principal_policy": simulation(),
        "describe_log_groups": _log_groups,
        "describe_target_groups": {"TargetGroups": [{
            "TargetGroupArn": TARGETS, "LoadBalancerArns": ["arn:lb"], "HealthCheckPath": "/up",
            "Matcher": {"HttpCode": "200"}}]},
        "describe_subnets": subnets(100, 100),
        "describe_security_groups": {"SecurityGroups": [{"GroupId": "sg-1"}]},
        "describe_clusters": {"clusters": [{"clusterName": "envelope-local-cluster", "status": "ACTIVE",
                                            "capacityProviders": ["FARGATE", "FARGATE_SPOT"]}]},
        "get_service_quota": {"Quota": {"Value": 6.0}},
        "get_metric_data": {"MetricDataResults": [{"Id": "used", "Values": [2.0, 1.0]}]},
    }
