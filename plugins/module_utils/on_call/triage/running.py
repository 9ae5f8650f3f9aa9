# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Services: whether as many tasks run as should, and what became of their deployments."""

from __future__ import annotations

import datetime
import typing as t

from ...calls import Flow
from ...errors import AwsError
from ...kinds.ecs.api import named
from ...listing import few
from ...releasing.verdict import UNDER_WAY, UNRECORDED, WORDS
from ..explaining.last import Brief, deployments_since, newest
from ..mailing.standing import leaving_since
from ..services.found import Service, behind_balancer, revision, services_of
from ..whose import Whose
from ..words import ago, command, counted, since
from .part import SHOWN, Finding, Part, each_of, worst

STEADY = "has reached a steady state"
PATIENCE = datetime.timedelta(minutes=15)
"""How long a deployment may take before it is said to hang."""

LATELY = datetime.timedelta(hours=3)
"""How long ago a deployment that failed is still told."""

GONE_WRONG = frozenset({"ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_REQUESTED"})


def explained(service: Service, prefix: str, target: str | None) -> str:
    """The command that says why a service is as it is."""
    return _about(service, prefix, "explain_deployment", target=target)


def _about(service: Service, prefix: str, runbook: str, **variables: t.Any) -> str:
    return command(f"runbooks/{runbook}", service=service["serviceName"].removeprefix(f"{prefix}-"), **variables)


def tasks_run(cluster: str, whose: Whose, target: str | None, now: datetime.datetime) -> Flow:
    """The `Part` on how many tasks run."""
    found: list[Service] = yield from services_of(cluster, whose)
    short = [each for each in found if each["runningCount"] < each["desiredCount"]]
    none = [each for each in found if each["desiredCount"] == 0]
    refusing, lost = yield from _refusing([each for each in none if behind_balancer(each)], whose)
    wrong = [Finding(_short(each, now), helps=explained(each, whose.prefix, target),
                     down=each["runningCount"] == 0 and bool(behind_balancer(each))) for each in short]
    wrong += [Finding(f"{each['serviceName']}: no task is wanted, and clients are led to it and get errors", down=True,
                      helps=_about(each, whose.prefix, "scale", count=1, target=target)) for each in refusing]
    idle = [each["serviceName"] for each in none if each not in refusing]
    return Part("services", worst(wrong), f"{len(wrong)} of {counted(len(found), 'service')} short of tasks",
                f"{counted(len(found), 'service')} run{'s' if len(found) == 1 else ''} as many tasks as they should",
                unreadable=lost, notes=[f"{few(idle, SHOWN)}: no task is wanted"] if idle else [])


def _refusing(services: t.Sequence[Service], whose: Whose) -> Flow:
    """Those of services without tasks whose tenant is not being taken away, which stops them on purpose."""
    owners = {each["serviceName"]: whose.prefix if whose.services else each["serviceName"].rpartition("-")[0]
              for each in services}
    secrets = sorted(set(owners.values()))
    since, lost = yield from each_of([(secret, leaving_since(secret)) for secret in secrets])
    leaving = {secret for secret, moment in zip(secrets, since, strict=True) if moment}
    return [each for each in services if owners[each["serviceName"]] not in leaving], lost


def _short(service: Service, now: datetime.datetime) -> str:
    began = _unsteady(service)
    return (f"{service['serviceName']} runs {service['runningCount']} of {service['desiredCount']} tasks"
            f"{f' {since(began, now)}' if began else ''}")


def _unsteady(service: Service) -> datetime.datetime | None:
    """When the first event came after the service was steady last; None where events do not tell."""
    first = None
    for event in service.get("events", ()):  # the newest first
        if STEADY in event["message"]:
            break
        first = event["createdAt"]
    return first


def rolled_out(cluster: str, whose: Whose, target: str | None, now: datetime.datetime) -> Flow:
    """The `Part` on deployments: failed, rolled back lately, or under way for long."""
    found: list[Service] = yield from services_of(cluster, whose)
    last, lost = yield from each_of([
        (each["serviceName"], _last(cluster, each["serviceName"], now)) for each in found])
    wrong, notes = [], []
    for service, deployment in zip(found, last, strict=True):
        problem, going_on = _judged(service, deployment or {}, now)
        if problem:
            wrong.append(Finding(problem, helps=explained(service, whose.prefix, target)))
        elif going_on:
            notes.append(going_on)
    more = [f"and {len(notes) - SHOWN} more deployments go on"] if len(notes) > SHOWN else []
    return Part("deployments", worst(wrong), counted(len(wrong), "deployment"), "no deployment failed or hangs", lost,
                [*notes[:SHOWN], *more])


def _last(cluster: str, service: str, now: datetime.datetime) -> Flow:
    """The newest deployment of late, as ListServiceDeployments shows it; empty where there was none."""
    try:
        found: list[Brief] = yield from deployments_since(cluster, service, now - LATELY)
    except AwsError as error:
        if error.code not in UNRECORDED:
            raise
        return {}
    return newest(found) if found else {}


def _judged(service: Service, last: t.Mapping[str, t.Any], now: datetime.datetime) -> tuple[str, str]:
    """What is wrong with the deployment of a service, or else that one goes on."""
    name, primary = service["serviceName"], named(service, "deployments", status="PRIMARY")
    if last.get("status") in GONE_WRONG:
        reason = last.get("statusReason") or ""
        words = WORDS.get(last["status"], "ECS is rolling it back")
        return f"{name}: the deployment of {ago(last['createdAt'], now)}: {words}{': ' if reason else ''}{reason}", ""
    state = primary.get("rolloutState")
    if state == "FAILED":
        return f"{name}: {revision(primary['taskDefinition'])} failed: {primary.get('rolloutStateReason', '')}", ""
    if state != "IN_PROGRESS" and last.get("status") not in UNDER_WAY:
        return "", ""
    failed = primary.get("failedTasks", 0)
    line = (f"{name}: rolls out {revision(primary['taskDefinition'])} {since(primary['createdAt'], now)}: "
            f"{primary['runningCount']} of {primary['desiredCount']} tasks run{f', {failed} failed' if failed else ''}")
    return (line, "") if failed or now - primary["createdAt"] > PATIENCE else ("", line)
