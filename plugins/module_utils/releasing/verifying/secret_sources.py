# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task definition takes from Secrets Manager and Parameter Store."""

from __future__ import annotations

import typing as t

from .candidates import Candidate, Container


class Source(t.NamedTuple):
    """A value of Secrets Manager, as `valueFrom` names it."""

    arn: str
    key: str = ""
    """Entry of the JSON object; empty for the secret as a whole."""
    stage: str = ""
    version: str = ""


class Parameter(t.NamedTuple):
    """A parameter of Parameter Store, by name or ARN."""

    name: str

    def arn(self, place: t.Mapping[str, t.Any]) -> str:
        """Its ARN, where it is of this account and region."""
        where = f"arn:{place['partition']}:ssm:{place['region']}:{place['account']}:parameter"
        return self.name if self.name.startswith("arn:") else f"{where}/{self.name.removeprefix('/')}"


def source(value_from: str) -> Source | Parameter:
    """`arn:...:secret:NAME:KEY:STAGE:VERSION`, of which the end may be left out; anything else is a parameter."""
    parts = value_from.split(":")
    if parts[2:3] != ["secretsmanager"]:
        return Parameter(value_from)
    return Source(":".join(parts[:7]), *parts[7:10])


def sources(candidate: Candidate) -> t.Iterator[tuple[Source | Parameter, str]]:
    """All of them, each with the container that needs it."""
    for container in candidate.containers:
        for value_from in _values(container):
            yield source(value_from), f"{candidate.name}/{container['name']}"


def _values(container: Container) -> t.Iterator[str]:
    logging = container.get("logConfiguration") or {}
    yield from (each["valueFrom"] for each in container.get("secrets") or ())
    yield from (each["valueFrom"] for each in logging.get("secretOptions") or ())
    if credentials := (container.get("repositoryCredentials") or {}).get("credentialsParameter"):
        yield credentials
