# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What runbooks on services ask for is valid by AWS's own models, and in their policy; in check mode they only read."""

from __future__ import annotations

import typing as t

import botocore
import botocore.session
import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import models
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import VERBS
from ansible_collections.venturemond.envelope.tests.unit.on_call.asking import ask
from ansible_collections.venturemond.envelope.tests.unit.on_call.clock import before
from ansible_collections.venturemond.envelope.tests.unit.on_call.platform_aws import (
    CLUSTER,
    ECS,
    FULL,
    PREFIX,
    answers,
    service,
    stopped,
    task,
)
from ansible_collections.venturemond.envelope.tools.derived.conversations import operations
from ansible_collections.venturemond.envelope.tools.derived.operations import Operation

SESSION = botocore.session.Session()
RECORD = {"serviceDeploymentArn": f"{ECS}:service-deployment/{CLUSTER}/{PREFIX}-api/1", "createdAt": before(minutes=5),
          "targetServiceRevisionArn": f"{ECS}:service-revision/{CLUSTER}/{PREFIX}-api/1", "status": "SUCCESSFUL"}
BOUNDS = {"ResourceId": f"service/{CLUSTER}/{PREFIX}-api", "MinCapacity": 2, "MaxCapacity": 3}
AWS = answers(
    service("api", running=4, desired=4), service("worker"), tasks=[task()], ended=[stopped("1" * 32)],
    list_service_deployments={"serviceDeployments": [RECORD]},
    describe_service_deployments={"serviceDeployments": [RECORD]}, describe_service_revisions={"serviceRevisions": []},
    describe_scalable_targets={"ScalableTargets": [BOUNDS]}, register_scalable_target={}, update_service={},
    simulate_principal_policy={"EvaluationResults": []}, get_caller_identity={"region": "eu-west-1"}, stop_task={})
MORE: dict[str, dict[str, t.Any]] = {
    "ecs_scale_service": {"timeout": 60}, "ecs_stop_task": {"task": FULL, "confirm": None, "timeout": 60},
    "logs_show": {"follow_seconds": 0}, "ecs_restart_service": {"confirm": None}}
MODULES = ["platform_triage", "logs_show", "ecs_restart_service", "ecs_scale_service", "ecs_stop_task", "ecs_show_exec",
           "ecs_explain_deployment"]


def valid(call: Call) -> None:
    model = SESSION.get_service_model(call.service.name)
    operations = {botocore.xform_name(name): name for name in model.operation_names}
    assert models.check(call, model.operation_model(operations[call.operation])) == []


@pytest.mark.parametrize("check", [False, True])
@pytest.mark.parametrize("module", MODULES)
def test_requests_are_valid(module: str, check: bool):
    verb = VERBS[module]
    asked = ask(verb.given({**verb.examples, **MORE.get(module, {})}), AWS, check=check)
    for call in asked.calls:
        valid(call)
    made = {Operation(call.service.name, call.operation) for call in asked.calls if call.service.name != "sts"}
    assert made and made <= operations(verb), "the policy of runbooks would lack it"
    assert not check or not asked.writes
