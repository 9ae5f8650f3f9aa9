# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast an instance's storage is, which moto neither checks nor shows.

AWS: storage of type gp3 is striped from 400 GiB on.  Below, it has 3000 operations a second and 125 MiB, and nobody may
say otherwise; from there on it has 12000 and 500 at least, and who changes its size or speed says both.
"""

from __future__ import annotations

import typing as t

from moto.rds.models import DBInstance

from ._mend import AwsError

STRIPED = 400
SPEED = ("iops", "storage_throughput")
SMALL = {"iops": 3000, "storage_throughput": 125}
LARGE = {"iops": 12000, "storage_throughput": 500}
BOTH = "You must specify both the storage size and iops when modifying the storage size or iops on a DB instance that"


def check_creation(asked: dict[str, t.Any]) -> None:
    _check_speed(asked.get("engine"), asked.get("storage_type"), int(asked.get("allocated_storage") or 0), asked)


def check_modification(database: DBInstance, waits: dict[str, t.Any], asked: dict[str, t.Any]) -> None:
    """Refuse what does not fit what there is, or will be when that is done which `waits`."""
    size, kind = (asked.get(name) or waits.get(name) or getattr(database, name) for name in (
        "allocated_storage", "storage_type"))
    if size < database.allocated_storage:
        raise AwsError("InvalidParameterCombination", "Requested size cannot be less than current size")
    _check_speed(database.engine, kind, size, asked)
    provisioned = kind in ("io1", "io2") or (kind == "gp3" and size >= STRIPED)
    if provisioned and len({"iops", "allocated_storage"} & asked.keys()) == 1:
        raise AwsError("InvalidParameterCombination", f"{BOTH} has iops.")


def show_speed(database: DBInstance) -> None:
    """Have an instance say how fast its storage is, as AWS does where nobody has asked for it."""
    if database.storage_type == "gp3":
        least = LARGE if database.allocated_storage >= STRIPED else SMALL
        for name in SPEED:
            setattr(database, name, max(getattr(database, name, None) or 0, least[name]))
    elif database.storage_type == "gp2":
        database.iops = None


def _check_speed(engine: str | None, kind: str | None, size: int, asked: dict[str, t.Any]) -> None:
    if kind != "gp3":
        return
    if size < STRIPED and any(asked.get(name) for name in SPEED):
        text = f"You can't specify IOPS or storage throughput for engine {engine} and a storage size less than"
        raise AwsError("InvalidParameterCombination", f"{text} {STRIPED}.")
    for name in SPEED:
        if size >= STRIPED and 0 < (asked.get(name) or 0) < LARGE[name]:
            text = f"Invalid {name} value for engine name {engine} and storage type gp3: {asked[name]}"
            raise AwsError("InvalidParameterCombination", text)
