# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Promises that every kind of resource keeps, checked against AWS's own models."""

from __future__ import annotations

import dataclasses
import typing as t

import botocore.session
import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import models
from ansible_collections.venturemond.envelope.plugins.module_utils.adopting import Found
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Flow
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import Plan, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.options import argument_spec
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS
from ansible_collections.venturemond.envelope.plugins.module_utils.replacing import decided
from ansible_collections.venturemond.envelope.plugins.module_utils.resource import Part, Structure, properties
from ansible_collections.venturemond.envelope.tests.unit.answers import HELD
from ansible_collections.venturemond.envelope.tests.unit.samples import sample
from ansible_collections.venturemond.envelope.tests.unit.script import sent

SESSION = botocore.session.Session()
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
every_kind_with_tags = pytest.mark.parametrize(
    "kind", [pytest.param(kind, id=plural) for plural, kind in KINDS.items()
             if any(p.name == "tags" for p in properties(kind))])
every_option = pytest.mark.parametrize(
    ("kind", "name"),
    [pytest.param(kind, p.name, id=f"{plural}-{p.name}") for plural, kind in KINDS.items()
     for p in properties(kind, "option")
     if p.name not in kind.fixed and not p.lasting],
)


def assert_valid(call: Call) -> None:
    model = SESSION.get_service_model(call.service.name)
    operations = {botocore.xform_name(name): name for name in model.operation_names}
    assert call.operation in operations, f"{call} is not an operation of AWS"
    assert models.check(call, model.operation_model(operations[call.operation])) == []


@every_kind
def test_create_is_made_of_valid_requests(kind: t.Any) -> None:
    made = sent(sample(kind).create())
    assert made, "creating sends nothing"
    for call in made:
        assert_valid(call)


@every_kind
def test_delete_is_made_of_valid_requests(kind: t.Any) -> None:
    held = dataclasses.replace(sample(kind), **held_values(kind))
    for call in sent(held.delete()):
        assert_valid(call)


@every_kind
def test_read_starts_with_a_valid_request_that_only_reads(kind: t.Any) -> None:
    call = next(sample(kind).read())
    assert call.reads
    assert_valid(call)


@every_option
def test_each_option_that_changes_is_sent(kind: t.Any, name: str) -> None:
    wanted = sample(kind)
    now = dataclasses.replace(wanted, **held_values(kind), **{name: None})
    made = [call for call in sent(wanted.over(now).update(now, {name})) if not call.reads]
    assert made, f"nothing is sent when {name} changes"
    for call in made:
        assert_valid(call)


@every_kind
def test_whether_one_can_be_made_is_asked_by_valid_reads_and_none_is_judged_by_what_is_not_there(kind: t.Any) -> None:
    steps: list[Plan] = []

    def deciding() -> Flow:
        steps.append((yield from decided(plan(sample(kind), None), agreed=False)))

    for call in sent(deciding()):
        assert call.reads
        assert_valid(call)
    assert [(step.action, step.refused) for step in steps] == [("create", "")]


@every_kind
def test_nothing_is_done_when_nothing_differs(kind: t.Any) -> None:
    wanted = sample(kind)
    assert plan(wanted, wanted).action == "none"


@every_kind_with_tags
def test_what_is_tagged_only_is_not_changed(kind: t.Any) -> None:
    """What somebody else has made is taken over so: it becomes ours, and stays as it is."""
    now = dataclasses.replace(sample(kind), **held_values(kind), tags={"ManagedBy": "terraform"})
    wanted = sample(kind, tags={"managed-by": "us"})
    [made] = [call for call in sent(Found(wanted, now).tagging.flow()) if not call.reads]
    assert "tag" in made.operation
    assert_valid(made)


@every_kind
def test_every_property_is_documented(kind: t.Any) -> None:
    for structure in structures(kind):
        for p in properties(structure):
            assert p.doc.endswith("."), f"{structure.__name__}.{p.name}"
    assert kind.__doc__.endswith(".")
    assert argument_spec(kind)[kind.plural]["options"]


def structures(of: type[Structure]) -> t.Iterator[type[Structure]]:
    yield of
    for p in properties(of):
        if isinstance(p.part, type) and issubclass(p.part, Part):
            yield from structures(p.part)


def held_values(kind: t.Any) -> dict[str, t.Any]:
    """What AWS would have decided: an ARN or id for every computed property."""
    arn = "arn:aws:ecs:eu-west-1:111122223333:thing/acme"
    return {p.name: HELD.get(f"{kind.__name__}.{p.name}", arn) for p in properties(kind, "computed")} | {
        p.name: p.default for p in properties(kind, "constant")}
