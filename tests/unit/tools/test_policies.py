# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM policy documents."""

from __future__ import annotations

import json

from ansible_collections.venturemond.envelope.tools.derived.grants import Grant
from ansible_collections.venturemond.envelope.tools.derived.policies import LIMIT, documents

MANY = {Grant(f"{service}:DescribeSomethingWithALongName{number}") for service in ("ec2", "ecs", "rds")
        for number in range(80)}


def actions(document: str) -> set[str]:
    return {action for statement in json.loads(document)["Statement"] for action in statement["Action"]}


def test_a_small_policy_is_one_file_with_a_statement_for_each_service() -> None:
    made = documents("site", [Grant("ecs:RunTask"), Grant("ec2:RunInstances"), Grant("ecs:CreateCluster")])
    assert list(made) == ["site.json"]
    assert json.loads(made["site.json"])["Statement"] == [
        {"Sid": "Ec2", "Effect": "Allow", "Action": ["ec2:RunInstances"], "Resource": "*"},
        {"Sid": "Ecs", "Effect": "Allow", "Action": ["ecs:CreateCluster", "ecs:RunTask"], "Resource": "*"},
    ]


def test_what_is_done_in_the_callers_name_is_restricted_to_the_service_that_does_it() -> None:
    made = documents("site", [Grant("kms:Decrypt", "secretsmanager.*.amazonaws.com"), Grant("kms:DescribeKey")])
    assert json.loads(made["site.json"])["Statement"] == [
        {"Sid": "Kms", "Effect": "Allow", "Action": ["kms:DescribeKey"], "Resource": "*"},
        {"Sid": "KmsViaServiceSecretsmanager", "Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": "*",
         "Condition": {"StringLike": {"kms:ViaService": "secretsmanager.*.amazonaws.com"}}},
    ]


def test_two_actions_restricted_by_different_keys_do_not_share_a_condition() -> None:
    made = documents("site", [Grant("iam:PassRole", "ecs.amazonaws.com"),
                              Grant("iam:CreateServiceLinkedRole", "ecs.amazonaws.com")])
    found = json.loads(made["site.json"])["Statement"]
    assert [(one["Action"], *one["Condition"]["StringLike"]) for one in found] == [
        (["iam:CreateServiceLinkedRole"], "iam:AWSServiceName"), (["iam:PassRole"], "iam:PassedToService")]
    assert len({one["Sid"] for one in found}) == 2, "AWS refuses two statements of one Sid"


def test_a_policy_that_is_too_large_is_cut_between_services_and_loses_nothing() -> None:
    made = documents("site", MANY)
    assert list(made) == [f"site-{number}.json" for number in range(1, len(made) + 1)]
    assert all(len("".join(document.split())) <= LIMIT for document in made.values())
    assert set().union(*map(actions, made.values())) == {grant.action for grant in MANY}
