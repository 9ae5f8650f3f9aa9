# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The platform's database and cache: found by where its services connect to, and so whatever they are called."""

from __future__ import annotations

import typing as t

from ..errors import EnvelopeError
from . import links
from .checks import Subject
from .live import Live
from .platform import Found, services
from .sources.elasticache import CACHES
from .sources.rds import DATABASES

DATABASE, CACHE = "DBInstanceIdentifier", "ReplicationGroupId"
"""What AWS calls the name of each."""

CLUSTER = "DBClusterIdentifier"
"""What AWS calls the name of the cluster that a database is a member of."""

ENDPOINTS = (".amazonaws.com", ".amazonaws.com.cn")
"""How the names end that AWS gives."""


class Sort(t.NamedTuple):
    """How the one that is the platform's is told."""

    variable: str
    """What services have its host in."""
    hosts: t.Callable[[Found], set[str]]
    key: str
    said: str
    """What the inventory has its name in."""
    managed: str
    """What the inventory says by that it is elsewhere."""
    others: str
    """What AWS has of the sort that is not among what was read."""


def databases(live: Live) -> list[Found]:
    """What DB_HOST leads to, else the one that the inventory names, else what is called as the platform's."""
    return _found(live, live[DATABASES], Sort(
        "DB_HOST", _database_hosts, DATABASE, "data_stores_database_name", "data_stores_database_managed",
        "a proxy, or a database of another region or account"))


def caches(live: Live) -> list[Found]:
    """The same by REDIS_HOST."""
    return _found(live, live[CACHES], Sort(
        "REDIS_HOST", _cache_hosts, CACHE, "data_stores_cache_name", "data_stores_cache_managed",
        "a serverless cache, or a cache of another region or account"))


def of_itself(database: Found) -> Found:
    """A database that has its settings of itself; raises where it has them of a cluster."""
    if name := database.get(CLUSTER):
        raise EnvelopeError(f"it is a member of cluster {name}, and what clusters are set to this audit does not read")
    return database


def each_database(live: Live) -> t.Iterator[Subject]:
    for one in databases(live):
        yield Subject(f"database {one[DATABASE]}", one)


def each_cache(live: Live) -> t.Iterator[Subject]:
    for one in caches(live):
        yield Subject(f"cache {one[CACHE]}", one)


def _found(live: Live, every: t.Sequence[Found], sort: Sort) -> list[Found]:
    hosts = {links.variables(one).get(sort.variable, "").lower() for one in services(live)} - {""}
    linked = [one for one in every if hosts & sort.hosts(one)]
    theirs = sorted(host for host in hosts if host.endswith(ENDPOINTS))
    if theirs and not linked and live.said(sort.managed, True):
        raise EnvelopeError(f"{sort.variable} is {theirs[0]}, which is nothing that this audit reads ({sort.others})")
    named = [one for one in every if one[sort.key] == live.said(sort.said)]
    prefix = live.place.prefix
    return linked or named or [one for one in every if one[sort.key] == prefix
                               or one[sort.key].startswith(f"{prefix}-")]


def _database_hosts(database: Found) -> set[str]:
    """Its own, and those of the cluster that it is a member of, which have the same domain but for a word."""
    own = _addresses([database.get("Endpoint")])
    if name := database.get(CLUSTER):
        domains = {host.partition(".")[2] for host in own}
        own |= {f"{name}.{word}-{domain}" for domain in domains for word in ("cluster", "cluster-ro")}
    return own


def _cache_hosts(cache: Found) -> set[str]:
    """The names of all, and of each node."""
    groups = cache.get("NodeGroups") or ()
    nodes = [one for group in groups for one in group.get("NodeGroupMembers") or ()]
    return _addresses([cache.get("ConfigurationEndpoint"), *(one.get("ReadEndpoint") for one in nodes),
                       *(one.get(end) for one in groups for end in ("PrimaryEndpoint", "ReaderEndpoint"))])


def _addresses(endpoints: t.Iterable[Found | None]) -> set[str]:
    return {one["Address"].lower() for one in endpoints if one and one.get("Address")}
