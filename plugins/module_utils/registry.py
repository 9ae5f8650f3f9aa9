# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything this collection can converge (kinds) or do (verbs), by the name of its module."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing as t

from . import kinds, verbs
from .calls import Service, here
from .resource import Resource
from .verb import Verb

T = t.TypeVar("T")


MODULES = [
    importlib.import_module(found.name)
    for package in (kinds, verbs)
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
]


def _all(wanted: type[T]) -> t.Iterator[T]:
    for module in MODULES:
        yield from (value for value in vars(module).values() if isinstance(value, wanted))


KINDS: dict[str, type[Resource]] = {
    kind.plural: kind for kind in _all(type) if issubclass(kind, Resource) and kind is not Resource
}

VERBS: dict[str, type[Verb]] = {
    verb.module: verb for verb in _all(type) if issubclass(verb, Verb) and not inspect.isabstract(verb)
}

SERVICES: frozenset[str] = frozenset(service.name for service in (here().service, *_all(Service)))
"""The boto3 clients that the kinds speak to."""
