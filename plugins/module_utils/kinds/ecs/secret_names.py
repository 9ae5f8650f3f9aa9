# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets by the name a person knows, as a task definition has to spell them."""

from __future__ import annotations

import typing as t

from ...calls import Flow, Pending
from ...fields import Reference
from ..rds.connecting import MASTER_ENTRIES, MASTER_SECRET
from ..secretsmanager import secretsmanager

OF_DATABASE = "rds_instances:"
"""What begins the name of a secret that RDS keeps: `rds_instances:NAME:password`."""


def find_secret(name: str) -> Flow:
    """The ARN of a secret that tasks can read."""
    found = yield secretsmanager.describe_secret(SecretId=name)
    return None if found.get("DeletedDate") else found["ARN"]


SECRET = Reference("secret", find_secret, role="secrets")


def value_from(given: str, *, pending: bool) -> Flow:
    """`name:KEY` as `<arn>:KEY::`, `name:` as the ARN; ARNs and names of SSM parameters are what they are.

    The name of a secret that RDS keeps is `rds_instances:` and its database's.
    """
    if given.startswith("arn:") or ":" not in given:
        return given
    kept_by = MASTER_SECRET if given.startswith(OF_DATABASE) else SECRET
    name, _colon, entry = given.removeprefix(OF_DATABASE).partition(":")
    arn = yield from kept_by.resolve(name, pending=pending)
    if isinstance(arn, Pending):
        return Pending(f"secret {given}")
    return f"{arn}:{entry}{':' * (2 - entry.count(':'))}" if entry else arn


def values_from(given: t.Mapping[str, str] | None, *, pending: bool) -> Flow:
    """The same for each entry of a mapping."""
    if given is None:
        return None
    found = {}
    for name, source in given.items():
        found[name] = yield from value_from(source, pending=pending)
    return found


def secret_problems(given: t.Mapping[str, str] | None) -> t.Iterator[str]:
    """What is wrong with the secrets of databases; what others hold is not known here."""
    for variable, source in (given or {}).items():
        name, _colon, entry = str(source).removeprefix(OF_DATABASE).partition(":")
        if str(source).startswith(OF_DATABASE) and (not name or entry not in MASTER_ENTRIES):
            yield (f"secrets.{variable} is {source!r}, allowed are {OF_DATABASE}NAME: and "
                   f"{' or '.join(MASTER_ENTRIES)}")
