# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Put together what is known of a deployment: what AWS says, why tasks stopped, what the load balancer finds."""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Together
from ...errors import EnvelopeError
from ...kinds.ecs.api import named
from ...releasing.revisions import all_of
from ...releasing.rollout import brief
from ...releasing.task_failures import ended
from ...releasing.verdict import SLACK
from ..services.found import Service, behind_balancer, revision
from ..services.stops import Stop, Stops, failed_migration, stops_of
from ..triage.targets import health_of, sick
from ..whose import Whose
from ..words import ago, counted
from .hints import helps
from .last import LastDeployment

SHOWN, EVENTS = 5, 8
DULL = ("has reached a steady state", "has started", "registered", "has begun draining",
        "has stopped", "deployment completed")
"""What events say when all goes well."""


@dataclass(frozen=True)
class Evidence:
    """What was found; what could not be read is in `lost`."""

    stops: Stops
    sick: list[str]
    events: list[str]
    lost: list[str]
    migration: Stop | None = None
    """One that failed after the deployment was made."""


def evidence(cluster: str, whose: Whose, service: Service, made: datetime.datetime) -> Flow:
    """The `Evidence` since a deployment was made."""
    since = made - SLACK
    stops, health, migration = yield Together([
        stops_of(cluster, whose, since, SHOWN, service["serviceName"]), _health(service),
        failed_migration(cluster, whose, made)])
    lost = [f"could not be told: {what}: {error}" for what, error in (
        ("stopped tasks", stops), ("targets", health), ("migrations", migration)) if isinstance(error, EnvelopeError)]
    told, migrated = (Stops((), 0) if isinstance(each, EnvelopeError) else each for each in (stops, migration))
    return Evidence(told,
                    [] if isinstance(health, EnvelopeError) else health, _events(service, since),
                    [*lost, *dict.fromkeys([*told.notes, *migrated.notes])], next(iter(migrated.shown), None))


def lines_of(service: Service, last: LastDeployment, found: Evidence, now: datetime.datetime) -> list[str]:
    """What a person reads, the verdict first."""
    failed = f" ({last.failures[0]} tasks failed; at {last.failures[1]} ECS gives up)" if last.failures[0] else ""
    lines = _not_migrated(found.migration, now) if found.migration else []
    lines.append(f"{service['serviceName']}: the deployment of {last.revision}, {ago(last.at, now)}: "
                 f"{last.words}{failed}")
    lines += [line if number else f"why: {line}"
              for stop in found.stops.shown for number, line in enumerate(stop.shown)]
    lines += [f"target: {line}" for line in found.sick]
    lines += [f"event: {line}" for line in found.events]
    if hint := _hint(last, found):
        lines.append(f"-> {hint}")
    return [*lines, *found.lost, _runs(service)]


def _not_migrated(migration: Stop, now: datetime.datetime) -> list[str]:
    """What came of a deploy, or of a migration alone, after the last deployment of the service."""
    first, *rest = migration.shown
    with_what = revision(migration.task["taskDefinitionArn"])
    when = ago(ended(migration.task), now)
    return [f"the {migration.what} with {with_what} failed {when}, and no service was touched after it: {first}", *rest,
            "-> mend the migration, and run the same playbook again"]


def _hint(last: LastDeployment, found: Evidence) -> str:
    """What helps, of what was said the most telling; why a task stopped says so itself."""
    said = [*found.events, *found.sick, last.reason] if not found.stops.shown else []
    return next(filter(None, map(helps, said)), "")


def _runs(service: Service) -> str:
    failed = named(service, "deployments", status="PRIMARY").get("failedTasks", 0)
    return (f"it runs {revision(service['taskDefinition'])}, {service['runningCount']} of "
            f"{counted(service['desiredCount'], 'task')}{f'; {failed} failed to' if failed else ''}")


def _events(service: Service, since: datetime.datetime) -> list[str]:
    """The last events that tell of trouble, the oldest first, each once."""
    fresh = [brief(each["message"]) for each in reversed(service.get("events", ())) if each["createdAt"] >= since]
    return list(dict.fromkeys(each for each in fresh if not any(word in each for word in DULL)))[-EVENTS:]


def _health(service: Service) -> Flow:
    groups: list[t.Any] = yield from all_of([health_of(arn) for arn in behind_balancer(service)])
    return [line for targets in groups for line in sick(targets)]
