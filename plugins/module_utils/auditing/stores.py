# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The platform's database and cache: found by where its services connect to, and so whatever they are called."""

from __future__ import annotations

import typing as t

from . import links
from .checks import Subject
from .live import Live
from .platform import Found, services
from .sources.elasticache import CACHES
from .sources.rds import DATABASES

DATABASE, CACHE = "DBInstanceIdentifier", "ReplicationGroupId"
"""What AWS calls the name of each."""


class Sort(t.NamedTuple):
    """How the one that is the platform's is told."""

    variable: str
    """What services have its host in."""
    hosts: t.Callable[[Found], set[str]]
    key: str
    said: str
    """What the inventory has its name in."""


def databases(live: Live) -> list[Found]:
    """What DB_HOST leads to, else the one that the inventory names, else what is called as the platform's."""
    return _found(live, live[DATABASES], Sort("DB_HOST", _database_hosts, DATABASE, "data_stores_database_name"))


def caches(live: Live) -> list[Found]:
    """The same by REDIS_HOST."""
    return _found(live, live[CACHES], Sort("REDIS_HOST", _cache_hosts, CACHE, "data_stores_cache_name"))


def each_database(live: Live) -> t.Iterator[Subject]:
    for one in databases(live):
        yield Subject(f"database {one[DATABASE]}", one)


def each_cache(live: Live) -> t.Iterator[Subject]:
    for one in caches(live):
        yield Subject(f"cache {one[CACHE]}", one)


def _found(live: Live, every: t.Sequence[Found], sort: Sort) -> list[Found]:
    hosts = {links.variables(one).get(sort.variable, "").lower() for one in services(live)} - {""}
    linked = [one for one in every if hosts & sort.hosts(one)]
    named = [one for one in every if one[sort.key] == live.said(sort.said)]
    prefix = live.place.prefix
    return linked or named or [one for one in every if one[sort.key] == prefix
                               or one[sort.key].startswith(f"{prefix}-")]


def _database_hosts(database: Found) -> set[str]:
    return _addresses([database.get("Endpoint")])


def _cache_hosts(cache: Found) -> set[str]:
    nodes = cache.get("NodeGroups") or ()
    return _addresses([cache.get("ConfigurationEndpoint"), *(one.get("PrimaryEndpoint") for one in nodes)])


def _addresses(endpoints: t.Iterable[Found | None]) -> set[str]:
    return {one["Address"].lower() for one in endpoints if one and one.get("Address")}
