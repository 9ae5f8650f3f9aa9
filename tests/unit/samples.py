# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plausible instance of every kind."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.resource import Part, Property, Resource, properties


def sample(kind: type[Resource], **overrides: t.Any) -> t.Any:
    """One with a value for every option: the kind's own example, and made-up ones for the rest."""
    options = {p.name: some(p) for p in properties(kind, "scope", "key", "option") if p.name not in kind.examples}
    return kind.given({**options, **kind.examples, **overrides})


def some(p: Property) -> t.Any:
    return _value(p.hint)


def _value(hint: t.Any) -> t.Any:
    origin, args = t.get_origin(hint), t.get_args(hint)
    if origin is t.Literal:
        return args[0]
    if origin is dict:
        return {"tenant": "acme"}
    if origin is list:
        return [_value(args[0])]
    if isinstance(hint, type) and issubclass(hint, Part):
        examples = getattr(hint, "examples", {})
        return {**{p.name: some(p) for p in properties(hint, "option")}, **examples}
    return {str: "acme", int: 60, bool: True, float: 1.0, dict: {}}[hint]
