# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which distribution is meant: AWS gives them ids only."""

from __future__ import annotations

import typing as t

from ...calls import Flow
from ...errors import Invalid
from ...tagging import MANAGED_BY
from .api import Found, distributions, tags_of


def find(name: str, aliases: t.Collection[str], mark: str | None) -> Flow:
    """AWS's summary of the distribution of that name, or else of one with these aliases that is nobody's, or None.

    The name is the comment, which the list of all distributions shows; to look for a tag would take a call for each.
    `mark` is the tag that says whose a distribution is.
    """
    every: list[Found] = yield from distributions()
    named = [each for each in every if each["Comment"] == name]
    if len(named) > 1:
        raise Invalid(f"there are {len(named)} distributions named {name} (by their comment), rename all but one: "
                      f"{', '.join(each['Id'] for each in named)}")
    if named:
        return named[0]
    for each in every:
        if set(aliases) & set(each["Aliases"].get("Items") or ()) and not (yield from _is_another(each, mark)):
            return each
    return None


def _is_another(found: Found, mark: str | None) -> Flow:
    """Whether a distribution bears the name of another resource of ours."""
    return bool(mark and found["Comment"]) and (yield from tags_of(found["ARN"])).get(MANAGED_BY) == mark
