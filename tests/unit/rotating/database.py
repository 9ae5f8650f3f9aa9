# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A database in memory whose master password RDS keeps, and rotates when it is told to."""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass

from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError

DATABASE = "envelope-prod"
MASTER = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:rds!db-7c9e6679-AbCdEf"
TAKES = 90.0
"""Seconds that a rotation takes: longer than the lock holds."""


@dataclass
class Database:
    """Answers the calls on the instance and on the secret with its master password."""

    now: t.Callable[[], float]
    managed: bool = True
    there: bool = True
    status: str = "available"
    secret_status: str = "active"
    version: int = 0
    rotated: float | None = None
    """When the current version became so."""
    due: float | None = None
    """When the one that is being made becomes current."""

    def __call__(self, call: Call) -> Reply:
        if self.due is not None and self.now() >= self.due:
            self.version, self.rotated, self.due = self.version + 1, self.due, None
        return t.cast(Reply, getattr(self, call.operation)(call, **call.params))

    def describe_db_instances(self, call: Call, DBInstanceIdentifier: str) -> Reply:  # noqa: N803
        if not self.there:
            raise Absent(call, "DBInstanceNotFound", f"DBInstance {DBInstanceIdentifier} not found.")
        secret = {"MasterUserSecret": {"SecretArn": MASTER, "SecretStatus": self.secret_status}} if self.managed else {}
        return {"DBInstances": [{"DBInstanceIdentifier": DATABASE, "DBInstanceStatus": self.status, **secret}]}

    def describe_secret(self, call: Call, **_about: t.Any) -> Reply:
        rotated = self.rotated and datetime.datetime.fromtimestamp(self.rotated, datetime.UTC)
        coming = {} if self.due is None else {f"m{self.version + 1}": ["AWSPENDING"]}
        return {"ARN": MASTER, "OwningService": "rds", "RotationEnabled": True, "LastRotatedDate": rotated,
                "VersionIdsToStages": {f"m{self.version}": ["AWSCURRENT"], **coming}}

    def rotate_secret(self, call: Call, **about: t.Any) -> Reply:
        assert about.keys() == {"SecretId"}, "the schedule stays"
        if self.due is not None:
            raise AwsError(call, "InvalidRequestException", "A previous rotation isn't complete.")
        self.due = self.now() + TAKES
        return {"ARN": MASTER, "VersionId": f"m{self.version + 1}".rjust(32, "-")}
