# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""T4: the tasks of a tenant reach nothing of another one's."""

from __future__ import annotations

import typing as t

from ...access import partition
from ...listing import few
from ...policies import Document
from .. import links, reach, tenants
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live, once
from ..platform import services
from ..sources.iam import ROLES
from ..sources.kms import KEYS, key_id

OBJECT = "uploads/a.pdf"
"""A name that an object may have."""

SHOWN = 3
"""How many of what is reached are named."""

Asked = tuple[str, str]
"""An action, and the ARN of what it is done to."""


class Goal(t.NamedTuple):
    """A thing of a tenant's, or of several, and what nobody else may do to it."""

    owners: t.AbstractSet[str]
    name: str
    uses: tuple[Asked, ...]
    context: reach.Context


class Runner(t.NamedTuple):
    """A role that tasks run as, or are started with."""

    role: t.Any
    others: t.Sequence[Goal]
    """What is none of those it runs for."""


Goals = t.Callable[[Live], t.Iterable[Goal]]


def _runners(goals: Goals) -> t.Callable[[Live], t.Iterator[Subject]]:
    def of(live: Live) -> t.Iterator[Subject]:
        users, silos, every = _users(live), {one.name for one in tenants.silos(live)}, list(goals(live))
        for role in live[ROLES]:
            mine = users.get(role["Arn"])
            if mine and (others := [one for one in every if _is_foreign(one.owners, mine, silos)]):
                [tenant] = mine if len(mine) == 1 else [None]
                yield Subject(f"role {role['RoleName']}", Runner(role, others), tenant)

    return of


def _users(live: Live) -> dict[str, set[str | None]]:
    """Whose services use each role, by its ARN; None for the platform's."""
    found: dict[str, set[str | None]] = {}
    for one in services(live):
        for name in ("taskRoleArn", "executionRoleArn"):
            if arn := one.about["task"].get(name):
                found.setdefault(arn, set()).add(one.tenant)
    return found


def _is_foreign(owners: t.AbstractSet[str], mine: t.AbstractSet[str | None], silos: t.AbstractSet[str]) -> bool:
    """Whether owners are none of whom tasks run for: the platform's are those of all pool tenants."""
    return owners.isdisjoint(mine) and (None not in mine or owners <= silos)


def _reaches(live: Live, runner: Runner) -> Judged:
    actions = {action for one in runner.others for action, _unused in one.uses}
    said = {action: reach.said_of([action], runner.role["documents"]) for action in actions}
    of_itself = _of_itself(runner.role)
    found = [one.name for one in runner.others if _is_open(one, said, {**one.context, **of_itself})]
    return Judged(not found, f"reaches {few(found, SHOWN)}" if found else f"reaches none of {len(runner.others)}")


def _is_open(goal: Goal, said: t.Mapping[str, t.Sequence[Document]], context: reach.Context) -> bool:
    """Whether it can be used in one way or another, by what the role's policies say of each action."""
    return any(reach.allowed(said[action], action, resource, context) for action, resource in goal.uses)


def _of_itself(role: t.Any) -> dict[str, list[str]]:
    """What its requests say of itself."""
    tags = {f"aws:principaltag/{name}": [value] for name, value in tenants.tags_of(role).items()}
    return {"aws:principalarn": [role["Arn"]], **tags}


def _files(live: Live) -> t.Iterator[Goal]:
    for bucket in tenants.buckets(live):
        arn = f"arn:{partition(live.place.region)}:s3:::{bucket.thing['Name']}"
        objects = tuple((f"s3:{verb}Object", f"{arn}/{OBJECT}") for verb in ("Get", "Put", "Delete"))
        yield Goal({str(bucket.tenant)}, bucket.name, (("s3:ListBucket", arn), *objects), {})


def _secrets(live: Live) -> t.Iterator[Goal]:
    for one in live.place.tenants:
        if secret := tenants.secret(live, one):
            tags = {f"{prefix}:resourcetag/{name}": [value] for name, value in tenants.tags_of(secret).items()
                    for prefix in ("aws", "secretsmanager")}
            uses = (("secretsmanager:GetSecretValue", secret["ARN"]),)
            yield Goal({one.name}, f"secret {secret['Name']}", uses, tags)


@once
def _owned(live: Live) -> list[Goal]:
    """The keys of tenants' buckets."""
    aliases = {one["KeyId"]: one["aliases"] for one in live[KEYS]}
    owners: dict[str, set[str]] = {}
    for bucket in tenants.buckets(live):
        if key := tenants.key_of(bucket.thing):
            owners.setdefault(key, set()).add(str(bucket.tenant))
    return [_key(key, names, aliases.get(key_id(key))) for key, names in owners.items()]


def _key(key: str, owners: t.AbstractSet[str], aliases: list[str] | None) -> Goal:
    return Goal(owners, f"key {', '.join(aliases or [key])}", _uses_of(key), {
        "kms:viaservice": [], "kms:encryptioncontext:secretarn": [],
        **({} if aliases is None else {"kms:resourcealiases": aliases})})


def _uses_of(key: str) -> tuple[Asked, ...]:
    return tuple((f"kms:{verb}", key) for verb in ("Decrypt", "GenerateDataKey"))


def _keys(live: Live) -> t.Iterator[Subject]:
    """Each silo tenant whose key is that of others as well, and the roles."""
    silos = {one.name for one in tenants.silos(live)}
    for goal in _owned(live):
        for tenant in sorted(goal.owners & silos) if len(goal.owners) > 1 else ():
            yield Subject(goal.name, sorted(goal.owners - {tenant}), tenant)
    yield from _runners(_owned)(live)


def _uses(live: Live, found: Runner | list[str]) -> Judged:
    """Who shares a key can use that of the others, whatever its roles say."""
    if isinstance(found, Runner):
        return _reaches(live, found)
    return Judged(False, f"encrypts the files of {few(found, SHOWN)} as well")


def _logs(live: Live) -> t.Iterator[Goal]:
    """The log groups of tenants' own services."""
    for one in services(live):
        if one.tenant and (group := links.log_group(one)):
            where = one.about["serviceArn"].split(":")
            stream = f"arn:{where[1]}:logs:{where[3]}:{where[4]}:log-group:{group}:log-stream:a/a/1"
            uses = tuple((f"logs:{verb}LogEvents", stream) for verb in ("Put", "Get"))
            yield Goal({one.tenant}, f"log group {group}", uses, {})


def _nobody_apart(live: Live) -> str:
    return "" if tenants.silos(live) else "no tenant has tasks of its own"


def _check(word: str, title: str, of: t.Callable[[Live], t.Iterator[Subject]], remedy: Remedy) -> Check:
    return Check(f"T4.{word}", title, "critical", of, _uses, "nothing of another tenant's", remedy,
                 applies=_nobody_apart, iso_2013=("A.9.4.1", "A.13.1.3"), iso_2022=("8.3", "8.22"))


T4 = Requirement("T4", "Tenancy", "The tasks of one tenant reach nothing of another's", ("beyond",), ("1.3",), (
    _check("files", "No role of tasks opens the bucket of another tenant", _runners(_files),
           Remedy("storage", "storage_policy_buckets")),
    _check("secrets", "No role of tasks reads the secret of another tenant", _runners(_secrets),
           Remedy("secrets", "secrets_policy_names")),
    _check("keys", "No role of tasks uses the key of another tenant", _keys,
           Remedy("storage", "storage_policy_buckets")),
    _check("logs", "No role of tasks reads or writes the log of another tenant", _runners(_logs),
           Remedy("ecs_services")),
))
