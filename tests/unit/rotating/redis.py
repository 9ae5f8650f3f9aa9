# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A cache in memory that takes two tokens, the latest, as AWS documents it."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError

CACHE = "envelope-prod"
ARN = f"arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:{CACHE}"
TAG = "auth-token-version"


@dataclass
class Redis:
    """Answers the calls on ElastiCache that a rotation makes."""

    now: t.Callable[[], float]
    tokens: list[str]
    """Those it takes, the latest last."""
    tags: dict[str, str] = field(default_factory=dict)
    there: bool = True
    takes: float = 300.0
    """Seconds that a change takes: longer than the lock holds."""
    busy_until: float = 0.0
    asked: list[str] = field(default_factory=list)
    """The strategies of the changes, in order."""

    def __call__(self, call: Call) -> Reply:
        if not self.there:
            raise Absent(call, "ReplicationGroupNotFoundFault", f"ReplicationGroup {CACHE} not found.")
        return t.cast(Reply, getattr(self, call.operation)(call, **call.params))

    @property
    def busy(self) -> bool:
        return self.now() < self.busy_until

    def describe_replication_groups(self, call: Call, ReplicationGroupId: str) -> Reply:  # noqa: N803
        status = "modifying" if self.busy else "available"
        return {"ReplicationGroups": [{"ReplicationGroupId": ReplicationGroupId, "ARN": ARN, "Status": status}]}

    def list_tags_for_resource(self, call: Call, ResourceName: str) -> Reply:  # noqa: N803
        self._refuse_busy(call)
        return {"TagList": [{"Key": name, "Value": value} for name, value in self.tags.items()]}

    def add_tags_to_resource(self, call: Call, Tags: list[dict[str, str]], **_about: t.Any) -> Reply:  # noqa: N803
        self._refuse_busy(call)
        self.tags.update({each["Key"]: each["Value"] for each in Tags})
        return {}

    def modify_replication_group(self, call: Call, AuthToken: str, AuthTokenUpdateStrategy: str,  # noqa: N803
                                 **_about: t.Any) -> Reply:
        self._refuse_busy(call)
        if AuthTokenUpdateStrategy == "SET" and AuthToken != self.tokens[-1]:
            raise AwsError(call, "InvalidParameterValue", "SET is for the token that was rotated last.")
        kept = [each for each in self.tokens if each != AuthToken][-1:] if AuthTokenUpdateStrategy == "ROTATE" else []
        self.tokens = [*kept, AuthToken]
        self.asked.append(AuthTokenUpdateStrategy)
        self.busy_until = self.now() + self.takes
        return {}

    def _refuse_busy(self, call: Call) -> None:
        if self.busy:
            raise AwsError(call, "InvalidReplicationGroupState", "Replication group must be in available state.")
