# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes that AWS takes from a new resource only: what becomes of them, and who has said yes to it."""

from __future__ import annotations

import dataclasses
import typing as t

from .calls import Flow
from .errors import Invalid, Unseen
from .resource import Resource, properties
from .spelling import unknown
from .tagging import owner

if t.TYPE_CHECKING:
    from .engine import Plan

Agreed = t.Mapping[str, t.Any]
"""Names of what may be deleted and made again, by the module."""


def decided(step: Plan, *, agreed: bool, check: bool = False) -> Flow:
    """The plan as it can be done: as it is, by a replacement, or not at all; `refused` says why not.

    In check mode `unseen` says what the credentials may not see of that.
    """
    fixed = sorted(step.wanted.fixed & step.changes.keys()) if step.action == "update" else []
    if not fixed:
        try:
            refused = yield from step.wanted.over(step.now).impossible(step.now, step.changes)
        except Unseen as error:
            if not check:
                raise
            return dataclasses.replace(step, unseen=error.what)
        return dataclasses.replace(step, refused=refused)
    said = f"{described(step, fixed)} cannot change: AWS fixes it at creation"
    if kept := t.cast(Resource, step.now).irreplaceable:
        return dataclasses.replace(step, refused=f"{said}; {kept}")
    objection = _objection(step, agreed=agreed)
    return dataclasses.replace(step, action="replace", refused=f"{said}; {objection}" if objection else "")


def _objection(step: Plan, *, agreed: bool) -> str:
    """Why something that may be replaced is not."""
    if owner(step.wanted) not in (None, owner(step.now)):
        return ("it would have to be made again, and what is somebody else's is never deleted: say what is there, or "
                "take it over first (playbooks/adopt.yml)")
    if agreed:
        return ""
    return (f"say what is there, use another name, or have it deleted and made again with replace={{{step.name}}} "
            "(cell_replace for a cell)")


def described(step: Plan, names: t.Iterable[str]) -> str:
    """Some of the options that change, each with what it is and what it is to be."""
    hidden = {p.name for p in properties(type(step.wanted)) if p.sensitive}
    return ", ".join(name if name in hidden else f"{name} ({step.changes[name][0]} now, {step.changes[name][1]} wanted)"
                     for name in names)


def agreed_names(agreed: Agreed | None, kind: type[Resource]) -> frozenset[str]:
    """The resources of a kind that may be replaced; raises `Invalid` for what does not say which."""
    names = (agreed or {}).get(kind.plural, [])
    if not isinstance(names, list):
        raise Invalid(f"replace: {kind.plural} is {names!r}, allowed is a list of names")
    return frozenset(map(str, names))


def unfit(agreed: t.Any, kinds: t.Mapping[str, type[Resource]]) -> t.Iterator[str]:
    """What is wrong with a cell's yes, given all modules there are."""
    allowed = [name for name, kind in kinds.items() if kind.fixed and not kind.kept]
    for module, names in (agreed if isinstance(agreed, dict) else {}).items():
        kind = kinds.get(module)
        if kind is not None and kind.fixed and kind.kept:
            yield f"cell_replace: {module} are never replaced; {kind.kept}"
        elif module not in allowed:
            yield f"cell_replace: {unknown(module, allowed)}"
        elif not isinstance(names, list):
            yield f"cell_replace: {module} is {names!r}, allowed is a list of names"
