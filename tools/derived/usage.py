# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of this collection's modules a playbook uses, itself and through its roles."""

from __future__ import annotations

import functools
import re
import typing as t
from pathlib import Path

import yaml

OURS = "venturemond.envelope."
TEMPLATED = re.compile(r"\{\{ *(\w+) *\}\}")

Modules = t.AbstractSet[str]

INCLUDING = ("include_tasks", "import_tasks")
ROLES = ("include_role", "import_role")


def modules_of(playbook: Path, known: Modules) -> set[str]:
    """The names of the modules among `known` that it can come to run, whatever the inventory says."""
    root = next((each for each in playbook.parents if (each / "roles").is_dir()), playbook.parents[1])
    return _Search(root, known).file(playbook)


def modules_by_tag(role: Path, known: Modules) -> dict[str, set[str]]:
    """Those that a role's first tasks can come to run, by the one tag that a task has."""
    path = role / "tasks" / "main.yml"
    tagged: dict[str, list[t.Any]] = {}
    for task in _parsed(path) if path.is_file() else ():
        if isinstance(tag := task.get("tags"), str):
            tagged.setdefault(tag, []).append(task)
    return {tag: _Search(role.parents[1], known).value(tasks, path) for tag, tasks in tagged.items()}


@functools.cache
def _parsed(path: Path) -> t.Any:
    """What a file says, which many playbooks lead to."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


class _Search:
    """A walk over playbooks, roles and task files that reads each of them once."""

    def __init__(self, root: Path, known: Modules) -> None:
        self._root = root
        self._known = known
        self._seen: set[Path] = set()
        self._said: dict[str, set[str]] = {}
        """What `vars` in the files so far say of each variable, where that is a word."""

    def file(self, path: Path) -> set[str]:
        if path in self._seen or not path.is_file():
            return set()
        self._seen.add(path)
        return self.value(_parsed(path), path)

    def _role(self, entry: t.Any) -> set[str]:
        """What the tasks a role begins with lead to, those it depends on, and its handlers."""
        where = self._root / "roles" / _name(entry)
        first = entry.get("tasks_from", "main") if isinstance(entry, dict) else "main"
        parts = [*sorted(where.glob("meta/*.yml")), *sorted(where.glob("handlers/**/*.yml"))]
        return set().union(*map(self.file, [*parts, *self._tasks(where / "tasks", first)]))

    def _tasks(self, folder: Path, name: str) -> list[Path]:
        """The files that a name stands for: one, what a variable is said to be, or any there is."""
        variable = TEMPLATED.fullmatch(name)
        names = self._said.get(variable[1], ()) if variable else () if "{{" in name else (name,)
        if not names:
            return sorted(folder.glob("**/*.yml"))
        return [folder / f"{each.removesuffix('.yml')}.yml" for each in names]

    def value(self, value: t.Any, path: Path) -> set[str]:
        """What a part of a file may lead to."""
        if isinstance(value, list):
            return set().union(*(self.value(entry, path) for entry in value))
        if isinstance(value, dict):
            for name, said in (value.get("vars") or {}).items():
                if isinstance(said, str):
                    self._said.setdefault(name, set()).add(said)
            return set().union(*(self._pair(str(name), entry, path) for name, entry in value.items()))
        return set()

    def _pair(self, name: str, value: t.Any, path: Path) -> set[str]:
        """What a key and its value in any mapping of the file may lead to."""
        word = name.removeprefix(OURS).removeprefix("ansible.builtin.")
        if word in self._known:
            return {word}
        if word in ("roles", "dependencies") and isinstance(value, list):
            return set().union(*map(self._role, value))
        if word in ROLES:
            return self._role(value)
        if word in INCLUDING:
            named = value["file"] if isinstance(value, dict) else value
            return set().union(*map(self.file, self._tasks(path.parent, named)))
        if word == "import_playbook":
            return self.file(path.parent / f"{_name(value).removesuffix('.yml')}.yml")
        return self.value(value, path)


def _name(entry: t.Any) -> str:
    """The role (or playbook) in `name`, `{role: name}` or `{name: name}`."""
    found = entry.get("role", entry.get("name", "")) if isinstance(entry, dict) else entry
    return str(found).removeprefix(OURS)
