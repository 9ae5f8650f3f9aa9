# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls that several flows may share: equal ones, and ones that differ in one list."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from .calls import Call, Reply, Wait
from .wire import get

if t.TYPE_CHECKING:
    from .loop import Talk


@dataclass
class Shared:
    """One call, and the flows that wait for its reply."""

    call: Call
    talks: list[Talk] = field(default_factory=list)

    @property
    def polls(self) -> bool:
        """Whether a fresh reply is wanted: somebody waits for a state to change."""
        return any(isinstance(talk.step, Wait) or talk.patience for talk in self.talks)

    def join(self, talk: Talk) -> bool:
        """Take in a flow whose call is equal, or equal but for its list; False where another request is better.

        Reads that do not fit into one request go side by side; writes follow
        each other, as AWS often takes one change of a thing at a time.
        """
        entries, more = _entries(self.call), _entries(talk.call)
        if entries and more and self.call.batch:
            entries = entries + [entry for entry in more if entry not in entries]
            if self.call.reads and len(entries) > self.call.batch.size:
                return False
            self.call = _with(self.call, entries)
        self.talks.append(talk)
        return True

    def perform(self, perform: t.Callable[[Call], Reply]) -> Reply:
        """Make the call, in as many requests as its batch size asks for."""
        replies = [perform(call) for call in chunks(self.call)]
        return replies[0] if len(replies) == 1 else merged(replies)


def combine(talks: t.Iterable[Talk]) -> list[Shared]:
    """The calls to make for these flows.

    Equal reads become one, and so do calls with a batch that are equal but
    for its list.  Writes that are not batched are never shared.
    """
    found: dict[str, list[Shared]] = {}
    for number, talk in enumerate(talks):
        call = talk.call
        alike = found.setdefault(f"{call.identity} alone" if talk.alone else _group(call, number), [])
        if not any(shared.join(talk) for shared in alike):
            alike.append(Shared(call, [talk]))
    return [shared for alike in found.values() for shared in alike]


def _group(call: Call, number: int) -> str:
    if _entries(call):
        return f"{_with(call, []).identity} and more"
    return call.identity if call.reads else f"{call.identity} {number}"


def _entries(call: Call) -> list[t.Any]:
    """The list that may be longer; empty for a call without one, which often means everything there is."""
    return list(get(call.params, _path(call)) or ()) if call.batch else []


def _with(call: Call, entries: list[t.Any]) -> Call:
    return Call(call.service, call.operation, _replaced(call.params, _path(call), entries))


def _path(call: Call) -> list[str]:
    return call.batch.param.split(".") if call.batch else []


def _replaced(params: dict[str, t.Any], path: list[str], value: t.Any) -> dict[str, t.Any]:
    first, *rest = path
    return {**params, first: _replaced(params[first], rest, value) if rest else value}


def chunks(call: Call) -> list[Call]:
    """The call, cut into requests that AWS takes."""
    entries = _entries(call)
    if not call.batch or len(entries) <= call.batch.size:
        return [call]
    return [_with(call, entries[i:i + call.batch.size]) for i in range(0, len(entries), call.batch.size)]


def merged(replies: t.Sequence[Reply]) -> Reply:
    """Several replies as one: their lists joined."""
    whole: dict[str, t.Any] = dict(replies[0])
    for reply in replies[1:]:
        for name, value in reply.items():
            whole[name] = [*whole.get(name, []), *value] if isinstance(value, list) else value
    return whole
