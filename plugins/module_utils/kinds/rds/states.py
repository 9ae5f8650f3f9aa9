# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What state an instance is in, and what of it is still to come."""

from __future__ import annotations

import typing as t

from ...calls import Reply, Wait
from .service import rds

READY = frozenset({"available", "backing-up", "storage-optimization", "storage-initialization"})
"""States in which it works."""
CHANGEABLE = READY - {"backing-up"}
"""Those in which AWS lets it be changed, too."""
FAILED = frozenset({
    "failed", "inaccessible-encryption-credentials", "inaccessible-encryption-credentials-recoverable",
    "incompatible-create", "incompatible-network", "incompatible-option-group", "incompatible-parameters",
    "incompatible-restore", "insufficient-capacity", "restore-error", "storage-full", "stopped",
})
"""States that it does not leave by itself."""
LEAVING = "deleting"
ABSENT = "absent"
HOUR = 3600


def busy(status: str) -> bool:
    """Whether it is on the way to another state; one that AWS invents anew counts as such."""
    return status not in READY | FAILED | {LEAVING}


def closed(status: str) -> bool:
    """Whether AWS lets nobody change it now, and will by itself."""
    return busy(status) or status in READY - CHANGEABLE


def status_of(reply: Reply, name: str) -> str:
    """The state of an instance in a list of all."""
    return str(next((found["DBInstanceStatus"] for found in reply.get("DBInstances", ())
                     if found["DBInstanceIdentifier"] == name), ABSENT))


def working(name: str, *, applied: bool = False, done: frozenset[str] = READY) -> Wait:
    """Until an instance is in one of these states; with `applied`, until nothing is left to be done to it.

    A state is no failure where it is `done`: storage that is full stays so until more of it has come.
    """
    def state(reply: Reply) -> str:
        left = next((found.get("PendingModifiedValues") for found in reply.get("DBInstances", ())
                     if found["DBInstanceIdentifier"] == name), None)
        status = status_of(reply, name)
        return "modifying" if applied and left and status in done else status

    return Wait(rds.describe_db_instances(), f"database {name}", state, done, FAILED - done, timeout=HOUR,
                hint="See its events in the console of RDS; it goes on by itself, and the same command waits again")


def handed_over(name: str) -> Wait:
    """Until RDS keeps the master password of an instance, in a secret that others can be told of."""
    def state(reply: Reply) -> str:
        secret = next((found.get("MasterUserSecret") for found in reply.get("DBInstances", ())
                       if found["DBInstanceIdentifier"] == name), None)
        return "kept" if secret and secret.get("SecretArn") else "without a secret"

    return Wait(rds.describe_db_instances(), f"master password of database {name}", state, frozenset({"kept"}),
                timeout=HOUR, hint="See its events in the console of RDS; the same command waits again")


def left(name: str) -> Wait:
    """Until an instance is gone."""
    return Wait(rds.describe_db_instances(), f"database {name}", lambda reply: status_of(reply, name),
                frozenset({ABSENT}), timeout=HOUR, hint="A final snapshot of much data takes its time; see its events")


def normal(found: Reply) -> dict[str, t.Any]:
    """An instance as the requests would have it: ids instead of lists of what AWS knows of them."""
    groups: list[Reply] = found.get("DBParameterGroups") or []
    return {
        **found,
        "DBSubnetGroupName": (found.get("DBSubnetGroup") or {}).get("DBSubnetGroupName"),
        "DBParameterGroupName": groups[0]["DBParameterGroupName"] if groups else None,
        "VpcSecurityGroupIds": [each["VpcSecurityGroupId"] for each in found.get("VpcSecurityGroups") or ()
                                if each.get("Status") != "removing"],
        "EnabledCloudwatchLogsExports": sorted(found.get("EnabledCloudwatchLogsExports") or ()),
        "Rebooting": bool(groups) and groups[0].get("ParameterApplyStatus") == "pending-reboot",
    }


def coming(found: Reply) -> dict[str, t.Any]:
    """What an instance will have once that is done which AWS has accepted and put off."""
    later = {name: value for name, value in (found.get("PendingModifiedValues") or {}).items() if value is not None}
    logs = later.pop("PendingCloudwatchLogsExports", None)
    if logs:
        exported = {*(found.get("EnabledCloudwatchLogsExports") or ()), *(logs.get("LogTypesToEnable") or ())}
        later["EnabledCloudwatchLogsExports"] = sorted(exported - {*(logs.get("LogTypesToDisable") or ())})
    return {name: "(sensitive)" if name == "MasterUserPassword" else value for name, value in later.items()}
