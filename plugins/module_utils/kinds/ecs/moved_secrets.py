# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets that stand in a plain environment and are to move into one that Secrets Manager keeps, as they are.

What takes the place of an application's key is no key to what was encrypted with it.
"""

from __future__ import annotations

import typing as t

from ...calls import Flow
from ...errors import Absent
from ..secretsmanager import entries_of, secretsmanager
from .plain_secrets import is_secret

if t.TYPE_CHECKING:
    from .containers import Container

ARN_PARTS, ENTRY = 7, 7
KEPT = ":secretsmanager:"
BY_RDS = ":secret:rds!"
"""RDS has made that password, and taken the former one away, by itself."""

Found = t.Mapping[str, t.Any]


def would_lose(wanted: t.Sequence[Container], now: t.Sequence[Found]) -> Flow:
    """The names of plain secrets of `now`, as AWS describes containers, of which their new places hold other values.

    A place that holds nothing yet, as in check mode, says nothing either.
    """
    names: set[str] = set()
    plain = {each["name"]: {one["name"]: one.get("value", "") for one in each.get("environment") or ()} for each in now}
    for container in wanted:
        for name, source in (container.secrets or {}).items():
            value = plain.get(container.name, {}).get(name, "")
            if is_secret(name, value) and (yield from _held(source)) not in (None, value):
                names.add(name)
    return sorted(names)


def _held(source: t.Any) -> Flow:
    """What is at `<arn>:ENTRY::`; None where nothing is, or where it is not ours to say."""
    if not isinstance(source, str) or KEPT not in source or BY_RDS in source:
        return None
    parts = source.split(":")
    secret, entry = ":".join(parts[:ARN_PARTS]), "".join(parts[ENTRY:ENTRY + 1])
    try:
        value = (yield secretsmanager.get_secret_value(SecretId=secret)).get("SecretString", "")
    except Absent:
        return None
    return entries_of(secret, value).get(entry) if entry else value
