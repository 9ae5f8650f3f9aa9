# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the action plugins that are written by hand ask AWS, besides what the modules do that they run.

Their files are read and not imported, which takes all of Ansible: conversations are in `module_utils` anyway.
"""

from __future__ import annotations

import ast
import importlib
import types
import typing as t
from pathlib import Path

from .conversations import followed
from .module import GENERATED
from .operations import Operation

READS_ALONE = "import read_only\n"
CONVERSING = "module_utils."
PACKAGE = "ansible_collections.venturemond.envelope.plugins"


def by_hand(root: Path) -> dict[str, frozenset[Operation]]:
    """The operations that each of them may take, by the name of the action; those that ask nothing are left out.

    What reaches AWS through `engine.read_only` alone takes no write, wherever its conversations might lead.
    """
    files = {path.stem: path.read_text(encoding="utf-8") for path in (root / "plugins" / "action").glob("*.py")}
    every = {name: _taken(text) for name, text in files.items() if GENERATED not in text}
    return {name: operations for name, operations in every.items() if operations}


def _taken(text: str) -> frozenset[Operation]:
    operations = followed(_functions(text))
    return frozenset(each for each in operations if each.reads) if READS_ALONE in text else operations


def _functions(text: str) -> t.Iterator[types.FunctionType]:
    """The functions that a file imports from where conversations are held."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.level == 2 and (node.module or "").startswith(CONVERSING):
            module = importlib.import_module(f"{PACKAGE}.{node.module}")
            found = (getattr(module, each.name) for each in node.names)
            yield from (each for each in found if isinstance(each, types.FunctionType))
