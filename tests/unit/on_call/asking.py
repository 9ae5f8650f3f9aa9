# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A verb of whoever is on call, held against an AWS that answers by operation."""

from __future__ import annotations

import functools
import typing as t
from dataclasses import dataclass

import botocore
import botocore.session
from ansible_collections.venturemond.envelope.plugins.module_utils import models
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, EnvelopeError
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.plugins.module_utils.verb import Verb
from ansible_collections.venturemond.envelope.tools.derived.conversations import NO_API, operations
from ansible_collections.venturemond.envelope.tools.derived.operations import Operation

Answers: t.TypeAlias = t.Mapping[str, t.Any]
"""By operation: a reply, a function of the call that gives one, `Absent`, an error code, or a list of such in turn."""


@dataclass
class Asked:
    result: dict[str, t.Any]
    said: list[str]
    calls: list[Call]

    @property
    def writes(self) -> list[tuple[str, dict[str, t.Any]]]:
        return [(call.operation, call.params) for call in self.calls if not call.reads]

    @property
    def text(self) -> str:
        return "\n".join(self.said)


@functools.cache
def _requests(service: str) -> dict[str, t.Any]:
    """What AWS says of the requests of a service, by operation."""
    model = botocore.session.get_session().get_service_model(service)
    return {botocore.xform_name(name): model.operation_model(name) for name in model.operation_names}


def _allowed(call: Call, verb: Verb, *, check: bool) -> None:
    """A request is valid by AWS's own models, in the policy of the verb's playbooks, and a read in check mode."""
    if call.service.name not in NO_API:
        problems = models.check(call, _requests(call.service.name)[call.operation])
        assert problems == [], problems
    if call.service.name not in {*NO_API, "sts"}:
        assert Operation(call.service.name, call.operation) in operations(type(verb)), "its policy would lack it"
    assert call.reads or not check, call


def ask(verb: Verb, answers: Answers, *, check: bool = False) -> Asked:
    """What a verb returned, said and asked; what is wrong with its options is raised as a module does."""
    assert list(verb.problems()) == []
    said: list[str] = []
    calls: list[Call] = []
    turns = {name: iter(each) for name, each in answers.items() if isinstance(each, list)}

    def answer(call: Call) -> t.Any:
        _allowed(call, verb, check=check)
        calls.append(call)
        found = next(turns[call.operation]) if call.operation in turns else answers[call.operation]
        reply = found(call) if callable(found) and found is not Absent else found
        if reply is Absent:
            raise Absent(call, "NotFound", "not found")
        if isinstance(reply, str):
            raise AwsError(call, reply, "scripted")
        return reply

    result = Loop(answer, report=said.append).run([verb.act(check=check)])[0]
    if isinstance(result, EnvelopeError):
        raise result
    return Asked(t.cast("dict[str, t.Any]", result), said, calls)
