# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the words of a user and those of AWS: `ip_set_reference_statement` and `IPSetReferenceStatement`."""

from __future__ import annotations

import functools
import re
import typing as t

from ...spelling import unknown
from .grammar import GRAMMAR

BINARY = "SearchString"
"""The one member that AWS takes as bytes."""


class Member(t.NamedTuple):
    """A member of a structure: its name at AWS, the shape it holds (empty: plain), and whether many of it."""

    name: str
    shape: str
    many: t.Literal["", "*", "%"]


Shape = dict[str, Member]
"""The members of a structure by the user's word."""


def word(name: str) -> str:
    """`HTTPMethod` -> `http_method`, `JA3Fingerprint` -> `ja3_fingerprint`, `AntiDDoSRules` -> `anti_ddos_rules`."""
    plain = name.replace("DDoS", "Ddos")
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", plain).lower()


@functools.cache
def shapes() -> dict[str, Shape]:
    """Every shape by its name."""
    joined = re.sub(r"\n {4}", " ", GRAMMAR.strip())
    lines = (line.partition(" =") for line in joined.splitlines())
    return {name: {word(member.name): member for member in map(_member, members.split())}
            for name, _is, members in lines}


def _member(written: str) -> Member:
    bare = written.rstrip("*%")
    name, colon, shape = bare.partition(":")
    return Member(name, shape or (name if colon else ""), t.cast(t.Any, written[len(bare):]))


def entries(value: t.Any, member: Member) -> t.Iterator[tuple[str, t.Any]]:
    """What a member holds, each with where it is in it."""
    if member.many == "*":
        yield from ((f"[{number}]", entry) for number, entry in enumerate(value))
    elif member.many == "%":
        yield from ((f".{name}", entry) for name, entry in value.items())
    else:
        yield "", value


def mapped(value: t.Any, member: Member, change: t.Callable[[t.Any], t.Any]) -> t.Any:
    """The same with everything that a member holds changed."""
    if member.many == "*":
        return [change(entry) for entry in value]
    return {name: change(entry) for name, entry in value.items()} if member.many == "%" else change(value)


def written(value: t.Mapping[str, t.Any], shape: str) -> dict[str, t.Any]:
    """A structure as AWS takes it; what is left open (`None`) is left out."""
    found = {}
    for name, given in value.items():
        if given is None:
            continue
        member = shapes()[shape][name]
        if member.shape:
            found[member.name] = mapped(given, member, functools.partial(written, shape=member.shape))
        else:
            found[member.name] = _bytes(given) if member.name == BINARY else given
    return found


def understood(found: t.Mapping[str, t.Any], shape: str) -> dict[str, t.Any]:
    """A structure of a reply in the user's words; what this version does not know keeps AWS's name."""
    value = {}
    for name, given in found.items():
        member = shapes()[shape].get(word(name))
        if given is None:
            continue
        if member and member.shape:
            value[word(name)] = mapped(given, member, functools.partial(understood, shape=member.shape))
        else:
            value[word(name) if member else name] = _text(given) if name == BINARY else given
    return value


def misfits(value: t.Any, shape: str, where: str) -> t.Iterator[str]:
    """What has not the form of a shape, misspelt members with the nearest real name."""
    if not isinstance(value, dict):
        yield f"{where}: {value!r} is not a dictionary ({', '.join(sorted(shapes()[shape])) or 'an empty one'})"
        return
    for name, given in value.items():
        member = shapes()[shape].get(name)
        if member is None:
            yield f"{where}: {unknown(str(name), shapes()[shape])}"
        elif given is not None:
            yield from _held(given, member, f"{where}.{name}")


def _held(given: t.Any, member: Member, where: str) -> t.Iterator[str]:
    if member.many and not isinstance(given, list if member.many == "*" else dict):
        yield f"{where}: {given!r} is not a {'list' if member.many == '*' else 'dictionary'}"
    elif member.shape:
        for at, entry in entries(given, member):
            yield from misfits(entry, member.shape, where + at)
    elif not member.many and isinstance(given, (dict, list)):
        yield f"{where}: {given!r} is not a plain value"


def _bytes(given: t.Any) -> bytes:
    return given if isinstance(given, bytes) else str(given).encode("utf-8", "surrogateescape")


def _text(found: t.Any) -> str:
    return found.decode("utf-8", "surrogateescape") if isinstance(found, bytes) else str(found)
