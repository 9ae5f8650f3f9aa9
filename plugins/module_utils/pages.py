# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of which botocore does not know that they come by the page."""

from __future__ import annotations

import dataclasses
import typing as t

from .calls import Call, Flow


def pages(call: Call, listed: str) -> Flow:
    """The entries of all pages."""
    entries: list[t.Any] = []
    token = None
    while True:
        reply = yield dataclasses.replace(call, params={**call.params, **({"NextToken": token} if token else {})})
        entries += reply.get(listed, ())
        token = reply.get("NextToken")
        if not token:
            return entries
