# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of variables, a NAME=value on each line: `.env`, and those that `env_file` names."""

from __future__ import annotations

import io
import typing as t
from collections import ChainMap
from dataclasses import dataclass
from pathlib import Path

from ...module_utils.errors import Invalid
from .interpolating import Known, interpolate
from .texts import NAME, read_text

try:
    from dotenv.parser import parse_stream

    HAS_DOTENV = True
except ImportError:
    HAS_DOTENV = False


@dataclass(frozen=True)
class Entry:
    """A line of such a file."""

    line: int
    name: str
    value: str | None
    """None where the line is a name only."""
    literal: bool
    """Whether a dollar in it is a dollar."""


def read_env_file(path: Path, known: Known, *, raw: bool = False) -> dict[str, str | None]:
    """Variables of a file; None where one is only named, and not known.

    What is known wins over an earlier line of the file where a later one refers to it.  `raw` takes all that is
    behind the `=` as it is, as Compose's `format: raw` does.
    """
    found: dict[str, str] = {}
    named: dict[str, str | None] = {}
    for entry in _raw(path) if raw else _parsed(path):
        try:
            value = _value(entry, ChainMap({}, t.cast("dict[str, str]", known), found))
        except Invalid as error:
            raise Invalid(f"{path}:{entry.line}: {error}") from None
        named[entry.name] = value
        if value is not None:
            found[entry.name] = value
    return named


def _value(entry: Entry, known: Known) -> str | None:
    if not NAME.fullmatch(entry.name):
        raise Invalid("this is no NAME=value")
    if entry.value is None:
        return known.get(entry.name)
    return entry.value if entry.literal else interpolate(entry.value, known)


def _parsed(path: Path) -> t.Iterator[Entry]:
    """The lines as python-dotenv understands quotes, comments and `export`."""
    if not HAS_DOTENV:
        raise Invalid(f"{path} cannot be read without the Python package python-dotenv: pip install python-dotenv")
    for binding in parse_stream(io.StringIO(read_text(path))):
        written = binding.original.string.lstrip()
        blank = binding.original.string.removesuffix(written)
        line = binding.original.line + blank.count("\n")
        if binding.error:
            yield Entry(line, "", None, literal=True)
        elif binding.key is not None:
            literal = written.partition("=")[2].lstrip().startswith("'")
            yield Entry(line, binding.key, binding.value, literal)


def _raw(path: Path) -> t.Iterator[Entry]:
    for line, written in enumerate(read_text(path).splitlines(), start=1):
        if written.strip() and not written.lstrip().startswith("#"):
            name, equals, value = written.partition("=")
            yield Entry(line, name.strip(), value if equals else None, literal=True)
