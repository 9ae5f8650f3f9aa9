# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tags in a request."""

from __future__ import annotations

import typing as t

from .parameters import Parameters

KEYS, VALUES = ("Key", "key", "TagKey"), ("Value", "value", "TagValue")
FIELDS = ("Tags", "tags", "TagList", "AddTags", "TagsList", "TagSpecifications", "BackupPlanTags", "BackupVaultTags",
          "BackupTags")


def given(parameters: Parameters) -> dict[str, str]:
    """The tags that a request asks for."""
    return {key: value for name in FIELDS for key, value in pairs(parameters.get(name))}


def pairs(value: t.Any) -> t.Iterator[tuple[str, str]]:
    """Of a mapping, a list of keys with values, or of lists of those (`TagSpecifications`)."""
    if isinstance(value, dict):
        if "Items" in value:
            yield from pairs(value["Items"])
        else:
            yield from ((key, str(text)) for key, text in value.items())
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict) and "Tags" in each:
            yield from pairs(each["Tags"])
        elif isinstance(each, dict):
            yield _first(each, KEYS), _first(each, VALUES)


def _first(said: t.Mapping[str, t.Any], names: t.Iterable[str]) -> t.Any:
    return next((said[name] for name in names if name in said), "")
