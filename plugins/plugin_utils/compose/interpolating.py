# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Variables in a text, as Compose puts them in.

Source: https://docs.docker.com/reference/compose-file/interpolation/.  `string.Template` and the shells' expansions
differ in what a default, `$$` or a `$` on its own means.
"""

from __future__ import annotations

import re
import typing as t

from ...module_utils.errors import Invalid

NAME = "[_a-zA-Z][_a-zA-Z0-9]*"
START = re.compile(rf"\$(?:(?P<dollar>\$)|(?P<name>{NAME})|(?P<brace>\{{))")
INSIDE = re.compile(rf"(?P<name>{NAME})(?:(?P<unless_empty>:)?(?P<operator>[-?+])(?P<word>.*))?", re.DOTALL)
BRACES = re.compile(r"\$\{|\}")

Known = t.Mapping[str, str]


def interpolate(text: str, known: Known) -> str:
    """The text with its variables put in; raises `Invalid`, which names the variable and never shows the text.

    A variable that is not known is empty, as in Compose.
    """
    done, at = "", 0
    while found := START.search(text, at):
        done, at = done + text[at:found.start()], found.end()
        if found["dollar"]:
            done += "$"
        elif found["name"]:
            done += known.get(found["name"], "")
        else:
            end = _closing(text, at)
            done, at = done + _braced(text[at:end], known), end + 1
    return done + text[at:]


def _closing(text: str, at: int) -> int:
    """Where the brace closes that is open at `at`."""
    depth = 1
    for brace in BRACES.finditer(text, at):
        depth += 1 if brace[0] == "${" else -1
        if not depth:
            return brace.start()
    raise Invalid("a ${ has no } that closes it; a dollar that is meant as such is written $$")


def _braced(inside: str, known: Known) -> str:
    found = INSIDE.fullmatch(inside)
    if not found:
        raise Invalid("a ${...} is none that Compose knows: it takes ${NAME}, and - ? or + after the name, each also "
                      "after a colon; a dollar that is meant as such is written $$")
    name, operator, word = found["name"], found["operator"], found["word"]
    value = known.get(name)
    given = bool(value) if found["unless_empty"] else value is not None
    if operator == "?" and not given:
        raise Invalid(f"variable {name} is required and not set{f': {word}' if word else ''}; set it in .env beside "
                      "the file, or in the environment")
    if operator == "+":
        return interpolate(word, known) if given else ""
    if operator == "-" and not given:
        return interpolate(word, known)
    return value or ""
