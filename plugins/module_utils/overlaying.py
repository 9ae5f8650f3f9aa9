# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mappings by name, changed by name: how defaults, tiers and exceptions come together."""

from __future__ import annotations

import typing as t

Mapping = dict[str, t.Any]


def overlay(base: Mapping, *changes: Mapping, each: Mapping | None = None, key: str = "name") -> list[Mapping]:
    """Merge mappings keyed by name, deeply, and list what results, each entry with its name under `key`.

    A name changed to null is left out.  `each` is laid under every entry.
    """
    for change in changes:
        base = merge(base, change)
    return [{key: name, **merge(each or {}, about or {})} for name, about in base.items()
            if about is not None or name not in _changed(changes)]


def _changed(changes: t.Iterable[Mapping]) -> set[str]:
    return {name for change in changes for name in change}


def merge(below: t.Any, above: t.Any) -> t.Any:
    """`above`, laid over `below`: dictionaries deeply, anything else as a whole."""
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    return {**below, **{name: merge(below.get(name), value) for name, value in above.items()}}


def named(entries: t.Iterable[Mapping], key: str = "name") -> list[Mapping]:
    """Those entries that have a name: how a role's variable that is empty means none."""
    return [entry for entry in entries if entry.get(key)]
