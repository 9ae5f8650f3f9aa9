# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A second instance made of the backups of one that goes on: what is asked for, and how far that is."""

from __future__ import annotations

import dataclasses
import typing as t

from ...calls import Flow, Reply, Wait
from ...kinds.rds.requests import STRIPED
from ...kinds.rds.service import advised, rds
from ...kinds.rds.states import CHANGEABLE, handed_over, normal, working
from ...wire import pairs
from .moments import Moment

MARK = "restored-from"
"""Tag that says what an instance was made of, by which a run that was killed is known again."""

SAME = ("DBInstanceClass", "DBSubnetGroupName", "DBParameterGroupName", "VpcSecurityGroupIds", "MultiAZ", "StorageType",
        "PubliclyAccessible", "AutoMinorVersionUpgrade", "CopyTagsToSnapshot", "CACertificateIdentifier", "NetworkType",
        "BackupRetentionPeriod", "PreferredBackupWindow")
"""What a restored instance does not have by itself, and has as the other one has it. Its key it has from the backup."""

LATER = ("PreferredMaintenanceWindow", "MaxAllocatedStorage")
INSIGHTS = ("PerformanceInsightsRetentionPeriod", "PerformanceInsightsKMSKeyId")
"""What it is given once it is available."""

LEFT_OUT = {"MonitoringInterval": "Enhanced Monitoring", "DatabaseInsightsMode": "Database Insights (advanced)",
            "ReadReplicaDBInstanceIdentifiers": "read replicas", "AssociatedRoles": "IAM roles",
            "DomainMemberships": "its Active Directory", "ActivityStreamStatus": "its activity stream",
            "DBInstanceAutomatedBackupsReplications": "copies of its backups in another region"}
"""What it does not get, as that takes rights or costs that a restore should not need."""


def mark(name: str, time: str) -> str:
    """What the tag says; AWS takes no more than letters, digits and some signs."""
    return f"{name}@{time}"


def marked(found: Reply) -> str:
    """What an instance was made of, empty where that is not said."""
    return str((pairs().into(found.get("TagList")) or {}).get(MARK, ""))


def request(source: Reply, to: str, moment: Moment, said: str) -> dict[str, t.Any]:
    """The request for an instance as the other one is, without its protection from deletion."""
    about = normal(source)
    return {
        **{name: about[name] for name in SAME if about.get(name) not in (None, "")},
        **_signing_in(source), **_speed(source), **_port(source), **_options(source), **moment.request,
        **({"DBInstanceIdentifier": to} if moment.snapshot else {
            "SourceDBInstanceIdentifier": source["DBInstanceIdentifier"], "TargetDBInstanceIdentifier": to,
            "MaxAllocatedStorage": source.get("MaxAllocatedStorage")}),
        "EnableCloudwatchLogsExports": about["EnabledCloudwatchLogsExports"], "DeletionProtection": False,
        "Tags": pairs().out({**_tags(source), MARK: said}),
    }


def _signing_in(source: Reply) -> dict[str, t.Any]:
    """By IAM too, where the other one lets people in so."""
    return {"EnableIAMDatabaseAuthentication": True} if source.get("IAMDatabaseAuthenticationEnabled") else {}


def _speed(source: Reply) -> dict[str, t.Any]:
    """AWS takes a speed of some storage only."""
    kind = source.get("StorageType")
    if kind in ("io1", "io2"):
        return {"Iops": source.get("Iops")}
    if kind == "gp3" and source["AllocatedStorage"] >= STRIPED:
        return {"Iops": source.get("Iops"), "StorageThroughput": source.get("StorageThroughput")}
    return {}


def _port(source: Reply) -> dict[str, t.Any]:
    port = (source.get("Endpoint") or {}).get("Port")
    return {"Port": port} if port else {}


def _options(source: Reply) -> dict[str, t.Any]:
    """Its group of options, unless that is the engine's own."""
    names = [each["OptionGroupName"] for each in source.get("OptionGroupMemberships") or ()]
    return {"OptionGroupName": names[0]} if names and not names[0].startswith("default:") else {}


def _tags(source: Reply) -> dict[str, str]:
    found: dict[str, str] = pairs().into(source.get("TagList")) or {}
    return {name: value for name, value in found.items() if not name.startswith("aws:")}


def started(source: Reply, to: str, moment: Moment, said: str) -> Flow:
    """Ask for the instance; one that somebody made meanwhile is refused by AWS."""
    asked = request(source, to, moment, said)
    yield from advised(rds.restore_db_instance_from_db_snapshot(**asked) if moment.snapshot
                       else rds.restore_db_instance_to_point_in_time(**asked))


def ready(name: str, minutes: int) -> Wait:
    """Until it can be connected to, and its first backup is done: before, AWS lets nobody change it."""
    return dataclasses.replace(working(name, done=CHANGEABLE), timeout=minutes * 60)


def kept(there: Reply, source: Reply) -> Flow:
    """Have RDS make and keep its master password: it has the one of then, which nobody may know any more.

    AWS takes this with the restore for Oracle alone, so it is a change of an instance that is available, as is what
    else AWS takes with no restore.
    """
    name, key = there["DBInstanceIdentifier"], (source.get("MasterUserSecret") or {}).get("KmsKeyId")
    yield from advised(rds.modify_db_instance(
        DBInstanceIdentifier=name, ManageMasterUserPassword=True, MasterUserSecretKmsKeyId=key, ApplyImmediately=True,
        **_later(there, source)))
    yield handed_over(name)


def _later(there: Reply, source: Reply) -> dict[str, t.Any]:
    """What a restored instance lacks of the other one, and can be given."""
    asked = {name: source[name] for name in LATER if source.get(name) and source[name] != there.get(name)}
    if source.get("PerformanceInsightsEnabled") and not there.get("PerformanceInsightsEnabled"):
        asked |= {"EnablePerformanceInsights": True, **{name: source[name] for name in INSIGHTS if source.get(name)}}
    return asked


def left_out(source: Reply) -> list[str]:
    """What the other one has that a restored one will not have."""
    return [what for name, what in LEFT_OUT.items() if source.get(name) not in (None, 0, [], "stopped", "standard")]
