# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The option table in a role's README.md, from its argument specs and defaults."""

from __future__ import annotations

import re
import typing as t
from pathlib import Path

import yaml

from .files import Files, current
from .text import Said, option_table

BEGIN, END = "<!-- options -->", "<!-- /options -->"
LONGEST = 60
"""Characters of a default that are shown; a longer one is better read where it is written."""
IN_FILE = Said("[see defaults](defaults/main.yml)")


def files(roles: Path) -> Files:
    """The README.md of each role that describes its options."""
    described = [spec.parents[1] for spec in sorted(roles.glob("*/meta/argument_specs.yml"))]
    return {role / "README.md": text(role) for role in described}


def text(role: Path) -> str:
    """A role's README.md with its table in place; at the end where it has no place for it yet."""
    readme = current(role / "README.md") or f"# {role.name}\n"
    if BEGIN not in readme:
        readme = f"{readme.rstrip()}\n\n## Options\n\n{BEGIN}\n{END}\n"
    fresh = f"{BEGIN}\n{tables(role)}{END}"
    return re.sub(f"{BEGIN}.*?{END}", lambda _: fresh, readme, count=1, flags=re.DOTALL)


def tables(role: Path) -> str:
    """A table for each entry point of the role, `main` without a heading."""
    specs = _load(role / "meta" / "argument_specs.yml")["argument_specs"]
    defaults = _load(role / "defaults" / "main.yml")
    return "\n".join(
        ("" if entry == "main" else f"### {entry}\n\n") + _table(about.get("options") or {}, defaults)
        for entry, about in specs.items())


def _table(options: dict[str, t.Any], defaults: dict[str, t.Any]) -> str:
    return option_table(_defaulted(options, defaults), "options") if options else "It takes no options.\n"


def _defaulted(options: dict[str, t.Any], defaults: t.Any) -> dict[str, t.Any]:
    """The options, each with the default that the role's defaults give it."""
    return {name: _option(about, defaults.get(name) if isinstance(defaults, dict) else None)
            for name, about in options.items()}


def _option(about: dict[str, t.Any], default: t.Any) -> dict[str, t.Any]:
    found = about.get("default") if default is None else default
    kept = {name: value for name, value in about.items() if name not in ("default", "options")}
    if nested := about.get("options"):
        return {**kept, "options": _defaulted(nested, found)}
    return {**kept, "default": found if len(str(found)) <= LONGEST else IN_FILE}


def _load(path: Path) -> t.Any:
    return yaml.safe_load(current(path) or "") or {}
