# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets that stand in a plain environment and are to move into one that Secrets Manager keeps, as they are.

What takes the place of an application's key is no key to what was encrypted with it.
"""

from __future__ import annotations

import json
import typing as t

from ...calls import Flow
from ...errors import Absent, AwsError
from ..secretsmanager import entries_of, secretsmanager
from .plain_secrets import is_secret

if t.TYPE_CHECKING:
    from .containers import Container

ARN_PARTS = 7
KEPT = ":secretsmanager:"
BY_RDS = ":secret:rds!"
"""RDS has made that password, and taken the former one away, by itself."""

Found = t.Mapping[str, t.Any]


def refusal(lost: t.Sequence[str], now: Found | None) -> str:
    """Why these secrets of a revision do not move; empty where there are none."""
    if not lost or not now:
        return ""
    revision = now["taskDefinition"]["taskDefinitionArn"].rpartition("/")[2]
    return (f"{', '.join(lost)} can be read in {revision}, and where that is to be kept there is another value: with "
            "it, what the present one has encrypted cannot be read. Put the present one there (secrets_values of role "
            "secrets), and run this again")


def would_lose(wanted: t.Sequence[Container], now: Found | None) -> Flow:
    """The names of plain secrets of a revision, as AWS describes it, of which their new places hold other values.

    A place that holds nothing yet, as in check mode, says nothing either.  Where none is known to and some may not be
    seen, that is raised.
    """
    if now is None:
        return []
    names: set[str] = set()
    denied: AwsError | None = None
    for container in wanted:
        plain = _plain(now["taskDefinition"], container.name)
        for name, source in (container.secrets or {}).items():
            if name not in plain:
                continue
            try:
                if (yield from _held(source)) not in (None, *plain[name]):
                    names.add(name)
            except AwsError as error:
                if not error.denied:
                    raise
                denied = error
    if denied and not names:
        raise denied
    return sorted(names)


def _plain(now: Found, container: str) -> dict[str, set[str]]:
    """The plain secrets of a container by name; where none is called so, those of all, which may contradict."""
    every = now.get("containerDefinitions") or ()
    found: dict[str, set[str]] = {}
    for each in [one for one in every if one["name"] == container] or every:
        for variable in each.get("environment") or ():
            name, value = variable["name"], variable.get("value", "")
            if is_secret(name, value):
                found.setdefault(name, set()).add(value)
    return found


def _held(source: t.Any) -> Flow:
    """What is at `<arn>:ENTRY:STAGE:VERSION`; None where nothing is, or where it is not ours to say."""
    if not isinstance(source, str) or KEPT not in source or BY_RDS in source:
        return None
    parts = source.split(":")
    secret, (entry, stage, version) = ":".join(parts[:ARN_PARTS]), [*parts[ARN_PARTS:], "", "", ""][:3]
    which = {"VersionStage": stage, "VersionId": version}
    call = secretsmanager.get_secret_value(SecretId=secret, **{name: said for name, said in which.items() if said})
    try:
        value = (yield call).get("SecretString", "")
    except Absent:
        return None
    return _text(entries_of(secret, value).get(entry)) if entry else value


def _text(value: t.Any) -> str | None:
    """An entry as a container is given it: JSON has numbers, environments have none."""
    return value if value is None or isinstance(value, str) else json.dumps(value)
