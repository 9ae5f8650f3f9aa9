# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM policy documents, cut to the size that AWS takes."""

from __future__ import annotations

import itertools
import json
import typing as t

from .grants import Grant

LIMIT = 6144
"""Characters of a managed policy; AWS does not count blanks."""

Document = dict[str, t.Any]


def documents(name: str, grants: t.Iterable[Grant]) -> dict[str, str]:
    """The policies that allow all of it, by file name: `site.json`, or `site-1.json` and so on."""
    cut: list[list[Document]] = [[]]
    for statement in statements(grants):
        if cut[-1] and size([*cut[-1], statement]) > LIMIT:
            cut.append([])
        cut[-1].append(statement)
    numbered = [f"{name}.json"] if len(cut) == 1 else [f"{name}-{number}.json" for number in range(1, len(cut) + 1)]
    return {file: _json(part) for file, part in zip(numbered, cut, strict=True)}


def statements(grants: t.Iterable[Grant]) -> list[Document]:
    """One for each service, and one for each that an action is restricted to."""
    ordered = sorted(grants, key=lambda grant: (_heading(grant), grant.action))
    return [_statement(list(group)) for _unused, group in itertools.groupby(ordered, key=_heading)]


def size(part: list[Document]) -> int:
    return len("".join(_json(part).split()))


def _heading(grant: Grant) -> tuple[str, str, str]:
    prefix = grant.action.partition(":")[0]
    return prefix, grant.service, grant.condition_key if grant.service else ""


def _statement(group: list[Grant]) -> Document:
    prefix, service, condition_key = _heading(group[0])
    statement: Document = {
        "Sid": _camel(prefix) + condition_key.partition(":")[2] + _camel(service.partition(".")[0]),
        "Effect": "Allow", "Action": [grant.action for grant in group], "Resource": "*",
    }
    if service:
        statement["Condition"] = {"StringLike": {condition_key: service}}
    return statement


def _camel(words: str) -> str:
    return "".join(word.capitalize() for word in words.split("-"))


def _json(part: list[Document]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": part}, indent=2) + "\n"
