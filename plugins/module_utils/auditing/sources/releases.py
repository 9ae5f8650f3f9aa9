# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is recorded of releases, and how migrations of a short while ago ended."""

from __future__ import annotations

from ...calls import Flow
from ...kinds.ecs.api import ecs
from ...kinds.s3.service import s3
from ...releasing.records import Records
from ...releasing.store import Store
from ...releasing.task_failures import Task, described
from ..place import Place
from ..reading import Source, asked, each
from .ecs import CLUSTERS


def _releases(place: Place) -> Flow:
    """Of the platform and each silo tenant, by prefix: `live`, its `manifest`, and a `change` that is not over.

    None where the bucket is not there.
    """
    bucket = place.values.get("releases_bucket") or f"{place.prefix}-releases"
    names = [place.prefix, *(one.prefix for one in place.tenants if one.tier == "silo" and one.prefix)]
    buckets = yield from asked(s3.list_buckets(), "Buckets")
    if bucket not in {one["Name"] for one in buckets}:
        return None
    told = yield from each(_recorded(Records(Store(bucket, name))) for name in names)
    return dict(zip(names, told, strict=True))


def _recorded(records: Records) -> Flow:
    live, change = yield from each([records.live(), records.change()])
    manifest = (yield from records.manifest(live.release)) if live else None
    return {"live": live, "manifest": manifest, "change": change}


def _migrations(place: Place) -> Flow:
    """The tasks that migrated and have stopped, as far back as ECS remembers them: an hour."""
    found: list[Task] = []
    for cluster in (yield from CLUSTERS.flow(place)):
        name = cluster["clusterName"]
        listed = yield ecs.list_tasks(cluster=name, desiredStatus="STOPPED")
        found += yield from described(name, listed["taskArns"])
    return [one for one in found if one["lastStatus"] == "STOPPED" and migrating(one)]


def migrating(task: Task) -> set[str]:
    """The containers of a task that were started to migrate, by whomever."""
    overrides = (task.get("overrides") or {}).get("containerOverrides", ())
    return {one["name"] for one in overrides if "migrate" in one.get("command", ())}


RELEASES = Source("releases", _releases)
MIGRATIONS = Source("migrations", _migrations)
EVERY = (RELEASES, MIGRATIONS)
