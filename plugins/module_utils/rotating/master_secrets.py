# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The master password of a database, in a secret that RDS keeps: as it is found, and as RDS makes another."""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass, replace

from ..calls import Flow, Reply, Wait
from ..errors import Absent, Invalid
from ..kinds.rds.service import rds
from ..kinds.rds.states import READY
from ..kinds.secretsmanager import secretsmanager
from .generations import CURRENT

PENDING = "AWSPENDING"
"""The label of what RDS is about to make the password; some time later it is on nothing, or on what is current."""

ENDS = 900
"""Seconds; AWS names a minute, and RDS does it when it is done with what else it does to the instance."""


@dataclass(frozen=True)
class MasterSecret:
    """The secret that RDS keeps for a database."""

    database: str
    arn: str
    version: str
    """The one that is current."""
    rotated: datetime.datetime | None
    """When it became so; None where it is the first."""
    turning: bool
    """Whether RDS is making another."""
    hindrance: str = ""
    """Why RDS would not make another now."""

    def refuse(self) -> None:
        """Raise `Invalid` where RDS would not begin."""
        if self.hindrance and not self.turning:
            raise Invalid(self.hindrance)


def master_secret(database: str) -> Flow:
    """The `MasterSecret` of a database; None where there is no such instance, or its password is not managed by RDS."""
    try:
        reply = yield rds.describe_db_instances(DBInstanceIdentifier=database)
    except Absent:
        return None
    instance = reply["DBInstances"][0]
    about: t.Mapping[str, str] = instance.get("MasterUserSecret") or {}
    if not about.get("SecretArn"):
        return None
    reply = yield secretsmanager.describe_secret(SecretId=about["SecretArn"])
    return replace(_seen(database, reply), hindrance=_hindrance(database, instance))


def turned(secret: MasterSecret, former: str) -> Flow:
    """The `MasterSecret` when RDS has made another than `former`; has it begin where it has not.

    RotateSecret rather than ModifyDBInstance: that would also begin all that waits for the maintenance window.
    """
    if secret.version == former and not secret.turning:
        secret.refuse()
        yield secretsmanager.rotate_secret(SecretId=secret.arn)
    reply = yield Wait(
        secretsmanager.describe_secret(SecretId=secret.arn), f"master password of database {secret.database}",
        lambda reply: _state(reply, former), done=frozenset({"rotated"}), timeout=ENDS, absent="",
        hint="See the instance's events in the console of RDS; the same command goes on where this one stopped")
    return _seen(secret.database, reply)


def _seen(database: str, reply: Reply) -> MasterSecret:
    return MasterSecret(database, reply["ARN"], _labelled(reply, CURRENT), reply.get("LastRotatedDate"),
                        _turning(reply))


def _hindrance(database: str, instance: Reply) -> str:
    if instance["DBInstanceStatus"] not in READY:
        return f"database {database} is {instance['DBInstanceStatus']}: its password is rotated when it is available"
    if instance["MasterUserSecret"].get("SecretStatus") == "impaired":
        return (f"RDS cannot rotate the password of database {database}: see that it may use the secret and its key, "
                "or have it stop managing the password and begin anew")
    return ""


def _state(reply: Reply, former: str) -> str:
    return "rotating" if _turning(reply) or _labelled(reply, CURRENT) == former else "rotated"


def _turning(reply: Reply) -> bool:
    return _labelled(reply, PENDING) not in ("", _labelled(reply, CURRENT))


def _labelled(reply: Reply, label: str) -> str:
    """The version that a label is on; empty where it is on none."""
    stages: t.Mapping[str, list[str]] = reply.get("VersionIdsToStages") or {}
    return next((version for version, labels in stages.items() if label in labels), "")
