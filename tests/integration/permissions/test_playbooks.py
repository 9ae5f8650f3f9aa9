# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each playbook succeeds with its own policies, and with nothing that is not in them."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.tests.integration.permissions.conftest import (
    Guarded,
    Keys,
    callers,
    refused,
    session_of,
)
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run
from botocore.exceptions import ClientError

pytestmark = pytest.mark.long

FOREIGN: dict[tuple[str, str], dict[str, t.Any]] = {
    ("secretsmanager", "delete_secret"): {"SecretId": "other-prod-app"},
    ("iam", "put_role_policy"): {"RoleName": "other-prod-task", "PolicyName": "all", "PolicyDocument": "{}"},
    ("iam", "attach_role_policy"): {
        "RoleName": "runs-site", "PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"},
    ("s3", "delete_bucket"): {"Bucket": "other-prod-files"},
    ("s3", "get_object"): {"Bucket": "other-prod-files", "Key": "a.pdf"},
    ("ecs", "update_service"): {"cluster": "other-prod-cluster", "service": "other-prod-api", "desiredCount": 0},
    ("rds", "delete_db_instance"): {"DBInstanceIdentifier": "other-prod", "SkipFinalSnapshot": True},
    ("logs", "delete_log_group"): {"logGroupName": "/ecs/other-prod-api"},
    ("ec2", "create_vpc"): {"CidrBlock": "10.0.0.0/16"},
    ("kms", "create_key"): {"Description": "without tags"},
    ("ecr", "delete_repository"): {"repositoryName": "envelope-production-api"},
}
"""Calls that are not about this platform: nobody's names, other tags, and a prefix that only begins as ours does."""


def test_a_site_is_built(built: Run) -> None:
    assert (refused(built), built.code) == ([], 0), built.printed
    assert callers(built) == {session_of("site")}
    assert len(built.writes) > 300


def test_a_release_is_deployed(guarded: Guarded, built: Run) -> None:
    guarded.push("1.1.0")
    run = guarded.run("deploy", release="1.1.0")
    assert (refused(run), run.code) == ([], 0), run.printed
    assert callers(run) == {session_of("deploy")}
    assert "ecs:UpdateService" in run.writes


def test_a_tenant_is_brought_on_board(guarded: Guarded, built: Run) -> None:
    run = guarded.run("onboard_tenant", tenant="newcomer", tier="pool")
    assert (refused(run), run.code) == ([], 0), run.printed
    assert callers(run) == {session_of("onboard_tenant")}
    assert "s3:CreateBucket" in run.writes


def test_a_platform_is_audited(guarded: Guarded, built: Run, tmp_path: t.Any) -> None:
    run = guarded.run("audit", audit_fail_on="none", audit_reports=str(tmp_path))
    assert (refused(run), run.code) == ([], 0), run.printed
    assert callers(run) == {session_of("audit")}
    assert len(run.calls) > 100 and run.writes == []


def test_a_plan_reads_no_value_of_a_secret(guarded: Guarded, built: Run) -> None:
    run = guarded.run("site", "--check", by="plan")
    assert run.code == 0 and run.writes == [] and callers(run) == {session_of("plan")}, run.printed
    assert {each.partition("perform: ")[2].partition(" ")[0] for each in refused(run)} == {
        "secretsmanager:BatchGetSecretValue"}
    assert "entries (AccessDeniedException of secretsmanager:BatchGetSecretValue)" in run.printed


def test_a_plan_audits_as_well(guarded: Guarded, built: Run, tmp_path: t.Any) -> None:
    run = guarded.run("audit", by="plan", audit_drift=True, audit_fail_on="none", audit_reports=str(tmp_path))
    assert run.code == 0 and run.writes == [] and callers(run) == {session_of("plan")}, run.printed
    assert {each.partition("perform: ")[2].partition(" ")[0] for each in refused(run)} == {
        "secretsmanager:BatchGetSecretValue"}
    [report] = [json.loads(file.read_text()) for file in tmp_path.glob("*.json")]
    verdicts = {check["id"]: check["verdict"] for requirement in report["requirements"]
                for check in requirement["checks"]}
    assert verdicts["P1.drift"] == "UNKNOWN"


@pytest.fixture(scope="module")
def keys(guarded: Guarded) -> Keys:
    return guarded.session("site", "offboard_tenant")


@pytest.mark.parametrize("call", FOREIGN, ids=".".join)
def test_what_is_not_the_platforms_is_out_of_reach(guarded: Guarded, keys: Keys, call: tuple[str, str]) -> None:
    service, operation = call
    client = guarded.aws.client(
        service, aws_access_key_id=keys["access_key"], aws_secret_access_key=keys["secret_key"],
        aws_session_token=keys["session_token"])
    with pytest.raises(ClientError, match="is not authorized to perform"):
        getattr(client, operation)(**FOREIGN[call])
