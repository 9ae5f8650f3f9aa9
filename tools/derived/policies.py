# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM policy documents, cut to the size that AWS takes.

They are templates: names and tags of a platform are words in capitals, which `pipeline_policies` replaces.
"""

from __future__ import annotations

import collections
import itertools
import json
import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.pipeline_policies import WORDS, replaced

from .grants import Grant
from .scopes import scopes
from .scoping import ANYWHERE, Condition, Scope

LIMIT = 6144
"""Characters of a managed policy; AWS does not count blanks."""
LONGEST = dict(zip(WORDS, ("p" * 20, "e" * 12, "p" * 32, "1" * 12, "ap-southeast-1", "aws-us-gov"), strict=True))
"""What the words of a template become at their longest."""

Document = dict[str, t.Any]
OPEN = "Open"
"""The Sid of what is not restricted."""


def documents(name: str, grants: t.Iterable[Grant]) -> dict[str, str]:
    """The policies that allow all of it, by file name: `site.json`, or `site-1.json` and so on."""
    cut: list[list[Document]] = [[]]
    for statement in statements(grants, name):
        larger = _with(cut[-1], statement)
        if cut[-1] and size(larger) > LIMIT:
            cut.append([statement])
        else:
            cut[-1] = larger
    numbered = [f"{name}.json"] if len(cut) == 1 else [f"{name}-{number}.json" for number in range(1, len(cut) + 1)]
    return {file: _json(part) for file, part in zip(numbered, cut, strict=True)}


def statements(grants: t.Iterable[Grant], policy: str = "") -> list[Document]:
    """One for each service and each restriction of its actions; first what is not restricted."""
    every = sorted((_heading(grant, scope), grant.action) for grant in grants for scope in _scopes(grant, policy))
    groups = itertools.groupby(every, key=lambda each: each[0])
    return _numbered([_statement(heading, [action for _unused, action in group]) for heading, group in groups])


def _numbered(parts: list[Document]) -> list[Document]:
    """AWS refuses two statements of one Sid."""
    times = collections.Counter[str]()
    for part in parts:
        times[part["Sid"]] += 1
        if times[part["Sid"]] > 1 and part["Sid"] != OPEN:
            part["Sid"] += str(times[part["Sid"]])
    return parts


def size(part: list[Document]) -> int:
    """Without blanks, with the longest names."""
    return len("".join(json.dumps(replaced(_document(part), LONGEST)).split()))


class _Heading(t.NamedTuple):
    """What the actions of a statement have in common; sorted as it stands."""

    restricted: bool
    service: str
    sid: str
    resources: tuple[str, ...]
    condition: str


def _scopes(grant: Grant, policy: str) -> t.Sequence[Scope]:
    """A key that another service uses in the caller's name is whatever that service's resource has."""
    return [ANYWHERE] if grant.action.startswith("kms:") and grant.service else scopes(grant.action, policy)


def _heading(grant: Grant, scope: Scope) -> _Heading:
    service = grant.action.partition(":")[0]
    condition: Condition = scope.condition
    if grant.service:
        condition = {**condition, "StringLike": {grant.condition_key: grant.service}}
    behalf = grant.condition_key.partition(":")[2] + _camel(grant.service.partition(".")[0]) if grant.service else ""
    sid = _camel(service) + scope.title + behalf
    return _Heading(bool(condition) or scope.resources != ("*",), service, sid, scope.resources, json.dumps(condition))


def _statement(heading: _Heading, actions: list[str]) -> Document:
    resources = list(heading.resources) if len(heading.resources) > 1 else heading.resources[0]
    statement: Document = {
        "Sid": heading.sid if heading.restricted else OPEN, "Effect": "Allow", "Action": actions,
        "Resource": resources}
    if condition := json.loads(heading.condition):
        statement["Condition"] = condition
    return statement


def _with(part: list[Document], statement: Document) -> list[Document]:
    """What is open of several services is one statement."""
    if part and part[-1]["Sid"] == statement["Sid"] == OPEN:
        return [*part[:-1], {**part[-1], "Action": [*part[-1]["Action"], *statement["Action"]]}]
    return [*part, statement]


def _camel(words: str) -> str:
    return "".join(word.capitalize() for word in words.split("-"))


def _document(part: list[Document]) -> Document:
    return {"Version": "2012-10-17", "Statement": part}


def _json(part: list[Document]) -> str:
    return json.dumps(_document(part), indent=2) + "\n"
