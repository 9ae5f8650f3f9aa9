# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which operations a kind may call, told from its source."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Service
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS
from ansible_collections.venturemond.envelope.plugins.module_utils.resource import properties
from ansible_collections.venturemond.envelope.tests.unit.answers import HELD
from ansible_collections.venturemond.envelope.tests.unit.samples import sample
from ansible_collections.venturemond.envelope.tests.unit.script import sent
from ansible_collections.venturemond.envelope.tests.unit.tools.flows import Queue, Riddle
from ansible_collections.venturemond.envelope.tools.derived.conversations import operations
from ansible_collections.venturemond.envelope.tools.derived.module import MODULES


def test_calls_are_found_wherever_a_kind_names_them() -> None:
    assert {f"{call.client}:{call.method}" for call in operations(Queue)} == {
        "sns:list_topics",           # by a reference inside a part
        "sqs:list_queues",           # by a call that a closure holds
        "sqs:get_queue_attributes",  # by a name that is handed on
        "sqs:create_queue",          # as a Call
        "sqs:delete_queue",
        "sqs:list_queue_tags",       # by a method of what is in another object, of which the rest does not count
        "sqs:tag_resource",          # by a function of another file, for the service it is given
    }


def test_what_cannot_be_told_is_an_error_and_not_a_gap_in_a_policy() -> None:
    with pytest.raises(LookupError, match="operation of sqs"):
        operations(Riddle)


@pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)
def test_a_call_knows_itself_as_iam_calls_it(module: t.Any) -> None:
    wrong = {each.api for each in operations(module)
             if Call(Service(each.client), each.method).action.lower() != each.api.lower()}
    assert wrong == set()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_a_kind_calls_is_among_what_was_told(kind: t.Any) -> None:
    wanted = sample(kind)
    held = {p.name: HELD.get(f"{kind.__name__}.{p.name}", "arn:aws:ecs:eu-west-1:111122223333:thing/acme")
            for p in properties(kind, "computed")}
    now = dataclasses.replace(wanted, **held)
    changed = {p.name for p in properties(kind, "option")} - kind.fixed
    made = [*sent(wanted.create()), *sent(now.update(now, changed)), *sent(now.delete()), next(wanted.read())]
    called = {(call.service.name, call.operation) for call in made} - {("sts", "get_caller_identity")}
    assert called <= operations(kind)
