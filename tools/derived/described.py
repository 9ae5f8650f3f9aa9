# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Properties as Ansible documents them: the options of a module, and what it returns."""

from __future__ import annotations

import re
import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.fields import Role
from ansible_collections.venturemond.envelope.plugins.module_utils.options import option_spec
from ansible_collections.venturemond.envelope.plugins.module_utils.resource import Property, Structure, properties

Docs = dict[str, t.Any]

ASKED: tuple[Role, ...] = ("key", "option", "instruction")
SHOWN: tuple[Role, ...] = ("scope", "key", "option", "computed")


def options(of: type[Structure], *roles: Role, within: str = "") -> Docs:
    """The properties of these roles as options; `within` is the path to them, `ecs_services[].`."""
    return {p.name: _option(of, p, within) for p in properties(of, *roles)}


def values(of: type[Structure], *roles: Role, within: str = "") -> Docs:
    """The properties of these roles as return values; `within` is the path to their options."""
    return {p.name: _value(of, p, within) for p in properties(of, *roles)}


def sentence(of: type[Structure]) -> str:
    return " ".join((of.__doc__ or "").split())


def _option(of: type[Structure], p: Property, within: str) -> Docs:
    spec = option_spec(p)
    said = [qualified(p.doc, of, within)]
    if p.name in getattr(of, "fixed", ()):
        said.append("It cannot change once the resource is made.")
    if p.sensitive:
        said.append("What it holds is never shown.")
    about = {"description": said, **_picked(spec, "type", "elements", "required", "choices", "default")}
    if p.part:
        about["suboptions"] = options(p.part, "option", "instruction", within=_inside(p, within))
    return about


def _value(of: type[Structure], p: Property, within: str) -> Docs:
    returned = "when AWS has decided it" if p.role == "computed" else "when it is set"
    about = {"description": [qualified(p.doc, of, within)], "returned": returned,
             **_picked(option_spec(p), "type", "elements")}
    if p.part:
        about["contains"] = values(p.part, "option", "computed", within=_inside(p, within))
    return about


def _picked(spec: Docs, *names: str) -> Docs:
    return {name: spec[name] for name in names if name in spec}


def _inside(p: Property, within: str) -> str:
    return f"{within}{p.name}{'[]' if t.get_origin(p.hint) is list else ''}."


def qualified(doc: str, of: type[Structure], within: str) -> str:
    """A description in which `O(sibling)` is what Ansible's documentation tools ask for: the path from the top."""
    siblings = {p.name for p in properties(of, *ASKED)}
    return re.sub(r"\bO\((\w+)", lambda found: f"O({within if found[1] in siblings else ''}{found[1]}", doc)
