# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scripted AWS for tests: it expects exactly these calls, in this order."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Flow, Reply, Wait, has_pending
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, EnvelopeError
from ansible_collections.venturemond.envelope.tests.unit.answers import REPLIES

Answer: t.TypeAlias = Reply | type[Absent] | str
"""A reply, `Absent`, or an error code."""


def play(flow: Flow, *exchanges: tuple[str, Answer]) -> t.Any:
    """Run a flow to its end against `(operation, answer)` pairs; every one of them must be used."""
    remaining = list(exchanges)
    try:
        step = next(flow)
        while True:
            call = step.call if isinstance(step, Wait) else step
            assert remaining, f"{call} was not expected: the script is at its end"
            operation, answer = remaining.pop(0)
            assert call.operation == operation, f"{call} came where {operation} was expected"
            error = _error(call, answer)
            step = flow.throw(error) if error else flow.send(answer)
    except StopIteration as end:
        assert not remaining, f"never asked: {remaining}"
        return end.value


def _error(call: Call, answer: Answer) -> EnvelopeError | None:
    if answer is Absent or has_pending(call.params):
        return Absent(call, "NotFound", "not found")
    return AwsError(call, answer, "scripted") if isinstance(answer, str) else None


def sent(flow: Flow) -> list[Call]:
    """Every call of a flow, each answered as `replies` says, or with nothing."""
    made: list[Call] = []
    try:
        step = next(flow)
        while True:
            call = step.call if isinstance(step, Wait) else step
            made.append(call)
            step = flow.send(REPLIES.get(call.operation, {}))
    except StopIteration:
        return made


def requests(flow: Flow) -> list[tuple[str, dict[str, t.Any]]]:
    """The same, as `(operation, parameters)`."""
    return [(call.operation, call.params) for call in sent(flow)]
