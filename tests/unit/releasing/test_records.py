# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of releases survives being written and read."""

from __future__ import annotations

import dataclasses

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.records import (
    Change,
    Live,
    Manifest,
    Records,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.store import Store
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import API, BUCKET, PREFIX, WORKER, Account

RECORDS = Records(Store(BUCKET, PREFIX))
MANIFEST = Manifest(release="1.5.0", at="2026-11-22T12:00:00.000+00:00", by="ann", images={"i": "sha256:1"},
                    task_definitions={WORKER: "arn:w", API: "arn:a"}, secrets={"s": "v1"}, contracting=True)


def test_a_manifest_is_read_as_it_was_written(account: Account):
    account.play(RECORDS.record(MANIFEST))

    assert account.play(RECORDS.manifest("1.5.0")) == MANIFEST


def test_a_change_is_noted_and_forgotten(account: Account):
    change = Change(release="1.5.0", before={API: "arn:a"})
    account.play(RECORDS.begin(change))
    assert account.play(RECORDS.change()) == change

    account.play(RECORDS.end())
    assert account.play(RECORDS.change()) is None


def test_nothing_is_known_at_first(account: Account):
    assert account.play(RECORDS.live()) is None
    assert account.play(RECORDS.manifest("1.5.0")) is None
    assert account.play(RECORDS.manifests()) == []


def test_manifests_come_the_newest_first_however_often_they_were_written(account: Account):
    for release, at in (("1.5.0", "2026-11-22"), ("1.6.0", "2026-11-24"), ("1.4.0", "2026-11-20")):
        account.play(RECORDS.record(dataclasses.replace(MANIFEST, release=release, at=at)))
    account.play(RECORDS.forget("1.5.0"))

    assert [each.release for each in account.play(RECORDS.manifests())] == ["1.6.0", "1.4.0"]


def test_one_manifest_that_cannot_be_read_is_not_passed_over(account: Account):
    account.play(RECORDS.record(MANIFEST))
    account.refused["get_object"] = "AccessDenied"
    with pytest.raises(AwsError, match="AccessDenied"):
        account.play(RECORDS.manifests())


@pytest.mark.parametrize(("after", "release", "line"), [
    (None, "1", Live(release="1")),
    (Live(release="1"), "2", Live(release="2", before=("1",))),
    (Live(release="2", before=("1",)), "3", Live(release="3", before=("2", "1"))),
    (Live(release="3", before=("2", "1")), "3", Live(release="3", before=("2", "1"))),
    (Live(release="3", before=("2", "1")), "2", Live(release="2", before=("1",))),
    (Live(release="3", before=("2", "1")), "1", Live(release="1")),
])
def test_what_goes_live_stands_before_what_was_live_and_once(account: Account, after, release, line):
    account.play(RECORDS.go_live(release, after=after))

    assert account.play(RECORDS.live()) == line


def test_what_is_not_kept_cannot_be_gone_back_to(account: Account):
    account.play(RECORDS.trim(Live(release="4", before=("3", "2", "1")), {"4", "3", "1"}))

    assert account.play(RECORDS.live()) == Live(release="4", before=("3", "1"))


def test_nothing_is_written_where_all_is_kept(account: Account):
    account.play(RECORDS.trim(Live(release="2", before=("1",)), {"2", "1"}))

    assert account.writes == []
