# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The application's services as the inventory says them: the catalogue, what is different here, their environments."""

from __future__ import annotations

import typing as t

from . import connections
from .errors import Invalid
from .kinds.ecs.secret_names import OF_DATABASE
from .names import short_name
from .overlaying import merge
from .spelling import unknown

Wanted = t.Mapping[str, t.Any]
"""What the role `ecs_services` asks for: its variables without their prefix, and region and account_id."""

SERVICE = frozenset({
    "image", "command", "entry_point", "cpu", "memory", "architecture", "ephemeral_storage", "stop_timeout",
    "environment", "variables", "variables_from", "secrets", "execute_command", "container",
    "desired_count", "autoscaled", "autoscaling", "minimum_healthy_percent", "maximum_percent", "service",
    "port", "container_port", "hosts", "every_host", "path_patterns", "priority", "matcher", "target_group",
    "target_group_port", "target_group_attributes",
    "health_check_path", "health_check_interval_seconds", "health_check_grace_period_seconds",
})
"""What a service of the catalogue may say."""

REQUIRED = ("image", "cpu", "memory", "desired_count", "architecture", "stop_timeout", "minimum_healthy_percent",
            "maximum_percent", "execute_command")
"""What it must say, or ecs_services_common for it."""

APART = frozenset({"reverb"})
"""Services with a role of their own, which hands them over as `alone`."""


def services(wanted: Wanted) -> dict[str, dict[str, t.Any]]:
    """The services that are seen to, by name: catalogue, overrides and what they share, laid over each other."""
    if twice := sorted(APART.intersection(wanted["names"])):
        raise Invalid(f"ecs_services_names: {twice[0]} has a role of its own, {twice[0]}; leave it out")
    return _laid(wanted, list(wanted["alone"] or wanted["names"]))


def beside(wanted: Wanted) -> dict[str, dict[str, t.Any]]:
    """The services that run beside those which are seen to alone, and share their values."""
    return _laid(wanted, wanted["names"]) if wanted["alone"] else {}


def _laid(wanted: Wanted, names: t.Sequence[str]) -> dict[str, dict[str, t.Any]]:
    known: dict[str, t.Any] = merge(merge(wanted["catalogue"], wanted["alone"]), wanted["overrides"])
    for name in names:
        if name not in known:
            raise Invalid(f"ecs_services_names: {unknown(name, known.keys() - wanted['alone'].keys())}")
    run = {name: merge(wanted["common"], known[name]) for name in names if known[name] is not None}
    for name, about in run.items():
        for option in about:
            if option not in SERVICE:
                raise Invalid(f"ecs_services_catalogue.{name}: {unknown(option, SERVICE)}")
        if missing := [option for option in REQUIRED if about.get(option) is None]:
            raise Invalid(f"ecs_services_catalogue.{name}: {', '.join(missing)} must be said")
    return run


def full_name(wanted: Wanted, name: str) -> str:
    return f"{wanted['prefix']}-{name}"


def target_group_name(wanted: Wanted, name: str, about: Wanted) -> str:
    """The name of a service's target group: ours, or that of one which somebody else has made."""
    return str(about.get("target_group") or short_name(full_name(wanted, name)))


def log_group_name(wanted: Wanted, name: str) -> str:
    return f"/ecs/{full_name(wanted, name)}"


def hosts(wanted: Wanted, name: str, about: Wanted) -> list[str]:
    """The names that lead to a service with a port."""
    return list(about.get("hosts") or wanted["hosts"].get(name) or ())


class Environment(t.NamedTuple):
    """What a service finds in its environment."""

    variables: dict[str, str]
    secrets: dict[str, str]
    """As `secret:ENTRY`, or `rds_instances:NAME:password`."""
    variables_from: dict[str, str]
    """As `rds_instances:NAME:endpoint`."""


def environment(wanted: Wanted, about: Wanted) -> Environment:
    """The environment of a service, from those that it lists and its own: the later wins, whichever way it is said."""
    secrets: dict[str, str] = {}
    said: dict[str, tuple[str, t.Any]] = {}
    for part in (*_listed(wanted, about), about):
        secrets.update(part.get("secrets") or {})
        for sort in ("variables", "variables_from"):
            said.update({name: (sort, value) for name, value in (part.get(sort) or {}).items()})
    plain, found = ({name: str(value) for name, (sort, value) in said.items() if sort == each and value is not None}
                    for each in ("variables", "variables_from"))
    return Environment(plain, secrets, found)


def _listed(wanted: Wanted, about: Wanted) -> t.Iterator[Wanted]:
    """The environments that a service lists, each with what it leads to."""
    for name in about.get("environment") or ():
        if name not in wanted["environments"]:
            raise Invalid(f"environment: {unknown(name, wanted['environments'])}")
        shared = wanted["environments"][name]
        yield shared
        if shared.get("database"):
            yield connections.database(shared["database"])
        if shared.get("redis"):
            yield connections.redis(shared["redis"])


def secret_names(wanted: Wanted) -> list[str]:
    """The secrets that the services read, by name or ARN; those that RDS keeps are `databases`."""
    return sorted({":".join(value.split(":")[:7 if value.startswith("arn:") else 1]) for value in _references(wanted)
                   if not value.startswith(OF_DATABASE)})


def databases(wanted: Wanted) -> list[str]:
    """The databases whose master passwords the services read, by name."""
    return sorted({value.split(":")[1] for value in _references(wanted) if value.startswith(OF_DATABASE)})


def _references(wanted: Wanted) -> list[str]:
    return [value for about in services(wanted).values() for value in environment(wanted, about).secrets.values()]
