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

READ = 20 * LONGEST
"""Characters that are looked at: more than are shown, as a secret that is cut off does not look like one."""

NAMED = r"(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|app[_-]?key|access[_-]?key|private[_-]?key|" \
        r"credentials?|authorization|session[_-]?id|signature)"
NAME = rf"{NAMED}[\w.-]{{0,64}}"
QUOTE = r"(?:\\*[\"'])?"
VALUE = r"(?:(?P<quote>\\*[\"'])(?s:.*?)(?:(?<!\\)(?P=quote)|\Z)|[^\s,;&\"'}\])]+)"
"""In quotes, escaped or not and however often; without their end up to that of the line, or else a word."""

SCHEMES = "Bearer|Basic|Negotiate"
TAKERS = r"(?:->|::)(?:__construct|auth|connect|\w*attempt|create\w*Connection|tryAgain\w*)"
"""Functions that are given passwords: PHP shows arguments in the traces of exceptions."""

CALLED = r"(?s:.*?)(?:\)(?=\s*(?:#\d|\\+n|\\*[\"']|\Z))|\Z)"
"""Arguments: up to the next frame of the trace, as PHP escapes nothing in them."""

PATTERNS = (
    (re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL), MASK),
    (re.compile(rf"({TAKERS}\s?\()(?!\)){CALLED}"), rf"\1{MASK})"),
    (re.compile(rf"\b({SCHEMES})\s+[A-Za-z0-9._~+/=-]{{6,}}", re.IGNORECASE), rf"\1 {MASK}"),
    (re.compile(rf"(--{NAME}\s+)(?!-){VALUE}", re.IGNORECASE), rf"\1{MASK}"),
    (re.compile(rf"\b(IDENTIFIED\s+(?:WITH\s+\S+\s+)?BY\s+){VALUE}", re.IGNORECASE), rf"\1{MASK}"),
    (re.compile(r"\b((?:Set-)?Cookie\s*:).*", re.IGNORECASE), rf"\1 {MASK}"),
    (re.compile(r"\bbase64:[A-Za-z0-9+/=]{16,}"), f"base64:{MASK}"),
    (re.compile(r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]+)?"), MASK),
    (re.compile(r"\b((?:AKIA|ASIA)[A-Z0-9]{4})[A-Z0-9]{12}\b"), rf"\1{MASK}"),
    (re.compile(r"(://[^\s:/@]{0,64}):[^\s/@]+@"), rf"\1:{MASK}@"),
    (re.compile(rf"({NAME}{QUOTE}\s{{0,8}}(?:=>|[=:])\s{{0,8}})(?!(?:{SCHEMES})\b){VALUE}", re.IGNORECASE),
     rf"\1{MASK}"),
)
"""What a secret looks like, and what is shown instead."""


def masked(line: str) -> str:
    """A line with what looks like a secret in it masked; of a longer one, its beginning."""
    return cut(without_secrets(line))


def cut(line: str) -> str:
    """The beginning of a long line."""
    return line if len(line) <= LONGEST else f"{line[:LONGEST]} ..."


def without_secrets(text: str) -> str:
    """The beginning of a text, of one line or of many, with what looks like a secret in it masked."""
    text = text[:READ]
    for pattern, instead in PATTERNS:
        text = pattern.sub(instead, text)
    return text
