# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the values of records look like: quotes, final dots and case."""

from __future__ import annotations

import re
import typing as t

from .service import unescaped

TEXTS = ("TXT", "SPF")
"""Types whose values are character strings."""

HOSTS = ("CNAME", "NS", "PTR", "MX", "SRV")
"""Types whose values are (or end in) host names, in which case and a final dot mean nothing."""

LONGEST = 255
"""Characters of one character string; a longer text is written as several."""

STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def quoted(type_: str, value: str) -> str:
    """A value as Route 53 takes it; a text that is quoted already is left as it is."""
    if type_ not in TEXTS or _is_quoted(value):
        return value
    pieces = [value[i:i + LONGEST] for i in range(0, len(value), LONGEST)] or [""]
    return " ".join('"{}"'.format(piece.replace("\\", "\\\\").replace('"', '\\"')) for piece in pieces)


def meaning(type_: str, value: str) -> str:
    """Equal for values that mean the same."""
    if type_ in TEXTS:
        return unquoted(value) if _is_quoted(value) else value
    plain = " ".join(value.split())
    return plain.lower().rstrip(".") if type_ in HOSTS else plain.lower() if type_ == "AAAA" else plain


def unquoted(value: str) -> str:
    """The text of character strings, however it was cut."""
    pieces = (re.sub(r"\\(?!\d{3})(.)", r"\1", piece) for piece in STRING.findall(value))
    return unescaped("".join(pieces))


def spelt(type_: str, found: t.Iterable[str], wanted: t.Iterable[str]) -> list[str]:
    """Values of AWS in the spelling of the user, where they mean the same; other texts without quotes."""
    mine = {meaning(type_, value): value for value in wanted}
    return [mine.get(meaning(type_, value), unquoted(value) if type_ in TEXTS else value) for value in found]


def _is_quoted(value: str) -> bool:
    return bool(STRING.match(value)) and not STRING.sub("", value).strip()
