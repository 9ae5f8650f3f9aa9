# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is exported besides objects: what there was, by name.  Never the value of a secret."""

from __future__ import annotations

import json
import typing as t

from ..calls import Flow
from ..errors import Absent
from ..kinds.ecs import newest
from ..kinds.secretsmanager import secretsmanager
from .archive import Archive, Record
from .sorts.names import records
from .tenant import Tenant
from .things import Thing


def papers(archive: Archive, record: Record, tenant: Tenant, things: t.Sequence[Thing],
           about: t.Mapping[str, t.Any]) -> Flow:
    """Keep what the inventory said, the records of its names, its task definitions, and its secrets by name."""
    yield from archive.put(record, "inventory.json", dict(about))
    yield from archive.put(record, "dns.json", _plain((yield from records(tenant))))
    definitions = yield from _definitions(things)
    yield from archive.put(record, "task_definitions.json", _plain(definitions))
    yield from archive.put(record, "secrets.json", _plain((yield from _secrets(things))))


def _definitions(things: t.Sequence[Thing]) -> Flow:
    """Its revisions, by family and number."""
    found = {}
    for thing in things:
        if thing.sort == "ecs_task_definitions":
            try:
                found[thing.arn.rpartition("/")[2]] = (yield from newest(thing.arn))["taskDefinition"]
            except Absent:
                continue
    return found


def _secrets(things: t.Sequence[Thing]) -> Flow:
    found = {}
    for thing in things:
        if thing.sort == "secretsmanager_secrets":
            about = yield secretsmanager.describe_secret(SecretId=thing.name)
            found[about["Name"]] = {"arn": about["ARN"], "description": about.get("Description", ""),
                                    "last_changed": about.get("LastChangedDate")}
    return found


def _plain(value: t.Any) -> dict[str, t.Any]:
    """As JSON gives it back, so that it can be compared with what was kept."""
    return t.cast("dict[str, t.Any]", json.loads(json.dumps(value, default=str)))
