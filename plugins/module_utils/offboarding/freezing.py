# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Freeze: nothing of a tenant sends mail, runs, or writes, and all of it can be brought back."""

from __future__ import annotations

import typing as t

from ..calls import Flow, Say
from ..errors import Absent
from ..kinds.ecs.api import ecs, named
from ..kinds.sesv2.service import sesv2
from .closing import DELETIONS, WRITES, closed
from .marking import marked
from .sorts.running import scalable_target
from .sorts.sites import darkened
from .things import Thing


def frozen(things: t.Sequence[Thing], since: str) -> Flow:
    """Freeze what there is, and mark it, so that nobody brings it back by chance; how many writes that took."""
    took: int = yield from marked(things, since)
    for sort, freeze in FREEZES:
        for thing in things:
            if thing.sort == sort and not thing.pending:
                took += yield from freeze(thing)
    return took


def _silenced(thing: Thing) -> Flow:
    """No mail is sent with this configuration set."""
    found = yield sesv2.get_configuration_set(ConfigurationSetName=thing.name)
    if not found.get("SendingOptions", {}).get("SendingEnabled", True):
        return 0
    yield sesv2.put_configuration_set_sending_options(ConfigurationSetName=thing.name, SendingEnabled=False)
    return 1


def _unscaled(thing: Thing) -> Flow:
    """Scaling would raise the count again; `site.yml` brings it back."""
    try:
        yield from (yield from scalable_target(thing)).delete()
    except Absent:
        return 0
    return 1


def _stopped(thing: Thing) -> Flow:
    _unused, cluster, name = thing.name.rsplit("/", 2)
    found = named((yield ecs.describe_services(cluster=cluster, services=[name])), "services", serviceName=name)
    if found.get("status") != "ACTIVE" or not found.get("desiredCount"):
        return 0
    yield ecs.update_service(cluster=cluster, service=name, desiredCount=0)
    yield Say(f"  {name} is stopped")
    return 1


def _closed(thing: Thing) -> Flow:
    return (yield from closed(thing.name, (*WRITES, *DELETIONS)))


FREEZES: tuple[tuple[str, t.Callable[[Thing], Flow]], ...] = (
    ("sesv2_configuration_sets", _silenced), ("application_autoscaling_targets", _unscaled),
    ("ecs_services", _stopped), ("cloudfront_distributions", darkened), ("s3_buckets", _closed))
"""Mail first: it cannot be taken back."""
