# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers by the page."""

from __future__ import annotations

import base64
import binascii
import typing as t

T = t.TypeVar("T")


def page(items: t.Sequence[T], size: int, token: str | None, refusal: Exception) -> tuple[list[T], str | None]:
    """The items of one page and the token of the next; a token that nobody was given raises `refusal`."""
    start = _start(token, refusal) if token else 0
    following = start + size
    after = base64.b64encode(str(following).encode()).decode() if following < len(items) else None
    return list(items[start:following]), after


def _start(token: str, refusal: Exception) -> int:
    try:
        return int(base64.b64decode(token, validate=True))
    except (binascii.Error, ValueError):
        raise refusal from None
