# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a play has come, batch by batch."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.progressing.counting import Progress

TENANTS = frozenset({"acme", "bluebird", "kestrel", "plover"})


@pytest.fixture
def progress() -> Progress:
    """A play whose first batch, `acme`, took two tasks of 10 seconds and has ended at 20."""
    play = Progress("Provision tenants", TENANTS)
    play.next_batch({"acme"}, 0)
    for began in (0, 10):
        play.next_task("Tenant | Keep its files")
        play.begun("acme", began)
        play.ended("acme", began + 10)
    play.next_batch(TENANTS - {"acme"}, 20)
    return play


def test_a_tenant_is_done_when_its_batch_has_ended(progress):
    assert progress.done == {"acme"}
    assert progress.batch == TENANTS - {"acme"}


def test_a_host_that_is_no_tenant_of_the_batch_counts_nothing():
    play = Progress("Look", TENANTS)
    play.next_batch({"acme", "envelope-prod"}, 0)
    play.begun("envelope-prod", 0)
    play.ended("envelope-prod", 9)
    assert (play.batch, play.through, dict(play.seconds)) == ({"acme"}, 0, {})


def test_a_batch_of_the_same_play_goes_on_with_it(progress):
    assert not progress.goes_on_with("Provision tenants", {"acme"})
    assert not progress.goes_on_with("Sum up", {"heron"})
    assert progress.goes_on_with("Provision tenants", {"heron"})


def test_a_task_counts_who_is_through_with_it(progress):
    progress.next_task("Tenant | Name it")
    progress.ended("kestrel", 21)
    progress.ended("plover", 22, failed=True)
    assert (progress.task, progress.through, progress.failed) == ("Tenant | Name it", 2, {"plover"})


def test_what_a_tenant_took_is_the_sum_of_its_tasks(progress):
    assert progress.seconds == {"acme": 20}


def test_the_rest_is_not_guessed_in_the_first_batch_nor_before_a_result_of_this_one(progress):
    first = Progress("Provision tenants", TENANTS)
    first.next_batch({"acme"}, 0)
    first.ended("acme", 5)
    assert first.seconds_left(6) is None
    assert progress.seconds_left(25) is None


def test_the_rest_goes_by_tasks_of_those_before_and_the_pace_of_this_batch(progress):
    for host in ("bluebird", "kestrel", "plover"):
        progress.ended(host, 26)
    assert progress.seconds_left(26) == pytest.approx(6)


def test_the_rest_is_never_less_than_nothing(progress):
    for host in ("bluebird", "kestrel", "plover") * 3:
        progress.ended(host, 30)
    assert progress.seconds_left(30) == 0
