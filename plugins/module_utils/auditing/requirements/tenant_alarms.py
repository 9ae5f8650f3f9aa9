# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""O2: tenants are watched, by as many alarms as CloudWatch lets there be."""

from __future__ import annotations

import re
import typing as t

from ...errors import EnvelopeError
from ...monitoring.table import ECS, SES
from .. import tenants, watched
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import Found, Service
from ..sources.cloudwatch import ALARMS, metrics
from ..watching import Dimensions, Figures, watching

ROLE = "monitoring"
QUOTA, MANY = 5_000, 1_000
"""Alarms that CloudWatch takes in a region, and tenants that there shall be room for."""

MAIL = {"bounces": Figures(SES, ("Reputation.BounceRate",)), "complaints": Figures(SES, ("Reputation.ComplaintRate",))}
TASKS = {"CPU": Figures(ECS, ("CPUUtilization",)), "memory": Figures(ECS, ("MemoryUtilization",))}
ISO: dict[str, t.Any] = {"iso_2013": ("A.12.1.3", "A.12.4.1"), "iso_2022": ("8.6", "8.16")}


def _unwatched(live: Live) -> str:
    if not live.said("monitoring_tenants", True):
        return "the inventory leaves tenants to another platform (monitoring_tenants)"
    return "" if watched.anything(live) else "the platform has no alarm at all, which O1 tells"


def _sending(live: Live) -> t.Iterator[Subject]:
    """Tenants that send mail of their own, each with what its figures are published by."""
    for tenant in live.place.tenants:
        subject = Subject(f"tenant {tenant.name}", tenant=tenant.name)
        try:
            found = tenants.identity(live, tenant)
            name = found.get(tenants.SET) if found else None
        except EnvelopeError as error:
            yield subject._replace(thing=error)
            continue
        if name:
            yield subject._replace(thing={"ses:configuration-set": name})


def _own_services(live: Live) -> t.Iterator[Subject]:
    for tenant, found in tenants.own_services(live).items():
        yield Subject(f"tenant {tenant}", found, tenant)


def _mail_watched(live: Live, thing: Dimensions) -> Judged:
    lost = [name for name, figures in MAIL.items() if not watching(live, figures, thing)]
    return Judged(not lost, f"no alarm on {' and '.join(lost)}" if lost else "both are watched")


def _services_watched(live: Live, found: t.Sequence[Service]) -> Judged:
    lost = [f"{name} of {one.name}" for one in found for name, figures in TASKS.items()
            if not watching(live, figures, watched.of_service(one))]
    return Judged(not lost, f"no alarm on {', '.join(lost)}" if lost else "all of its services are watched")


def _account(live: Live) -> t.Iterator[Subject]:
    yield Subject(f"platform {live.place.prefix}", live[ALARMS]["every"])


def _bounded(live: Live, found: t.Sequence[Found]) -> Judged:
    """How many alarms there would be of as many tenants, at as many for each as there are now."""
    prefixes = [one.prefix for one in live.place.tenants if one.prefix]
    tenant = re.compile("|".join(map(re.escape, prefixes)) or r"(?!)")
    single = sum(any(map(tenant.search, _named(one))) for one in found)
    then = len(found) - single + (round(single / len(prefixes) * MANY) if prefixes else 0)
    return Judged(then <= QUOTA, f"{len(found)} alarms, {single} of single tenants: {then:,} at {MANY:,} tenants")


def _named(alarm: Found) -> t.Iterator[str]:
    """The texts that tell whom an alarm is about."""
    yield alarm["AlarmName"]
    yield from (one["Value"] for metric in metrics(alarm) for one in metric.get("Dimensions") or ())


O2 = Requirement("O2", "Operations", "Tenants are watched, however many there are", ("beyond",), (), (
    Check("O2.mail", "An alarm tells of a tenant's mail that bounces or that people complain about", "medium",
          _sending, _mail_watched, "alarms on bounces and complaints, or a query over all tenants",
          Remedy(ROLE, "monitoring_tenants"), applies=_unwatched, **ISO),
    Check("O2.services", "An alarm tells of a tenant's own services that are short of CPU or memory", "medium",
          _own_services, _services_watched, "alarms on CPU and memory, or a query over all services",
          Remedy(ROLE, "monitoring_tenants"), applies=_unwatched, **ISO),
    Check("O2.bounded", f"{MANY:,} tenants need no more alarms than CloudWatch takes", "low", _account, _bounded,
          f"at most {QUOTA:,} alarms at {MANY:,} tenants", Remedy(ROLE, "monitoring_tenants"), applies=_unwatched,
          **ISO),
))
