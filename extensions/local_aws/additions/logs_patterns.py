# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filter patterns of optional terms: `?ERROR ?"a phrase"` matches what holds one of them.

moto takes every line to match these, and still does for other patterns that it does not know: of JSON, and regular
expressions.
"""

from __future__ import annotations

import re
import typing as t

from moto.logs.utils import EventMessageFilter

from ._mend import mends

TERM = r'\?(?:"((?:[^"\\]|\\.)*)"|(\w+))'
OPTIONAL = re.compile(rf"\s*{TERM}(\s+{TERM})*\s*")


@mends(EventMessageFilter, "__init__")
def read(former: t.Any, self: EventMessageFilter, pattern: str) -> None:
    former(self, pattern)
    optional = OPTIONAL.fullmatch(pattern or "")
    terms = [re.sub(r"\\(.)", r"\1", phrase) or word for phrase, word in re.findall(TERM, pattern or "")]
    self.__dict__["any_of"] = terms if optional else []


@mends(EventMessageFilter)
def matches(former: t.Any, self: EventMessageFilter, message: str) -> bool:
    terms = self.__dict__["any_of"]
    return any(term in message for term in terms) if terms else t.cast(bool, former(self, message))
