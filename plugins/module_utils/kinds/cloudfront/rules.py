# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be told of a distribution without asking AWS."""

from __future__ import annotations

import re
import typing as t

from .parts import CacheBehavior, ErrorResponse, Origin

HOST = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])")

LONGEST_NAME = 128
"""Characters of a comment."""


def name_problems(name: str, aliases: t.Iterable[str]) -> t.Iterator[str]:
    """What is wrong with what a distribution is called."""
    if not 1 <= len(name) <= LONGEST_NAME:
        yield f"name: {name!r} has {len(name)} characters, allowed are 1 to {LONGEST_NAME}"
    for alias in aliases:
        if not HOST.fullmatch(alias):
            yield f"aliases: {alias!r} is no host name; allowed are names in lower case, and *. before one of them"


def part_problems(origins: t.Sequence[Origin] | None, behavior: CacheBehavior | None,
                  errors: t.Sequence[ErrorResponse] | None) -> t.Iterator[str]:
    """What does not fit together in its parts."""
    ids = [origin.id for origin in origins or ()]
    codes = [error.error_code for error in errors or ()]
    target = behavior and behavior.target_origin
    if origins is not None and (not ids or len(set(ids)) < len(ids)):
        yield f"origins: ids are {', '.join(ids) or 'none'}; allowed are one and more, each once"
    if ids and target and target not in ids:
        yield f"default_cache_behavior: target_origin is {target}, allowed are {', '.join(ids)}"
    if len(set(codes)) < len(codes):
        yield f"custom_error_responses: error_codes are {', '.join(map(str, codes))}; allowed is each once"
