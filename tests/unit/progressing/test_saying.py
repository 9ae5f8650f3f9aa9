# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a run's progress."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.progressing.counting import Progress
from ansible_collections.venturemond.envelope.plugins.plugin_utils.progressing.saying import (
    failure,
    line,
    slowest,
    span,
    summed_up,
)


def test_a_line_says_what_matters_most_in_front():
    play = Progress("Provision tenants", {"acme", "kestrel"})
    play.next_batch({"acme"}, 0)
    play.begun("acme", 0)
    play.ended("acme", 90, failed=True)
    play.next_batch({"kestrel"}, 90)
    play.next_task("Storage | Keep files")
    play.ended("kestrel", 100)
    play.results["acme"] = 3
    assert line(play, 100) == ("1 of 2 tenants done, 1 failed; about 20 s left; slowest acme 1 min 30 s; "
                               "Storage | Keep files: 1 of 1")


def test_a_play_that_has_only_begun_says_how_many_there_are():
    assert line(Progress("Provision tenants", {"acme", "kestrel"}), 0) == "0 of 2 tenants done"


@pytest.mark.parametrize(("failed", "said"), [(0, "none failed"), (2, "2 failed")])
def test_the_last_line_names_who_took_longest(failed, said):
    seconds = {"acme": 3.0, "bluebird": 61.0, "heron": 0.2, "kestrel": 3.0, "plover": 2.0}
    assert summed_up(5, failed, 75, seconds) == (
        f"5 tenants in 1 min 15 s, {said}; slowest: bluebird 1 min 1 s, acme 3 s, kestrel 3 s")


def test_where_nothing_took_long_nobody_is_named():
    assert slowest({"acme": 0.4}, 3) == []
    assert summed_up(2, 0, 1, {"acme": 0.4}) == "2 tenants in 1 s, none failed"


@pytest.mark.parametrize(("message", "said"), [
    ("\nNo room on envelope-prod.\nWhat helps: ...", "acme failed at Site | Look: No room on envelope-prod."),
    ("a title \033]0;x\007 of its own", "acme failed at Site | Look: a title ]0;x of its own"),
    ("", "acme failed at Site | Look"),
])
def test_a_failure_is_one_line_without_control_characters(message, said):
    assert failure("acme", "Site | Look", message) == said


@pytest.mark.parametrize(("seconds", "said"), [(0.4, "0 s"), (59.4, "59 s"), (60, "1 min 0 s"), (3700, "1 h 1 min")])
def test_a_span_is_as_exact_as_who_waits_wants_it(seconds, said):
    assert span(seconds) == said
