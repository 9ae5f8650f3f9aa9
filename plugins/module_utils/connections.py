# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How Laravel is told of its database and its Redis: as variables, some of them found by the name of what is ours.

What is ours is named (`instance`, `replication_group`), and asked for its
address and, of a database, for the secret that RDS keeps.  What is elsewhere
has a `host`, and passwords that are entries of the application's secret.
"""

from __future__ import annotations

import typing as t

from .errors import Invalid
from .kinds.ecs.secret_names import OF_DATABASE

Connection = t.Mapping[str, t.Any]


def database(about: Connection) -> dict[str, dict[str, str]]:
    """The part of an environment that leads to a database: `instance` or `host`, and `name` and `username`.

    `password_from` is where the password of another user than the master is.
    """
    instance = _one_of(about, "ecs_services_database", "instance", "host")
    shared = {"DB_DATABASE": about["name"], "DB_USERNAME": about["username"]}
    kept = about.get("password_from") or (f"{OF_DATABASE}{instance}:password" if instance else "")
    secrets = {"DB_PASSWORD": kept} if kept else {}
    if not instance:
        return {"variables": {"DB_HOST": about["host"], **shared}, "secrets": secrets}
    return {"variables": shared, "variables_from": {"DB_HOST": f"{OF_DATABASE}{instance}:endpoint"},
            "secrets": secrets}


def redis(about: Connection) -> dict[str, dict[str, t.Any]]:
    """The part of an environment that leads to Redis: `replication_group`, which wants TLS, or `host` and `port`.

    `password_from` is where its password is, where that is not the secret of these services.
    """
    group = _one_of(about, "ecs_services_redis", "replication_group", "host")
    secrets = {"REDIS_PASSWORD": about["password_from"]} if about.get("password_from") else {}
    if not group:
        return {"variables": {"REDIS_HOST": about["host"], "REDIS_PORT": about.get("port") or 6379,
                              "REDIS_SCHEME": about.get("scheme")}, "secrets": secrets}
    place = f"elasticache_replication_groups:{group}"
    return {"variables": {"REDIS_SCHEME": "tls"}, "secrets": secrets,
            "variables_from": {"REDIS_HOST": f"{place}:primary_endpoint", "REDIS_PORT": f"{place}:port"}}


def _one_of(about: Connection, variable: str, ours: str, elsewhere: str) -> str:
    """The name of what is ours; empty where it is elsewhere."""
    if bool(about.get(ours)) == bool(about.get(elsewhere)):
        given = " and ".join(name for name in (ours, elsewhere) if about.get(name)) or "neither"
        raise Invalid(f"{variable} has {given}, allowed are {ours}, of one that is ours, or {elsewhere}, of another")
    return str(about.get(ours) or "")
