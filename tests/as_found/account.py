# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The account that the environment is built in: its clients, Terraform's tags, and what has been made so far."""

from __future__ import annotations

import json
import time
import typing as t

from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws

PROJECT, ENVIRONMENT = "envelope", "prod"
PREFIX = f"{PROJECT}-{ENVIRONMENT}"
REGION = "eu-west-1"
ZONES = ("a", "b")
NUMBER = "123456789012"
DOMAIN = "envelope.example"
HOSTS = {"api": f"api.{DOMAIN}", "hq": f"hq.{DOMAIN}", "reverb": f"ws.{DOMAIN}"}
TENANTS = ("acme", "bluebird")
TAGS = {"Project": PROJECT, "Environment": ENVIRONMENT, "ManagedBy": "terraform"}
PATIENCE = 30.0

Pairs = list[dict[str, str]]
Document = dict[str, t.Any]


class Account:
    """What every part of the environment is built with."""

    def __init__(self, aws: LocalAws, gaps: t.Iterable[str] = ()) -> None:
        self.aws = aws
        self.gaps = frozenset(gaps)
        self.made: dict[str, t.Any] = {}
        """Ids, ARNs and addresses, by what they are of: `vpc`, `role task`, `secret envelope-prod-app`."""

    def client(self, service: str, region: str = REGION) -> t.Any:
        return self.aws.client(service, region)

    def has(self, gap: str) -> bool:
        return gap in self.gaps

    def key(self, purpose: str) -> str | None:
        """The ARN of a customer-managed key; None where AWS's own encrypts."""
        return self.made.get(f"key {purpose}")


def until(found: t.Callable[[], t.Any]) -> t.Any:
    """What a call finds, once it finds something: AWS shows and takes some things only after a moment."""
    deadline = time.monotonic() + PATIENCE
    while not (there := found()):
        if time.monotonic() > deadline:
            raise TimeoutError("waited in vain")
        time.sleep(0.01)
    return there


def tags(key: str = "Key", value: str = "Value", **more: str) -> Pairs:
    """Terraform's tags, as a service spells them, and more."""
    return [{key: name, value: text} for name, text in {**TAGS, **more}.items()]


def named(name: str, kind: str, **more: str) -> list[Document]:
    """EC2's tags of a resource of this kind, its name among them."""
    return [{"ResourceType": kind, "Tags": tags(Name=name, **more)}]


def tenant_name(tenant: str) -> str:
    """What the bucket, the key, the secret and the configuration set of a tenant are called."""
    return f"{PREFIX}-pool-{tenant}"


def arn(service: str, resource: str, region: str = REGION) -> str:
    return f"arn:aws:{service}:{region}:{NUMBER}:{resource}"


def allow(actions: list[str], resources: list[str] | str, **more: t.Any) -> Document:
    return {"Effect": "Allow", "Action": actions, "Resource": resources, **more}


def policy(*statements: Document) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def trust(service: str) -> str:
    return policy({"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"})


def role(account: Account, purpose: str, service: str, *statements: Document, **inline: str) -> str:
    """A role `envelope-prod-<purpose>` that a service takes on, and its ARN."""
    iam, name = account.client("iam"), f"{PREFIX}-{purpose}"
    found = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust(service), Tags=tags())["Role"]["Arn"]
    for policy_name, document in {**inline, **({"access": policy(*statements)} if statements else {})}.items():
        iam.put_role_policy(RoleName=name, PolicyName=policy_name, PolicyDocument=document)
    account.made[f"role {purpose}"] = found
    return t.cast(str, found)


def log_group(account: Account, name: str, purpose: str = "logs", days: int = 365) -> None:
    """A log group, encrypted with the key of this purpose."""
    logs, key = account.client("logs"), account.key(purpose)
    logs.create_log_group(logGroupName=name, tags=TAGS, **({"kmsKeyId": key} if key else {}))
    logs.put_retention_policy(logGroupName=name, retentionInDays=days)
