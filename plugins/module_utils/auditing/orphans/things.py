# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A thing that may be nobody's, as a list of its service or the tagging API shows it."""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass

from ...tagging import Tags
from .monthly import Cost


@dataclass(frozen=True)
class Item:
    sort: str
    """As a person says it: `s3 bucket`."""
    arn: str
    name: str
    """As the module calls it that makes such things."""
    module: str = ""
    """That module; empty where none does."""
    stem: str = ""
    """The part of its name that begins with the platform's, such as `envelope-prod-api` of `/ecs/envelope-prod-api`."""
    tags: Tags | None = None
    """None while they are not known."""
    created: str | None = None
    cost: Cost = "none"
    idle: str = ""
    """Why nothing uses it, where its service tells."""
    pending: str = ""
    """What it waits for, where it is deleted already."""
    host: str = ""
    """The host it is for, where it is called by that."""
    judged: bool = True
    """Whether its name tells if a role asks for it."""

    def age(self, at: str) -> int | None:
        """Days since it was made."""
        return (_moment(at) - _moment(self.created)).days if self.created else None


def moment(told: t.Any) -> str | None:
    """A point in time as UTC, of what AWS tells: a time, its text, or milliseconds since 1970."""
    if told in (None, ""):
        return None
    if isinstance(told, (int, float)):
        found = datetime.datetime.fromtimestamp(told / 1000, datetime.UTC)
    else:
        found = _moment(told) if isinstance(told, str) else told
    return found.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(text: str) -> datetime.datetime:
    found = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)
