# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bring what is there to what is wanted: observe, plan, apply.

A set is planned as a whole before anything of it is written: what cannot be
planned fails with nothing half done.
"""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass, field

from .calls import Call, Flow, Reply
from .errors import Absent, Awaited, EnvelopeError, Invalid, Leaving, NotOurs, Unseen
from .loop import Loop, Perform, Report
from .replacing import decided
from .resource import Resource, properties
from .tagging import LEAVING, MANAGED_BY, owner

Action = t.Literal["create", "update", "replace", "delete", "none"]


class Cloud(t.Protocol):
    """Where calls are performed; `check` raises `Invalid` for one that AWS would refuse."""

    def __call__(self, call: Call) -> Reply: ...

    def check(self, call: Call) -> None: ...


@dataclass(frozen=True)
class Plan:
    """What is to be done to one resource."""

    wanted: Resource
    now: Resource | None
    action: Action
    changes: dict[str, tuple[t.Any, t.Any]] = field(default_factory=dict)
    refused: str = ""
    """Why it is not carried out; empty where it is."""
    unseen: str = ""
    """What of it the credentials may not see, in check mode: there it is taken to be as it is wanted."""

    @property
    def name(self) -> str:
        """What it is about, by module and name."""
        return f"{self.wanted.plural}: [{self.wanted.id}]"

    def flow(self) -> Flow:
        """The conversation that carries it out."""
        for part in self.parts():
            yield from part

    def parts(self) -> t.Iterator[Flow]:
        """What is said in it, one after the other."""
        if self.action in ("delete", "replace") and self.now is not None:
            yield self.now.delete()
        if self.action in ("create", "replace"):
            yield self.wanted.create()
        if self.action == "update":
            yield self.wanted.over(self.now).update(self.now, self.changes.keys())


@dataclass(frozen=True)
class Outcome:
    """What became of one resource."""

    id: str
    plan: Plan | None = None
    after: Resource | None = None
    error: EnvelopeError | None = None

    @property
    def action(self) -> Action:
        return self.plan.action if self.plan else "none"

    @property
    def changed(self) -> bool:
        return self.action != "none" and self.error is None


def converge(wanted: t.Sequence[Resource], cloud: Cloud, *, absent: bool = False, adopt: bool = False,
             replace: t.Container[str] = (), check: bool = False, workers: int = 16,
             report: Report = lambda message: None) -> list[Outcome]:
    """Converge a set of resources that do not depend on each other; `replace` names those that may be made again."""
    loop = Loop(read_only(cloud) if check else cloud, workers=workers, report=report)
    plans = loop.run([planned(resource, cloud, absent=absent, adopt=adopt, replace=resource.id in replace, check=check)
                      for resource in wanted])
    outcomes = [_outcome(resource, found) for resource, found in zip(wanted, plans, strict=True)]
    if check:
        return [dataclasses.replace(o, after=_expected(o.plan)) if o.plan else o for o in outcomes]
    if any(outcome.error for outcome in outcomes):
        return [_untouched(outcome) for outcome in outcomes]
    return _applied(outcomes, loop)


def observe(wanted: Resource) -> Flow:
    """The resource as it is now, or None."""
    try:
        return (yield from wanted.read())
    except Absent:
        return None


def plan(wanted: Resource, now: Resource | None, *, absent: bool = False) -> Plan:
    """What has to be done to make `now` into `wanted`."""
    if absent:
        return Plan(wanted, now, "delete" if now and not now.gone else "none")
    changes = wanted.changes(now)
    return Plan(wanted, now, "create" if now is None else "update" if changes else "none", changes)


def planned(resource: Resource, cloud: Cloud, *, absent: bool = False, adopt: bool = False, replace: bool = False,
            check: bool) -> Flow:
    """The `Plan` for one resource, made by reads alone; raises what makes it impossible.

    In check mode a plan that a run would refuse says so, and what else there is to be done is seen as well; and so does
    one of what the credentials may not see all of.
    """
    if problems := list(resource.problems()):
        raise Invalid("; ".join(problems))
    wanted = yield from resource.resolved(pending=check or absent)
    try:
        now, unseen = yield from _known(wanted, check=check or absent)
        step = yield from stepped(wanted, now, cloud, absent=absent, adopt=adopt, replace=replace, check=check)
    except Awaited:
        return Plan(wanted, None, "none")
    if step.refused and not check:
        raise Invalid(step.refused)
    return step if absent else dataclasses.replace(step, unseen=unseen or step.unseen)


def _known(wanted: Resource, *, check: bool) -> Flow:
    """The resource as it is now, and what of that is only supposed: in check mode, or where it is to go."""
    try:
        return (yield from observe(wanted)), ""
    except Unseen as error:
        if not check:
            raise
        return error.seen, error.what


def stepped(wanted: Resource, now: Resource | None, cloud: Cloud, *, absent: bool = False, adopt: bool = False,
            replace: bool = False, check: bool = False) -> Flow:
    """The `Plan` for what is there, or is not; raises where that may not be touched."""
    step = plan(wanted, now, absent=absent)
    _staying(step)
    if step.action in ("update", "delete"):
        _own(step, adopt=adopt)
    if step.action in ("create", "update"):
        step = yield from decided(step, agreed=replace, check=check)
    if not step.refused:
        _check(step, cloud)
    return step


def _check(step: Plan, cloud: Cloud) -> None:
    """Refuse a plan of which AWS would refuse the first request: of a replacement, before anything is deleted."""
    for part in step.parts():
        first = next(part, None)
        if isinstance(first, Call) and not first.reads:
            cloud.check(first)


def _staying(step: Plan) -> None:
    """Refuse to touch what is being taken away: what has been frozen would come to life again."""
    tags = getattr(step.now, "tags", None) or {}
    since = tags.get(LEAVING)
    if since and step.now and not step.now.gone:  # what awaits its deletion says itself until when
        raise Leaving(f"tenant {tags.get('tenant', '')} is being taken away since {since}, and is left as it is: "
                      "playbooks/offboard_tenant.yml goes on with that, or calls it off")


def _own(step: Plan, *, adopt: bool) -> None:
    """Refuse to touch what carries no mark of ours, where a mark is asked for."""
    ours, theirs = owner(step.wanted), owner(step.now)
    if ours is None or ours == theirs or (adopt and step.action == "update"):
        return
    remedy = "set adopt to take it over" if step.action == "update" else "it is left alone"
    raise NotOurs(f"it exists and is not tagged {MANAGED_BY}={ours} (but {theirs or 'not at all'}): {remedy}")


def _applied(outcomes: list[Outcome], loop: Loop) -> list[Outcome]:
    """Carry out every plan, then look again at what was touched."""
    plans = [t.cast(Plan, outcome.plan) for outcome in outcomes]
    done = loop.run([step.flow() for step in plans])
    seen = loop.run([_afterwards(step, result) for step, result in zip(plans, done, strict=True)])
    return [
        dataclasses.replace(outcome, error=result) if isinstance(result, EnvelopeError)
        else dataclasses.replace(outcome, after=result)
        for outcome, result in zip(outcomes, seen, strict=True)
    ]


def _afterwards(step: Plan, done: EnvelopeError | None) -> Flow:
    """The resource after its plan was carried out; raises what stopped that."""
    if done is not None:
        raise done
    if step.action == "none":
        return step.now
    return None if step.action == "delete" else (yield from observe(step.wanted))


def _outcome(resource: Resource, found: Plan | EnvelopeError) -> Outcome:
    return Outcome(resource.id, error=found) if isinstance(found, EnvelopeError) else Outcome(resource.id, found)


def _untouched(outcome: Outcome) -> Outcome:
    """Nothing is done to what could be planned when something else of its set could not."""
    step = outcome.plan
    return outcome if step is None else Outcome(outcome.id, Plan(step.wanted, step.now, "none"), after=step.now)


def _expected(step: Plan) -> Resource | None:
    """The resource as a real run would leave it."""
    if step.action == "delete" or (step.action == "none" and step.now is None):
        return None
    if step.action == "replace":
        return step.wanted
    kept = () if step.now is None or (step.action == "update" and step.wanted.renewed) else properties(
        type(step.wanted), "computed")
    return dataclasses.replace(step.wanted.over(step.now), **{p.name: getattr(step.now, p.name) for p in kept})


def read_only(perform: Perform) -> Perform:
    """Performs reads, and refuses writes: what check mode is given."""
    def refuse_writes(call: Call) -> Reply:
        if not call.reads:
            raise Invalid(f"{call} would write, in check mode")
        return perform(call)

    return refuse_writes
