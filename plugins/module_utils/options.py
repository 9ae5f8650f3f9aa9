# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A kind's properties as the options of its module: the argument spec, derived."""

from __future__ import annotations

import typing as t

from ansible.module_utils.errors import UnsupportedError
from ansible_collections.amazon.aws.plugins.module_utils.modules import aws_argument_spec

from .resource import Property, Resource, Structure, properties
from .spelling import unknown
from .verb import Verb

Spec = dict[str, t.Any]

COMMON: Spec = {
    "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
    "adopt": {"type": "bool", "default": False},
    "replace": {"type": "dict"},
    "workers": {"type": "int", "default": 16},
}
"""What every module of a set takes, beside amazon.aws's own options."""


def argument_spec(kind: type[Resource | Verb]) -> Spec:
    """The options of the module that converges a set of this kind, or that does this."""
    if issubclass(kind, Verb):
        return {**aws_argument_spec(), **suboptions(kind)}
    shared = {p.name: option_spec(p) for p in properties(kind, "scope")}
    each = {"type": "list", "elements": "dict", "required": True, "no_log": False,
            "options": suboptions(kind, "key", "option", "instruction")}
    return {**aws_argument_spec(), **COMMON, **shared, kind.plural: each}


def several_spec() -> Spec:
    """The options of `converge`: several sets, and what all of them take."""
    shared = {name: COMMON[name] for name in ("adopt", "replace", "workers")}
    return {**aws_argument_spec(), **shared, "sets": {"type": "list", "elements": "dict", "required": True}}


def suboptions(of: type[Structure], *roles: t.Any) -> Spec:
    return {p.name: option_spec(p) for p in properties(of, *(roles or ("option", "instruction")))}


def option_spec(p: Property) -> Spec:
    spec = option_type(p.hint)
    if p.required:
        spec["required"] = True
    elif p.default is not None:
        spec["default"] = p.default
    if p.sensitive or any(word in p.name for word in ("key", "secret", "password", "token")):
        spec["no_log"] = p.sensitive
    return spec


def option_type(hint: t.Any) -> Spec:
    """`list[str]` -> {type: list, elements: str}, and so on."""
    origin, args = t.get_origin(hint), t.get_args(hint)
    if origin is t.Literal:
        return {"type": type(args[0]).__name__, "choices": list(args)}
    if origin is list:
        inner = option_type(args[0])
        return {"type": "list", "elements": inner.pop("type"), **inner}
    if origin is dict or hint is dict:
        return {"type": "dict"}
    if isinstance(hint, type) and issubclass(hint, Structure):
        return {"type": "dict", "options": suboptions(hint)}
    return {"type": "raw" if hint is t.Any else hint.__name__}


def mistakes(checked: t.Any) -> list[str]:
    """What is wrong with the options of a task, misspelt ones with the nearest real name.

    `checked` is the result of Ansible's `ArgumentSpecValidator`.
    """
    misspelt = [name if isinstance(name, tuple) else (name,) for name in checked.unsupported_parameters]
    supported = checked._supported_parameters
    found = []
    for path in sorted(misspelt):
        names = supported[path if path[1:] else path[0]][0]
        found.append(": ".join(filter(None, (".".join(path[:-1]), unknown(path[-1], names)))))
    return found + [error.msg for error in checked.errors if not isinstance(error, UnsupportedError)]
