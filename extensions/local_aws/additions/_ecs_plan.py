# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which tasks of a service are to be stopped and how many to be started (developer guide, "Rolling update").

`rollouts` has the PRIMARY first; percentages are of the desired count, the minimum rounded up and the maximum down.  A
task that is stopping still counts for the maximum.
"""

from __future__ import annotations

import typing as t

from ._ecs_rollout import Rollout
from ._ecs_task import Task


def superseded(rollouts: t.Sequence[Rollout], desired: int, minimum: int) -> list[Task]:
    """Tasks of former revisions: the unhealthy ones, and healthy ones while enough others are, the oldest first."""
    primary, *former = rollouts
    if primary.state == "FAILED":
        return []
    alive = sorted((task for each in former for task in each.alive), key=lambda task: task.created_at)
    healthy = [task for task in alive if task.healthy]
    spare = len(healthy) + len(_healthy(primary)) - -(-desired * minimum // 100)
    return [task for task in alive if not task.healthy] + healthy[: max(0, spare)]


def surplus(primary: Rollout, desired: int) -> list[Task]:
    """More tasks than are wanted: those that are not healthy yet go first, then the newest."""
    return sorted(primary.alive, key=lambda task: (not task.healthy, task.created_at))[desired:]


def missing(rollouts: t.Sequence[Rollout], desired: int, maximum: int) -> int:
    """How many tasks of the PRIMARY may be started now; a rollout that has failed starts none."""
    primary = rollouts[0]
    room = desired * maximum // 100 - sum(len(each.unstopped) for each in rollouts)
    return 0 if primary.state == "FAILED" else max(0, min(desired - len(primary.alive), room))


def at_rest(rollouts: t.Sequence[Rollout], desired: int) -> bool:
    """Whether exactly the desired tasks are there, all healthy, and nothing of a former revision or a stopping task."""
    primary, *former = rollouts
    counts = {len(_healthy(primary)), len(primary.alive), len(primary.unstopped)}
    return primary.state != "FAILED" and not former and counts == {desired}


def _healthy(rollout: Rollout) -> list[Task]:
    return [task for task in rollout.alive if task.healthy]
