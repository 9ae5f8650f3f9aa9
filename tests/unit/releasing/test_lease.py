# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One at a time: taken, renewed, given back, taken over, lost."""

from __future__ import annotations

import itertools
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow, Pause, Together
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.lease import Held, Lease, Lost
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.store import Store
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import BUCKET, PREFIX, Account

THEIRS = {"holder": "eve", "task": "deploy of 9", "seconds": 60, "id": "e", "at": 0}


def lease(holder: str = "ann", **about: t.Any) -> Lease:
    return Lease(store=Store(BUCKET, PREFIX), holder=holder, task="deploy of 1.5.0", **about)


def working(seconds: float, mine: Lease) -> Flow:
    """Work that looks at its lock every second; when it began and ended."""
    began = mine._renewed
    for _unused in range(int(seconds)):
        yield Pause(1)
        yield from mine.kept()
    return began, began + seconds


def held(mine: Lease, seconds: float = 5) -> Flow:
    return mine.holding(lambda: working(seconds, mine))


class TestOfTwo:
    def test_one_gets_it_and_the_other_waits(self, account: Account):
        (a, b), (c, d) = sorted(account.together(held(lease("ann")), held(lease("ben"))))

        assert a < b <= c < d
        assert len([line for line in account.heard if "waiting for" in line]) == 1

    def test_one_gets_it_when_it_is_given_back(self, account: Account):
        account.play(held(lease("eve")))
        (a, b), (c, d) = sorted(account.together(held(lease("ann")), held(lease("ben"))))

        assert a < b <= c < d

    def test_one_gets_it_when_it_has_expired(self, account: Account):
        account.write("lock.json", THEIRS)
        account.clock.now += 61
        (a, b), (c, d) = sorted(account.together(held(lease("ann")), held(lease("ben"))))

        assert a < b <= c < d

    def test_the_other_gives_up_with_the_name_of_who_has_it(self, account: Account):
        first, second = account.together(held(lease("ann"), 90), held(lease("ben", patience=20)))

        assert isinstance(second, Held) and not isinstance(first, Held)
        assert str(second) == ("ann (deploy of 1.5.0) holds the lock of envelope-prod, and after 20 s still does: "
                               "run the same command when that is done")

    def test_all_of_five_come_to_their_turn(self, account: Account):
        turns = sorted(account.together(*(held(lease(name), 5) for name in "abcde")))

        assert len(turns) == 5 and all(a[1] <= b[0] for a, b in itertools.pairwise(turns))


class TestWaiting:
    def test_says_for_whom_once(self, account: Account):
        account.write("lock.json", THEIRS)
        account.play(held(lease()))

        assert account.heard == ["  waiting for eve (deploy of 9), at most 120 s"]

    def test_ends_when_the_lock_of_a_killed_run_expires(self, account: Account):
        account.write("lock.json", THEIRS)
        began = account.clock.now
        account.play(lease().taken())

        assert 60 < account.clock.now - began < 63

    def test_can_be_refused(self, account: Account):
        account.write("lock.json", THEIRS)
        with pytest.raises(Held, match=r"eve \(deploy of 9\) holds the lock"):
            account.play(lease(patience=0).taken())

    def test_goes_by_the_clock_of_s3(self, account: Account):
        account.write("lock.json", {**THEIRS, "at": 9e9})
        account.clock.now += 62

        account.play(lease(patience=0).taken())


class TestHolding:
    def test_renews_it_and_gives_it_back(self, account: Account):
        account.play(held(lease(seconds=30), 100))

        assert 9 <= len(account.writes) <= 12 and account.kept("lock.json")["free"]

    def test_is_safe_from_others_for_longer_than_it_holds(self, account: Account):
        _first, second = account.together(held(lease(seconds=10), 60), held(lease("ben", patience=30)))

        assert isinstance(second, Held)

    def test_gives_it_back_when_the_work_fails(self, account: Account):
        def failing() -> Flow:
            yield from ()
            raise Invalid("no")

        with pytest.raises(Invalid, match="no"):
            account.play(lease().holding(failing))
        assert account.kept("lock.json")["free"]

    @pytest.mark.parametrize("fails", [False, True])
    def test_ends_as_the_work_does_although_it_cannot_be_given_back(self, account: Account, fails: bool):
        def work() -> Flow:
            yield from ()
            account.refused["put_object"] = "ExpiredToken"
            if fails:
                raise Invalid("no")
            return 7

        ended = account.together(lease().holding(work))[0]
        assert str(ended) == "no" if fails else ended == 7
        assert account.heard[0].startswith("  the lock of envelope-prod is not given back, but free in 60 s: s3:put")

    def test_flows_that_are_held_together_renew_it_once(self, account: Account):
        mine = lease(seconds=9)

        def work() -> Flow:
            return (yield Together([working(20, mine) for _unused in range(3)]))

        came = account.play(mine.holding(work))
        assert not [each for each in came if isinstance(each, Exception)]
        assert 5 <= len(account.writes) - 2 <= 7


class TestAnAnswerThatIsLost:
    """botocore sends a write again, and S3 refuses the second because of the first."""

    def test_to_taking_it_leaves_it_ours(self, account: Account):
        account.bucket.resends = True
        began = account.clock.now
        account.play(lease().taken())

        assert account.clock.now - began < 1

    def test_to_renewing_it_leaves_it_ours(self, account: Account):
        account.bucket.resends = True
        account.play(held(lease(seconds=9), 30))

        assert account.kept("lock.json")["free"]


class TestLosing:
    def test_is_told_at_the_next_renewal(self, account: Account):
        mine = lease()
        account.play(mine.taken())
        account.write("lock.json", THEIRS)
        account.play(mine.kept())
        account.clock.now += 20
        with pytest.raises(Lost, match=r"not renewed for 60 s, and somebody else has taken it\. Nothing more is done"):
            account.play(mine.kept())

    def test_leaves_the_lock_to_who_has_it(self, account: Account):
        mine = lease()
        account.play(mine.taken())
        account.write("lock.json", THEIRS)
        account.play(mine.released())

        assert account.kept("lock.json") == THEIRS

    def test_does_not_follow_from_a_pause_that_nobody_used(self, account: Account):
        mine = lease()
        account.play(mine.taken())
        account.clock.now += 1000
        account.play(mine.kept())

    def test_does_not_follow_from_one_refusal_of_s3(self, account: Account):
        mine = lease()
        account.play(mine.taken())
        account.clock.now += 30
        account.refused["put_object"] = "ServiceUnavailable"
        account.play(mine.kept())
        account.refused.clear()
        account.play(mine.kept())

        assert account.clock.now - mine._renewed < 1

    def test_follows_when_s3_refuses_for_as_long_as_it_holds(self, account: Account):
        mine = lease()
        account.play(mine.taken())
        account.clock.now += 61
        account.refused["put_object"] = "ServiceUnavailable"
        with pytest.raises(Lost, match=r"could not be renewed: s3:put_object failed: .*Nothing more is done here"):
            account.play(mine.kept())


def test_taking_it_is_refused_as_s3_refuses(account: Account):
    account.refused["put_object"] = "AccessDenied"
    with pytest.raises(AwsError, match="AccessDenied"):
        account.play(lease().taken())
