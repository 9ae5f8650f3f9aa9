# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C5: migrations, and what deploys have recorded of them."""

from __future__ import annotations

import typing as t

from ...releasing.revisions import tag
from .. import platform
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..sources.releases import MIGRATIONS, RELEASES, migrating
from .cluster import no_cluster
from .elsewhere import elsewhere

ROLE = "releases"
Found = t.Mapping[str, t.Any]


def _store(live: Live) -> t.Iterator[Subject]:
    if live[RELEASES] is not None:
        yield Subject("records of releases")


def _whose(live: Live) -> dict[str, str | None]:
    """Tenants by the prefix of what is theirs; None for the platform."""
    return {live.place.prefix: None, **{one.prefix: one.name for one in live.place.tenants if one.prefix}}


def _recorded(live: Live, part: str) -> t.Iterator[Subject]:
    """Of whom this part is recorded, with all that is."""
    whose = _whose(live)
    for prefix, found in (live[RELEASES] or {}).items():
        if found[part]:
            yield Subject(f"releases of {prefix}", (prefix, found), whose.get(prefix))


def _migrated(live: Live, found: tuple[str, Found]) -> Judged:
    """A deploy records a release once its migration has ended with 0, and its services run."""
    release, manifest = found[1]["live"].release, found[1]["manifest"]
    return Judged(bool(manifest), f"{release}, {f'recorded {manifest.at[:10]}' if manifest else 'not recorded'}")


def _runs(live: Live, found: tuple[str, Found]) -> Judged:
    prefix, release = found[0], found[1]["live"].release
    names = found[1]["manifest"].task_definitions if found[1]["manifest"] else {}
    other = {one.name: tag(one.container["image"]) for one in platform.services(live) if one.name in names}
    other = {name: image for name, image in other.items() if image != release}
    told = ", ".join(f"{name.removeprefix(f'{prefix}-')} {image}" for name, image in other.items())
    return Judged(not other, f"{release} is live, and there runs {told}" if told else f"{release} runs")


def _over(live: Live, found: tuple[str, Found]) -> Judged:
    change = found[1]["change"]
    return Judged(not change, f"a change to {change.release} is under way, or was broken off" if change else "none")


def _every(live: Live) -> t.Iterator[Subject]:
    whose = _whose(live)
    for prefix, found in (live[RELEASES] or {}).items():
        yield Subject(f"releases of {prefix}", (prefix, found), whose.get(prefix))


def _tasks(live: Live) -> t.Iterator[Subject]:
    """The last migration of each task definition's family."""
    ours = {one.about["task"]["family"]: one for one in platform.services(live)}
    last: dict[str, t.Any] = {}
    for task in sorted(live[MIGRATIONS], key=lambda one: str(one["createdAt"])):
        last[task["taskDefinitionArn"].rpartition("/")[2].partition(":")[0]] = task
    for family, task in last.items():
        if family in ours:
            yield Subject(f"migration by {family}", task, ours[family].tenant)


def _ended(live: Live, task: Found) -> Judged:
    """By the containers that migrated: others are stopped with the task, and end with whatever that makes them."""
    names = migrating(task)
    codes = [one.get("exitCode") for one in task.get("containers", ()) if one["name"] in names]
    told = ", ".join("nothing" if code is None else str(code) for code in codes)
    return Judged(bool(codes) and set(codes) == {0}, f"ended with {told}")


C5 = Requirement(
    "C5", "Containers", "The database is migrated before a release runs", (), ("2.3",), (
        Check("C5.records", "Deploys that migrate first keep records", "high", _store,
              lambda live, found: Judged(True, "there are some"), "a bucket with the records of deploys",
              Remedy(ROLE, "releases_bucket"), applies=no_cluster,
              nothing="nothing is recorded of any deploy, and so nothing tells that the database is migrated first",
              iso_2013=("A.12.1.2", "A.14.2.2"), iso_2022=("8.32",)),
        Check("C5.migrated", "The release that is live was migrated for, and recorded", "high",
              lambda live: _recorded(live, "live"), _migrated, "a record of the release", Remedy(ROLE)),
        Check("C5.runs", "What runs is the release that is recorded as live", "high",
              lambda live: _recorded(live, "manifest"), _runs, "the release that is live",
              Remedy(ROLE, text="Run playbooks/deploy.yml with the release that is to be live."),
              iso_2013=("A.12.1.2", "A.14.2.2"), iso_2022=("8.32",)),
        Check("C5.over", "No deploy was broken off", "medium", _every, _over, "no change that is under way",
              Remedy(ROLE, text="Run the same deploy again: it goes on where it stopped.")),
        elsewhere("C5.first", "A migration that fails stops a deploy before any service is touched, and two never run",
                  "reading settings cannot tell: playbooks/deploy.yml runs it first, and keeps a lock", Remedy(ROLE),
                  severity="high"),
        Check("C5.ended", "The last migration ended well", "critical", _tasks, _ended, "0", Remedy(ROLE)),
    ))
