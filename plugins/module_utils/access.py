# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies of the application's own roles: who may read which secret, and use which bucket.

Each names exact ARNs, or one prefix for all pool tenants, so that it is as long for a thousand tenants as for one
(AWS takes 6,144 characters for a managed policy).
"""

from __future__ import annotations

import fnmatch
import typing as t

from .catalogue import databases, log_group_name, secret_names, services
from .names import short_name

Document = dict[str, t.Any]

OBJECTS = ("s3:DeleteObject", "s3:GetObject", "s3:GetObjectTagging", "s3:PutObject", "s3:PutObjectTagging")

PULL = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")

ROLE_NAME = 64
"""Characters of a role's name."""

SECRET_SUFFIX = "-??????"
"""Secrets Manager ends a secret's ARN with six characters of its own."""


def document(*statements: Document) -> Document:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def allow(actions: t.Sequence[str], resources: t.Sequence[str], **more: t.Any) -> Document:
    return {"Effect": "Allow", "Action": list(actions), "Resource": list(resources), **more}


def partition(region: str) -> str:
    """AWS's division of the world that a region is in, the second word of its ARNs."""
    return "aws-cn" if region.startswith("cn-") else "aws-us-gov" if region.startswith("us-gov-") else "aws"


def bucket_access(buckets: t.Sequence[str], place: t.Mapping[str, str]) -> Document:
    """Requirement S2: the five object actions and ListBucket, and the keys that the buckets are encrypted with.

    `buckets` are names or prefixes ending in `*`; `place` gives account_id and region.
    """
    name = partition(place["region"])
    arns = [f"arn:{name}:s3:::{bucket}" for bucket in buckets]
    keys = f"arn:{name}:kms:{place['region']}:{place['account_id']}:key/*"
    aliases = {"ForAnyValue:StringLike": {"kms:ResourceAliases": [f"alias/{bucket}" for bucket in buckets]}}
    return document(
        allow(OBJECTS, [f"{arn}/*" for arn in arns]),
        allow(["s3:ListBucket"], arns),
        allow(["kms:Decrypt", "kms:GenerateDataKey"], [keys], Condition=aliases),
    )


def secret_access(secrets: t.Sequence[str], place: t.Mapping[str, str]) -> Document:
    """What tasks need that read secrets as they run: these secrets, and the keys in so far as they open these.

    `secrets` are names or prefixes ending in `*`; `place` gives account_id and region.
    """
    name = partition(place["region"])
    where = f"arn:{name}:secretsmanager:{place['region']}:{place['account_id']}:secret"
    arns = [f"{where}:{secret}" if secret.endswith("*") else f"{where}:{secret}{SECRET_SUFFIX}" for secret in secrets]
    keys = f"arn:{name}:kms:{place['region']}:{place['account_id']}:key/*"
    opened = {"StringLike": {"kms:EncryptionContext:SecretARN": arns}}
    return document(allow(["secretsmanager:GetSecretValue"], arns), allow(["kms:Decrypt"], [keys], Condition=opened))


def reached(patterns: t.Iterable[str], names: t.Iterable[str]) -> dict[str, list[str]]:
    """Requirement T4: which of these names a policy opens by a wildcard, by the pattern that opens them.

    A tenant with tasks of its own is reached by no policy but its own; `{prefix}*`, as in the Terraform that this
    replaces, reaches everybody.
    """
    every = list(names)
    found = {pattern: [name for name in every if fnmatch.fnmatchcase(name, pattern)]
             for pattern in patterns if "*" in pattern or "?" in pattern}
    return {pattern: matched for pattern, matched in found.items() if matched}


def upload_cors(origins: t.Sequence[str]) -> list[dict[str, t.Any]]:
    """What a browser needs to upload with a pre-signed URL, from these origins and no other."""
    rule = {"allowed_origins": list(origins), "allowed_methods": ["GET", "PUT", "HEAD"], "allowed_headers": ["*"],
            "expose_headers": ["ETag"], "max_age_seconds": 3000}
    return [rule] if origins else []


def assumed_by(service: str, condition: Document | None = None) -> Document:
    """Who may take on a role: an AWS service, under a condition where one is given."""
    more = {"Condition": condition} if condition else {}
    return document({"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole", **more})


def role_names(wanted: t.Mapping[str, t.Any]) -> tuple[str, str]:
    """The role that ECS starts the tasks with, and the role that they run as, by name."""
    execution, task = (short_name(f"{wanted['roles_prefix']}-{role}", ROLE_NAME) for role in ("execution", "task"))
    return execution, task


def task_roles(wanted: t.Mapping[str, t.Any]) -> list[dict[str, t.Any]]:
    """The role that ECS starts the tasks with, and the role that they run as; none where no service runs.

    `wanted` is what the role `ecs_services` asks for; requirement C8: the
    execution role may read exactly the secrets that the services name.
    """
    if not services(wanted):
        return []
    execution, task = role_names(wanted)
    trust = assumed_by("ecs-tasks.amazonaws.com")
    return [
        {"name": execution, "assume_role_policy": trust, "tags": wanted["tags"],
         "description": "Starts the tasks: pulls images, writes logs, reads their secrets",
         "managed_policies": [],
         "inline_policies": {**_reads(wanted), "start": _starts(wanted)}},
        {"name": task, "assume_role_policy": trust, "tags": wanted["tags"],
         "description": "What the tasks run as",
         "managed_policies": wanted["task_policies"],
         "inline_policies": _shell(wanted)},
    ]


def _reads(wanted: t.Mapping[str, t.Any]) -> dict[str, Document]:
    """What reads the secrets that the services name; none where they name none, as AWS takes no empty list."""
    where = f"arn:{partition(wanted['region'])}:secretsmanager:{wanted['region']}:{wanted['account_id']}:secret"
    arns = [name if name.startswith("arn:") else f"{where}:{name}{SECRET_SUFFIX}" for name in secret_names(wanted)]
    named = [allow(["secretsmanager:GetSecretValue"], arns)] if arns else []
    kept = _kept_by_rds(wanted, f"{where}:rds!db-*")
    every = [arn for statement in (*named, *kept) for arn in statement["Resource"]]
    key = {"StringLike": {"kms:EncryptionContext:SecretARN": every}}
    return {"secrets": document(*named, *kept, allow(["kms:Decrypt"], ["*"], Condition=key))} if every else {}


def _kept_by_rds(wanted: t.Mapping[str, t.Any], pattern: str) -> list[Document]:
    """The master passwords of these databases alone: nobody knows their secrets' names, but RDS tags each with its."""
    where = f"arn:{partition(wanted['region'])}:rds:{wanted['region']}:{wanted['account_id']}:db"
    arns = [f"{where}:{name}" for name in databases(wanted)]
    tagged = {"StringEquals": {"aws:ResourceTag/aws:rds:primaryDBInstanceArn": arns}}
    return [allow(["secretsmanager:GetSecretValue"], [pattern], Condition=tagged)] if arns else []


def _starts(wanted: t.Mapping[str, t.Any]) -> Document:
    """What AmazonECSTaskExecutionRolePolicy allows, but for the log groups of these services alone."""
    where = f"arn:{partition(wanted['region'])}:logs:{wanted['region']}:{wanted['account_id']}:log-group"
    return document(
        allow(["ecr:GetAuthorizationToken", *PULL], ["*"]),
        allow(["logs:CreateLogStream", "logs:PutLogEvents"],
              [f"{where}:{log_group_name(wanted, name)}:*" for name in services(wanted)]))


def _shell(wanted: t.Mapping[str, t.Any]) -> dict[str, Document]:
    """What `aws ecs execute-command` needs, where it is allowed."""
    if not wanted["common"].get("execute_command"):
        return {}
    return {"execute-command": document(allow([f"ssmmessages:{action}{channel}" for action in ("Create", "Open")
                                               for channel in ("ControlChannel", "DataChannel")], ["*"]))}
