# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variables that say where a database or a cache is, by its name: `rds_instances:NAME:endpoint`."""

from __future__ import annotations

import typing as t

from ...calls import Flow, Pending
from ...fields import Reference
from ..elasticache.connecting import ENDPOINTS as CACHE
from ..rds.connecting import ENDPOINTS as DATABASE

KNOWN: dict[str, dict[str, Reference]] = {"rds_instances": DATABASE, "elasticache_replication_groups": CACHE}
"""Return values by module."""


def endpoint_problems(given: t.Mapping[str, str] | None) -> t.Iterator[str]:
    allowed = "; ".join(f"{module}:NAME: and {' or '.join(values)}" for module, values in KNOWN.items())
    for variable, source in (given or {}).items():
        module, name, value = _parts(source)
        if not name or value not in KNOWN.get(module, {}):
            yield f"environment_from.{variable} is {source!r}, allowed are {allowed}"


def endpoints_of(given: t.Mapping[str, str] | None, *, pending: bool) -> Flow:
    """The variables with what AWS says; `Pending` or `Unresolved` for what is not there yet."""
    found: dict[str, str] = {}
    for variable, source in (given or {}).items():
        module, name, value = _parts(source)
        told = yield from KNOWN[module][value].resolve(name, pending=pending)
        found[variable] = told if isinstance(told, Pending) else str(told)
    return found


def _parts(source: t.Any) -> tuple[str, str, str]:
    module, _colon, rest = str(source).partition(":")
    name, _colon, value = rest.partition(":")
    return module, name, value
