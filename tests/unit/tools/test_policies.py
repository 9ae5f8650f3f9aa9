# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM policy documents."""

from __future__ import annotations

import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.tools.derived.grants import Grant
from ansible_collections.venturemond.envelope.tools.derived.policies import LIMIT, documents

MANY = {Grant(f"{service}:DescribeSomethingWithALongName{number}") for service in ("ec2", "ecs", "rds")
        for number in range(80)}
SECRETS = {Grant(f"secretsmanager:{name}") for name in ("CreateSecret", "DeleteSecret")}


def actions(document: str) -> set[str]:
    return {action for statement in json.loads(document)["Statement"] for action in statement["Action"]}


def parts(*grants: Grant) -> list[dict[str, t.Any]]:
    [document] = documents("site", grants).values()
    return t.cast("list[dict[str, t.Any]]", json.loads(document)["Statement"])


def test_what_only_looks_is_one_statement_that_names_nothing() -> None:
    made = documents("site", [Grant("ecs:ListClusters"), Grant("ec2:DescribeVpcs"), Grant("ecs:DescribeServices")])
    assert list(made) == ["site.json"]
    assert json.loads(made["site.json"])["Statement"] == [{
        "Sid": "Open", "Effect": "Allow", "Action": ["ec2:DescribeVpcs", "ecs:DescribeServices", "ecs:ListClusters"],
        "Resource": "*"}]


def test_what_changes_or_shows_content_is_restricted_to_names() -> None:
    assert parts(*SECRETS, Grant("secretsmanager:GetSecretValue")) == [{
        "Sid": "Secretsmanager", "Effect": "Allow",
        "Action": ["secretsmanager:CreateSecret", "secretsmanager:DeleteSecret", "secretsmanager:GetSecretValue"],
        "Resource": [f"arn:PARTITION:secretsmanager:REGION:ACCOUNT:secret:{name}" for name in ("PREFIX-*", "rds!*")]}]


def test_what_aws_names_is_restricted_by_tags_that_are_given_or_held() -> None:
    tags = {"project": "PROJECT", "environment": "ENVIRONMENT"}
    found = parts(Grant("kms:CreateKey"), Grant("kms:EnableKeyRotation"), Grant("kms:TagResource"))
    assert {one["Sid"]: (one["Action"], one["Condition"]) for one in found} == {
        "KmsBorn": (["kms:CreateKey"], {"StringEquals": {f"aws:RequestTag/{key}": tags[key] for key in tags}}),
        "KmsHeld": (["kms:EnableKeyRotation"], {"StringEquals": {f"aws:ResourceTag/{key}": tags[key] for key in tags}}),
        "KmsMarked": (["kms:TagResource"], {"StringEqualsIfExists": {
            f"aws:{key}/{name}": tags[name] for key in ("ResourceTag", "RequestTag") for name in tags}})}


def test_what_releases_reaches_the_store_of_releases_alone() -> None:
    [document] = documents("deploy", [Grant("s3:GetObject"), Grant("s3:PutObject")]).values()
    assert [one["Resource"] for one in json.loads(document)["Statement"]] == ["arn:PARTITION:s3:::PREFIX-releases/*"]
    assert parts(Grant("s3:GetObject"))[0]["Resource"] == "arn:PARTITION:s3:::PREFIX-*"


def test_a_change_that_the_table_does_not_know_is_not_opened_by_chance() -> None:
    with pytest.raises(LookupError, match="route53:DeleteHealthCheck is neither restricted nor said to be open"):
        documents("site", [Grant("route53:DeleteHealthCheck")])


def test_what_is_done_in_the_callers_name_is_restricted_to_the_service_that_does_it() -> None:
    look, decrypt = parts(Grant("kms:Decrypt", "secretsmanager.*.amazonaws.com"), Grant("kms:DescribeKey"))
    assert (look["Action"], decrypt["Sid"]) == (["kms:DescribeKey"], "KmsViaServiceSecretsmanager")
    assert decrypt["Condition"] == {"StringLike": {"kms:ViaService": "secretsmanager.*.amazonaws.com"}}


def test_two_actions_restricted_by_different_keys_do_not_share_a_condition() -> None:
    found = parts(Grant("iam:PassRole", "ecs.amazonaws.com"), Grant("iam:CreateServiceLinkedRole", "ecs.amazonaws.com"))
    assert sorted((one["Action"], *one["Condition"]["StringLike"]) for one in found) == [
        (["iam:CreateServiceLinkedRole"], "iam:AWSServiceName"), (["iam:PassRole"], "iam:PassedToService")]
    assert len({one["Sid"] for one in found}) == 2, "AWS refuses two statements of one Sid"


def test_statements_that_differ_in_what_they_name_have_sids_of_their_own() -> None:
    sids = [one["Sid"] for one in parts(Grant("ec2:CreateVpc"), Grant("ec2:CreateSubnet"))]
    assert len(set(sids)) == len(sids) == 3


def test_a_policy_that_is_too_large_is_cut_between_services_and_loses_nothing() -> None:
    made = documents("site", MANY)
    assert list(made) == [f"site-{number}.json" for number in range(1, len(made) + 1)]
    assert all(len("".join(document.split())) <= LIMIT for document in made.values())
    assert set().union(*map(actions, made.values())) == {grant.action for grant in MANY}
