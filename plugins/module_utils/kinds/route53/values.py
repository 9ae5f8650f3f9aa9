# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the values of records look like: quotes, final dots and case."""

from __future__ import annotations

import re
import typing as t

TEXTS = ("TXT", "SPF")
"""Types whose values are character strings."""

HOSTS = ("CNAME", "NS", "PTR", "MX", "SRV")
"""Types whose values are (or end in) host names, in which case and a final dot mean nothing."""

LONGEST = 255
"""Bytes of one character string; a longer text is written as several."""

STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def quoted(type_: str, value: str) -> str:
    """A value as Route 53 takes it; a text that is quoted already is left as it is."""
    if type_ not in TEXTS or _is_quoted(value):
        return value
    octets = value.encode()
    pieces = [octets[i:i + LONGEST] for i in range(0, len(octets), LONGEST)] or [b""]
    return " ".join(f'"{"".join(map(_escaped, piece))}"' for piece in pieces)


def meaning(type_: str, value: str) -> str:
    """Equal for values that mean the same."""
    if type_ in TEXTS:
        return unquoted(value) if _is_quoted(value) else value
    plain = " ".join(value.split())
    return plain.lower().rstrip(".") if type_ in HOSTS else plain.lower() if type_ == "AAAA" else plain


def unquoted(value: str) -> str:
    """The text of character strings, however it was cut."""
    octets = re.sub(r"\\(\d{3}|.)", _meant, "".join(STRING.findall(value)))
    return octets.encode("latin-1", "ignore").decode("utf-8", "replace")


def spelt(type_: str, found: t.Iterable[str], wanted: t.Iterable[str]) -> list[str]:
    """Values of AWS in the spelling of the user, where they mean the same; other texts without quotes."""
    mine = {meaning(type_, value): value for value in wanted}
    return [mine.get(meaning(type_, value), unquoted(value) if type_ in TEXTS else value) for value in found]


def _escaped(octet: int) -> str:
    """A byte as Route 53 writes it: what is not plain ASCII as three octal digits."""
    plain = chr(octet)
    return f"\\{plain}" if plain in '"\\' else plain if 32 <= octet < 127 else f"\\{octet:03o}"


def _meant(found: re.Match[str]) -> str:
    return chr(int(found[1], 8)) if len(found[1]) == 3 else found[1]


def _is_quoted(value: str) -> bool:
    return bool(STRING.match(value)) and not STRING.sub("", value).strip()
