# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operations as IAM actions."""

from __future__ import annotations

import json
from pathlib import Path

import botocore.session
import cfnlint
import pytest
from ansible_collections.venturemond.envelope.tools.derived.conversations import operations
from ansible_collections.venturemond.envelope.tools.derived.grants import ALSO, RENAMED, Grant, needed
from ansible_collections.venturemond.envelope.tools.derived.module import MODULES
from ansible_collections.venturemond.envelope.tools.derived.operations import Operation

SESSION = botocore.session.Session()
KNOWN = json.loads((Path(cfnlint.__file__).parent / "data" / "AdditionalSpecs" / "Policies.json").read_text())
"""Every service's actions, in lower case, as cfn-lint has them from AWS."""


NEWER = {"cloudwatch:DescribeAlarmContributors"}
"""Actions that cfn-lint does not know yet."""


def is_action(grant: Grant) -> bool:
    service, _unused, action = grant.action.partition(":")
    return action.lower() in KNOWN[service]["Actions"] or grant.action in NEWER


def test_an_action_bears_the_name_of_the_operation() -> None:
    assert needed([Operation("elbv2", "describe_rules")]) == {Grant("elasticloadbalancing:DescribeRules")}
    assert needed([Operation("cloudwatch", "put_metric_alarm")]) == {Grant("cloudwatch:PutMetricAlarm")}


def test_an_action_that_is_named_otherwise_replaces_it() -> None:
    assert needed([Operation("s3", "head_bucket")]) == {Grant("s3:ListBucket")}


def test_reading_secrets_in_a_batch_needs_the_right_to_read_each() -> None:
    actions = {grant.action for grant in needed([Operation("secretsmanager", "batch_get_secret_value")])}
    assert actions == {"secretsmanager:BatchGetSecretValue", "secretsmanager:GetSecretValue", "kms:Decrypt"}


def test_a_role_is_passed_to_ecs_tasks_only() -> None:
    assert Grant("iam:PassRole", "ecs-tasks.amazonaws.com") in needed([Operation("ecs", "register_task_definition")])


@pytest.mark.parametrize(("client", "method", "grant"), [
    ("ec2", "create_flow_logs", Grant("iam:PassRole", "vpc-flow-logs.amazonaws.com")),
    ("cloudtrail", "create_trail", Grant("iam:PassRole", "cloudtrail.amazonaws.com")),
    ("cloudtrail", "update_trail", Grant("iam:PassRole", "cloudtrail.amazonaws.com")),
    ("guardduty", "create_detector", Grant("iam:CreateServiceLinkedRole", "guardduty.amazonaws.com")),
    ("ec2", "create_vpc_endpoint", Grant("route53:AssociateVPCWithHostedZone")),
    ("rds", "restore_db_instance_to_point_in_time", Grant("rds:AddTagsToResource")),
    ("rds", "restore_db_instance_from_db_snapshot", Grant("kms:CreateGrant", "rds.*.amazonaws.com")),
])
def test_what_a_first_run_needs_for_a_service_that_acts_by_itself(client: str, method: str, grant: Grant) -> None:
    assert grant in needed([Operation(client, method)])


@pytest.mark.parametrize("called", sorted({*RENAMED, *ALSO}))
def test_the_tables_speak_of_operations_that_boto3_has(called: str) -> None:
    client, method = called.split(":")
    model = SESSION.get_service_model(client)
    assert method in {botocore.xform_name(name) for name in model.operation_names}


@pytest.mark.parametrize("name", MODULES)
def test_every_action_that_a_module_needs_exists(name: str) -> None:
    assert [grant for grant in needed(operations(MODULES[name])) if not is_action(grant)] == []


def test_every_action_in_the_tables_exists() -> None:
    written = {Grant(action) for actions in RENAMED.values() for action in actions} | {
        grant for grants in ALSO.values() for grant in grants}
    assert [grant for grant in written if not is_action(grant)] == []
