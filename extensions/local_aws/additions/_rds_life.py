# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of database instances, and when.

An instance is `creating` or `modifying` for `start_seconds`, and `deleting` for `stop_seconds` of the timings; both
are steps of an agenda that is caught up with before each look.  What was put off is done at the first look that falls
into the instance's maintenance window, as it is by the clock.
"""

from __future__ import annotations

import typing as t
from datetime import UTC, datetime

from moto.rds.models import DBInstance, RDSBackend

from ..timing import timing
from ._agenda import Agenda
from ._rds_storage import show_speed

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEK = 7 * 24 * 60

PENDING = {
    "allocated_storage": "AllocatedStorage",
    "ca_certificate_identifier": "CACertificateIdentifier",
    "db_instance_class": "DBInstanceClass",
    "engine_version": "EngineVersion",
    "iops": "Iops",
    "multi_az": "MultiAZ",
    "storage_throughput": "StorageThroughput",
    "storage_type": "StorageType",
}
"""Settings that are put off, by AWS's names of them in PendingModifiedValues; the parameter group that comes with
another major version is put off and not shown."""


def agenda_of(backend: RDSBackend) -> Agenda:
    """The agenda of a region of an account; it is forgotten with the rest of the region's state."""
    return t.cast(Agenda, backend.__dict__.setdefault("agenda", Agenda()))


def catch_up(backend: RDSBackend) -> None:
    agenda_of(backend).catch_up()
    for database in list(backend.databases.values()):
        if waiting(database) and database.status == "available" and _in_window(database.preferred_maintenance_window):
            begin(database)


def waiting(database: DBInstance) -> dict[str, t.Any]:
    """What is still to be done to an instance, by moto's names of the settings."""
    return t.cast("dict[str, t.Any]", database.__dict__.setdefault("waiting", {}))


def show(database: DBInstance) -> None:
    """Have PendingModifiedValues say what is waiting."""
    database.__dict__["pending_modified_values"] = {
        PENDING[name]: value for name, value in waiting(database).items() if name in PENDING}


def begin(database: DBInstance) -> None:
    """Start on all that is waiting."""
    database.status = "modifying"

    def done() -> None:
        type_first = sorted(waiting(database).items(), key=lambda setting: setting[0] != "storage_type")
        DBInstance.update(database, **dict(type_first))  # moto forgets a throughput of what is not gp3 yet
        waiting(database).clear()
        show_speed(database)
        show(database)
        database.status = "available"

    agenda_of(database.backend).after(timing.start_seconds, done)


def _in_window(window: str) -> bool:
    start, end = (_minute(*moment.split(":")) for moment in window.lower().split("-"))
    now = datetime.now(UTC)
    return (_minute(DAYS[now.weekday()], str(now.hour), str(now.minute)) - start) % WEEK < (end - start) % WEEK


def _minute(day: str, hour: str, minute: str) -> int:
    return (DAYS.index(day) * 24 + int(hour)) * 60 + int(minute)
