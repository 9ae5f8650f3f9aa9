# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""YAML and Markdown as this project writes them."""

from __future__ import annotations

import json
import re
import typing as t

import yaml

Options = t.Mapping[str, t.Mapping[str, t.Any]]
"""Options as `DOCUMENTATION` or `argument_specs.yml` describes them."""

MARKUP = re.compile(r"\b(?:V|C|O|E|M|RV)\(((?:[^()\\]|\\.)*)\)")
"""Ansible's markup for what Markdown writes as code."""


class Said(str):
    """A default that is described, rather than given."""

    __slots__ = ()


class _Block(yaml.SafeDumper):
    """Lists are indented below their key, as yamllint asks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: t.Any) -> bool:
        return True


def to_yaml(value: t.Any) -> str:
    """A YAML document, in the order of the dictionaries given."""
    return yaml.dump(value, Dumper=_Block, sort_keys=False, width=100, allow_unicode=True, explicit_start=True)


def markdown(said: str | t.Sequence[str]) -> str:
    """A description in Ansible's markup, as one paragraph of Markdown."""
    text = " ".join([said] if isinstance(said, str) else said)
    return MARKUP.sub(lambda found: f"`{_unescaped(found[1])}`", text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def table(heads: t.Sequence[str], rows: t.Iterable[t.Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def option_table(options: Options, nested: str) -> str:
    """The options as a table; those inside others (under the key `nested`) follow theirs, with a dotted name."""
    return table(("Option", "Type", "Default", "What it is"), _rows(options, nested))


def _rows(options: Options, nested: str, within: str = "") -> t.Iterator[tuple[str, str, str, str]]:
    for name, about in options.items():
        path = f"{within}{name}"
        yield f"`{path}`", kind_of_value(about), _default(about), markdown(about.get("description", ""))
        inside = "[]." if about.get("type") == "list" else "."
        yield from _rows(about.get(nested) or {}, nested, f"{path}{inside}")


def kind_of_value(about: t.Mapping[str, t.Any]) -> str:
    if choices := about.get("choices"):
        one_of = "list of" if about.get("type") == "list" else "one of"
        return f"{one_of} {', '.join(f'`{choice}`' for choice in choices)}"
    kind = about.get("type", "str")
    return f"list of {about['elements']}" if kind == "list" and about.get("elements") else str(kind)


def _default(about: t.Mapping[str, t.Any]) -> str:
    if about.get("required"):
        return "required"
    default = about.get("default")
    if default is None or isinstance(default, Said):
        return default or ""
    return f"`{default if isinstance(default, str) and default else json.dumps(default)}`"
