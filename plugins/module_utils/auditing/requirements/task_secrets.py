# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""C8: secrets come from Secrets Manager, to those alone who need them."""

from __future__ import annotations

import typing as t

from ...kinds.ecs.plain_secrets import is_secret
from ...listing import few
from ...wire import pairs
from .. import links, platform, reach
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import Service
from ..sources.iam import ROLES
from ..sources.secretsmanager import SECRETS

ROLE = "ecs_services"
READ = "secretsmanager:GetSecretValue"
ANY_OTHER = "any other"
SHOWN = 3
"""How many names are told of those that are too many."""


class Starter(t.NamedTuple):
    """A role that ECS starts tasks with."""

    arn: str
    uses: frozenset[str]
    """ARNs of the secrets that its tasks are given."""


def _plain(live: Live, service: Service) -> Judged:
    """In any of its containers; names are told, values never."""
    every = [one for container in service.about["task"]["containerDefinitions"]
             for one in container.get("environment", ())]
    names = sorted({one["name"] for one in every if is_secret(one["name"], one.get("value", ""))})
    return Judged(not names, f"{', '.join(names)} can be read in it" if names else "no secret can be read in it")


def _starters(live: Live) -> t.Iterator[Subject]:
    of_role: dict[str, list[Service]] = {}
    for one in platform.services(live):
        if arn := one.about["task"].get("executionRoleArn"):
            of_role.setdefault(arn, []).append(one)
    for arn, those in of_role.items():
        [tenant, *more] = {one.tenant for one in those}
        used = frozenset(secret for one in those for secret in _named(one))
        yield Subject(f"role {arn.rpartition('/')[2]}", Starter(arn, used), None if more else tenant)


def _named(service: Service) -> t.Iterator[str]:
    """The ARNs of the secrets that its containers name, without the entry in them."""
    for container in service.about["task"]["containerDefinitions"]:
        for one in container.get("secrets", ()):
            if ":secretsmanager:" in one["valueFrom"]:
                yield ":".join(one["valueFrom"].split(":")[:7])


def _exact(live: Live, role: Starter) -> Judged:
    documents = next((one.get("documents", ()) for one in live[ROLES] if one["Arn"] == role.arn), None)
    if documents is None:
        return Judged(False, "the role is not there")
    said = reach.said_of([READ], documents)
    there = {one["ARN"]: _tags(one) for one in live[SECRETS]}
    unsaid: dict[str, list[str]] = {name: [] for tags in there.values() for name in tags}
    asked = {**dict.fromkeys(role.uses, unsaid), **there}
    may = {arn for arn, tags in asked.items() if reach.allowed(said, READ, arn, {**unsaid, **tags})}
    every = [ANY_OTHER] if reach.allowed(said, READ, _other(live, role), unsaid) else []
    return _compared(sorted(map(_name, role.uses - may)), every or sorted(map(_name, may - role.uses)), len(role.uses))


def _compared(short: list[str], over: list[str], count: int) -> Judged:
    told = [*([f"may not read {few(short, SHOWN)}"] if short else []),
            *([f"may read {few(over, SHOWN)}, too"] if over else [])]
    return Judged(not told, "; ".join(told) or f"may read the {count} that its tasks are given")


def _tags(secret: platform.Found) -> dict[str, list[str]]:
    """Its tags, as a condition of a policy asks for them."""
    return {f"aws:resourcetag/{name}".lower(): [value] for name, value in pairs().into(secret.get("Tags")).items()}


def _other(live: Live, role: Starter) -> str:
    """The ARN of a secret that is not there."""
    partition, account = role.arn.split(":")[1], role.arn.split(":")[4]
    return f"arn:{partition}:secretsmanager:{live.place.region}:{account}:secret:of-somebody-else-AbCdEf"


def _name(arn: str) -> str:
    """What a secret is called, without the letters that AWS puts behind that."""
    return arn.rpartition(":")[2].rpartition("-")[0]


C8 = Requirement(
    "C8", "Containers", "No secret can be read in a task definition", ("manager 5",), (), (
        Check("C8.plain", "Secrets come from Secrets Manager", "critical", links.each(), _plain,
              "no password, key or token in plain variables", Remedy(ROLE, "ecs_services_environments"),
              iso_2013=("A.9.4.3", "A.10.1.2"), iso_2022=("5.17", "8.24")),
        Check("C8.exact", "ECS may read exactly the secrets that it gives to tasks", "high", _starters, _exact,
              "these secrets, and no other", Remedy(ROLE, "ecs_services_secret"),
              iso_2013=("A.9.2.3", "A.9.4.1"), iso_2022=("8.2", "8.3")),
    ))
