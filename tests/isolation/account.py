# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account with a platform, two pool tenants and two silo tenants: whose role has which policies.

The policies are those that the roles send to AWS, from the functions that the roles take them from.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ansible_collections.venturemond.envelope.plugins.module_utils.access import (
    bucket_access,
    secret_access,
    task_roles,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.s3.statements import joined
from ansible_collections.venturemond.envelope.plugins.module_utils.scanning import bucket_scan, shared_scanner
from ansible_collections.venturemond.envelope.tests.unit.roles import wanted

ACCOUNT, REGION, CELL = "123456789012", "eu-west-1", "envelope-prod"
PLACE = {"account_id": ACCOUNT, "region": REGION}
SCANNING = {"mode": "guardduty", "enforced": True, "awaited": False, "statements": [], "prefix": CELL, "tags": {},
            "log_retention_in_days": 30, **PLACE}
KEY_POLICY = {"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "kms:*", "Resource": "*"}]}
"""What AWS gives a key that is made without a policy, as the role `storage` makes it."""

Document = dict[str, t.Any]


@dataclass(frozen=True)
class Role:
    name: str
    policies: dict[str, Document]

    @property
    def arn(self) -> str:
        return f"arn:aws:iam::{ACCOUNT}:role/{self.name}"

    def also(self, **policies: Document) -> Role:
        return Role(self.name, {**self.policies, **policies})


def managed(owner: str) -> dict[str, Document]:
    """The managed policies that the roles `storage` and `secrets` make, by name."""
    if owner == CELL:
        return {f"{CELL}-tenant-bucket-data-access": bucket_access([f"{CELL}-pool-*"], PLACE),
                f"{CELL}-tenant-secret-access": secret_access([f"{CELL}-pool-*"], PLACE)}
    return {f"{owner}-bucket-data-access": bucket_access([owner], PLACE),
            f"{owner}-secret-access": secret_access([owner], PLACE)}


def roles(owner: str) -> tuple[Role, Role]:
    """The execution role and the task role of a platform or a silo tenant, with all of their policies."""
    own = managed(owner)
    said = {"prefix": owner, "roles_prefix": owner, "secret": owner, "task_policies": list(own)}
    asked = wanted.platform(task_policies=list(own)) if owner == CELL else wanted.silo(**said)
    made = {each["name"]: Role(each["name"], {**each["inline_policies"], **{
        name: own[name] for name in each["managed_policies"]}}) for each in task_roles(asked)}
    return made[f"{owner}-execution"], made[f"{owner}-task"]


def scanner() -> Role:
    [role] = shared_scanner({**SCANNING, "bucket": ""})["roles"]
    return Role(role["name"], role["inline_policies"])


def bucket_policy(bucket: str) -> Document | None:
    policy = bucket_scan({**SCANNING, "bucket": bucket})["policy"]
    return joined(policy, f"arn:aws:s3:::{bucket}", tls_only=True)


def ask(role: Role, action: str, arn: str, policy: Document | None = None, keys: Document | None = None) -> Document:
    """One simulation: a session of a role does something, over TLS."""
    about = {"aws:PrincipalArn": role.arn, "aws:SecureTransport": "true",
             **(keys or {})}
    return {
        "request": {"principal": f"arn:aws:sts::{ACCOUNT}:assumed-role/{role.name}/session", "action": action,
                    "resource": {"resource": arn, "accountId": ACCOUNT}, "contextVariables": about},
        "identityPolicies": [{"name": name, "policy": document} for name, document in role.policies.items()],
        "serviceControlPolicies": [], "resourceControlPolicies": [],
        **({"resourcePolicy": policy} if policy else {}),
    }


CLEAN = {"s3:ExistingObjectTag/GuardDutyMalwareScanStatus": "NO_THREATS_FOUND"}


def uses_of_files(role: Role, owner: str, tags: Document | None = None) -> list[Document]:
    """What a task does with files of an owner, each a simulation."""
    tags = CLEAN if tags is None else tags
    bucket, policy = f"arn:aws:s3:::{owner}", bucket_policy(owner)
    objects = [ask(role, f"s3:{action}", f"{bucket}/uploads/a.pdf", policy, keys=tags if action == "GetObject" else {})
               for action in ("GetObject", "PutObject", "DeleteObject", "GetObjectTagging", "PutObjectTagging")]
    return [*objects, ask(role, "s3:ListBucket", bucket, policy)]


def uses_of_key(role: Role, owner: str) -> list[Document]:
    """What a task does with the key of an owner's files."""
    key = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{owner}"
    return [ask(role, f"kms:{action}", key, KEY_POLICY, keys={"kms:ResourceAliases": [f"alias/{owner}"]})
            for action in ("Decrypt", "GenerateDataKey")]


def uses_of_secret(role: Role, owner: str) -> list[Document]:
    """Reading an owner's secret, and opening it with its key."""
    arn = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{owner}-AbCdEf"
    key = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/of-secrets"
    return [ask(role, "secretsmanager:GetSecretValue", arn),
            ask(role, "kms:Decrypt", key, KEY_POLICY, keys={"kms:EncryptionContext:SecretARN": arn})]


def uses_of_log(role: Role, owner: str) -> list[Document]:
    """Writing lines of an owner's service, and reading them."""
    stream = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/ecs/{owner}-api:log-stream:api/api/1"
    return [ask(role, f"logs:{action}", stream) for action in ("PutLogEvents", "GetLogEvents")]
