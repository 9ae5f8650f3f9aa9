# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happened, as a module result: values by name, diffs, and failures a person can read."""

from __future__ import annotations

import typing as t

from .calls import Pending
from .engine import Outcome
from .resource import Property, Resource, Structure, properties

SENSITIVE = "(sensitive)"
PENDING = str(Pending())
WARNED = {"refused": "A run would refuse this", "unseen": "The credentials may not see all of this"}
"""What a plan warns of, by its attribute."""


def report(kind: type[Resource], outcomes: list[Outcome], *, check: bool) -> dict[str, t.Any]:
    """The result of a module.

    `actions` says create, update, replace, delete or none by name; the module's own
    name holds the resources as they are now (in check mode: as they will be).
    `refused` says in check mode what a run would refuse, and why; `unseen` what the credentials may not see.
    """
    result: dict[str, t.Any] = {
        "changed": any(outcome.changed for outcome in outcomes),
        "actions": {outcome.id: outcome.action for outcome in outcomes if not outcome.error},
        kind.plural: {o.id: shown(o.after, expected=check) for o in outcomes if o.after},
        "diff": [difference(outcome) for outcome in outcomes if outcome.changed],
    }
    for name, words in WARNED.items():
        if told := {o.id: getattr(o.plan, name) for o in outcomes if o.plan and getattr(o.plan, name)}:
            result[name] = told
            result.setdefault("warnings", []).append(f"{words}: {summary(kind, told, len(outcomes))}")
    if failures := {outcome.id: str(outcome.error) for outcome in outcomes if outcome.error}:
        result.update(failed=True, failures=failures, msg=summary(kind, failures, len(outcomes)))
    return result


def summary(kind: type[Resource], failures: dict[str, str], asked: int) -> str:
    """The failures, each said once, however many resources it befell."""
    befell: dict[str, list[str]] = {}
    for name, reason in failures.items():
        befell.setdefault(reason, []).append(name)
    return "; ".join(
        f"{'all ' if 1 < len(names) == asked else ''}{kind.plural} {', '.join(names)}: {reason}"
        for reason, names in befell.items()
    )


def difference(outcome: Outcome) -> dict[str, t.Any]:
    """What was (or will be) changed, as Ansible's diff."""
    step = t.cast(t.Any, outcome.plan)
    header = f"{type(step.wanted).plural} {outcome.id}"
    if step.action == "delete":
        return {"before_header": header, "after_header": header, "before": shown(step.now), "after": {}}
    if step.action == "replace":
        why = ", ".join(sorted(step.wanted.fixed & step.changes.keys()))
        return {"before_header": f"{header} (deleted)",
                "after_header": f"{header} (made again, because {why} cannot change)",
                "before": shown(step.now), "after": shown(step.wanted, expected=True)}
    known = {p.name: p for p in properties(type(step.wanted))}
    before, after = ({name: side(known[name], pair[i], changed=bool(i)) for name, pair in step.changes.items()
                      if pair[i] is not None} for i in (0, 1))
    if step.action == "create" and not after:  # all there is of it is its name, and Ansible shows no empty diff
        after = {p.name: outcome.id for p in properties(type(step.wanted), "key")}
    return {"before_header": header, "after_header": header, "before": before, "after": after}


def side(p: Property, value: t.Any, *, changed: bool) -> t.Any:
    if p.sensitive:
        return f"{SENSITIVE[:-1]}, changed)" if changed else SENSITIVE
    return plain(value)


def shown(resource: Resource, *, expected: bool = False) -> dict[str, t.Any]:
    """A resource as plain values: secrets masked, empty properties left out.

    One that is only `expected` shows what AWS will decide as known after apply.
    """
    found = {}
    for p in properties(type(resource)):
        value = getattr(resource, p.name)
        if value is None and expected and p.role == "computed":
            value = Pending(p.name)
        if value is not None and p.role not in ("constant", "instruction"):
            found[p.name] = SENSITIVE if p.sensitive else plain(value)
    return found


def plain(value: t.Any) -> t.Any:
    if isinstance(value, Pending):
        return PENDING
    if isinstance(value, Structure):
        return {p.name: SENSITIVE if p.sensitive else plain(getattr(value, p.name))
                for p in properties(type(value)) if p.role != "instruction" and getattr(value, p.name) is not None}
    if isinstance(value, dict):
        return {name: plain(entry) for name, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)
