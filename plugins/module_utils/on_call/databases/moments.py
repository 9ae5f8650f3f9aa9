# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a database can be restored to: a moment within its backups, or a snapshot of it."""

from __future__ import annotations

import datetime
import re
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Reply
from ...errors import Invalid
from ...kinds.rds.service import rds
from ...spelling import nearest
from ..words import ago

LATEST = "latest"
DATED = re.compile(r"\d{4}-\d\d-\d\d")
SNAPSHOT = re.compile(r"(rds:|awsbackup:)?[A-Za-z][A-Za-z0-9:-]*")
SHOWN = 5
"""Snapshots that are offered."""


@dataclass(frozen=True)
class Moment:
    """What it is restored to, as a request says it and as a person does."""

    request: dict[str, t.Any]
    line: str
    snapshot: bool = False


def moment_problems(given: str) -> t.Iterator[str]:
    """What is wrong with what was given as the moment."""
    allowed = f"allowed are {LATEST}, a moment such as 2026-11-20T09:30:00Z, and the name of a snapshot"
    if DATED.match(given):
        if parsed(given) is None:
            yield f"time is {given!r}, which is no moment with a time zone: {allowed}"
    elif not SNAPSHOT.fullmatch(given):
        yield f"time is {given!r}: {allowed}"


def parsed(given: str) -> datetime.datetime | None:
    """A moment with a time zone; None for anything else."""
    try:
        found = datetime.datetime.fromisoformat(given)
    except ValueError:
        return None
    return found.astimezone(datetime.UTC) if found.tzinfo else None


def moment(source: Reply, given: str, today: datetime.datetime) -> Flow:
    """What is meant, once it is known that there is such a thing; raises `Invalid`."""
    name = source["DBInstanceIdentifier"]
    wanted = parsed(given)
    if given != LATEST and wanted is None:
        return (yield from _snapshot(name, given, today))
    last: datetime.datetime | None = source.get("LatestRestorableTime")
    if not source.get("BackupRetentionPeriod") or last is None:
        raise Invalid(f"database {name} keeps no backups: allowed is the name of a snapshot")
    if wanted is None:
        return Moment({"UseLatestRestorableTime": True}, f"to {last:%Y-%m-%d %H:%M:%SZ}, {ago(last, today)}")
    first: datetime.datetime = (yield from _first(source)) or last - datetime.timedelta(
        days=source["BackupRetentionPeriod"])
    if not first <= wanted <= last:
        raise Invalid(f"time is {given}: allowed are moments from {first:%Y-%m-%dT%H:%M:%SZ} to "
                      f"{last:%Y-%m-%dT%H:%M:%SZ}, and {LATEST}")
    return Moment({"RestoreTime": wanted}, f"to {wanted:%Y-%m-%d %H:%M:%SZ}, {ago(wanted, today)}")


def _first(source: Reply) -> Flow:
    """The first moment there is a backup of; None where AWS does not say."""
    reply = yield rds.describe_db_instance_automated_backups(DbiResourceId=source["DbiResourceId"])
    windows = [each.get("RestoreWindow") or {} for each in reply.get("DBInstanceAutomatedBackups", ())]
    return min((each["EarliestTime"] for each in windows if each.get("EarliestTime")), default=None)


def _snapshot(instance: str, name: str, today: datetime.datetime) -> Flow:
    every: dict[str, Reply] = yield from snapshots_of(instance)
    if name not in every:
        raise Invalid(f"{name} is no snapshot of database {instance}{_offered(name, every)}")
    about = every[name]
    if about.get("Status") != "available":
        raise Invalid(f"snapshot {name} is {about.get('Status')}, not available: wait until it is, or take another")
    made: datetime.datetime = about["SnapshotCreateTime"]
    return Moment({"DBSnapshotIdentifier": name}, f"from snapshot {name} of {made:%Y-%m-%d %H:%M:%SZ}, "
                                                  f"{ago(made, today)}", snapshot=True)


def snapshots_of(instance: str) -> Flow:
    """All snapshots of an instance by name, those of AWS Backup too; they outlive it."""
    found = yield rds.describe_db_snapshots(DBInstanceIdentifier=instance)
    kept = yield rds.describe_db_snapshots(DBInstanceIdentifier=instance, SnapshotType="awsbackup")
    return {each["DBSnapshotIdentifier"]: each for reply in (found, kept) for each in reply.get("DBSnapshots", ())}


def newest_first(every: t.Mapping[str, Reply]) -> list[str]:
    return sorted(every, key=lambda each: str(every[each].get("SnapshotCreateTime")), reverse=True)


def _offered(name: str, every: t.Mapping[str, Reply]) -> str:
    if not every:
        return ", which has none"
    if near := nearest(name, every):
        return f", did you mean {near}?"
    return f"; its newest are {', '.join(newest_first(every)[:SHOWN])}"
