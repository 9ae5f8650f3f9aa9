# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a selection of AWS Backup takes a resource."""

from __future__ import annotations

import fnmatch
import typing as t

from ..kinds.backup.conditions import PREFIX
from .platform import Found

Tags = t.Mapping[str, str]
Test = t.Callable[["str | None", str], bool]

TESTS: dict[str, Test] = {
    "StringEquals": lambda now, wanted: now == wanted,
    "StringNotEquals": lambda now, wanted: now != wanted,
    "StringLike": lambda now, wanted: now is not None and fnmatch.fnmatchcase(now, wanted),
    "StringNotLike": lambda now, wanted: now is None or not fnmatch.fnmatchcase(now, wanted),
}
"""What the operators ask of the value that a tag has, if it is there."""


def takes(selection: Found, arn: str, tags: Tags) -> bool:
    """It has to be named, or to bear any of the listed tags; and to meet all conditions."""
    named = _named(selection.get("Resources"), arn) or any(
        _tested("StringEquals", one, tags) for one in selection.get("ListOfTags") or ())
    met = all(_tested(operator, one, tags) for operator, listed in (selection.get("Conditions") or {}).items()
              for one in listed or ())
    return named and met and not _named(selection.get("NotResources"), arn)


def _named(patterns: t.Iterable[str] | None, arn: str) -> bool:
    return any(fnmatch.fnmatchcase(arn, one) for one in patterns or ())


def _tested(operator: str, test: Found, tags: Tags) -> bool:
    return TESTS[operator](tags.get(test["ConditionKey"].removeprefix(PREFIX)), test["ConditionValue"])
