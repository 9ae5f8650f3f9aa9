# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may do what: the roles of the tasks, and the policies that open the tenants' buckets and secrets to them."""

from __future__ import annotations

from .account import PREFIX, REGION, Account, Document, allow, arn, policy, role, tags

OBJECTS = ["s3:PutObject", "s3:GetObject", "s3:DeleteObject", "s3:GetObjectTagging", "s3:PutObjectTagging"]
PULL = ["ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer"]
TASKS = "ecs-tasks.amazonaws.com"


def roles(account: Account, services: list[str]) -> None:
    """One pair of roles for all services, and one for reverb, whose tasks may do nothing."""
    shared = [name for name in services if name != "reverb"]
    role(account, "execution", TASKS, *_starts(account, shared))
    role(account, "task", TASKS)
    for name, document in _policies(account).items():
        made = account.client("iam").create_policy(PolicyName=name, PolicyDocument=document, Tags=tags())["Policy"]
        account.client("iam").attach_role_policy(RoleName=f"{PREFIX}-task", PolicyArn=made["Arn"])
        account.made[f"policy {name}"] = made["Arn"]
    if "reverb" in services:
        role(account, "reverb-execution", TASKS, *_starts(account, ["reverb"]))
        role(account, "reverb-task", TASKS)


def _starts(account: Account, services: list[str]) -> list[Document]:
    """Pull the images, write the logs, read exactly the secrets that the services name."""
    groups = [arn("logs", f"log-group:/ecs/{PREFIX}-{name}:*") for name in services]
    read = [account.made[f"secret {PREFIX}-app"], account.made["database secret"]]
    return [allow(PULL, "*"), allow(["logs:CreateLogStream", "logs:PutLogEvents"], groups),
            allow(["secretsmanager:GetSecretValue"], read),
            allow(["kms:Decrypt"], [arn("kms", "key/*")], Condition={
                "StringEquals": {"kms:ViaService": f"secretsmanager.{REGION}.amazonaws.com"}})]


def _policies(account: Account) -> dict[str, str]:
    """By name; gap 1.3 has the first of them missing, and proposes one that reaches every bucket there is."""
    wide = account.has("wildcard_policy")
    buckets = f"arn:aws:s3:::{PREFIX}{'*' if wide else '-pool-*'}"
    secrets = arn("secretsmanager", f"secret:{PREFIX}-pool-*")
    keys = allow(["kms:Decrypt", "kms:GenerateDataKey"], [arn("kms", "key/*")], Condition={
        "ForAnyValue:StringLike": {"kms:ResourceAliases": [f"alias/{PREFIX}-pool-*"]}})
    found = {f"{PREFIX}-tenant-secret-access": policy(allow(["secretsmanager:GetSecretValue"], [secrets]))}
    if not account.has("bucket_policy"):
        found[f"{PREFIX}-tenant-bucket-data-access"] = policy(
            allow(OBJECTS, [f"{buckets}/*"]), allow(["s3:ListBucket"], [buckets]), keys)
    return found
