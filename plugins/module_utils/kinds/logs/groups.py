# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Log groups."""

from __future__ import annotations

import dataclasses
import re
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Absent
from ...fields import Reference, computed, key, option, tagging
from ...resource import Resource
from ...tagging import missing
from ...wire import Case, Codec, camel, plain
from ..kms import KEY
from .service import logs

Days = t.Literal[
    0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]

days = Codec(lambda value: value or None, lambda found: found or 0)
standard = Codec(lambda value: value, lambda found: found or "STANDARD")


@dataclass(frozen=True, kw_only=True)
class LogGroup(Resource):
    """A log group of CloudWatch Logs, with its retention, its key and its tags."""

    plural = "logs_groups"
    casing: t.ClassVar[Case] = staticmethod(camel)
    fixed = frozenset({"log_group_class"})
    kept = "it holds log lines: say what is there, or have another one written to"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "/ecs/envelope-prod-api", "retention_in_days": 90, "kms_key": "alias/envelope-prod",
        "tags": {"project": "envelope", "environment": "prod"},
    }

    name: str = key("Name of the log group.", wire="logGroupName")
    retention_in_days: Days | None = option("Days after which events are deleted. V(0) keeps them forever.", codec=days)
    kms_key: str | None = option(
        "Key that encrypts new events: alias, id or ARN. Its policy must let CloudWatch Logs use it.",
        wire="kmsKeyId", find=KEY)
    log_group_class: t.Literal["STANDARD", "INFREQUENT_ACCESS", "ESSENTIALS", "DELIVERY"] | None = option(
        "What the log group can do and costs. Cannot change.", codec=standard)
    tags: dict[str, str] | None = tagging(codec=plain)
    arn: str | None = computed("ARN of the log group.", wire="logGroupArn")
    retention_policy: str | None = computed(
        "Name of the policy of the account that decides on the retention instead, where there is one.",
        wire="retentionPolicyName")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not re.fullmatch(r"[.\-_/#A-Za-z0-9]{1,512}", self.name):
            yield f"name: {self.name!r} is not allowed: 1 to 512 letters, digits and . - _ / #"
        if self.name.startswith("aws/"):
            yield f"name: {self.name} is not allowed: AWS keeps names that begin with aws/ to itself"

    def read(self) -> Flow:
        found = yield from group_named(self.name)
        arn = found.get("logGroupArn") or found["arn"].removesuffix(":*")
        now = self.seen({**found, "logGroupArn": arn, "tags": (yield from self._tags(arn))})
        # AWS shows the days of the policy then, and keeps those of the log group to itself
        return dataclasses.replace(now, retention_in_days=self.retention_in_days) if now.retention_policy else now

    def create(self) -> Flow:
        yield logs.create_log_group(**self.wire("name", "kms_key", "log_group_class", "tags"))
        if self.retention_in_days:
            yield self._retained()

    def update(self, now: LogGroup, changed: t.AbstractSet[str]) -> Flow:
        if "retention_in_days" in changed:
            yield self._retained() if self.retention_in_days else logs.delete_retention_policy(logGroupName=self.name)
        if "kms_key" in changed:
            yield logs.associate_kms_key(**self.wire("name", "kms_key"))
        if "tags" in changed:
            yield logs.tag_resource(resourceArn=now.arn, tags=missing(now.tags, self.tags))

    def delete(self) -> Flow:
        yield logs.delete_log_group(logGroupName=self.name)

    def _retained(self) -> t.Any:
        return logs.put_retention_policy(**self.wire("name", "retention_in_days"))

    def _tags(self, arn: str) -> Flow:
        """The tags, which cost a call: asked for only where they matter."""
        if self.tags is None:
            return None
        return (yield logs.list_tags_for_resource(resourceArn=arn)).get("tags", {})


def group_named(name: str) -> Flow:
    """CloudWatch Logs' entry for a log group; raises `Absent`."""
    call = logs.describe_log_groups(logGroupNamePrefix=_neighbourhood(name))
    reply = yield call
    found = next((group for group in reply.get("logGroups", ()) if group["logGroupName"] == name), None)
    if found is None:
        raise Absent(call, "NotFound", f"no log group {name}")
    return found


def find_group(name: str) -> Flow:
    """The name of a log group, once it is there; raises `Absent`."""
    return (yield from group_named(name))["logGroupName"]


LOG_GROUP = Reference("log group", find_group, is_id=lambda name: False, role="ecs_services")


def _neighbourhood(name: str) -> str:
    """The prefix that the log groups of one system share: `/ecs/envelope-prod-`.

    Log groups cannot be asked for by name, several at a time; those with a
    common prefix are read by the page instead, and so once for all of them.
    """
    found = re.match(r".+[-/]", name)
    return found[0] if found else name
