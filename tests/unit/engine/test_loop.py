# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations side by side."""

from __future__ import annotations

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Flow, Pending
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Scripted, asking, boxes

read, write = boxes.describe_box(Name="a"), boxes.update_box(Name="a")


def labels(call: Call) -> dict:
    return {"Found": call.params["Names"]}


class TestResults:
    def test_come_in_the_order_of_the_flows(self):
        found = Loop(lambda call: call.params).run([asking(boxes.describe_box(Name=str(n))) for n in range(50)])

        assert found == [[{"Name": str(n)}] for n in range(50)]

    def test_of_no_flows_and_of_flows_that_ask_nothing(self):
        assert Loop(Scripted()).run([]) == []
        assert Loop(Scripted()).run([asking(), asking()]) == [[], []]

    def test_an_error_ends_one_flow_only(self):
        aws = Scripted(describe_box=lambda call: {"Name": call.params["Name"]}, delete_box="Refused")
        good, bad = Loop(aws).run([
            asking(read, boxes.describe_box(Name="b")), asking(boxes.delete_box(Name="c"), read)])

        assert good == [{"Name": "a"}, {"Name": "b"}]
        assert str(bad) == "boxes:delete_box failed: scripted (Refused)"

    def test_a_flow_may_catch_what_aws_says_and_go_on(self):
        def careful() -> Flow:
            try:
                yield read
            except Absent as absent:
                return absent.code, (yield write)

        aws = Scripted(describe_box="NotFound", update_box={"done": True})
        assert Loop(aws).run([careful()]) == [("NotFound", {"done": True})]

    def test_a_flow_may_raise_before_it_asks(self):
        def refusing(*calls: Call) -> Flow:
            if not calls:
                raise Invalid("never")
            yield from calls

        [error] = Loop(Scripted()).run([refusing()])
        assert isinstance(error, Invalid)


class TestDefects:
    def test_are_not_taken_for_refusals(self):
        with pytest.raises(ZeroDivisionError):
            Loop(Scripted(describe_box=lambda call: 1 / 0)).run([asking(read)])

    def test_send_nothing_more(self, monkeypatch: pytest.MonkeyPatch):
        started, go = threading.Event(), threading.Event()
        sent = []

        class Emptied(ThreadPoolExecutor):
            """One that lets what is under way end once nothing else is queued."""

            def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
                super().shutdown(wait=False, cancel_futures=cancel_futures)
                go.set()
                super().shutdown(wait=wait)

        def perform(call: Call):
            sent.append(call)
            if call == read:
                assert started.wait(5)
                raise ZeroDivisionError
            started.set()
            assert go.wait(5)
            return {}

        monkeypatch.setattr(f"{Loop.__module__}.ThreadPoolExecutor", Emptied)
        with pytest.raises(ZeroDivisionError):
            Loop(perform, workers=2).run([asking(read), *[asking(boxes.update_box(Name=str(n))) for n in range(20)]])
        assert len(sent) < 5


class TestSharing:
    def test_flows_that_ask_the_same_share_one_call(self):
        aws = Scripted(describe_box={"Size": 1})

        assert Loop(aws).run([asking(read) for _unused in range(20)]) == [[{"Size": 1}]] * 20
        assert aws.counts == {"describe_box": 1}

    def test_what_is_known_is_not_asked_again_in_a_later_run(self):
        loop = Loop(aws := Scripted())
        loop.run([asking(read)])
        loop.run([asking(read, read)])

        assert aws.counts == {"describe_box": 1}

    def test_an_error_is_shared_too(self):
        aws = Scripted(describe_box="Refused")
        errors = Loop(aws).run([asking(read) for _unused in range(20)])

        assert aws.counts == {"describe_box": 1}
        assert {str(error) for error in errors} == {"boxes:describe_box failed: scripted (Refused)"}

    def test_twenty_five_names_take_three_requests_and_everybody_gets_an_answer_with_theirs(self):
        aws = Scripted(describe_labels=labels)
        found = Loop(aws).run([asking(boxes.describe_labels(Names=[str(n)])) for n in range(25)])

        assert aws.counts == {"describe_labels": 3}
        assert all(str(n) in reply["Found"] for n, [reply] in enumerate(found))

    def test_a_batch_waits_for_flows_that_are_a_step_behind(self):
        aws = Scripted(describe_labels=labels)
        behind = [asking(*[boxes.describe_box(Name=f"{n} {step}") for step in range(n)],
                         boxes.describe_labels(Names=[str(n)])) for n in range(10)]
        found = Loop(aws).run(behind)

        assert aws.counts == {"describe_box": 45, "describe_labels": 1}
        assert all(str(n) in replies[-1]["Found"] for n, replies in enumerate(found))

    def test_batched_writes_of_many_flows_are_few_requests(self):
        aws = Scripted()
        Loop(aws).run([asking(boxes.change_labels(Change={"Labels": [n], "Comment": "x"})) for n in range(25)])

        assert [call.params["Change"]["Comment"] for call in aws.calls] == ["x"] * 3
        assert [n for call in aws.calls for n in call.params["Change"]["Labels"]] == list(range(25))

    def test_batched_writes_wait_for_flows_that_are_a_step_behind(self):
        aws = Scripted()
        Loop(aws).run([asking(*[boxes.describe_box(Name=f"{n} {step}") for step in range(n)],
                              boxes.change_labels(Change={"Labels": [n]})) for n in range(8)])

        assert aws.counts["change_labels"] == 1

    def test_a_joined_read_that_fails_is_asked_again_for_each(self):
        def one_is_gone(call):
            if "3" in call.params["Names"]:
                raise Absent(call, "NotFound", "3 is gone")
            return {"Found": call.params["Names"]}

        found = Loop(one_is_gone).run([asking(boxes.describe_labels(Names=[str(n)])) for n in range(5)])

        assert [str(n) for n, reply in enumerate(found) if isinstance(reply, Absent)] == ["3"]
        assert found[4] == [{"Found": ["4"]}]

    def test_writes_that_look_alike_are_each_made(self):
        aws = Scripted()
        Loop(aws).run([asking(write) for _unused in range(3)])

        assert aws.counts == {"update_box": 3}


class TestFreshness:
    @pytest.mark.parametrize("answer", [{}, "AccessDenied"])
    def test_a_read_after_a_write_is_made_anew_even_if_the_write_failed(self, answer):
        def flow() -> Flow:
            first = yield read
            with contextlib.suppress(AwsError):
                yield write
            return first, (yield read)

        aws = Scripted(describe_box=[{"Size": 1}, {"Size": 2}], update_box=answer)
        assert Loop(aws).run([flow()]) == [({"Size": 1}, {"Size": 2})]

    def test_any_write_makes_every_read_stale(self):
        loop = Loop(aws := Scripted())
        loop.run([asking(read, boxes.describe_room(Name="x"))])
        loop.run([asking(write)])
        loop.run([asking(read, boxes.describe_room(Name="x"))])

        assert aws.counts == {"describe_box": 2, "describe_room": 2, "update_box": 1}

    def test_a_read_sent_before_a_write_ended_is_not_what_is_read_after_it(self):
        asked, written, replies = threading.Event(), threading.Event(), iter(["old", "new"])

        def perform(call: Call):
            if call == write:
                assert asked.wait(5)
                return {}
            reply = {"State": next(replies)}
            asked.set()
            if reply["State"] == "old":
                assert written.wait(5)
            written.set()
            return reply

        slow, own = Loop(perform).run([asking(read), asking(write, read)])

        assert slow == [{"State": "old"}]
        assert own == [{}, {"State": "new"}]


class TestPending:
    def test_a_call_that_mentions_what_does_not_exist_is_absent_without_being_made(self):
        aws = Scripted()
        [error] = Loop(aws).run([asking(boxes.describe_box(Filters=[{"Values": [Pending("room attic")]}]))])

        assert isinstance(error, Absent)
        assert aws.calls == []
