# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of IAM's kinds."""

from __future__ import annotations

import json
import typing as t

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

ROLE = "envelope-test-task"
POLICY = "envelope-test-data"
OWN = "arn:aws:iam::123456789012:policy/"
PROVIDER = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"

PASSWORDS = {
    "minimum_password_length": 14, "require_symbols": True, "require_numbers": True, "max_password_age": 90,
    "require_uppercase_characters": True, "require_lowercase_characters": True, "password_reuse_prevention": 24,
    "hard_expiry": False, "allow_users_to_change_password": True,
}


def trust(*services: str) -> dict[str, t.Any]:
    return {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": list(services)}, "Action": "sts:AssumeRole"}]}


def allow(*actions: str) -> dict[str, t.Any]:
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": list(actions), "Resource": "*"}]}


def two_policies(client: Client) -> None:
    iam, document = client("iam"), json.dumps(allow("s3:GetObject"))
    for name in ("envelope-test-one", "envelope-test-two"):
        iam.create_policy(PolicyName=name, Path="/envelope/", PolicyDocument=document)


def grant_everything(client: Client) -> None:
    client("iam").put_role_policy(RoleName=ROLE, PolicyName="backdoor", PolicyDocument=json.dumps(allow("*")))


def delete_role(client: Client) -> None:
    iam = client("iam")
    for each in iam.list_attached_role_policies(RoleName=ROLE)["AttachedPolicies"]:
        iam.detach_role_policy(RoleName=ROLE, PolicyArn=each["PolicyArn"])
    for name in iam.list_role_policies(RoleName=ROLE)["PolicyNames"]:
        iam.delete_role_policy(RoleName=ROLE, PolicyName=name)
    iam.delete_role(RoleName=ROLE)


def allow_everything(client: Client) -> None:
    iam = client("iam")
    for version in iam.list_policy_versions(PolicyArn=OWN + POLICY)["Versions"]:
        if not version["IsDefaultVersion"]:
            iam.delete_policy_version(PolicyArn=OWN + POLICY, VersionId=version["VersionId"])
    iam.create_policy_version(PolicyArn=OWN + POLICY, PolicyDocument=json.dumps(allow("*")), SetAsDefault=True)


def delete_policy(client: Client) -> None:
    iam = client("iam")
    for version in iam.list_policy_versions(PolicyArn=OWN + POLICY)["Versions"]:
        if not version["IsDefaultVersion"]:
            iam.delete_policy_version(PolicyArn=OWN + POLICY, VersionId=version["VersionId"])
    iam.delete_policy(PolicyArn=OWN + POLICY)


def forget_client(client: Client) -> None:
    client("iam").remove_client_id_from_open_id_connect_provider(
        OpenIDConnectProviderArn=PROVIDER, ClientID="sts.amazonaws.com")


LIVES = [
    Life(
        module="iam_roles",
        base={"name": ROLE, "assume_role_policy": trust("ecs-tasks.amazonaws.com"), "tags": {"tenant": "acme"},
              "managed_policies": ["envelope-test-one", "AmazonECSTaskExecutionRolePolicy"],
              "inline_policies": {"logs": allow("logs:PutLogEvents")}},
        changes={
            "description": "What the tasks may do",
            "assume_role_policy": trust("ecs-tasks.amazonaws.com", "lambda.amazonaws.com"),
            "managed_policies": ["envelope-test-two", "AmazonECSTaskExecutionRolePolicy"],
            "inline_policies": {"metrics": allow("cloudwatch:PutMetricData")},
            "permissions_boundary": "envelope-test-one",
            "max_session_duration": 7200,
            "tags": {"tenant": "acme", "plan": "growth"},
        },
        given=two_policies,
        edit=grant_everything,
        remove=delete_role,
    ),
    Life(
        module="iam_policies",
        base={"name": POLICY, "policy": allow("s3:GetObject"), "tags": {"tenant": "acme"}},
        changes={"policy": allow("s3:GetObject", "s3:PutObject"), "tags": {"tenant": "acme", "plan": "growth"}},
        edit=allow_everything,
        remove=delete_policy,
    ),
    Life(
        module="iam_password_policies",
        base={"account": "123456789012", "loosen": True, **PASSWORDS},
        changes={
            "minimum_password_length": 16,
            **dict.fromkeys(("require_symbols", "require_numbers", "require_uppercase_characters",
                             "require_lowercase_characters", "allow_users_to_change_password"), False),
            "max_password_age": 30,
            "password_reuse_prevention": 12,
            "hard_expiry": True,
        },
        edit=lambda client: client("iam").update_account_password_policy(MinimumPasswordLength=6),
        remove=lambda client: client("iam").delete_account_password_policy(),
    ),
    Life(
        module="iam_open_id_connect_providers",
        base={"url": "https://token.actions.githubusercontent.com", "client_ids": ["sts.amazonaws.com"],
              "thumbprints": ["a" * 40], "tags": {"tenant": "acme"}},
        changes={"client_ids": ["sts.amazonaws.com", "https://github.com/venturemond"], "thumbprints": ["b" * 40],
                 "tags": {"tenant": "acme", "plan": "growth"}},
        edit=forget_client,
        remove=lambda client: client("iam").delete_open_id_connect_provider(OpenIDConnectProviderArn=PROVIDER),
    ),
]
