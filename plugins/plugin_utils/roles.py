# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the roles of this collection would ask for on a host, worked out without running them."""

from __future__ import annotations

import collections
import functools
import inspect
import pathlib
import re
import typing as t
from dataclasses import dataclass, field

from ansible.errors import AnsibleError
from ansible.parsing.dataloader import DataLoader

from ..module_utils.binding import native
from ..module_utils.errors import EnvelopeError
from ..module_utils.workings import worked_out
from .invocation import Tags
from .templating import Templates, Values

ROLES = pathlib.Path(__file__).parents[2] / "roles"
NEEDED = ("aws_account_id", "cell_", "network_cidr_block", "tenant_")
"""What the variables begin with that are looked at here, said or not, or that others are made of."""
OURS = "venturemond.envelope."
ROLE = ("ansible.builtin.import_role", "ansible.builtin.include_role")
TASKS = ("ansible.builtin.import_tasks", "ansible.builtin.include_tasks")
NAME = re.compile(r"\w+")
LOADER_OPTIONS = inspect.signature(DataLoader.load_from_file).parameters
Variables = dict[str, t.Any]


@dataclass(frozen=True)
class Asked:
    """A task of ours that would run: where it stands, its module and its arguments."""

    title: str
    module: str
    args: Variables
    tags: Tags = frozenset()


@functools.cache
def names() -> tuple[str, ...]:
    """The roles there are."""
    return tuple(sorted(path.name for path in ROLES.iterdir() if (path / "tasks").is_dir()))


@functools.cache
def read(role: str, *path: str) -> t.Any:
    """A YAML file of a role; empty when there is none."""
    file = ROLES.joinpath(role, *path)
    return _loaded(str(file)) or {} if file.is_file() else {}


def read_all() -> None:
    """Read the roles now, for the processes that will be forked from this one."""
    for role in names():
        for file in ROLES.joinpath(role).glob("*/*.yml"):
            if file.parent.name in ("defaults", "meta", "tasks", "vars"):
                read(role, file.parent.name, file.name)


def _loaded(file: str) -> t.Any:
    """YAML whose templates may be worked out; ansible-core asks for that to be said since 2.19."""
    trusted = {"trusted_as_template": True} if "trusted_as_template" in LOADER_OPTIONS else {}
    return DataLoader().load_from_file(file, unsafe=True, **trusted)  # not copied, as nobody writes into it


def options(role: str) -> Variables:
    """The argument spec of a role's variables; empty where it has none."""
    specs = read(role, "meta", "argument_specs.yml").get("argument_specs") or {}
    return t.cast(Variables, (specs.get("main") or {}).get("options") or {})


@functools.cache
def every_option() -> Variables:
    """The argument specs of all roles' variables together."""
    return {name: about for role in names() for name, about in options(role).items()}


@dataclass(frozen=True)
class Scope:
    """The variables a role's tasks see, in Ansible's order of precedence."""

    host: Variables
    defaults: Variables = field(default_factory=dict)
    internal: Variables = field(default_factory=dict)
    passed: Variables = field(default_factory=dict)
    registered: Variables = field(default_factory=dict)
    said: Variables = field(default_factory=dict)
    """What is said on the command line, which wins over what a role is passed."""

    @functools.cached_property
    def values(self) -> Values:
        return Values(collections.ChainMap(
            self.said, self.registered, self.passed, self.internal, self.host, self.defaults))

    def entering(self, role: str, passed: Variables) -> Scope:
        """The scope inside a role that is imported with some variables."""
        defaults, internal = dict(self.defaults), dict(self.internal)
        for name in (*dependencies(role), role):
            defaults.update(read(name, "defaults", "main.yml"))
            internal.update(read(name, "vars", "main.yml"))
        return Scope(self.host, defaults, internal, {**self.passed, **passed}, said=self.said)


def variables_of(hostvars: t.Any, host: str) -> Variables:
    """The variables that a host has, as its tasks would see them; templates are not worked out yet."""
    return {**hostvars.raw_get(host), "hostvars": hostvars}


def dependencies(role: str) -> tuple[str, ...]:
    found = read(role, "meta", "main.yml").get("dependencies") or ()
    return tuple(entry["role"].removeprefix(OURS) for entry in found)


def imported(role: str) -> t.Iterator[str]:
    """A role, what it depends on, and the roles its tasks import."""
    yield from dependencies(role)
    yield role
    for task in read(role, "tasks", "main.yml"):
        for action in ROLE:
            if action in task:
                yield from imported(task[action]["name"].removeprefix(OURS))


def tags_of(role: str) -> Tags:
    """The tags by which parts of a role can be asked for."""
    return frozenset().union(*map(_tags, read(role, "tasks", "main.yml")))


def _tags(task: Variables) -> Tags:
    """A task's own tags, which what it imports or includes has as well."""
    said = task.get("tags") or ()
    return frozenset([said] if isinstance(said, str) else said)


def _modules(action: str, said: Variables) -> t.Iterator[tuple[str, Variables]]:
    """Each module that a task of ours runs, with its options; what a `converge` says beside its sets is for all."""
    if action != "converge":
        yield action, said
        return
    shared = {name: value for name, value in said.items() if name != "sets"}
    for entry in said["sets"]:
        for module, options in entry.items():
            yield module, {**shared, **(options or {})}


def reason(error: BaseException) -> str:
    """What is wrong, in the words of whoever found it, without Ansible's frame around them."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, EnvelopeError):
            return str(cause)
        cause = cause.__cause__
    return str(getattr(error, "message", error))


class Walk:
    """Goes through a role's tasks as Ansible would, and collects what they ask our modules for."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self.problems: list[str] = []
        """What could not be worked out, such as a variable that is not defined."""
        self.partial = False
        """Whether an argument was left out that is known only when an earlier task has run."""
        self._unknown: set[str] = set()
        """Results that could not be worked out; that is said once, and not of every task that takes them."""

    def role(self, role: str, scope: Scope, file: str = "main.yml", tags: Tags = frozenset()) -> t.Iterator[Asked]:
        for task in read(role, "tasks", file):
            if self._runs(task, scope):
                yield from self._task(role, task, scope, tags | _tags(task))

    def _runs(self, task: Variables, scope: Scope) -> bool:
        if task.get("check_mode") is True:  # one that only looks asks for nothing that another task does not
            return False
        try:
            return self._templates.holds(task.get("when", True), scope.values)
        except AnsibleError as error:
            self.problems.append(f"{task['name']}: when: {reason(error)}")
            return False

    def _task(self, role: str, task: Variables, scope: Scope, tags: Tags) -> t.Iterator[Asked]:
        action = next((key for key in task if "." in key), "")
        said = task.get(action)
        if action in ROLE:
            inner = said["name"].removeprefix(OURS)
            yield from self.role(inner, scope.entering(inner, task.get("vars") or {}), tags=tags)
        elif action in TASKS:
            yield from self.role(role, scope, said if isinstance(said, str) else said["file"], tags)
        elif action == f"{OURS}work_out":
            self._work_out(task, said, scope)
        elif action.startswith(OURS):
            for module, options in _modules(action.removeprefix(OURS), said or {}):
                yield from self._asked(task["name"], module, options, scope, tags)

    def _work_out(self, task: Variables, args: Variables, scope: Scope) -> None:
        """Register what the role works out, as the task would."""
        try:
            asked = {option: native(self.value(value, scope)) for option, value in args.items()}
            scope.registered[task["register"]] = worked_out(asked)
        except (AnsibleError, EnvelopeError) as error:
            self.problems.append(reason(error))
            self._unknown.add(task["register"])

    def _asked(self, title: str, module: str, args: Variables, scope: Scope, tags: Tags) -> t.Iterator[Asked]:
        if any(name in str(args) for name in self._unknown):
            return
        found: Variables = {}
        for option, value in args.items():
            if "__" in str(value) and self._registered(str(value), scope):
                self.partial = True
                continue
            try:
                found[option] = self.value(value, scope)
            except AnsibleError as error:
                self.problems.append(reason(error))
                return
        yield Asked(title, module, found, tags)

    @staticmethod
    def _registered(value: str, scope: Scope) -> bool:
        """Whether a value is the result of an earlier task, which is known only when that has run."""
        name = NAME.match(value.strip("{} "))
        return name is not None and name[0].startswith("__") and name[0] not in scope.values

    def value(self, value: t.Any, scope: Scope) -> t.Any:
        """A template, in a scope; raises `AnsibleError` when it cannot be worked out."""
        return self._templates.value(value, scope.values)

    def known(self, role: str, host: Variables) -> tuple[Variables, list[str]]:
        """The values that a host's roles go by, worked out once, and not again for every task; and what cannot be."""
        mine = list(dict.fromkeys(imported(role)))
        spec = {name for each in mine for name in options(each)}
        wanted = [name for name in spec if name in host or name.startswith(NEEDED)]
        return self.values(Scope(host).entering(role, {}), mine, wanted)

    def values(self, scope: Scope, mine: t.Iterable[str], wanted: t.Iterable[str]) -> tuple[Variables, list[str]]:
        """A host's own values and the defaults of its roles (`mine`), worked out; and the own ones that cannot be."""
        for each in mine:
            scope = Scope(scope.host, {**read(each, "defaults", "main.yml"), **scope.defaults},
                          {**read(each, "vars", "main.yml"), **scope.internal}, scope.passed, said=scope.said)
        values, problems = {}, []
        for name in wanted:
            if name not in scope.values:
                continue
            try:
                values[name] = native(self.value(scope.values.layers[name], scope))
            except AnsibleError as error:
                if name in scope.host:
                    problems.append(f"{name} cannot be worked out: {reason(error)}")
        return values, problems
