# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""YAML whose scalars know their line, and are the text that is written: a variable's `yes` or `0755` is no number.

Errors say file, line and what is wrong, and never show the line itself: it may hold a secret.
"""

from __future__ import annotations

import typing as t
from pathlib import Path

import yaml

from ...module_utils.errors import Invalid
from .texts import Text, read_text

CORE = "tag:yaml.org,2002:"
TYPED = {f"{CORE}null", f"{CORE}merge"}
"""What is more than its text."""


class _Loader(yaml.SafeLoader):
    """Knows mappings, lists, null, anchors and merge keys."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag in TYPED]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    yaml_constructors = {tag: yaml.SafeLoader.yaml_constructors[tag]
                         for tag in (f"{CORE}null", f"{CORE}map", f"{CORE}seq", None)}


def _text(loader: _Loader, node: yaml.ScalarNode) -> Text:
    return Text(loader.construct_scalar(node), node.start_mark.line + 1)


_Loader.add_constructor(f"{CORE}str", _text)


def load(path: Path) -> t.Any:
    """What a YAML file holds; raises `Invalid` where it is none."""
    text = read_text(path)
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Invalid(f"{path}:{mark.line + 1 if mark else 1}: {error.problem}") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Invalid(f"{path}:{line}: {error.reason}") from None
    except RecursionError:
        raise Invalid(f"{path}: it is nested too deeply") from None
