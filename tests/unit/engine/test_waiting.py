# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits: done, failed, out of time."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, EnvelopeError, GaveUp
from ansible_collections.venturemond.envelope.plugins.module_utils.waiting import FIRST, LONGEST, SAY_EVERY, Patience
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Clock, boxes

CALL = boxes.describe_box(Name="a")


def wait(**about) -> Wait:
    return Wait(CALL, "box a", lambda reply: reply["State"], frozenset({"shut"}), frozenset({"broken"}), **about)


def answered(state: str | EnvelopeError) -> Future:
    future: Future = Future()
    if isinstance(state, EnvelopeError):
        future.set_exception(state)
    else:
        future.set_result({"State": state})
    return future


def test_a_state_that_is_reached_ends_it(clock):
    assert Patience(wait()).again(answered("shut"), print) is None


def test_a_state_that_cannot_be_left_ends_it_at_once(clock):
    with pytest.raises(GaveUp, match=r"^box a is broken, not shut, after 0 s$"):
        Patience(wait()).again(answered("broken"), print)


def look_until_it_gives_up(patience: Patience, clock: Clock) -> GaveUp:
    try:
        while True:
            clock.sleep(patience.again(answered("open"), lambda message: None))
    except GaveUp as gave_up:
        return gave_up


def test_pauses_grow_to_a_limit_and_never_outlast_the_patience(clock: Clock):
    patience = Patience(wait(timeout=60))
    gave_up = look_until_it_gives_up(patience, clock)
    pauses = clock.pauses

    assert max(pauses) <= 1.5 * LONGEST
    assert min(pauses[:-1]) >= FIRST / 2
    assert sum(pauses) == pytest.approx(60)
    assert len(pauses) < 30
    assert str(gave_up) == "box a is open, not shut, after 60 s"
    assert gave_up.seen == "open"


def test_waits_that_began_at_different_times_meet(clock: Clock):
    looks = []
    for began in (1000.0, 1001.7, 1003.9):
        clock.now = began
        patience, seen = Patience(wait()), []
        while clock.now < 1100:
            clock.sleep(patience.again(answered("open"), lambda message: None) or 0)
            seen.append(round(clock.now, 3))
        looks.append(set(seen[-5:]))

    assert looks[0] == looks[1] == looks[2]


def test_giving_up_says_what_to_do(clock: Clock):
    patience = Patience(wait(timeout=5, hint="Sit on it"))
    clock.sleep(6)
    with pytest.raises(GaveUp, match=r"box a is open, not shut, after 6 s\. Sit on it$"):
        patience.again(answered("open"), print)


def test_a_state_reached_at_the_very_end_counts(clock: Clock):
    patience = Patience(wait(timeout=5))
    clock.sleep(6)

    assert patience.again(answered("shut"), print) is None


class TestAbsence:
    gone = Absent(CALL, "NotFound", "no such box")

    def test_is_a_state_to_wait_for(self, clock):
        deleted = Wait(CALL, "box a", lambda reply: "there", frozenset({"absent"}))

        assert Patience(deleted).again(answered(self.gone), print) is None

    def test_is_waited_through_where_it_is_not(self, clock):
        assert Patience(wait()).again(answered(self.gone), print) is not None

    def test_may_have_a_name(self, clock):
        with pytest.raises(GaveUp, match="box a is broken"):
            Patience(wait(absent="broken")).again(answered(self.gone), print)

    def test_is_an_error_where_it_has_none(self, clock):
        with pytest.raises(Absent):
            Patience(wait(absent="")).again(answered(self.gone), print)


def test_transient_errors_are_waited_through_and_others_end_it(clock):
    assert Patience(wait()).again(answered(AwsError(CALL, "Busy", "busy")), print) is not None
    with pytest.raises(AwsError, match="AccessDenied"):
        Patience(wait()).again(answered(AwsError(CALL, "AccessDenied", "no")), print)


def test_errors_that_a_wait_knows_to_be_passing_are_waited_through(clock):
    patient = wait(passing=lambda error: "not yet" in error.message)

    assert Patience(patient).again(answered(AwsError(CALL, "Invalid", "not yet")), print) is not None
    with pytest.raises(AwsError, match="never"):
        Patience(patient).again(answered(AwsError(CALL, "Invalid", "never")), print)


def test_progress_is_said_when_the_state_changes_and_now_and_then(clock: Clock):
    patience, said = Patience(wait(timeout=90)), []
    for state, seconds in (("open", 0.5), ("open", 1), ("open", 2), ("closing", 1), ("closing", SAY_EVERY)):
        clock.sleep(seconds)
        patience.again(answered(state), said.append)

    assert said == ["box a: open (2 s of at most 90 s)", "box a: closing (4 s of at most 90 s)",
                    "box a: closing (14 s of at most 90 s)"]
