# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What keeps a task from starting: a secret, an image or a log group that is not there, in AWS's words.

A container's `secrets` name a secret of Secrets Manager by its ARN (with `:json-key:stage:version` or not) or a
parameter of Systems Manager by name or ARN.  They, the image and the log group are looked for when the task is PENDING.
"""

from __future__ import annotations

import hashlib
import json
import typing as t

from moto.ecr.models import ecr_backends
from moto.ecs.models import EC2ContainerServiceBackend
from moto.logs.models import logs_backends
from moto.secretsmanager.models import secretsmanager_backends
from moto.ssm.models import ssm_backends

from ..images import IN_ECR, find, pullable
from ._ecs_task import Container, Given, Task

SECRETS = "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed:"
LOGGING = "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times:"
RETRIED = "service call has been retried 1 time(s):"
ARN_PARTS = 7


class CannotStart(Exception):
    """A task cannot be started; the text is AWS's reason, `container` the one whose image it is about."""

    def __init__(self, reason: str, container: Container | None = None) -> None:
        super().__init__(reason)
        self.container = container


def check_start(backend: EC2ContainerServiceBackend, task: Task) -> None:
    """Look for all that the containers need: secrets, log groups, then images."""
    for container in task.containers:
        log = container.definition.get("logConfiguration") or {}
        for secret in [*container.definition.get("secrets", []), *log.get("secretOptions", [])]:
            _check_value(backend, secret["valueFrom"])
        check_logging(backend, log)
    for container in task.containers:
        _check_image(backend, container)


def image_digest(backend: EC2ContainerServiceBackend, image: str) -> str:
    """The digest of an image; that of another registry's is made up of its name."""
    found = IN_ECR.fullmatch(image)
    if found and found["digest"]:
        return found["digest"]
    regions = ecr_backends[found["account"]] if found else {}
    repositories = regions[found["region"]].repositories if found and found["region"] in regions else {}
    repository = repositories.get(found["repository"]) if found else None
    pushed = find(repository, found["tag"] or "latest", None) if found and repository else None
    return str(pushed.get_image_digest()) if pushed else f"sha256:{hashlib.sha256(image.encode()).hexdigest()}"


def check_logging(backend: EC2ContainerServiceBackend, log: Given) -> None:
    """AWS makes the stream before the container; only `awslogs-create-group` makes the group as well."""
    options = log.get("options") or {}
    group = options.get("awslogs-group")
    if log.get("logDriver") != "awslogs" or options.get("awslogs-create-group") == "true" or not group:
        return
    region = options.get("awslogs-region", backend.region_name)
    if group not in logs_backends[backend.account_id][region].groups:
        text = "ResourceNotFoundException: The specified log group does not exist."
        raise CannotStart(f"{LOGGING} failed to create Cloudwatch log stream: {text}")


def _check_image(backend: EC2ContainerServiceBackend, container: Container) -> None:
    image = container.definition["image"]
    reason = container.behaviour.pull_error or pullable(backend.account_id, backend.region_name, image)
    if reason:
        raise CannotStart(reason if "Error:" in reason else f"CannotPullContainerError: {reason}", container)


def _check_value(backend: EC2ContainerServiceBackend, source: str) -> None:
    if ":secretsmanager:" in source:
        _check_secret(backend, source)
        return
    name = source.partition(":parameter")[2] or source
    region = source.split(":")[3] if source.startswith("arn:") else backend.region_name
    parameters = ssm_backends[backend.account_id][region]
    if not (parameters.get_parameter(name) or parameters.get_parameter(name.removeprefix("/"))):
        raise CannotStart(f"{SECRETS} unable to retrieve secrets from ssm: {RETRIED} invalid parameters: {name}")


def _check_secret(backend: EC2ContainerServiceBackend, source: str) -> None:
    parts = source.split(":")
    arn, (key, stage, version) = ":".join(parts[:ARN_PARTS]), ([*parts[ARN_PARTS:], "", "", ""])[:3]
    value = _secret_value(backend, parts[3], arn, stage or "AWSCURRENT", version)
    asm = f"{SECRETS} unable to retrieve secret from asm: {RETRIED}"
    if value is None:
        text = "ResourceNotFoundException: Secrets Manager can't find the specified secret."
        raise CannotStart(f"{asm} failed to fetch secret {arn} from secrets manager: {text}")
    if key and key not in _keys(value):
        raise CannotStart(f"{asm} retrieved secret from Secrets Manager did not contain json key {key}")


def _secret_value(
    backend: EC2ContainerServiceBackend, region: str, arn: str, stage: str, version: str
) -> str | None:
    """The value of a version of a secret, by the secret's whole ARN or without the six characters at its end."""
    secrets = secretsmanager_backends[backend.account_id][region].secrets.values()
    found = next((each for each in secrets if arn in (each.arn, each.arn[: -len("-abcdef")])), None)
    if found is None or found.is_deleted():
        return None
    for number, each in found.versions.items():
        if number == version or (not version and stage in each["version_stages"]):
            return t.cast("str | None", each.get("secret_string") or "")
    return None


def _keys(value: str) -> t.Container[str]:
    try:
        found = json.loads(value)
    except json.JSONDecodeError:
        return ()
    return found if isinstance(found, dict) else ()
