# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody searches for, as CloudWatch's filter patterns say it; and how far back."""

from __future__ import annotations

import re

PATTERN = re.compile(r'\{.*\}|\[.*\]|%.*%|".*"|[?-]["\w].*', re.DOTALL)
"""What is a filter pattern already."""

WORD = re.compile(r"\w+")
SPAN = re.compile(r"(\d{1,6})\s*([smhd])")
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def filter_pattern(search: str) -> str:
    """A plain text as a phrase; what is a filter pattern already, as it is.

    CloudWatch takes words alone without quotes, and refuses other characters outside of them.
    """
    if not search or PATTERN.fullmatch(search) or WORD.fullmatch(search):
        return search
    escaped = search.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def seconds(span: str) -> int | None:
    """`15m` -> 900; None for what is no span."""
    found = SPAN.fullmatch(span.strip())
    return int(found[1]) * SECONDS[found[2]] if found else None
