# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody may have meant."""

from __future__ import annotations

import difflib
import functools
import typing as t


def nearest(word: str, words: t.Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The one of `words` that is spelt most like `word`, or None when none is near."""
    return _nearest(word, tuple(sorted(words)), cutoff)


@functools.cache
def _nearest(word: str, words: tuple[str, ...], cutoff: float) -> str | None:
    """The same variables are looked at on every host of an inventory."""
    return next(iter(difflib.get_close_matches(word, words, n=1, cutoff=cutoff)), None)


def unknown(word: str, words: t.Collection[str]) -> str:
    """What to say of a word that is none of `words`."""
    near = nearest(word, words)
    return f"{word} is not known{f', did you mean {near}?' if near else ''} (allowed: {', '.join(sorted(words))})"
