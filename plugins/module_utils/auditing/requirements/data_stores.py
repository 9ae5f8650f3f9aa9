# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""D1: the database and the cache."""

from __future__ import annotations

import typing as t

from ...kinds.rds.states import FAILED
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import Found
from ..stores import each_cache, each_database, of_itself

ROLE = "data_stores"
DATABASE_VARIABLE, CACHE_VARIABLE = "data_stores_database_overrides", "data_stores_cache_overrides"
DAYS = 7
"""How long backups are kept at least, so that what nobody saw over a week's end can be undone."""

SPOKEN = {"mysql", "mariadb", "aurora-mysql"}
"""Engines that speak what the application speaks."""

ELSEWHERE = "the inventory says that it is elsewhere, where this audit does not look"
LOST = "none that the services connect to, and none that is called as the platform's"


def _encrypted_caches(live: Live) -> t.Iterator[Subject]:
    """Those that can ask for a password: AWS takes one over TLS alone."""
    return (one for one in each_cache(live) if one.thing.get("TransitEncryptionEnabled"))


def _elsewhere(variable: str) -> t.Callable[[Live], str]:
    return lambda live: "" if live.said(variable, True) else f"{ELSEWHERE} ({variable})"


def _works(live: Live, database: Found) -> Judged:
    status, engine = database["DBInstanceStatus"], database["Engine"]
    return Judged(engine in SPOKEN and status not in FAILED, f"{engine} {database['EngineVersion']}, {status}")


def _switch(name: str, *, wanted: bool = True) -> t.Callable[[Live, Found], Judged]:
    def judge(live: Live, found: Found) -> Judged:
        value = bool(found.get(name))
        return Judged(value is wanted, f"{name} is {str(value).lower()}")

    return judge


def _alone(judge: t.Callable[[Live, Found], Judged]) -> t.Callable[[Live, Found], Judged]:
    """Judges what members of a cluster have of their cluster."""
    return lambda live, database: judge(live, of_itself(database))


def _managed(live: Live, database: Found) -> Judged:
    secret = database.get("MasterUserSecret")
    return Judged(bool(secret), f"kept by RDS, {secret.get('SecretStatus')}" if secret else "not kept by RDS")


def _backed_up(live: Live, database: Found) -> Judged:
    days = int(database.get("BackupRetentionPeriod") or 0)
    return Judged(days >= DAYS, f"kept for {days} day{'' if days == 1 else 's'}" if days else "none")


def _exports(live: Live, database: Found) -> Judged:
    logs = database.get("EnabledCloudwatchLogsExports") or ()
    return Judged("error" in logs, ", ".join(sorted(logs)) or "none")


def _speaks_tls(live: Live, cache: Found) -> Judged:
    if not cache.get("TransitEncryptionEnabled"):
        return Judged(False, "connections are not encrypted")
    mode = cache.get("TransitEncryptionMode") or "required"
    return Judged(mode == "required", f"TLS is {mode}")


def _asks_for_password(live: Live, cache: Found) -> Judged:
    by = "a token" if cache.get("AuthTokenEnabled") else "users" if cache.get("UserGroupIds") else ""
    return Judged(bool(by), f"by {by}" if by else "whoever reaches it is let in")


def _fails_over(live: Live, cache: Found) -> Judged:
    nodes = len(cache.get("MemberClusters") or ())
    return Judged(cache.get("AutomaticFailover") in ("enabled", "enabling"),
                  f"failover is {cache.get('AutomaticFailover')}, {nodes} node{'' if nodes == 1 else 's'}")


def _database(word: str, title: str, severity: t.Any, judge: t.Callable[[Live, Found], Judged], expected: str,
              **more: t.Any) -> Check:
    return Check(f"D1.database_{word}", title, severity, each_database, judge, expected,
                 Remedy(ROLE, DATABASE_VARIABLE), applies=_elsewhere("data_stores_database_managed"), **more)


def _cache(word: str, title: str, severity: t.Any, judge: t.Callable[[Live, Found], Judged], expected: str,
           **more: t.Any) -> Check:
    return Check(f"D1.cache_{word}", title, severity, more.pop("of", each_cache), judge, expected,
                 Remedy(ROLE, CACHE_VARIABLE), applies=_elsewhere("data_stores_cache_managed"), **more)


CRYPTOGRAPHY: dict[str, t.Any] = {"iso_2013": ("A.10.1.1",), "iso_2022": ("8.24",)}
REDUNDANCY: dict[str, t.Any] = {"iso_2013": ("A.17.2.1",), "iso_2022": ("8.14",)}
BACKUP: dict[str, t.Any] = {"iso_2013": ("A.12.3.1",), "iso_2022": ("8.13",)}
ACCESS: dict[str, t.Any] = {"iso_2013": ("A.9.4.3",), "iso_2022": ("5.17",)}

D1 = Requirement(
    "D1", "Data", "Database and cache are redundant, encrypted and backed up", (), ("1.1", "4.2"), (
        _database("present", "The database of the services is there", "critical", _works,
                  "MySQL or MariaDB, available", nothing=LOST),
        _database("multi_az", "The database has a standby in another zone", "high", _alone(_switch("MultiAZ")),
                  "Multi-AZ", **REDUNDANCY),
        _database("encrypted", "The database is encrypted", "high", _switch("StorageEncrypted"), "encrypted at rest",
                  **CRYPTOGRAPHY),
        _database("private", "The database has no public address", "critical",
                  _switch("PubliclyAccessible", wanted=False), "not publicly accessible",
                  iso_2013=("A.13.1.3",), iso_2022=("8.22",)),
        _database("password", "RDS keeps the master password", "medium", _alone(_managed), "a managed master password",
                  **ACCESS),
        _database("backups", "The database is backed up", "critical", _alone(_backed_up),
                  f"kept for {DAYS} days or more", **BACKUP),
        _database("protected", "The database is protected from deletion", "high",
                  _alone(_switch("DeletionProtection")), "deletion protection", **BACKUP),
        _database("logs", "The database exports its logs", "medium", _alone(_exports), "at least its error log",
                  iso_2013=("A.12.4.1",), iso_2022=("8.15",)),
        _cache("present", "The cache of the services is there", "critical",
               lambda live, cache: Judged(cache.get("Engine", "redis") in ("redis", "valkey"),
                                          f"{cache.get('Engine', 'redis')}, {cache['Status']}"),
               "Redis or Valkey", nothing=LOST),
        _cache("tls", "The cache speaks TLS alone", "high", _speaks_tls, "TLS, required", **CRYPTOGRAPHY),
        _cache("auth", "The cache asks for a password", "high", _asks_for_password, "a token, or users",
               of=_encrypted_caches, **ACCESS),
        _cache("failover", "The cache fails over", "high", _fails_over, "automatic failover to another node",
               **REDUNDANCY),
    ))
