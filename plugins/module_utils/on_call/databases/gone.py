# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A database that was deleted: what is left of it, and the command that makes it again.

There is nothing to go by any more for its class, network and groups, so this is not restored beside another one:
it gets its own name back, under which `site.yml` gives it the rest.
"""

from __future__ import annotations

from ...calls import Flow, Reply, here
from ...errors import AwsError, Invalid
from ...kinds.rds.service import rds
from .moments import SHOWN, newest_first, snapshots_of

NO_BACKUP = "DBInstanceAutomatedBackupNotFound"


def gone(name: str) -> Flow:
    """Raise `Invalid` with what is left of a database that is not there any more; nothing where that is nothing."""
    every: dict[str, Reply] = yield from snapshots_of(name)
    names = newest_first({each: about for each, about in every.items() if about.get("Status") == "available"})
    kept: Reply | None = yield from _retained(name)
    if not names and kept is None:
        return
    region = (yield here())["region"]
    raise Invalid(f"there is no database {name} any more; of it there are {_left(names, kept)}. Its own name is free: "
                  f"{_command(name, names, kept, region)}; when it is available, playbooks/site.yml --tags data_stores "
                  "gives it its groups and has RDS keep its password")


def _retained(name: str) -> Flow:
    """The backups that AWS kept of it for restoring to a moment; None where there are none."""
    try:
        reply = yield rds.describe_db_instance_automated_backups(DBInstanceIdentifier=name)
    except AwsError as error:
        if not error.code.startswith(NO_BACKUP):
            raise
        return None
    found = [each for each in reply.get("DBInstanceAutomatedBackups", ())
             if each.get("Status") == "retained" and (each.get("RestoreWindow") or {}).get("LatestTime")]
    return max(found, key=lambda each: each["RestoreWindow"]["LatestTime"], default=None)


def _left(names: list[str], kept: Reply | None) -> str:
    """What is left, in words."""
    more = f" and {len(names) - SHOWN} older ones" if len(names) > SHOWN else ""
    snapshots = [f"snapshots {', '.join(names[:SHOWN])}{more}"] if names else []
    backups = [f"backups to {kept['RestoreWindow']['LatestTime']:%Y-%m-%d %H:%M:%SZ}"] if kept else []
    return " and ".join([*snapshots, *backups])


def _command(name: str, names: list[str], kept: Reply | None, region: str) -> str:
    """The command that makes it again, of its last moment where AWS kept that."""
    end = f"--db-subnet-group-name {name} --no-publicly-accessible --region {region}"
    if kept:
        return (f"aws rds restore-db-instance-to-point-in-time --source-dbi-resource-id {kept['DbiResourceId']} "
                f"--target-db-instance-identifier {name} --use-latest-restorable-time {end}")
    return (f"aws rds restore-db-instance-from-db-snapshot --db-snapshot-identifier {names[0]} "
            f"--db-instance-identifier {name} {end}")
