# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of this collection's modules a playbook uses, itself and through its roles."""

from __future__ import annotations

import typing as t
from pathlib import Path

import yaml

OURS = "venturemond.envelope."

Modules = t.AbstractSet[str]


def modules_of(playbook: Path, known: Modules) -> set[str]:
    """The names of the modules among `known` that it can come to run, whatever the inventory says."""
    return _Search(playbook.parents[1], known).file(playbook)


class _Search:
    """A walk over playbooks, roles and task files that reads each of them once."""

    def __init__(self, root: Path, known: Modules) -> None:
        self._root = root
        self._known = known
        self._seen: set[Path] = set()

    def file(self, path: Path) -> set[str]:
        if path in self._seen or not path.is_file():
            return set()
        self._seen.add(path)
        return self._value(yaml.safe_load(path.read_text(encoding="utf-8")), path)

    def _role(self, name: str) -> set[str]:
        where = self._root / "roles" / name.removeprefix(OURS)
        parts = [path for folder in ("meta", "tasks", "handlers") for path in sorted(where.glob(f"{folder}/**/*.yml"))]
        return set().union(*map(self.file, parts))

    def _value(self, value: t.Any, path: Path) -> set[str]:
        if isinstance(value, list):
            return set().union(*(self._value(entry, path) for entry in value))
        if isinstance(value, dict):
            return set().union(*(self._pair(str(name), entry, path) for name, entry in value.items()))
        return set()

    def _pair(self, name: str, value: t.Any, path: Path) -> set[str]:
        """What a key and its value in any mapping of the file may lead to."""
        word = name.removeprefix(OURS).removeprefix("ansible.builtin.")
        if word in self._known:
            return {word}
        if word in ("roles", "dependencies") and isinstance(value, list):
            return set().union(*(self._role(_name(entry)) for entry in value))
        if word in ("include_role", "import_role"):
            return self._role(_name(value))
        if word == "import_playbook":
            return self.file(path.parent / f"{_name(value).removesuffix('.yml')}.yml")
        return self._value(value, path)


def _name(entry: t.Any) -> str:
    """The role (or playbook) in `name`, `{role: name}` or `{name: name}`."""
    found = entry.get("role", entry.get("name", "")) if isinstance(entry, dict) else entry
    return str(found).removeprefix(OURS)
