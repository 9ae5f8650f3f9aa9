# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls that are shared."""

from __future__ import annotations

import itertools

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.batching import chunks, combine, merged
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Talk
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import boxes


def talks(*steps: Call | Wait) -> list[Talk]:
    return [Talk(flow=iter(()), step=step) for step in steps]


def made(*steps: Call | Wait) -> list[tuple[Call, int]]:
    """Each call that is made, and how many flows share it."""
    return [(shared.call, len(shared.talks)) for shared in combine(talks(*steps))]


def labels(*names: str, **rest: str) -> Call:
    return boxes.describe_labels(Names=list(names), **rest)


def change(*names: str) -> Call:
    return boxes.change_labels(Change={"Labels": list(names), "Comment": "x"})


def test_equal_reads_are_one_call():
    assert made(*[boxes.describe_box(Name="a")] * 5, boxes.describe_box(Name="b")) == [
        (boxes.describe_box(Name="a"), 5), (boxes.describe_box(Name="b"), 1)]


def test_equal_writes_are_all_made():
    assert made(*[boxes.update_box(Name="a")] * 3) == [(boxes.update_box(Name="a"), 1)] * 3


def test_a_batch_joins_lists_in_order_and_once():
    assert made(labels("a", "b"), labels("b", "c")) == [(labels("a", "b", "c"), 2)]


def test_a_batch_keeps_apart_what_differs_elsewhere():
    one, other = labels("a", Shelf="1"), labels("b", Shelf="2")

    assert made(one, other) == [(one, 1), (other, 1)]


def test_writes_join_along_a_nested_path_and_keep_what_is_beside_it():
    assert made(change("a"), change("b")) == [(change("a", "b"), 2)]


def test_joining_leaves_the_flows_own_calls_as_they_were():
    own = talks(change("a"), change("b"))
    combine(own)

    assert [talk.step for talk in own] == [change("a"), change("b")]


@pytest.mark.parametrize("all_of_them", [boxes.describe_labels(), boxes.describe_labels(Names=[])])
def test_a_call_without_a_list_asks_for_everything_and_joins_none_with_one(all_of_them):
    assert made(all_of_them, labels("a"), all_of_them) == [(all_of_them, 2), (labels("a"), 1)]


@pytest.mark.parametrize("count", [1, 9, 10, 11, 25, 100])
def test_reads_go_in_as_few_requests_as_aws_allows(count):
    found = made(*[labels(str(n)) for n in range(count)])

    assert len(found) == -(-count // 10)
    assert sum(sharing for _call, sharing in found) == count
    assert list(itertools.chain(*(call.params["Names"] for call, _sharing in found))) == [str(n) for n in range(count)]


def test_a_name_that_is_asked_already_goes_where_it_is():
    assert len(made(*[labels(str(n)) for n in range(25)], labels("3"), labels("13"))) == 3


def test_what_one_flow_asks_at_once_is_never_torn_apart():
    first, second = [f"a{n}" for n in range(7)], [f"b{n}" for n in range(7)]

    assert made(labels(*first), labels(*second)) == [(labels(*first), 1), (labels(*second), 1)]


@pytest.mark.parametrize("make", [labels, change])
def test_a_list_that_is_too_long_is_cut(make):
    names = [str(n) for n in range(25)]

    assert chunks(make(*names)) == [make(*names[:10]), make(*names[10:20]), make(*names[20:])]


def test_batched_writes_follow_each_other_in_one_go():
    [shared] = combine(talks(*[change(str(n)) for n in range(25)]))
    requests: list[Call] = []
    shared.perform(lambda call: requests.append(call) or {})

    assert [len(call.params["Change"]["Labels"]) for call in requests] == [10, 10, 5]


def test_replies_are_joined_list_by_list():
    replies = [{"Found": [1], "Failures": []}, {"Found": [2], "Failures": ["x"]}, {"Other": [3], "State": "ok"}]

    assert merged(replies) == {"Found": [1, 2], "Failures": ["x"], "Other": [3], "State": "ok"}


def test_a_fresh_reply_is_wanted_as_soon_as_one_of_them_waits():
    asked = labels("a")
    waiting = Wait(asked, "label a", lambda reply: "", frozenset({"done"}))

    assert [shared.polls for shared in combine(talks(asked, waiting))] == [True]
    assert [shared.polls for shared in combine(talks(asked, asked))] == [False]
