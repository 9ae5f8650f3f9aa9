# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps of a flow that are no calls: pauses, words to who watches, flows inside a flow."""

from __future__ import annotations

import threading
import time

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Flow, Pause, Say, Together
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Clock, Scripted, asking, boxes

read = boxes.describe_box(Name="a")


class TestPause:
    def test_goes_on_when_its_time_has_come(self):
        def resting() -> Flow:
            said = yield Pause(0.2)
            return said, time.monotonic() - began

        began = time.monotonic()
        [(said, waited)] = Loop(Scripted()).run([resting()])
        assert said is None
        assert waited > 0.1

    def test_makes_what_was_read_before_old(self):
        def looking_twice() -> Flow:
            first = yield read
            again = yield read
            yield Pause(0.03)
            return first["n"], again["n"], (yield read)["n"]

        asked: list[Call] = []

        def perform(call: Call) -> dict:
            asked.append(call)
            return {"n": len(asked)}

        assert Loop(perform).run([looking_twice()]) == [(1, 1, 2)]

    def test_holds_nobody_else_up(self, clock: Clock):
        order: list[str] = []

        def flow(name: str, seconds: float) -> Flow:
            yield Pause(seconds)
            yield read
            order.append(name)

        Loop(lambda call: {}).run([flow("slow", 30), flow("fast", 3), flow("at once", 0)])
        assert order == ["at once", "fast", "slow"]


def test_what_is_said_is_reported_in_order_and_answered_with_nothing():
    def talking() -> Flow:
        assert (yield Say("one")) is None
        yield read
        yield Say("two")
        return "done"

    heard: list[str] = []
    assert Loop(lambda call: {}, report=heard.append).run([talking()]) == ["done"]
    assert heard == ["one", "two"]


class TestTogether:
    def test_is_answered_in_the_order_asked(self):
        def both() -> Flow:
            return (yield Together([asking(boxes.describe_box(Name="x")), asking(boxes.describe_box(Name="y"))]))

        assert Loop(lambda call: call.params).run([both()]) == [[[{"Name": "x"}], [{"Name": "y"}]]]

    def test_may_hold_none_and_such_as_ask_nothing(self):
        def both() -> Flow:
            return (yield Together([])), (yield Together([asking(), asking()])), (yield read)

        assert Loop(lambda call: {"a": 1}).run([both()]) == [([], [[], []], {"a": 1})]

    def test_may_be_inside_another(self):
        def inner(name: str) -> Flow:
            return (yield Together([asking(boxes.describe_box(Name=name)), asking()]))

        def outer() -> Flow:
            found = yield Together([inner("x"), inner("y")])
            return found, (yield read)

        assert Loop(lambda call: call.params).run([outer()]) == [
            ([[[{"Name": "x"}], []], [[{"Name": "y"}], []]], {"Name": "a"})]

    def test_calls_are_made_at_the_same_time(self):
        meeting = threading.Barrier(3, timeout=5)

        def perform(call: Call) -> dict:
            meeting.wait()
            return {}

        def all_three() -> Flow:
            yield Together([asking(boxes.update_box(Name=str(n))) for n in range(3)])

        assert Loop(perform).run([all_three()]) == [None]

    def test_an_error_of_one_is_handed_over_and_ends_no_other(self):
        def both() -> Flow:
            return (yield Together([asking(boxes.delete_box(Name="c")), asking(read)]))

        [[bad, good]] = Loop(Scripted(delete_box="Refused", describe_box={"Name": "a"})).run([both()])
        assert isinstance(bad, AwsError)
        assert good == [{"Name": "a"}]

    def test_a_defect_in_one_comes_out(self):
        def broken() -> Flow:
            yield read
            raise ZeroDivisionError

        def both() -> Flow:
            yield Together([broken(), asking(read)])

        with pytest.raises(ZeroDivisionError):
            Loop(lambda call: {}).run([both()])

    def test_what_the_asking_flow_raises_ends_it_alone(self):
        def judging() -> Flow:
            yield Together([asking(read)])
            raise Invalid("no")

        [wrong, right] = Loop(lambda call: {}).run([judging(), asking(read)])
        assert str(wrong) == "no"
        assert right == [{}]
