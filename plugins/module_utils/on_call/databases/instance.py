# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A database instance as AWS describes it, and what its class and parameters allow."""

from __future__ import annotations

import re
import typing as t

from ...calls import Flow, Reply
from ...errors import AwsError, EnvelopeError, Invalid
from ...kinds.ec2.api import ec2
from ...kinds.rds.service import rds
from ...kinds.rds.states import FAILED, LEAVING, READY
from ...spelling import unknown

MIB = 2**20
FORMULA = re.compile(r"\{DBInstanceClassMemory/(\d+)\}")
"""What max_connections is by default: AWS works it out of the memory of the class."""


ANSWERS = READY | {
    "configuring-enhanced-monitoring", "configuring-iam-database-auth", "configuring-log-exports", "modifying",
    "resetting-master-credentials", "storage-config-upgrade"}
"""States in which it answers as always."""

DEAD = FAILED | {LEAVING, "rebooting", "starting", "stopping"}
"""States in which it does not answer, or takes nothing."""


def elsewhere(name: str) -> t.Iterator[str]:
    """The problem of a database that is not made here."""
    if not name:
        yield ("name is empty: the inventory says that the database is elsewhere (data_stores_database_managed); look "
               "there, or name an instance of this region in runbooks_database")


def instances() -> Flow:
    """All instances of the region, by name."""
    reply = yield rds.describe_db_instances()
    return {each["DBInstanceIdentifier"]: each for each in reply.get("DBInstances", ())}


def instance(name: str) -> Flow:
    """One of them; raises `Invalid` with the nearest name."""
    every: dict[str, Reply] = yield from instances()
    if name not in every:
        raise Invalid(f"database {unknown(name, every)}; where it is elsewhere, look there" if every
                      else f"there is no database {name}, nor any other in this region; role data_stores makes it")
    return every[name]


def memory(found: Reply) -> Flow:
    """The memory of an instance's class in bytes, as EC2 knows it; None where it does not."""
    try:
        reply = yield ec2.describe_instance_types(InstanceTypes=[found["DBInstanceClass"].removeprefix("db.")])
    except AwsError:  # a class of RDS alone
        return None
    return next((each["MemoryInfo"]["SizeInMiB"] * MIB for each in reply.get("InstanceTypes", ())), None)


def most_connections(found: Reply, size: float | None) -> Flow:
    """How many connections it takes, by its parameters; None where that cannot be told."""
    groups: list[Reply] = found.get("DBParameterGroups") or []
    if not groups:
        return None
    try:
        reply = yield rds.describe_db_parameters(DBParameterGroupName=groups[0]["DBParameterGroupName"])
    except EnvelopeError:
        return None
    said = next((str(each.get("ParameterValue") or "") for each in reply.get("Parameters", ())
                 if each["ParameterName"] == "max_connections"), "")
    if said.isdecimal():
        return int(said)
    formula = FORMULA.search(said)
    return int(size / int(formula[1])) if formula and size else None


def maintenance(found: Reply) -> Flow:
    """What AWS is going to do to it, a line each."""
    reply = yield rds.describe_pending_maintenance_actions(ResourceIdentifier=found["DBInstanceArn"])
    return [_action(action) for each in reply.get("PendingMaintenanceActions", ())
            for action in each.get("PendingMaintenanceActionDetails", ())]


def _action(action: t.Mapping[str, t.Any]) -> str:
    when = action.get("CurrentApplyDate") or action.get("ForcedApplyDate") or action.get("AutoAppliedAfterDate")
    what = f"{action['Action']} ({action['Description']})" if action.get("Description") else action["Action"]
    return f"{what}, {f'on {when:%Y-%m-%d}' if when else 'when somebody asks for it'}"
