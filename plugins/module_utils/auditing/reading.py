# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read of AWS, once, and by which calls.

A source is a flow that returns what it has read.  All are held at once, so calls that several need are made once.
"""

from __future__ import annotations

import datetime
import typing as t
from dataclasses import dataclass, field

from ..calls import Call, Flow, Step, Together, led
from ..errors import Absent, AwsError, EnvelopeError
from .place import Place


@dataclass(frozen=True)
class Source:
    """Something that checks look at."""

    name: str
    flow: t.Callable[[Place], Flow]
    """Returns plain data: lists and mappings in AWS's words."""


@dataclass(frozen=True, order=True)
class Asked:
    """An operation of an API, in a region."""

    service: str
    operation: str
    region: str


@dataclass
class Seen:
    """What a source has shown, or why it has not."""

    found: t.Any = None
    error: EnvelopeError | None = None
    calls: dict[Asked, str] = field(default_factory=dict)
    """What was asked, and when it was answered last, in UTC."""
    refused: dict[Asked, AwsError] = field(default_factory=dict)
    """What AWS refused to tell, and how."""


class Thing(dict[str, t.Any]):
    """What was read of one resource; a part that AWS refused to show raises that error when it is looked at."""

    def __getitem__(self, name: str) -> t.Any:
        found = super().__getitem__(name)
        if isinstance(found, EnvelopeError):
            raise found
        return found

    def get(self, name: str, default: t.Any = None) -> t.Any:
        try:
            return self[name]
        except KeyError:
            return default


class Untold(Thing):
    """What a list says of a resource, where AWS refused to describe it: to look at anything else raises that error."""

    def __init__(self, listed: t.Mapping[str, t.Any], error: EnvelopeError) -> None:
        super().__init__(listed)
        self.error = error

    def __missing__(self, name: str) -> t.Any:
        raise self.error


def read(source: Source, place: Place) -> Flow:
    """What a source shows, as `Seen`; never raises, be it what AWS answers or what the source did not think of."""
    seen = Seen()
    try:
        seen.found = yield from _noted(source.flow(place), place.region, seen)
    except EnvelopeError as error:
        seen.error = error
    return seen


def _sound(flow: Flow) -> Flow:
    """The same conversation; a defect of it is an error as AWS's answers are, and ends nothing but itself."""
    try:
        return (yield from flow)
    except EnvelopeError:
        raise
    except Exception as error:
        raise EnvelopeError(f"the audit is at fault: {type(error).__name__}: {error}") from error


def described(listed: t.Mapping[str, t.Any], flow: Flow) -> Flow:
    """A listed resource with all that a conversation tells of it, as a `Thing`."""
    try:
        return Thing({**(yield from flow), **listed})
    except EnvelopeError as error:
        return Untold(listed, error)


def parts(thing: t.Mapping[str, t.Any], **flows: Flow) -> Flow:
    """A `Thing` with further parts, each told by a conversation of its own, all held at once."""
    told = yield Together(list(flows.values()))
    return Thing({**thing, **dict(zip(flows, told, strict=True))})


def each(flows: t.Iterable[Flow]) -> Flow:
    """What several conversations return, held at once; raises the first error."""
    told = yield Together(list(flows))
    for one in told:
        if isinstance(one, EnvelopeError):
            raise one
    return told


def asked(call: Call, listed: str = "") -> Flow:
    """What a call answers, or a list of it."""
    reply = yield call
    return reply.get(listed, []) if listed else reply


def unless_absent(flow: Flow, without: t.Any = None) -> Flow:
    """What a conversation returns; `without` where AWS has no such thing."""
    try:
        return (yield from flow)
    except Absent:
        return without


def _noted(flow: Flow, region: str, seen: Seen) -> Flow:
    """The same conversation, noting what is asked and when it was answered."""
    def lead(step: Step) -> Step:
        if isinstance(step, Together):
            return Together([_noted(one, region, seen) for one in step.flows])
        return step

    return led(_sound(flow), lead, lambda step, error: _note(step, region, seen, error))


def _note(step: Step, region: str, seen: Seen, error: EnvelopeError | None) -> None:
    if not isinstance(step, Call):
        return
    what = Asked(step.service.name, step.operation, step.service.region or region)
    seen.calls[what] = now()
    if isinstance(error, AwsError) and not isinstance(error, Absent):
        seen.refused[what] = error


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
