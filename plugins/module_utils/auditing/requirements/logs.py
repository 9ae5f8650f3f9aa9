# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C6: log groups of services."""

from __future__ import annotations

import typing as t

from .. import links, platform
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import Found, Service
from ..sources.logs import LOG_GROUPS

ROLE = "ecs_services"


def _there(live: Live, service: Service) -> Judged:
    group = links.log_group(service)
    if not group:
        driver = (service.container.get("logConfiguration") or {}).get("logDriver")
        return Judged(False, f"logs by {driver}" if driver else "logs nowhere")
    return Judged(bool(live[LOG_GROUPS].get(group)), group if live[LOG_GROUPS].get(group) else f"{group} is not there")


def _shared(live: Live) -> t.Iterator[Subject]:
    """Services with their log group, and all who write there; Reverb's is its own requirement's (C2)."""
    writers: dict[str, list[Service]] = {}
    for one in platform.services(live):
        if group := links.log_group(one):
            writers.setdefault(group, []).append(one)
    for group, those in writers.items():
        yield from (links.subject(one, (one, group, those)) for one in those if one.role != "reverb")


def _own(live: Live, found: tuple[Service, str, list[Service]]) -> Judged:
    """Of several that share a group, it is that of the one that it is called after."""
    service, group, writers = found
    others = [one.role for one in writers if one.name != service.name]
    guest = bool(others) and not group.endswith(service.role)
    return Judged(not guest, f"{group}, as {', '.join(others)}" if guest else group)


def _groups(live: Live) -> t.Iterator[Subject]:
    """Each log group that is there once, with the first service that writes there."""
    seen = set()
    for one in platform.services(live):
        group = links.log_group(one)
        if group and group not in seen and live[LOG_GROUPS].get(group):
            seen.add(group)
            yield Subject(f"log group {group}", live[LOG_GROUPS][group], one.tenant)


def _kept(live: Live, group: Found) -> Judged:
    days = group.get("retentionInDays")
    return Judged(bool(days), f"{days} days" if days else "for ever")


def _encrypted(live: Live, group: Found) -> Judged:
    return Judged("kmsKeyId" in group, "a key of its own" if "kmsKeyId" in group else "AWS's own key")


C6 = Requirement(
    "C6", "Containers", "Each service has a log group, with retention and key", (), ("3.3",), (
        Check("C6.group", "Services write to a log group that is there", "high", links.each(), _there, "a log group",
              Remedy(ROLE), iso_2013=("A.12.4.1",), iso_2022=("8.15",)),
        Check("C6.own", "Each service has a log group of its own", "medium", _shared, _own, "a group of its own",
              Remedy(ROLE), iso_2013=("A.12.4.1",), iso_2022=("8.15",)),
        Check("C6.retention", "Log groups are kept for a time", "low", _groups, _kept, "a number of days",
              Remedy(ROLE, "ecs_services_log_retention_days"), iso_2013=("A.12.4.1", "A.18.1.3"),
              iso_2022=("8.15", "5.33")),
        Check("C6.key", "Log groups are encrypted with a key of the account", "medium", _groups, _encrypted,
              "a customer-managed key", Remedy(ROLE, "ecs_services_log_key"), iso_2013=("A.10.1.1", "A.12.4.2"),
              iso_2022=("8.24", "8.15")),
    ))
