# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text of a file, and where in it something is said."""

from __future__ import annotations

import re
from pathlib import Path

from ...module_utils.errors import Invalid

NAME = re.compile(r"[\w.\[\]-]+", re.ASCII)
"""What Compose takes for a variable's name in a file of variables; whatever else stands there may be a value."""


def read_text(path: Path) -> str:
    """What a file says; raises `Invalid` where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise Invalid(f"{path} cannot be read: it is not text in UTF-8") from error


class Text(str):
    """A scalar of a file as it is written there, and its line."""

    line: int

    def __new__(cls, value: str, line: int) -> Text:
        made = super().__new__(cls, value)
        made.line = line
        return made
