# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policy documents, of which AWS gives back another spelling than it was given.

Any kind with a policy: `policy: dict[str, t.Any] | None = option("...", codec=policies.policy, alike=policies.alike)`.
"""

from __future__ import annotations

import dataclasses
import json
import typing as t
import urllib.parse

from .calls import Call, Flow, Wait
from .errors import AwsError
from .wire import Codec

Document = t.Mapping[str, t.Any]


def _out(value: Document | None) -> str | None:
    return None if value is None else json.dumps(value, separators=(",", ":"))


def _into(found: t.Any) -> dict[str, t.Any] | None:
    if isinstance(found, str) and found:
        plain = found if found.lstrip().startswith("{") else urllib.parse.unquote(found)
        return t.cast("dict[str, t.Any]", json.loads(plain))
    return dict(found) if found else None


policy = Codec(_out, _into)
"""A document that the API takes as JSON, and gives back as JSON, URL-encoded (IAM) or decoded (botocore, for IAM)."""


def alike(wanted: Document | None, now: Document | None) -> bool:
    """Whether two documents allow and deny the same, however they are spelt.

    One entry or a list of one, the order of statements and lists, the case of
    actions, an account's number or the ARN of its root, `*` or `{AWS: *}`.
    """
    return bool(canonical(wanted) == canonical(now))


def all_alike(wanted: t.Mapping[str, Document], now: t.Mapping[str, Document] | None) -> bool:
    """The same for documents by name: exactly these."""
    there = now or {}
    return wanted.keys() == there.keys() and all(alike(wanted[name], there[name]) for name in wanted)


def canonical(document: Document | None) -> t.Any:
    """A value that is equal for documents that mean the same; None for one that says nothing."""
    found = statements(document)
    if not found:
        return None
    version = str((document or {}).get("Version", "2008-10-17"))  # what AWS takes a missing one for
    return version, sorted(map(_statement, found))


def statements(document: Document | None) -> list[Document]:
    """The statements of a document, of which there may be a single one without a list."""
    found = (document or {}).get("Statement") or []
    return [found] if isinstance(found, t.Mapping) else list(found)


def problems(document: Document) -> t.Iterator[str]:
    """What AWS refuses of any document: no statement, or two that are called alike."""
    found = statements(document)
    if not found:
        yield "has no Statement"
    called = [str(each["Sid"]) for each in found if each.get("Sid")]
    for name in sorted({name for name in called if called.count(name) > 1}):
        yield f"calls several statements {name}; a Sid is one statement's only"


def statement_alike(one: Document, other: Document) -> bool:
    """Whether two statements mean the same, whatever they are called."""
    return _statement({**one, "Sid": ""}) == _statement({**other, "Sid": ""})


def granted(call: Call, what: str) -> Flow:
    """Make a call that sets a policy, again for a while where AWS does not know a principal of it.

    A role is known to IAM at once, and to the rest of AWS some seconds later.
    """
    try:
        return (yield call)
    except AwsError as error:
        if "malformed" not in error.code.lower() or "principal" not in error.message.lower():
            raise
        service = dataclasses.replace(call.service, transient=call.service.transient | {error.code})
        return (yield Wait(
            dataclasses.replace(call, service=service), f"{what} (AWS says: {error.message.rstrip('.')})",
            lambda reply: "taken", frozenset({"taken"}), timeout=60,
            hint="It names a role, user or account that does not exist: mend the name, or make it first"))


def size(document: Document) -> int:
    """Its length as AWS counts it: characters of JSON that are not white space."""
    return sum(not character.isspace() for character in t.cast(str, _out(document)))


def _statement(given: Document) -> str:
    said = {name: _element(name, value) for name, value in given.items() if value not in (None, "", [], {})}
    return json.dumps(said, sort_keys=True)


def _element(name: str, value: t.Any) -> t.Any:
    if name in ("Action", "NotAction"):
        return sorted({action.lower() for action in _texts(value)})
    if name in ("Principal", "NotPrincipal"):
        return _principals(value)
    if name == "Condition":
        return {operator: _conditions(tests) for operator, tests in value.items()}
    return sorted(set(_texts(value)))


def _principals(value: t.Any) -> dict[str, list[str]]:
    kinds = value if isinstance(value, t.Mapping) else {"AWS": value}
    return {kind: sorted({_principal(name) for name in _texts(names)}) for kind, names in kinds.items()}


def _principal(name: str) -> str:
    """An account is its number, also where AWS writes the ARN of its root."""
    parts = name.split(":", 5)
    return parts[4] if len(parts) == 6 and parts[2] == "iam" and parts[5] == "root" else name


def _conditions(tests: Document) -> dict[str, list[str]]:
    """Names of keys have no case, save for the name of a tag that follows a slash."""
    found = {}
    for name, values in tests.items():
        context, slash, tag = name.partition("/")
        found[f"{context.lower()}{slash}{tag}"] = sorted(set(_texts(values)))
    return found


def _texts(value: t.Any) -> list[str]:
    """A list of strings from what may be one string, a number or a truth."""
    return [str(entry).lower() if isinstance(entry, bool) else str(entry)
            for entry in (value if isinstance(value, (list, tuple)) else [value])]
