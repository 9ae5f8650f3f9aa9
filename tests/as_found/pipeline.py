# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a release comes about: what is recorded of it (gap 2.3), and who may make one (gap 5.1)."""

from __future__ import annotations

import json

from .account import PREFIX, Account, allow, arn, policy, tags
from .buckets import private_bucket
from .services import RELEASE, running

ISSUER = "token.actions.githubusercontent.com"
REPOSITORY = "venturemond/envelope"
AT = "2026-02-08T10:00:00+00:00"


def releases(account: Account) -> None:
    """The bucket in which deploys keep what they did, and the first of them."""
    if account.has("migrations"):
        return
    name = f"{PREFIX}-releases"
    private_bucket(account, name)
    ran = {f"{PREFIX}-{each}": account.made[f"task definition {each}"] for each in running(account)}
    kept = {"live.json": {"release": RELEASE, "before": []}, f"releases/{RELEASE}.json": {
        "release": RELEASE, "at": AT, "by": "pipeline", "task_definitions": ran, "images": {}, "secrets": {},
        "contracting": False}}
    for key, content in kept.items():
        account.client("s3").put_object(Bucket=name, Key=f"{PREFIX}/{key}", Body=json.dumps(content).encode())


def pipeline(account: Account) -> None:
    """A role that the repository's workflows take on for a while; where that is missing, a user with a key for ever."""
    iam = account.client("iam")
    if account.has("pipeline"):
        iam.create_user(UserName=f"{PREFIX}-ci", Tags=tags())
        iam.create_access_key(UserName=f"{PREFIX}-ci")
        return
    provider = iam.create_open_id_connect_provider(
        Url=f"https://{ISSUER}", ClientIDList=["sts.amazonaws.com"], ThumbprintList=["f" * 40],
        Tags=tags())["OpenIDConnectProviderArn"]
    iam.create_role(RoleName=f"{PREFIX}-deploy", Tags=tags(), AssumeRolePolicyDocument=policy({
        "Effect": "Allow", "Principal": {"Federated": provider}, "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": {f"{ISSUER}:aud": "sts.amazonaws.com"},
                      "StringLike": {f"{ISSUER}:sub": f"repo:{REPOSITORY}:ref:refs/heads/main"}}}))
    iam.put_role_policy(RoleName=f"{PREFIX}-deploy", PolicyName="deploy", PolicyDocument=policy(
        allow(["ecr:GetAuthorizationToken"], "*"),
        allow(["ecr:BatchCheckLayerAvailability", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart",
               "ecr:CompleteLayerUpload"], [arn("ecr", f"repository/{PREFIX}-*")])))
