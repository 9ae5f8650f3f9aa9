# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much room a database has: each look is a line, and short or not."""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass, field

from ...calls import Reply
from ...kinds.rds.states import coming
from ..words import MINUTE, ago, counted
from .instance import ANSWERS
from .measuring import Figures, lost_a_day

GIB = 2**30
BUSY, CROWDED, LEAST_MEMORY, LEAST_STORAGE = 80, 0.8, 0.05, 0.1
"""CPU in percent, and parts of connections, memory and storage, from which on it is short of them."""
SOON = 14
"""Days in which storage must not be full."""
LATE = 30 * MINUTE
"""Seconds that the last moment it can be restored to may be ago; usually it is five minutes."""
BACKUPS = "backups.md#failed"
NOT_MEASURED = "not measured lately"


@dataclass(frozen=True)
class Look:
    """One look: what of, how it is, and whether there is little of it."""

    what: str
    detail: str
    short: bool = False
    page: str = ""
    """Where it is said what to do: page and anchor in docs/runbooks."""
    data: dict[str, t.Any] = field(default_factory=dict)


def looks(found: Reply, figures: Figures, memory: float | None, connections: int | None,
          today: datetime.datetime) -> list[Look]:
    """All looks at an instance, in the order in which a person asks."""
    return [_state(found), _storage(found, figures), _cpu(figures), _connections(figures, connections),
            _memory(figures, memory), _restorable(found, today)]


def _state(found: Reply) -> Look:
    status = found["DBInstanceStatus"]
    copies = "a standby in another zone" if found.get("MultiAZ") else "no standby"
    replicas = found.get("ReadReplicaDBInstanceIdentifiers") or ()
    read = f", {counted(len(replicas), 'replica')} ({', '.join(replicas)})" if replicas else ""
    return Look("state", f"{status}, {found['DBInstanceClass']}, {found['Engine']} {found.get('EngineVersion', '')}, "
                         f"{copies}{read}", status not in ANSWERS, data={"status": status})


def _storage(found: Reply, figures: Figures) -> Look:
    free, size = figures.now("storage"), found["AllocatedStorage"] * GIB
    if free is None:
        return Look("storage", f"{size / GIB:.0f} GiB, {NOT_MEASURED}")
    growth = max(0, found.get("MaxAllocatedStorage", 0) * GIB - size)
    lost = lost_a_day(figures.week.get("storage", []))
    days = (free + growth) / lost if lost and lost > 0 else None
    trend = ("" if lost is None else f", {lost / GIB:.1f} GiB less each day" if lost > 0 else ", not getting less")
    full = f": full in {counted(int(days), 'day')}" if days is not None else ""
    grows = f"; it grows by itself up to {(size + growth) / GIB:.0f} GiB" if growth else "; it does not grow by itself"
    short = (free < LEAST_STORAGE * size and not growth) or (days is not None and days < SOON)
    data = {"free_storage": free, "days_until_full": None if days is None else round(days, 1)}
    return Look("storage", f"{free / GIB:.1f} of {size / GIB:.0f} GiB free{trend}{full}{grows}", short,
                "data-stores.md#database-storage", data)


def _cpu(figures: Figures) -> Look:
    cpu, most, credits_ = figures.now("cpu"), figures.most("cpu"), figures.now("credits")
    if cpu is None:
        return Look("CPU", NOT_MEASURED)
    busiest = "" if most is None else f", {most:.0f}% in the busiest hour of 7 days"
    left = "" if credits_ is None else f", {credits_:.0f} CPU credits left"
    return Look("CPU", f"{cpu:.0f}%{busiest}{left}", cpu >= BUSY or credits_ == 0, "data-stores.md#database-cpu",
                {"cpu": cpu})


def _connections(figures: Figures, most: int | None) -> Look:
    count = figures.now("connections")
    if count is None:
        return Look("connections", NOT_MEASURED)
    of = f" of about {most} ({count / most:.0%})" if most else ", of how many is not known"
    peak = figures.most("connections")
    busiest = "" if peak is None else f", {peak:.0f} in the busiest hour of 7 days"
    return Look("connections", f"{count:.0f}{of}{busiest}", bool(most) and count > CROWDED * (most or 0),
                "database-runbooks.md#connections", {"connections": count, "max_connections": most})


def _memory(figures: Figures, size: float | None) -> Look:
    free = figures.now("memory")
    if free is None:
        return Look("memory", NOT_MEASURED)
    of = f" of {size / GIB:.0f}" if size else ""
    return Look("memory", f"{free / GIB:.1f}{of} GiB free", bool(size) and free < LEAST_MEMORY * (size or 0),
                "database-runbooks.md#memory", {"free_memory": free})


def _restorable(found: Reply, today: datetime.datetime) -> Look:
    days, last = found.get("BackupRetentionPeriod", 0), found.get("LatestRestorableTime")
    if not days:
        return Look("backups", "NONE: it cannot be restored to a moment", True, BACKUPS)
    if last is None:
        return Look("backups", f"kept {counted(days, 'day')}, the first is not done yet", False, BACKUPS)
    late = (today - last).total_seconds() > LATE
    return Look("backups", f"kept {counted(days, 'day')}; it can be restored to {last:%Y-%m-%d %H:%M:%SZ}, "
                           f"{ago(last, today)}", late, BACKUPS, {"latest_restorable_time": last.isoformat()})


def waiting(found: Reply) -> list[str]:
    """What a run has asked for, and AWS has put off."""
    return [f"{name} {value} waits for {found.get('PreferredMaintenanceWindow', 'the window')}"
            for name, value in coming(found).items()]


def verdict(name: str, found: t.Sequence[Look]) -> str:
    """The first line."""
    short = [look.what for look in found if look.short]
    return f"database {name} needs somebody: {', '.join(short)}" if short else f"database {name} has room"
