# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates worked out for many hosts, and each variable once.

Ansible works a variable out anew wherever it is mentioned, with all variables of the host at hand, and compiles it each
time.  That is a few milliseconds for a task, and most of a minute for the tasks of a hundred hosts.
"""

from __future__ import annotations

import collections
import functools
import re
import typing as t
from dataclasses import dataclass, field

import ansible.template
from ansible.errors import AnsibleError

Variables = t.Mapping[str, t.Any]

NAME = re.compile(r"[A-Za-z_]\w*")
MENTION = re.compile(r"\{\{ (\w+)(?:\.(\w+))? \}\}")
"""A template that is a variable as it is, or an entry of one."""
TEMPLATE = re.compile(r"\{[{%#]")
BY_NAME = frozenset({"template", "varnames", "vars"})
"""What takes variables whose names no text tells: lookups, and the mapping of all of them."""
WIDE = frozenset({"hostvars", "vars"})
"""What is too much to be compared from host to host."""
OMIT = "omit"
"""Stands for an entry that is to be left out, which Ansible sees to where it works out all of a mapping."""
_trusted: t.Callable[[str], bool] = getattr(ansible.template, "is_trusted_as_template", bool)
"""Whether a text may be a template; ansible-core tells such from what others have said since 2.19."""
RAW = object()
"""Stands for a variable that cannot be worked out by itself, and may be mentioned all the same, with a default."""


@dataclass
class Values:
    """Variables, those that win first, and what was worked out of them so far."""

    layers: collections.ChainMap[str, t.Any]
    worked: dict[str, t.Any] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.layers


class Templates:
    """Works out templates and conditions with one environment of Jinja for all of them."""

    def __init__(self, templar: t.Any) -> None:
        self._templar = templar.copy_with_new_env(available_variables={})
        self._mentioned: dict[int, tuple[t.Any, frozenset[str]]] = {}
        self._came: dict[tuple[int, str], tuple[t.Any, t.Any]] = {}
        # ansible-core has no public way to its environment since 2.19; without it templates are only slower
        engine = getattr(self._templar, "_engine", None)
        if engine is not None and hasattr(engine, "environment"):
            engine.environment.compile = functools.cache(engine.environment.compile)

    def value(self, value: t.Any, values: Values) -> t.Any:
        """What a template comes to; raises `AnsibleError` when it cannot be worked out."""
        names = self._names(value)
        if not names:
            return value if not _templated(value) else self._worked(value, {})
        if isinstance(value, list) and OMIT not in names:
            return [self.value(each, values) for each in value]
        if isinstance(value, dict) and OMIT not in names and not any(map(self._names, value)):
            return {key: self.value(each, values) for key, each in value.items()}
        given = self._given(names, values)
        if not isinstance(value, str) or not self._known(names, values) or given.keys() & WIDE:
            return self._worked(value, given)
        plain = _mentioned(value, given)
        return self._once(value, given, self._worked) if plain is RAW else plain

    def holds(self, condition: t.Any, values: Values) -> bool:
        """Whether a task's condition is true."""
        if isinstance(condition, bool):
            return condition
        if isinstance(condition, list):
            return all(self.holds(each, values) for each in condition)
        given = self._given(NAME.findall(condition), values)
        if not self._known(given, values) or given.keys() & WIDE:
            return self._true(condition, given)
        return t.cast(bool, self._once(condition, given, self._true))

    def _true(self, condition: str, given: Variables) -> bool:
        self._templar.available_variables = given
        if hasattr(self._templar, "evaluate_conditional"):
            return bool(self._templar.evaluate_conditional(condition))
        return str(self._templar.template("{{ " + condition + " }}")) == "True"

    def _once(self, text: str, given: Variables, work: t.Callable[[str, Variables], t.Any]) -> t.Any:
        """What a text comes to, worked out once for all hosts that give it the same: much is their cell's."""
        key = id(text), repr(given)
        if key not in self._came:
            self._came[key] = text, work(text, given)  # kept with it, so that its id stays its own
        return self._came[key][1]

    def _worked(self, value: t.Any, given: Variables) -> t.Any:
        self._templar.available_variables = given
        return self._templar.template(value)

    def _given(self, names: t.Iterable[str], values: Values) -> dict[str, t.Any]:
        """What templates that mention these names are given: no more, because Ansible goes through all of it."""
        found: dict[str, t.Any] = {}
        for name in names:
            if name in BY_NAME and name not in values:
                return {**values.layers, "vars": dict(values.layers)}
            self._give(name, values, found)
        return found

    def _give(self, name: str, values: Values, found: dict[str, t.Any]) -> None:
        if name in found or name not in values:
            return
        raw = values.layers[name]
        if name not in values.worked:
            values.worked[name] = RAW  # lest one that mentions itself goes round and round
            try:
                values.worked[name] = self.value(raw, values)
            except AnsibleError:
                values.worked[name] = RAW
        found[name] = raw if values.worked[name] is RAW else values.worked[name]
        if values.worked[name] is RAW:
            for inner in self._names(raw):
                self._give(inner, values, found)

    @staticmethod
    def _known(names: t.Iterable[str], values: Values) -> bool:
        return all(values.worked.get(name, RAW) is not RAW for name in names if name in values)

    def _names(self, value: t.Any) -> frozenset[str]:
        """The names that the templates in a value mention; defaults are looked through once, for all hosts."""
        if isinstance(value, str):
            names = _names_in(value)
            return names if names and _trusted(value) else frozenset()
        known = self._mentioned.get(id(value))
        if known is None:
            parts = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
            known = value, frozenset().union(*map(self._names, parts))  # kept with it, so that its id stays its own
            self._mentioned[id(value)] = known
        return known[1]


@functools.cache
def _names_in(text: str) -> frozenset[str]:
    return frozenset(NAME.findall(text)) if TEMPLATE.search(text) else frozenset()


def _mentioned(template: str, given: Variables) -> t.Any:
    """What a template mentions, where it does no more than that; else `RAW`."""
    found = MENTION.fullmatch(template)
    if found is None or found[1] not in given:
        return RAW
    value, entry = given[found[1]], found[2]
    if entry is None:
        return value
    return value[entry] if isinstance(value, dict) and entry in value and not hasattr(dict, entry) else RAW


def _templated(value: t.Any) -> bool:
    """Whether there is a template in a value, though it mentions nothing."""
    if isinstance(value, str):
        return TEMPLATE.search(value) is not None
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(_templated, inner))
