# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of the API: names, shapes, and when two values are alike."""

from __future__ import annotations

import json
import re
import typing as t

Case = t.Callable[[str], str]
Alike = t.Callable[[t.Any, t.Any], bool]


class Codec(t.NamedTuple):
    """How a value is written to the API (`out`) and read back (`into`)."""

    out: t.Callable[[t.Any], t.Any]
    into: t.Callable[[t.Any], t.Any]


plain = Codec(lambda value: value, lambda value: value)
truth = Codec(lambda value: value, bool)
moment = Codec(lambda value: value, lambda found: found and str(found))
"""A point in time that the API tells."""
text = Codec(lambda value: None if value is None else str(value), lambda value: value)
"""A number that the API takes as a string."""
document = Codec(
    lambda value: None if value is None else json.dumps(value, sort_keys=True),
    lambda value: json.loads(value) if isinstance(value, str) else value,
)
"""A JSON document that the API takes as a string, such as a policy."""


def pairs(key: str = "Key", value: str = "Value") -> Codec:
    """A mapping that the API writes as a list of pairs, such as tags or attributes."""

    def out(given: dict[str, str] | None) -> list[dict[str, str]] | None:
        return None if given is None else [{key: k, value: v} for k, v in sorted(given.items())]

    def into(found: t.Any) -> dict[str, str]:
        if isinstance(found, dict):
            return dict(found)
        return {pair[key]: pair.get(value, "") for pair in found or ()}

    return Codec(out, into)


def pascal(name: str) -> str:
    """`kms_key_id` -> `KmsKeyId`, as most services write it."""
    return "".join(part.capitalize() for part in name.split("_"))


def camel(name: str) -> str:
    """`task_definition` -> `taskDefinition`, as ECS writes it."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def snake(name: str) -> str:
    """`TaskDefinition` -> `task_definition`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def put(params: dict[str, t.Any], path: t.Sequence[str], value: t.Any) -> None:
    for step in path[:-1]:
        params = params.setdefault(step, {})
    params[path[-1]] = value


def get(found: t.Any, path: t.Sequence[str]) -> t.Any:
    for step in path:
        found = found.get(step) if isinstance(found, t.Mapping) else None
    return found


def same(wanted: t.Any, now: t.Any) -> bool:
    """Equal; inside a structure, what is left out (`None`) is left alone."""
    if hasattr(wanted, "like"):
        return bool(wanted.like(now))
    if isinstance(wanted, list) and isinstance(now, list):
        return len(wanted) == len(now) and all(map(same, wanted, now))
    return bool(wanted == now)


def unordered(wanted: t.Any, now: t.Any) -> bool:
    """The same entries, in whatever order."""
    left = list(now or ())
    for entry in wanted or ():
        match = next((other for other in left if same(entry, other)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def includes(wanted: t.Any, now: t.Any) -> bool:
    """Every pair that is wanted is there; others are somebody else's."""
    return all((now or {}).get(name) == value for name, value in wanted.items())


def at_creation(wanted: t.Any, now: t.Any) -> bool:
    """Whatever is there: for words that AWS takes when a thing is made and keeps, and that change nothing."""
    return True
