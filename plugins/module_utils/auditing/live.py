# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was read, as a check looks at it."""

from __future__ import annotations

import functools
import typing as t

from ..errors import EnvelopeError
from .place import Place
from .reading import Seen, Source

Found = t.TypeVar("Found")
Known = dict[t.Callable[..., t.Any], tuple[t.Any, dict[str, Seen]]]
"""What functions have made of it, and which sources they looked at."""


class Live:
    """Gives what sources have shown, and remembers which were looked at: they are the evidence.

    A source that AWS refused raises that error, as does a `Thing` for a part of it.
    """

    def __init__(self, place: Place, read: t.Mapping[str, Seen], known: Known | None = None) -> None:
        self.place = place
        self._read = read
        self._known: Known = {} if known is None else known
        self.looked_at: dict[str, Seen] = {}

    def __getitem__(self, source: Source) -> t.Any:
        seen = self._read[source.name]
        self.looked_at[source.name] = seen
        if seen.error is not None:
            raise seen.error
        return seen.found

    def afresh(self) -> Live:
        """The same, for another check."""
        return Live(self.place, self._read, self._known)

    def worked_out(self, work_out: t.Callable[[Live], Found]) -> Found:
        """What a function makes of it, worked out once for all checks; what it looked at is looked at here, too."""
        if work_out not in self._known:
            apart = self.afresh()
            try:
                self._known[work_out] = work_out(apart), apart.looked_at
            finally:
                self.looked_at.update(apart.looked_at)
        found, looked_at = self._known[work_out]
        self.looked_at.update(looked_at)
        return t.cast(Found, found)

    def said(self, variable: str, otherwise: t.Any = None) -> t.Any:
        """What the inventory says, if it does, or what else was worked out; raises why that could not be."""
        value = self.place.values.get(variable, otherwise)
        if isinstance(value, EnvelopeError):
            raise value
        return value


def once(work_out: t.Callable[[Live], Found]) -> t.Callable[[Live], Found]:
    """A function of what was read, worked out once however many checks ask."""
    return functools.wraps(work_out)(lambda live: live.worked_out(work_out))
