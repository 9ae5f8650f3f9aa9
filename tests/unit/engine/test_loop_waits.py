# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations that wait."""

from __future__ import annotations

import collections

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Flow, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import GaveUp
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Clock, Scripted, asking, boxes

read, write = boxes.describe_box(Name="a"), boxes.update_box(Name="a")


def until(done: str, call: Call = read, **about) -> Wait:
    return Wait(call, "box a", lambda reply: reply["State"], frozenset({done}), **about)


class TestWaits:
    def test_go_on_with_the_reply_that_shows_the_state(self, clock):
        aws = Scripted(describe_box=[{"State": "open"}, {"State": "closing"}, {"State": "shut", "Size": 1}])

        assert Loop(aws).run([asking(until("shut"))]) == [[{"State": "shut", "Size": 1}]]
        assert aws.counts == {"describe_box": 3}

    def test_look_for_themselves_whatever_is_known(self, clock):
        aws = Scripted(describe_box=[{"State": "open"}, {"State": "shut"}])

        assert Loop(aws).run([asking(read, until("shut"))]) == [[{"State": "open"}, {"State": "shut"}]]

    def test_are_polled_together_though_time_goes_on(self, clock: Clock):
        clock.tick = 0.0001
        seen = collections.Counter()

        def perform(call: Call):
            seen.update(call.params["Names"])
            calls.append(call)
            return {"State": "shut" if seen["0"] > 6 else "open"}

        calls: list[Call] = []
        waits = [until("shut", boxes.describe_labels(Names=[str(n)])) for n in range(10)]
        Loop(perform).run([asking(wait) for wait in waits])

        assert len(calls) == 7

    def test_nothing_is_done_between_two_looks(self, clock: Clock):
        aws = Scripted(describe_box=[*[{"State": "open"}] * 9, {"State": "shut"}])
        Loop(aws).run([asking(until("shut"))])

        assert len(clock.pauses) == 9

    def test_failing_is_thrown_into_the_flow(self, clock):
        def flow() -> Flow:
            try:
                yield until("shut", failed=frozenset({"broken"}))
            except GaveUp as gave_up:
                return f"{gave_up.seen}, so {(yield write)}"

        aws = Scripted(describe_box=[{"State": "open"}, {"State": "broken"}], update_box={"mended": True})
        assert Loop(aws).run([flow()]) == ["broken, so {'mended': True}"]

    def test_running_out_of_time_is_an_error(self, clock: Clock):
        patient = until("shut", timeout=30, hint="Sit on it")
        [error] = Loop(Scripted(describe_box={"State": "open"})).run([asking(patient)])

        assert str(error) == "box a is open, not shut, after 30 s. Sit on it"

    def test_absence_that_is_waited_for_lets_the_flow_go_on(self, clock):
        aws = Scripted(describe_box=[{"State": "deleting"}, "NotFound"])

        assert Loop(aws).run([asking(until("absent"), write)]) == [[{}, {}]]

    def test_progress_is_reported(self, clock):
        said: list[str] = []
        Loop(Scripted(describe_box={"State": "open"}), report=said.append).run([asking(until("shut", timeout=20))])

        assert said[0].startswith("box a: open (")
        assert 2 <= len(said) <= 4


class TestTransientErrors:
    def test_are_waited_through(self, clock):
        aws = Scripted(update_box=["Busy", "Busy", {"done": True}])

        assert Loop(aws).run([asking(write)]) == [[{"done": True}]]
        assert aws.counts == {"update_box": 3}

    def test_end_after_a_bound(self, clock: Clock):
        [error] = Loop(Scripted(update_box="Busy")).run([asking(write)])

        assert isinstance(error, GaveUp)
        assert "boxes:update_box" in str(error) and "Busy" in str(error) and "after 120 s" in str(error)
        assert clock.now <= 1121

    @pytest.mark.parametrize("code", ["NotFound", "AccessDenied"])
    def test_another_error_after_them_is_thrown_at_once(self, clock: Clock, code):
        aws = Scripted(update_box=["Busy", code])
        [error] = Loop(aws).run([asking(write)])

        assert error.code == code
        assert clock.now < 1001

    def test_batched_writes_stay_together(self, clock):
        aws = Scripted(change_labels=["Busy", {"Id": 1}])
        found = Loop(aws).run([asking(boxes.change_labels(Change={"Labels": [n]})) for n in range(10)])

        assert found == [[{"Id": 1}]] * 10
        assert aws.counts == {"change_labels": 2}
