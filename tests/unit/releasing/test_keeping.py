# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Some releases are kept to go back to, and no revision that nobody needs."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.keeping import given_up, tidied
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.records import Live, Manifest, Records
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.store import Store
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import API, BUCKET, PREFIX, Account
from ansible_collections.venturemond.envelope.tests.unit.releasing.fleet import ECS

RECORDS = Records(Store(BUCKET, PREFIX))


def arn(number: int) -> str:
    return f"{ECS}:task-definition/{API}:{number}"


@pytest.fixture
def account(account: Account) -> Account:
    """One in which releases 1 to 6 were live, each with a revision of that number."""
    for number in range(1, 7):
        if number > 1:
            account.fleet.register_task_definition(None, family=API, containerDefinitions=[])
        account.play(RECORDS.record(Manifest(
            release=str(number), at=f"2026-11-2{number}", by="ann", task_definitions={API: arn(number)})))
    account.play(RECORDS.go_live("6", after=Live(release="5", before=("4", "3", "2", "1"))))
    return account


def kept(account: Account) -> list[int]:
    return [int(each.rpartition(":")[2]) for each in account.fleet.active if each.startswith(f"{API}:")]


@pytest.mark.parametrize(("keep", "left"), [(1, [6]), (3, [4, 5, 6]), (6, [1, 2, 3, 4, 5, 6]), (9, [1, 2, 3, 4, 5, 6])])
def test_so_many_are_kept_with_their_revisions(account: Account, keep: int, left: list[int]):
    withdrawn = account.play(tidied(RECORDS, keep, {API: arn(6)}))

    assert account.releases == [str(number) for number in left] and kept(account) == left
    assert withdrawn == [arn(number) for number in range(1, 7) if number not in left]
    assert account.kept("live.json")["before"] == [str(number) for number in left[-2::-1]]


def test_what_was_live_counts_before_what_was_gone_back_from(account: Account):
    account.play(RECORDS.go_live("3", after=Live(release="6", before=("5", "4", "3", "2", "1"))))
    account.play(tidied(RECORDS, 3, {API: arn(3)}))

    assert account.releases == ["1", "2", "3"] and account.kept("live.json")["before"] == ["2", "1"]


def test_a_contracting_one_that_was_gone_back_from_is_not_forgotten(account: Account):
    account.play(RECORDS.record(Manifest(
        release="5", at="2026-11-25", by="ann", task_definitions={API: arn(5)}, contracting=True)))
    account.play(RECORDS.go_live("3", after=Live(release="6", before=("5", "4", "3", "2", "1"))))
    account.play(tidied(RECORDS, 2, {API: arn(3)}))

    assert account.releases == ["2", "3", "5"] and kept(account) == [2, 3, 5]


def test_a_contracting_one_from_before_all_others_is_forgotten_with_its_time(account: Account):
    account.play(RECORDS.record(Manifest(
        release="2", at="2026-11-22", by="ann", task_definitions={API: arn(2)}, contracting=True)))
    account.play(tidied(RECORDS, 2, {API: arn(6)}))

    assert account.releases == ["5", "6"]


def test_what_runs_is_never_withdrawn(account: Account):
    account.play(tidied(RECORDS, 1, {API: arn(2)}))

    assert kept(account) == [2, 6]


def test_a_revision_that_a_kept_release_names_is_never_withdrawn(account: Account):
    account.play(RECORDS.record(Manifest(release="6", at="2026-11-26", by="ann", task_definitions={API: arn(1)})))
    account.play(tidied(RECORDS, 1, {API: arn(6)}))

    assert kept(account) == [1, 6]


def test_what_was_forgotten_by_half_is_forgotten_whole(account: Account):
    account.play(RECORDS.forget("5"))
    account.play(tidied(RECORDS, 3, {API: arn(6)}))

    assert account.releases == ["3", "4", "6"] and account.kept("live.json")["before"] == ["4", "3"]


def test_given_up_are_revisions_that_no_release_names(account: Account):
    account.fleet.register_task_definition(None, family=API, containerDefinitions=[])
    account.play(given_up(RECORDS, {arn(5), arn(7)}))

    assert kept(account) == [1, 2, 3, 4, 5, 6]
