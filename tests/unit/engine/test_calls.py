# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls as values."""

from __future__ import annotations

import copy
import json

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import (
    Batch,
    Call,
    Flow,
    Pause,
    Pending,
    Service,
    Together,
    Wait,
    has_pending,
    here,
    in_region,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError

ecs = Service("ecs", batches={"describe_services": Batch("services", 10)})


def test_a_service_builds_calls_and_leaves_out_what_is_none():
    call = ecs.describe_services(cluster="main", services=["api"], include=None)

    assert call == Call(ecs, "describe_services", {"cluster": "main", "services": ["api"]})
    assert str(call) == "ecs:describe_services"


def test_a_service_keeps_falsy_values():
    assert ecs.update_service(desiredCount=0, tags=[], force=False).params == {
        "desiredCount": 0, "tags": [], "force": False}


def test_a_service_has_no_private_operations():
    with pytest.raises(AttributeError):
        _client = ecs._client


def test_a_service_can_be_copied_and_hashed():
    assert copy.deepcopy(ecs) == ecs
    assert hash(copy.copy(ecs)) == hash(ecs)


@pytest.mark.parametrize(("operation", "reads"), [
    ("describe_services", True), ("get_bucket_policy", True), ("list_tags", True), ("head_bucket", True),
    ("batch_get_secret_value", True), ("simulate_principal_policy", True), ("describe", True), ("check_capacity", True),
    ("create_service", False), ("getaway", False), ("put_object", False), ("batch_delete_image", False),
    ("listen", False), ("delete_get_list", False), ("run_task", False), ("assume_role", False),
])
def test_only_operations_that_change_nothing_are_reads(operation, reads):
    assert Call(ecs, operation).reads is reads


def test_identity_is_what_is_asked_and_not_how_it_is_written():
    one = ecs.list_tasks(cluster="main", family="api")
    other = ecs.list_tasks(family="api", cluster="main")

    assert one.identity == other.identity
    assert one.identity != ecs.list_tasks(cluster="main").identity
    assert one.identity != Service("sts").list_tasks(cluster="main", family="api").identity


def test_only_declared_operations_have_a_batch():
    assert ecs.describe_services().batch == Batch("services", 10)
    assert ecs.describe_clusters().batch is None


def test_where_calls_are_made_is_asked_of_sts():
    assert str(here()) == "sts:get_caller_identity"
    assert here() == here()


class TestRegions:
    def test_a_call_in_a_region_is_another_call(self):
        there = ecs.list_tasks(cluster="main").to("us-east-1")

        assert str(there) == "ecs:list_tasks in us-east-1"
        assert there.identity != ecs.list_tasks(cluster="main").identity
        assert there.service.batches == ecs.batches

    def test_a_conversation_is_held_there_as_it_is_held_here(self):
        def talk() -> Flow:
            try:
                yield ecs.list_tasks(cluster="main")
            except AwsError as error:
                yield Pause(1)
                yield Wait(ecs.describe_tasks(), error.code, lambda reply: "done", frozenset({"done"}))
            return (yield Together([iter_once(ecs.list_clusters())]))

        flow = in_region("us-east-1", talk())
        first = next(flow)
        pause = flow.throw(AwsError(first, "Gone", "no"))
        wait = flow.send(None)
        together = flow.send({})
        asked = next(together.flows[0])
        with pytest.raises(StopIteration) as end:
            flow.send(["all"])

        assert [call.service.region for call in (first, wait.call, asked)] == ["us-east-1"] * 3
        assert (pause, wait.what, end.value.value) == (Pause(1), "Gone", ["all"])


def iter_once(call: Call) -> Flow:
    return (yield call)


class TestPending:
    def test_reads_as_known_after_apply(self):
        assert str(Pending("subnet a")) == f"{Pending('subnet a')}" == "(known after apply)"

    def test_equals_only_the_same_pending(self):
        assert Pending("subnet a") == Pending("subnet a")
        assert Pending("subnet a") != Pending("subnet b")
        assert Pending("subnet a") != "subnet a"
        assert [Pending("subnet a")] != ["subnet a"]
        assert "subnet a" not in {Pending("subnet a")}

    def test_survives_a_copy(self):
        assert copy.deepcopy([Pending("subnet a")]) == [Pending("subnet a")]

    def test_two_calls_that_mention_different_ones_differ(self):
        assert ecs.list_tasks(cluster=Pending("a")).identity != ecs.list_tasks(cluster=Pending("b")).identity

    @pytest.mark.parametrize("inside", [
        Pending("a"), [Pending("a")], {"x": Pending("a")}, {"x": [{"y": ("b", Pending("a"))}]},
    ])
    def test_is_found_wherever_it_is(self, inside):
        assert has_pending({"deep": inside})

    @pytest.mark.parametrize("inside", ["(known after apply)", None, 0, [], {"a": "b"}, json.dumps({"a": "b"})])
    def test_is_not_seen_where_there_is_none(self, inside):
        assert not has_pending({"deep": inside})
