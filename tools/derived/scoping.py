# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of which the table of scopes is made."""

from __future__ import annotations

import typing as t

Condition = t.Mapping[str, t.Mapping[str, str]]

OURS = {"project": "PROJECT", "environment": "ENVIRONMENT"}
"""The tags that tell one platform's resources from another's: `cell_tags`."""


class Scope(t.NamedTuple):
    """Resources and conditions; for the actions named, or for all of a service's that no other scope names."""

    resources: tuple[str, ...]
    actions: frozenset[str] = frozenset()
    condition: Condition = {}
    title: str = ""
    """What its statements are called after the service."""


class Tags(t.NamedTuple):
    """A restriction by tags, and what statements with it are called."""

    title: str
    condition: Condition


def _tags(title: str, operator: str, *keys: str) -> Tags:
    return Tags(title, {operator: {f"aws:{key}/{name}": value for key in keys for name, value in OURS.items()}})


HELD = _tags("Held", "StringEquals", "ResourceTag")
"""What is there is ours."""
RULES = _tags("Rules", "StringEqualsIfExists", "ResourceTag")
"""What is there is ours, or bears no tags."""
BORN = _tags("Born", "StringEquals", "RequestTag")
"""What is made is tagged as ours."""
MARKED = _tags("Marked", "StringEqualsIfExists", "ResourceTag", "RequestTag")
"""What is tagged is ours or nobody's, and is tagged as nobody else's."""

ANYWHERE = Scope(("*",))


def named(*forms: str, actions: str = "", title: str = "") -> Scope:
    """Resources by their ARNs, `N` being whatever our names are: the prefix itself, or what begins with it and `-`."""
    written = (each for form in forms for each in _forms(form))
    return Scope(tuple(f"arn:PARTITION:{each}" for each in written), frozenset(actions.split()), title=title)


def _forms(form: str) -> tuple[str, ...]:
    return (form.replace("{N}", "PREFIX"), form.replace("{N}", "PREFIX-*")) if "{N}" in form else (form,)


def tagged(tags: Tags, *forms: str, actions: str = "") -> Scope:
    """Resources of some form, or any, by tags."""
    resources = named(*forms).resources if forms else ("*",)
    return Scope(resources, frozenset(actions.split()), tags.condition, tags.title)
