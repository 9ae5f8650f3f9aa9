# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a host asks for, worked out without running its role, and what is wrong with that."""

from __future__ import annotations

import functools
import typing as t
from dataclasses import dataclass, field

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ..module_utils import inventory_checks as checks
from ..module_utils import replacing
from ..module_utils.binding import asked, native
from ..module_utils.errors import EnvelopeError
from ..module_utils.options import argument_spec, mistakes
from ..module_utils.registry import KINDS
from ..module_utils.resource import Resource
from ..module_utils.verb import Verb
from . import roles
from .invocation import Invocation
from .prepared import MODULES, kept_for_good
from .roles import Asked, Scope, Variables, Walk
from .templating import Templates


@dataclass(frozen=True)
class Set:
    """A set of resources, or a verb, that a task would ask for, with its options as the module takes them."""

    module: type[Resource | Verb]
    params: Variables


@dataclass
class Looked:
    """What is known of a host before anything is done."""

    values: Variables = field(default_factory=dict)
    """The values that its roles go by."""
    problems: list[str] = field(default_factory=list)
    sets: list[Set] = field(default_factory=list)
    """What those of its tasks ask for that run, in their order."""
    complete: bool = True
    """Whether that is all, and nothing depends on what an earlier task answers."""


with kept_for_good():
    roles.read_all()


def look(role: str, host: Variables, templates: Templates, run: Invocation) -> Looked:
    """Work out what a role asks for on a host, given its variables, in a run of this invocation.

    What is wrong is told of all tasks, those left out by tags too.
    """
    walk = Walk(templates)
    values, undefined = walk.known(role, host)
    found = Looked(values, [*_of_variables(role, host, values), *undefined])
    if found.problems:
        return found
    known = {**host, **values}
    scope = Scope(known, said={name: known[name] for name in run.said if name in known}).entering(role, {})
    shared = native({"adopt": values.get("cell_adopt", False), "replace": values.get("cell_replace"),
                     **(values.get("cell_aws") or {})})
    for each in (*roles.dependencies(role), role):
        for task in walk.role(each, scope):
            _add(found, task, shared, run)
    found.problems += walk.problems
    # what is on a shared certificate is known when all tenants are looked at
    found.complete = found.complete and not walk.partial and not values.get("tenant_certificate")
    return found


def _of_variables(role: str, host: Variables, values: Variables) -> t.Iterator[str]:
    """What is wrong with a host's variables, by themselves."""
    mine = list(dict.fromkeys(roles.imported(role)))
    spec = {name: about for each in mine for name, about in roles.options(each).items()}
    yield from checks.misspelt(host, roles.every_option(), roles.names())
    yield from checks.unfit(spec, {name: values[name] for name in values if name in host})
    yield from checks.cell(values)
    yield from replacing.unfit(values.get("cell_replace"), KINDS)
    if "tenant_slug" in values:
        yield from checks.tenant(values)


def _add(found: Looked, task: Asked, shared: Variables, run: Invocation) -> None:
    """Add what a task asks for, or what is wrong with it."""
    module = MODULES.get(task.module)
    runs = run.runs(task.tags)
    if module is None:
        found.complete = found.complete and not runs
        return
    options = _options(module)
    everywhere = {name: value for name, value in shared.items() if name in options.argument_spec}
    checked = options.validate({**everywhere, **native(task.args)})
    wrong = mistakes(checked)
    if not wrong:
        wrong = _refused(module, checked.validated_parameters)
    found.problems += [f"{task.title}: {problem}" for problem in wrong]
    if runs:
        found.sets.append(Set(module, checked.validated_parameters))


@functools.cache
def _options(module: type[Resource | Verb]) -> ArgumentSpecValidator:
    """What checks the options of a module, made once for all hosts."""
    return ArgumentSpecValidator(argument_spec(module))


def _refused(module: type[Resource | Verb], params: Variables) -> list[str]:
    if issubclass(module, Verb):
        return list(module.given(params).problems())
    try:
        return [f"{resource.id}: {problem}" for resource in asked(module, params) for problem in resource.problems()]
    except EnvelopeError as error:
        return [str(error)]
