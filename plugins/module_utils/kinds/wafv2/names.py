# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What WAF takes as a name and as a description."""

from __future__ import annotations

import re
import typing as t

from ...wire import Codec

stated = Codec(lambda value: value, lambda found: found or None)
"""A text that AWS shows as an empty one where there is none, and does not take so."""


def name_problems(name: str) -> t.Iterator[str]:
    if not re.fullmatch(r"[\w\-]{1,128}", name, re.ASCII):
        yield f"name: {name!r} is not allowed: 1 to 128 letters, digits, - and _"


def description_problems(description: str | None) -> t.Iterator[str]:
    """AWS refuses an empty one, so that one which is there can be changed and not removed."""
    if description is not None and not re.fullmatch(
            r"[\w+=:#@/\-,.][\w+=:#@/\-,.\s]{1,254}[\w+=:#@/\-,.]", description, re.ASCII):
        yield (f"description: {description!r} is not allowed: 3 to 256 letters, digits, spaces and + = : # @ / - , . _ "
               "with no space at its ends")
