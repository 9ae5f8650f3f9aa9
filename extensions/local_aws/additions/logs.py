# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Log groups, and the lines that containers print.

moto lacks AssociateKmsKey, DisassociateKmsKey, PutLogGroupDeletionProtection and the pattern of DescribeLogGroups,
forgets the class, takes any number of days, and finds no tags (and no error) under the ARN with `:*`.
"""

from __future__ import annotations

import json
import typing as t

from moto.ecs.models import EC2ContainerServiceBackend
from moto.logs.models import LogGroup, LogsBackend, logs_backends
from moto.logs.responses import LogsResponse

from ._ecs_agenda import kept_up
from ._ecs_task import Container, Task
from ._mend import AwsError, adds, mends

DAYS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096),
    *(1827, 2192, 2557, 2922, 3288, 3653),
)


@adds(LogsResponse)
def associate_kms_key(self: LogsResponse) -> str:
    group = _group(self.logs_backend, self._get_param("logGroupName") or self._get_param("resourceIdentifier"))
    group.kms_key_id = self._get_param("kmsKeyId")
    return ""


@adds(LogsResponse)
def disassociate_kms_key(self: LogsResponse) -> str:
    group = _group(self.logs_backend, self._get_param("logGroupName") or self._get_param("resourceIdentifier"))
    group.kms_key_id = None
    return ""


@adds(LogsResponse)
def put_log_group_deletion_protection(self: LogsResponse) -> str:
    group = _group(self.logs_backend, self._get_param("logGroupIdentifier"))
    group.deletion_protection = self._get_param("deletionProtectionEnabled")  # type: ignore[attr-defined]
    return ""


@mends(LogsResponse, "create_log_group")
def keep_class_and_protection(former: t.Any, self: LogsResponse) -> str:
    answer = former(self)
    group = self.logs_backend.groups[self._get_param("logGroupName")]
    group.log_group_class = self._get_param("logGroupClass", "STANDARD")  # type: ignore[attr-defined]
    group.deletion_protection = self._get_param("deletionProtectionEnabled", False)  # type: ignore[attr-defined]
    return t.cast(str, answer)


@mends(LogsResponse)
def describe_log_groups(former: t.Any, self: LogsResponse) -> str:
    """With a pattern, which is any part of a name, in any case."""
    pattern = self._get_param("logGroupNamePattern")
    if not pattern:
        return t.cast(str, former(self))
    found = [group for name, group in sorted(self.logs_backend.groups.items()) if pattern.lower() in name.lower()]
    return json.dumps({"logGroups": [group.to_describe_dict() for group in found]})


@mends(LogGroup)
def to_describe_dict(former: t.Any, self: LogGroup) -> dict[str, t.Any]:
    found: dict[str, t.Any] = former(self)
    found["logGroupClass"] = getattr(self, "log_group_class", "STANDARD")
    found["deletionProtectionEnabled"] = getattr(self, "deletion_protection", False)
    return found


@mends(LogsBackend)
def put_retention_policy(former: t.Any, self: LogsBackend, log_group_name: str, retention_in_days: int) -> None:
    if retention_in_days not in DAYS:
        choices = ", ".join(map(str, DAYS))
        text = f"Value '{retention_in_days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy"
        raise AwsError("InvalidParameterException", f"1 validation error detected: {text} enum value set: [{choices}]")
    former(self, log_group_name, retention_in_days)


@mends(LogsBackend)
def delete_log_group(former: t.Any, self: LogsBackend, log_group_name: str) -> None:
    group = self.groups.get(log_group_name)
    if group and getattr(group, "deletion_protection", False):
        text = "The log group cannot be deleted because deletion protection is enabled on it."
        raise AwsError("ValidationException", text)
    former(self, log_group_name)


@mends(LogsResponse)
def list_tags_for_resource(former: t.Any, self: LogsResponse) -> str:
    if self._get_param("resourceArn").endswith(":*"):
        raise AwsError("InvalidParameterException", "The ARN of a log group has no ':*' at its end here.")
    return t.cast(str, former(self))


def print_line(
    backend: EC2ContainerServiceBackend, task: Task, container: Container, line: str, now: float
) -> None:
    """Write a line where the container's `awslogs` options say; once the group is gone, nowhere."""
    log = container.definition.get("logConfiguration") or {}
    options = log.get("options") or {}
    if log.get("logDriver") != "awslogs" or "awslogs-group" not in options:
        return
    logs = logs_backends[backend.account_id][options.get("awslogs-region", backend.region_name)]
    name, prefix = options["awslogs-group"], options.get("awslogs-stream-prefix")
    if options.get("awslogs-create-group") == "true" and name not in logs.groups:
        logs.create_log_group(name, {})
    group = logs.groups.get(name)
    if group is None:
        return
    stream = f"{prefix}/{container.name}/{task.id}" if prefix else str(container.runtime_id)
    if stream not in group.streams:
        group.create_log_stream(stream)
    group.put_log_events(stream, [{"timestamp": int(now * 1000), "message": line}])


kept_up(LogsResponse)


def _group(backend: LogsBackend, name_or_arn: str) -> LogGroup:
    group = backend.groups.get(name_or_arn.removesuffix(":*").rpartition(":log-group:")[2])
    if group is None:
        raise AwsError("ResourceNotFoundException", "The specified log group does not exist.")
    return group
