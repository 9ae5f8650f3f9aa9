# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requirement P2: what plans changes nothing, what pushes images does nothing else."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.pipelines import pipelines
from ansible_collections.venturemond.envelope.tests.isolation.account import ACCOUNT, CELL, REGION, Role, ask
from ansible_collections.venturemond.envelope.tests.unit.roles.wanted import asked

DENIED = ("ImplicitlyDenied", "ExplicitlyDenied")
REPOSITORY = f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository"
WRITES = (
    ("ecs:UpdateService", f"arn:aws:ecs:{REGION}:{ACCOUNT}:service/{CELL}-cluster/{CELL}-api"),
    ("ecs:RunTask", f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/{CELL}-api:1"),
    ("iam:PutRolePolicy", f"arn:aws:iam::{ACCOUNT}:role/{CELL}-plan"),
    ("iam:AttachRolePolicy", f"arn:aws:iam::{ACCOUNT}:role/{CELL}-apply"),
    ("iam:UpdateAssumeRolePolicy", f"arn:aws:iam::{ACCOUNT}:role/{CELL}-apply"),
    ("iam:PassRole", f"arn:aws:iam::{ACCOUNT}:role/{CELL}-task"),
    ("rds:DeleteDBInstance", f"arn:aws:rds:{REGION}:{ACCOUNT}:db:{CELL}"),
    ("s3:PutObject", f"arn:aws:s3:::{CELL}-releases/live.json"),
    ("s3:DeleteBucket", f"arn:aws:s3:::{CELL}-releases"),
    ("secretsmanager:PutSecretValue", f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{CELL}-app-AbCdEf"),
    ("sts:AssumeRole", f"arn:aws:iam::{ACCOUNT}:role/{CELL}-apply"),
)


@pytest.fixture(scope="module")
def roles():
    found = pipelines(asked("pipelines", repository="venturemond/platform", images=["api", "hq"]))
    managed = {each["name"]: each["policy"] for each in found["iam_policies"]}
    return {each["name"].removeprefix(f"{CELL}-"): Role(each["name"], {**each["inline_policies"], **{
        name: managed[name] for name in each["managed_policies"]}}) for each in found["iam_roles"]}


def test_what_plans_writes_nothing_and_reads(judge, roles):
    told = judge([ask(roles["plan"], action, arn) for action, arn in WRITES])
    assert {said for said in told if said not in DENIED} == set()
    assert judge([ask(roles["plan"], "ecs:DescribeServices", WRITES[0][1])]) == ["Allowed"]


def test_what_plans_shows_no_files_no_logs_and_no_secrets(judge, roles):
    secret = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret"
    group = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/ecs/{CELL}-api"
    told = judge([ask(roles["plan"], *each) for each in (
        ("s3:GetObject", f"arn:aws:s3:::{CELL}-acme/uploads/a.pdf"), ("logs:FilterLogEvents", group),
        ("logs:GetLogEvents", f"{group}:log-stream:a"),
        *(("secretsmanager:GetSecretValue", f"{secret}:{name}-AbCdEf") for name in (f"{CELL}-app", "rds!db-a")))])
    assert {said for said in told if said not in DENIED} == set()


def test_what_deploys_reaches_releases_and_no_other_files(judge, roles):
    objects = [ask(roles["deploy"], f"s3:{action}", f"arn:aws:s3:::{CELL}-{bucket}/live.json")
               for bucket in ("releases", "acme") for action in ("GetObject", "PutObject", "DeleteObject")]
    told = judge(objects)
    assert told[:3] == ["Allowed"] * 3 and {said for said in told[3:] if said not in DENIED} == set()


def test_what_pushes_images_does_nothing_else(judge, roles):
    own, foreign = f"{REPOSITORY}/{CELL}-api", f"{REPOSITORY}/{CELL}-other"
    others = [*WRITES, ("ecr:PutImage", foreign), ("ecr:BatchGetImage", foreign), ("ecr:BatchDeleteImage", own),
              ("ecr:DeleteRepository", own), ("ecr:SetRepositoryPolicy", own), ("ecr:PutImageTagMutability", own),
              ("ecs:DescribeServices", WRITES[0][1])]
    assert judge([ask(roles["images"], action, own) for action in (
        "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage",
        "ecr:DescribeImages")]) == ["Allowed"] * 5
    assert {said for said in judge([ask(roles["images"], *each) for each in others]) if said not in DENIED} == set()


def test_what_deploys_gives_nobody_permissions(judge, roles):
    escalating = [each for each in WRITES if each[0].startswith("iam:") and each[0] != "iam:PassRole"]
    assert {said for said in judge([ask(roles["deploy"], *each) for each in escalating]) if said not in DENIED} == set()
