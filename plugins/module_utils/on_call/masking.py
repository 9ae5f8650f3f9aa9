# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of a log without the secrets that applications write there by mistake.

It knows a secret by what stands around it, as no secret is read to compare with: so it may mask too much, and what is
not called a secret is not known to be one.
"""

from __future__ import annotations

import re

MASK = "********"
LONGEST = 1000
"""Characters of a line that are shown."""

NAMED = r"(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|app[_-]?key|access[_-]?key|private[_-]?key|" \
        r"credentials?|authorization|session[_-]?id|signature)"
NAME = rf"[\w.-]*{NAMED}[\w.-]*"
QUOTE = r"(?:\\?[\"'])?"
VALUE = r"(?:\\\"(?:(?!\\\").)*\\\"|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^\s,;&\"'}\])]+)"
SCHEMES = "Bearer|Basic|Negotiate"

PATTERNS = (
    (re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)", re.DOTALL), MASK),
    (re.compile(rf"\b({SCHEMES})\s+[A-Za-z0-9._~+/=-]{{6,}}", re.IGNORECASE), rf"\1 {MASK}"),
    (re.compile(r"\b((?:Set-)?Cookie\s*:).*", re.IGNORECASE), rf"\1 {MASK}"),
    (re.compile(r"\bbase64:[A-Za-z0-9+/=]{16,}"), f"base64:{MASK}"),
    (re.compile(r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]+)?"), MASK),
    (re.compile(r"\b((?:AKIA|ASIA)[A-Z0-9]{4})[A-Z0-9]{12}\b"), rf"\1{MASK}"),
    (re.compile(r"(://[^\s:/@]*):[^\s/@]+@"), rf"\1:{MASK}@"),
    (re.compile(rf"({NAME}{QUOTE}\s*(?:=>|[=:])\s*)(?!(?:{SCHEMES})\b){VALUE}", re.IGNORECASE), rf"\1{MASK}"),
)
"""What a secret looks like, and what is shown instead."""


def masked(line: str) -> str:
    """A line with what looks like a secret in it masked; of a longer one, its beginning."""
    line = line if len(line) <= LONGEST else f"{line[:LONGEST]} ..."
    for pattern, instead in PATTERNS:
        line = pattern.sub(instead, line)
    return line
