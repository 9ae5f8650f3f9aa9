# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A platform's database and cache, worked out from what the role `data_stores` is told."""

from __future__ import annotations

import re
import typing as t

from .errors import Invalid
from .key_policies import key, log_groups, used_by_logs
from .overlaying import merge

Wanted = t.Mapping[str, t.Any]
"""What the role asks for: prefix, region, account_id, database, cache (each: managed, name, about, overrides), key,
subnets, security_groups, log_retention_days, backup and tags."""
Entries = list[dict[str, t.Any]]

ENGINES = ("mysql", "mariadb")
"""What the application speaks, and the network's security groups let through."""

CACHE_LOGS = ("engine-log", "slow-log")
LOG_GROUPS = ("/aws/rds/instance/*", "/aws/elasticache/*")


def data_stores(wanted: Wanted) -> dict[str, Entries]:
    """Everything the tasks of the role converge, by what it is; nothing of what is not managed."""
    database = _said(wanted, "database") if wanted["database"]["managed"] else None
    cache = _said(wanted, "cache") if wanted["cache"]["managed"] else None
    return {
        "kms_keys": [_key(wanted)] if database or cache else [],
        "log_groups": [*(_log_groups(wanted, database_logs(wanted, database)) if database else ()),
                       *(_log_groups(wanted, cache_logs(wanted).values()) if cache else ())],
        "database_subnet_groups": [_subnet_group(wanted, "database")] if database else [],
        "database_parameter_groups": [_parameters(wanted, "database", database)] if database else [],
        "databases": [_database(wanted, database)] if database else [],
        "cache_subnet_groups": [_subnet_group(wanted, "cache")] if cache else [],
        "cache_parameter_groups": [_parameters(wanted, "cache", cache)] if cache else [],
        "caches": [_cache(wanted, cache)] if cache else [],
    }


def family(store: str, about: Wanted) -> str:
    """The family of parameter groups that a version of an engine has; raises `Invalid` for a version that is none."""
    engine, version = str(about.get("engine")), str(about.get("engine_version"))
    if not (found := re.fullmatch(r"(\d+)\.(\d+)(\.\d+)*", version)):
        raise Invalid(f"data_stores_{store}: engine_version is {version!r}, allowed are such as 8.4")
    first, second = found[1], found[2]
    if engine == "valkey" or (engine == "redis" and int(first) >= 7):
        return f"{engine}{first}"
    return f"redis{first}.x" if (engine, first) == ("redis", "6") else f"{engine}{first}.{second}"


def database_logs(wanted: Wanted, about: Wanted) -> list[str]:
    """Where RDS writes what the database exports: it would make these groups itself, and keep all for ever."""
    return [f"/aws/rds/instance/{wanted['database']['name']}/{log}"
            for log in about.get("enabled_cloudwatch_logs_exports") or ()]


def cache_logs(wanted: Wanted) -> dict[str, str]:
    return {log: f"/aws/elasticache/{wanted['cache']['name']}/{log}" for log in CACHE_LOGS}


def _said(wanted: Wanted, store: str) -> dict[str, t.Any]:
    """What is said of a store, with what is different here."""
    about: dict[str, t.Any] = merge(wanted[store]["about"], wanted[store]["overrides"])
    if store == "database" and about.get("engine") not in ENGINES:
        raise Invalid(f"data_stores_database: engine is {about.get('engine')}, allowed are {' and '.join(ENGINES)}")
    if taken := sorted({"name", "tags", "state"} & about.keys()):
        raise Invalid(f"data_stores_{store}: {taken[0]} is not said here, but by a variable of its own")
    return about


def _key(wanted: Wanted) -> dict[str, t.Any]:
    """The key; for the logs of all databases and caches, as those of a former one stay readable by it."""
    return key(wanted, wanted["key"], f"Database and cache of {wanted['prefix']}, and what they log",
               used_by_logs(wanted, *LOG_GROUPS))


def _log_groups(wanted: Wanted, names: t.Iterable[str]) -> Entries:
    return log_groups(wanted, wanted["key"], wanted["log_retention_days"], *names)


def _subnet_group(wanted: Wanted, store: str) -> dict[str, t.Any]:
    return {"name": wanted[store]["name"], "description": f"Where the {store} of {wanted['prefix']} is",
            "subnets": wanted["subnets"], "tags": wanted["tags"]}


def _parameters(wanted: Wanted, store: str, about: Wanted) -> dict[str, t.Any]:
    """A group for each family, as AWS changes the family of none: an upgrade has the former to go back to."""
    return {"name": _group(wanted, store, about), "family": family(store, about),
            "description": f"How the {store} of {wanted['prefix']} is configured",
            "parameters": about.get("parameters") or {}, "tags": wanted["tags"]}


def _group(wanted: Wanted, store: str, about: Wanted) -> str:
    return f"{wanted[store]['name']}-{family(store, about).replace('.', '-')}"


def _shared(wanted: Wanted, store: str, about: Wanted) -> dict[str, t.Any]:
    """What database and cache have in common."""
    return {"name": wanted[store]["name"], "kms_key": f"alias/{wanted['key']}",
            "subnet_group": wanted[store]["name"], "security_groups": wanted["security_groups"],
            "parameter_group": _group(wanted, store, about),
            **{name: value for name, value in about.items() if name != "parameters"}}


def _database(wanted: Wanted, about: Wanted) -> dict[str, t.Any]:
    backup = {"backup": wanted["backup"]} if wanted["backup"] else {}
    return {"master_user_secret_kms_key": f"alias/{wanted['key']}", **_shared(wanted, "database", about),
            "tags": {**wanted["tags"], **backup}}


def _cache(wanted: Wanted, about: Wanted) -> dict[str, t.Any]:
    delivered = [{"log_type": log, "log_group": group, "log_format": "json"}
                 for log, group in cache_logs(wanted).items()]
    return {"description": f"Queues, sessions and cache of {wanted['prefix']}",
            "log_delivery_configurations": delivered, **_shared(wanted, "cache", about), "tags": wanted["tags"]}
