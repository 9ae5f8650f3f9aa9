# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One verdict on all parts, and the lines that say it: the worst first, what is fine last."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...releasing.revisions import all_of
from ...runbook import told as say
from ..words import counted
from .part import Part, told

Word = t.Literal["down", "degraded", "well", "unknown"]


@dataclass(frozen=True)
class Verdict:
    """What is said of a platform or a tenant."""

    whose: str
    parts: t.Sequence[Part]

    @property
    def word(self) -> Word:
        """`down` where clients see errors; `unknown` where nothing is known to be wrong and not all could be told."""
        if any(each.down for part in self.parts for each in part.wrong):
            return "down"
        if any(part.wrong for part in self.parts):
            return "degraded"
        return "unknown" if self._unreadable else "well"

    @property
    def lines(self) -> list[str]:
        wrong = [line for part in self._wrong for line in _told(part)]
        fine = "; ".join(part.fine for part in self.parts if part.fine and not part.wrong and not part.unreadable)
        notes = [note for part in self.parts for note in part.notes]
        lost = [f"could not be told: {part.name}: {part.unreadable}" for part in self._unreadable]
        return [self._first, *wrong, *lost, *notes, *([f"fine: {fine}"] if fine else [])]

    @property
    def _wrong(self) -> list[Part]:
        """Those that clients notice first."""
        found = [part for part in self.parts if part.wrong]
        return sorted(found, key=lambda part: not any(each.down for each in part.wrong))

    @property
    def _unreadable(self) -> list[Part]:
        return [part for part in self.parts if part.unreadable]

    @property
    def _first(self) -> str:
        counts = [part.count for part in self._wrong]
        if self._unreadable:
            counts.append(f"{counted(len(self._unreadable), 'part')} could not be told")
        word = "not known to be wrong anywhere" if self.word == "unknown" else self.word
        return f"{self.whose} is {word}{': ' if counts else ''}{', '.join(counts)}"


RETURNS: t.Final[t.Mapping[str, str]] = {
    "verdict": "One of V(well), V(degraded), V(down), and V(unknown) where not all could be told.",
    "parts": "What was looked at: C(name), C(wrong) (each with C(what), C(details), C(helps)), C(unreadable).",
    "lines": "The same for a person, the verdict first.",
}
"""What a triage returns."""


def judged(whose: str, looks: t.Iterable[tuple[str, Flow]]) -> Flow:
    """Look at all parts at once, tell a person the verdict, and return a triage's result."""
    parts: list[Part] = yield from all_of([told(name, look) for name, look in looks])
    verdict = Verdict(whose, parts)
    yield from say(verdict.lines)
    return {"changed": False, "verdict": verdict.word, "lines": verdict.lines, "parts": [part.data for part in parts]}


def _told(part: Part) -> list[str]:
    return [line if number else f"{part.name}: {line}"
            for each in part.wrong for number, line in enumerate(each.lines)]
